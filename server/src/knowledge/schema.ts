import { EntryId, Lang } from '@stadtlotse/sdk/protocol';
import { z } from 'zod';
import { hoursError } from '../finder/hours.ts';

const Text = z.string().trim().min(1);
const Day = z.iso.date();
const WebAddress = z.url({ protocol: /^https?$/ });
const Hours = Text.superRefine((hours, context) => {
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

/** `city.yaml`: who the city is. Only `name` and `languages` are needed; the first language is the main one. */
export const City = z.strictObject({
  name: Text,
  languages: z.array(Lang).min(1),
  /** ISO 3166-2 code of the state whose public holidays count, e.g. `DE-HE`. */
  holidays: z
    .string()
    .regex(/^DE-[A-Z]{2}$/)
    .optional(),
  contact: Contact.default({}),
  links: z
    .strictObject({
      services: WebAddress.optional(),
      privacy: WebAddress.optional(),
      accessibility: WebAddress.optional(),
    })
    .default({}),
  /** Who is responsible for the data (Art. 13(1)(a) DSGVO) and whom to ask (Art. 13(1)(b)). */
  controller: Text.optional(),
  dataProtectionContact: Text.optional(),
  /** Questions to begin with, per language. */
  suggestions: z.record(Lang, z.array(Text)).default({}),
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
  reviewed: Day.optional(),
  owner: Text.optional(),
  validFrom: Day.optional(),
  validUntil: Day.optional(),
};

const FactId = z.string().regex(/^[a-z0-9-]+$/);

const FeeFact = z.strictObject({
  id: FactId,
  label: Text.optional(),
  /** Euros. */
  amount: z.number().nonnegative(),
  /** The upper end of a range, euros. */
  to: z.number().nonnegative().optional(),
});
const DocumentFact = z.strictObject({ id: FactId, label: Text });

export const Translation = z.strictObject(words);

const Faq = z.strictObject({ ...words, ...facts, related: z.array(EntryId).default([]) });
const Service = z.strictObject({
  ...words,
  ...facts,
  fees: z.array(FeeFact).default([]),
  documents: z.array(DocumentFact).default([]),
  offices: z.array(EntryId).default([]),
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
      postcode: z.string().regex(/^\d{5}$/),
      city: Text,
      district: Text.optional(),
    })
    .optional(),
  phone: Text.optional(),
  email: z.email().optional(),
  hours: Hours.optional(),
});
const Topic = z.strictObject({ ...words, ...facts, services: z.array(EntryId).default([]) });

/** The front matter of an entry by its kind; the folder decides the kind. */
export const FrontMatter = { faq: Faq, service: Service, office: Office, topic: Topic };

const everyFact = z
  .object({ ...Faq.shape, ...Service.shape, ...Office.shape, ...Topic.shape })
  .partial()
  .omit({
    title: true,
    questions: true,
    keywords: true,
    labels: true,
  });

/** The facts of an entry, whatever its kind: written once, in the city's main language. */
export type Facts = z.infer<typeof everyFact>;
