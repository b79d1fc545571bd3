import { Accessibility, EntryId, Lang, Picture, TimeUnit } from '@stadtlotse/sdk/protocol';
import { z } from 'zod';
import { hoursError, states } from '../finder/hours.ts';

const Text = z.string().trim().min(1);
const Day = z.iso.date();
const WebAddress = z.url({ protocol: /^https?$/ });
/** Opening hours in OpenStreetMap `opening_hours` syntax. */
export const Hours = Text.superRefine((hours, context) => {
  const error = hoursError(hours);
  if (error) context.addIssue({ code: 'custom', params: { reason: 'hours', error } });
});

/** Where a city can be reached by phone, mail and web; hours in OpenStreetMap `opening_hours` syntax. */
const Contact = z.strictObject({
  name: Text.optional(),
  phone: Text.optional(),
  email: z.email().optional(),
  url: WebAddress.optional(),
  hours: Hours.optional(),
});

/**
 * The city's assistant: what it is called and how it greets, per language; whether it answers at all, and whether a model
 * may write answers. In force at once (BSI-13); `assistant: off` and `assistant: curated` are short for the last two.
 */
const Assistant = z.preprocess(
  (value) => (typeof value === 'string' ? short[value] : value),
  z.strictObject({
    name: z.record(Lang, Text).default({}),
    greeting: z.record(Lang, Text).default({}),
    /** A picture of it beside `city.yaml`, e.g. `avatar.png`. */
    avatar: z
      .string()
      .regex(/^[\w-]{1,100}\.(?:png|jpe?g|webp)$/i)
      .optional(),
    /** How it speaks to citizens in German; Leichte Sprache stays "Sie". */
    address: z.enum(['sie', 'du']).default('sie'),
    active: z.boolean().default(true),
    generated: z.boolean().default(true),
  }),
);
const short: Record<string, unknown> = { on: {}, off: { active: false }, curated: { generated: false } };

/** `city.yaml`: who the city is. Only `name` and `languages` are needed; the first language is the main one. */
export const City = z.strictObject({
  name: Text,
  languages: z.array(Lang).min(1),
  /** Amtlicher Gemeindeschlüssel, 8 digits: whose responsibilities of a catalogue are the city's own. */
  ags: z
    .string()
    .regex(/^\d{8}$/)
    .optional(),
  /** ISO 3166-2 code of the state whose public and school holidays count, e.g. `DE-HE`. */
  holidays: z.enum(Object.keys(states)).optional(),
  contact: Contact.default({}),
  links: z
    .strictObject({
      services: WebAddress.optional(),
      privacy: WebAddress.optional(),
      terms: WebAddress.optional(),
      accessibility: WebAddress.optional(),
    })
    .default({}),
  /** Who is responsible for the data (Art. 13(1)(a) DSGVO) and whom to ask (Art. 13(1)(b)). */
  controller: Text.optional(),
  dataProtectionContact: Text.optional(),
  /** `check` speaks of entries that nobody has reviewed for so many months; 0 is never. */
  reviewMonths: z.int().min(0).default(12),
  /** Questions to begin with, per language. */
  suggestions: z.record(Lang, z.array(Text)).default({}),
  assistant: Assistant.prefault({}),
  /** What the city wants to say on these days, both included, before anything is asked. */
  announcements: z.array(z.strictObject({ from: Day, to: Day, text: z.record(Lang, Text) })).default([]),
  /** The services and life situations most asked for, offered where a citizen begins. */
  popular: z.array(EntryId).default([]),
});
export type City = z.infer<typeof City>;

/** What a translation may carry: words. `labels` gives the words of facts by their id. */
const words = {
  title: Text,
  questions: z.array(Text).default([]),
  keywords: z.array(Text).default([]),
  labels: z.record(z.string(), Text).default({}),
};

const facts = {
  url: WebAddress.optional(),
  /** Who gets messages about it: an e-mail address, or a group of the ticket system. */
  handover: Text.optional(),
  /** It answers whoever reports a broken lamp, rubbish, a pothole. */
  defects: z.literal(true).optional(),
  /** Not served until an editor takes this line out. */
  draft: z.boolean().optional(),
  reviewed: Day.optional(),
  owner: Text.optional(),
  validFrom: Day.optional(),
  validUntil: Day.optional(),
};

const FactId = z.string().regex(/^[a-z0-9-]+$/);

/** Ages in whole years, `0-15` or `24+`; parsed to both ends, included. */
const Ages = z
  .string()
  .regex(/^\d{1,3}(-\d{1,3}|\+)$/)
  .transform((ages) => {
    const [from = 0, to = Number.POSITIVE_INFINITY] = ages.match(/\d+/g)?.map(Number) ?? [];
    return { from, to };
  });
export type Ages = z.infer<typeof Ages>;

/** A choice of the guided way, as `<step>.<choice>`. */
const ChoiceRef = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/);

/**
 * When a fact holds: `if` names choices of the guided way, any of them for each step named; `ages` whom it is for;
 * `when` says it in words.
 */
const condition = {
  if: z
    .union([ChoiceRef, z.array(ChoiceRef).min(1)])
    .transform((refs) => [refs].flat())
    .optional(),
  ages: Ages.optional(),
  when: Text.optional(),
};

const FeeFact = z.strictObject({
  id: FactId,
  label: Text.optional(),
  /** Euros; 0 is free of charge. */
  amount: z.number().nonnegative(),
  /** The upper end of a range, euros. */
  to: z.number().nonnegative().optional(),
  ...condition,
});
export type FeeFact = z.infer<typeof FeeFact>;
const DocumentFact = z.strictObject({ id: FactId, label: Text, ...condition });
export type DocumentFact = z.infer<typeof DocumentFact>;
const FormFact = z.strictObject({ id: FactId, label: Text, url: WebAddress, ...condition });

const Span = z.strictObject({ from: z.int().min(0), to: z.int().min(0).optional(), unit: TimeUnit });
export type Span = z.infer<typeof Span>;
/** By when: `within` so many units after a day, or `before` it; `label` says which, e.g. "nach dem Einzug". */
const Deadline = z.strictObject({
  within: z.int().min(0),
  unit: TimeUnit,
  before: z.boolean().optional(),
  label: Text.optional(),
});
export type Deadline = z.infer<typeof Deadline>;

/** A question of the guided way; `why` says what the answer is needed for. */
const Step = z.strictObject({
  id: FactId,
  ask: Text,
  why: Text,
  choices: z
    .array(
      z.strictObject({
        id: FactId,
        label: Text,
        ages: Ages.optional(),
        /** What the citizen should know who chooses this. */
        hint: Text.optional(),
        /** The service that is right for them instead. */
        service: EntryId.optional(),
      }),
    )
    .min(2),
  if: condition.if,
});
export type Step = z.infer<typeof Step>;

export const Translation = z.strictObject(words);

const Faq = z.strictObject({ ...words, ...facts, related: z.array(EntryId).default([]) });
const Service = z.strictObject({
  ...words,
  ...facts,
  fees: z.array(FeeFact).default([]),
  documents: z.array(DocumentFact).default([]),
  forms: z.array(FormFact).default([]),
  duration: Span.optional(),
  deadline: Deadline.optional(),
  steps: z.array(Step).default([]),
  offices: z.array(EntryId).default([]),
  /** The table in `responsibility/` that says which office serves whom. */
  responsibility: FactId.optional(),
  related: z.array(EntryId).default([]),
  online: WebAddress.optional(),
  appointment: WebAddress.optional(),
  /** The 14-digit key of the LeiKa catalogue. */
  leika: z
    .string()
    .regex(/^\d{14}$/)
    .optional(),
});
const Office = z.strictObject({
  ...words,
  ...facts,
  address: z
    .strictObject({
      street: Text,
      postcode: z
        .string()
        .regex(/^\d{5}$/)
        .optional(),
      city: Text.optional(),
      district: Text.optional(),
    })
    .optional(),
  phone: Text.optional(),
  email: z.email().optional(),
  hours: Hours.optional(),
  /** Days on which it is closed although its hours say otherwise. */
  closed: z.array(z.strictObject({ from: Day, to: Day.optional() })).default([]),
  appointmentOnly: z.boolean().optional(),
  appointment: WebAddress.optional(),
  /** Its calendar in the booking system, where free appointments are looked up: ids of office and service there. */
  booking: z.strictObject({ office: z.coerce.string(), service: z.coerce.string() }).optional(),
  room: Text.optional(),
  accessibility: Accessibility.optional(),
  /** Stops of public transport, with the lines. */
  transit: z.array(Text).default([]),
  responsibility: FactId.optional(),
});
const Topic = z.strictObject({
  ...words,
  ...facts,
  /** What is drawn beside it where a conversation begins. */
  picture: Picture.optional(),
  /** In the order in which they are due. */
  services: z.array(EntryId).default([]),
  /** The day from which deadlines count, e.g. "Tag des Einzugs". */
  event: Text.optional(),
  /** Deadlines here, by service, where they are not the services' own. */
  deadlines: z.record(EntryId, Deadline).default({}),
});

/** A meeting of a committee: local time, and the document with its agenda. */
const MeetingFact = z.strictObject({
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
  place: Text.optional(),
  document: EntryId,
});
export type MeetingFact = z.infer<typeof MeetingFact>;

/**
 * A by-law, a leaflet, a council paper: `file` is where citizens find it, `date` when it was made or takes place. A
 * committee has `meetings`.
 */
const Document = z.strictObject({
  ...words,
  ...facts,
  file: WebAddress.optional(),
  date: Day.optional(),
  meetings: z.array(MeetingFact).optional(),
});

/** The front matter of an entry by its kind; the folder decides the kind. */
export const FrontMatter = { faq: Faq, service: Service, office: Office, topic: Topic, document: Document };

const everyFact = z
  .object({ ...Faq.shape, ...Service.shape, ...Office.shape, ...Topic.shape, ...Document.shape })
  .partial()
  .omit({
    title: true,
    questions: true,
    keywords: true,
    labels: true,
  });

/** The facts of an entry, whatever its kind: written once, in the city's main language. */
export type Facts = z.infer<typeof everyFact>;
