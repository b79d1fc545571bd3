/**
 * The protocol of the HTTP interface, version 1: the single source of its types, of the server's
 * validation and of the OpenAPI document.
 */
import { z } from 'zod';
import { canonicalLang } from './lang.ts';

/** The longest message a citizen may send, in UTF-16 code units. */
export const MAX_MESSAGE = 2_000;
/** The most turns of history that travel with a question. */
export const MAX_HISTORY = 20;
/** The largest request body the server reads, in bytes. */
export const MAX_BODY = 32 * 1024;

/** A language tag as in BCP 47, e.g. `de`, `de-simple`, `zh-Hant`; `EN` and `en_US` are read as what they mean. */
export const Lang = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$/)
  .overwrite(canonicalLang);
export type Lang = z.infer<typeof Lang>;

/** The id of a knowledge entry: its file name before the language. */
export const EntryId = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9-]*$/);
export type EntryId = z.infer<typeof EntryId>;

/** A calendar day as in ISO 8601, e.g. `2026-11-30`. */
export const Day = z.iso.date();

export const EntryKind = z.enum(['faq', 'service', 'office', 'topic', 'document']);
export type EntryKind = z.infer<typeof EntryKind>;

/** What a citizen can agree to: answers from the knowledge base; passing questions to a language model; a message to people. */
export const Scope = z.enum(['answers', 'ai', 'handover']);
export type Scope = z.infer<typeof Scope>;

/** A language model is of no use without answers; a message to people stands for itself. */
const Scopes = z.union([
  z.tuple([z.literal('answers')]),
  z.tuple([z.literal('answers'), z.literal('ai')]),
  z.tuple([z.literal('answers'), z.literal('handover')]),
  z.tuple([z.literal('answers'), z.literal('ai'), z.literal('handover')]),
  z.tuple([z.literal('handover')]),
]);

/** Agreement to a policy version, separately per purpose (Art. 6(1)(a), Art. 7 DSGVO). */
export const ConsentRequest = z.strictObject({
  policyVersion: z.string().min(1).max(40),
  scopes: Scopes,
  lang: Lang.optional(),
});
export type ConsentRequest = z.infer<typeof ConsentRequest>;

/** Proof of consent that identifies nobody (Art. 7(1) DSGVO); `expiresAt` is an ISO 8601 instant. */
export const Consent = z.strictObject({
  receipt: z.string(),
  policyVersion: z.string(),
  scopes: Scopes,
  expiresAt: z.iso.datetime(),
});
export type Consent = z.infer<typeof Consent>;

/** One line, without control characters: it may stand in the header of an e-mail. */
const Line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u);

/** A message to people of the city, with one way to reach the citizen at least. */
export const HandoverRequest = z.strictObject({
  matter: z.string().trim().min(1).max(MAX_MESSAGE),
  /** The entry that it is about. */
  entry: EntryId.optional(),
  name: Line.optional(),
  reach: z
    .strictObject({
      phone: Line.regex(/^[+(]?\d[\d\s()/.-]{4,24}$/).optional(),
      email: z.email({ pattern: z.regexes.html5Email }).max(254).optional(),
    })
    .refine(({ phone, email }) => phone !== undefined || email !== undefined),
  /** When the citizen can be reached, in words. */
  when: Line.optional(),
  lang: Lang,
});
export type HandoverRequest = z.infer<typeof HandoverRequest>;

/** What the citizen can name the message by, and what happens next. */
export const HandoverResponse = z.strictObject({ number: z.string(), next: z.string() });
export type HandoverResponse = z.infer<typeof HandoverResponse>;

/** A report of a broken lamp, rubbish, a pothole: of which kind, where, and what. */
export const DefectRequest = z
  .strictObject({
    /** The code of one of the city's kinds (Open311: `service_code`). */
    category: z.string().min(1).max(100),
    description: z.string().trim().min(1).max(MAX_MESSAGE),
    /** Where it is, in words. */
    address: Line.optional(),
    /** Where the citizen's device is, in degrees (WGS 84). */
    position: z
      .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
      .optional(),
    lang: Lang,
  })
  .refine(({ address, position }) => address !== undefined || position !== undefined);
export type DefectRequest = z.infer<typeof DefectRequest>;

/** What the citizen can name the report by, and what the city says to it. */
export const DefectResponse = z.strictObject({ number: z.string(), next: z.string() });
export type DefectResponse = z.infer<typeof DefectResponse>;

export const Turn = z.strictObject({
  role: z.enum(['user', 'assistant']),
  text: z.string().max(MAX_MESSAGE),
});
export type Turn = z.infer<typeof Turn>;

/** What a conversation with a person of the city begins with. */
export const LiveRequest = z.strictObject({
  matter: z.string().trim().min(1).max(MAX_MESSAGE),
  /** The entry that it is about. */
  entry: EntryId.optional(),
  name: Line.optional(),
  /** What was said so far, if the citizen wants it to go along. */
  transcript: z.array(Turn).max(MAX_HISTORY).optional(),
  lang: Lang,
});
export type LiveRequest = z.infer<typeof LiveRequest>;

/** What names the conversation to the server, which keeps nothing of it. */
export const LiveResponse = z.strictObject({ ticket: z.string() });
export type LiveResponse = z.infer<typeof LiveResponse>;

const ofConversation = { ticket: z.string().min(1).max(1000), lang: Lang };

/** What the citizen writes to the person. */
export const LiveMessageRequest = z.strictObject({
  ...ofConversation,
  text: z.string().trim().min(1).max(MAX_MESSAGE),
});
export type LiveMessageRequest = z.infer<typeof LiveMessageRequest>;

/** Asks for what the person writes, after the message of that id. */
export const LiveEventsRequest = z.strictObject({ ...ofConversation, after: z.int().min(0).optional() });
export type LiveEventsRequest = z.infer<typeof LiveEventsRequest>;

/** The citizen leaves. */
export const LiveEndRequest = z.strictObject(ofConversation);
export type LiveEndRequest = z.infer<typeof LiveEndRequest>;

/**
 * How a conversation with a person stands: one waits, nobody is free, a person writes, that person has left, it has ended,
 * or the line to the person is broken and can be tried again.
 */
export const LiveStanding = z.enum(['waiting', 'nobody', 'joined', 'left', 'ended', 'broken']);
export type LiveStanding = z.infer<typeof LiveStanding>;

/** Server-sent events of `POST /v1/live/events`; each sentence is for the citizen. */
export const LiveEvent = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('state'),
    data: z.strictObject({ state: LiveStanding, text: z.string() }),
  }),
  z.strictObject({
    event: z.literal('message'),
    data: z.strictObject({
      id: z.int(),
      provenance: z.literal('human'),
      /** Who writes, as the city shows them to citizens. */
      name: z.string(),
      text: z.string(),
    }),
  }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;

/** A citizen's question. The conversation travels with it, because the server keeps none. */
export const ChatRequest = z.strictObject({
  message: z.string().max(MAX_MESSAGE),
  lang: Lang.optional(),
  history: z.array(Turn).max(MAX_HISTORY).optional(),
  context: z
    .strictObject({
      /** What the last answer was about, best first: a follow-up question starts from there. */
      entries: z.array(EntryId).max(10).optional(),
      /** A postcode or district: offices there come first. */
      place: z.string().max(120).optional(),
    })
    .optional(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

/** A knowledge entry that an answer comes from. `section` is the heading within it, `page` where it stands in a document. */
export const Source = z.strictObject({
  id: EntryId,
  title: z.string(),
  url: z.url().optional(),
  section: z.string().optional(),
  page: z.int().min(1).optional(),
  reviewed: Day.optional(),
});
export type Source = z.infer<typeof Source>;

/** Units in which deadlines and durations are told. */
export const TimeUnit = z.enum(['minutes', 'hours', 'days', 'working-days', 'weeks', 'months', 'years']);

/**
 * A line of a card: what it is, what it says, and where it leads (`https:`, `mailto:` or `tel:`). In a checklist `entry` is
 * what it is about, and `due` by when, counted from the card's event.
 */
export const CardItem = z.strictObject({
  label: z.string(),
  value: z.string(),
  href: z.string().optional(),
  entry: EntryId.optional(),
  due: z.strictObject({ within: z.int().min(0), unit: TimeUnit, before: z.boolean().optional() }).optional(),
});
export type CardItem = z.infer<typeof CardItem>;

/**
 * Facts to act on: a service at a glance, an office with address and hours, a checklist to tick off, whom to contact,
 * or the choices of a question back (the same as the answer's `choices`). Title, labels and values read as plain text.
 */
export const Card = z.strictObject({
  type: z.enum(['service', 'office', 'checklist', 'contact', 'choices']),
  id: EntryId.optional(),
  title: z.string(),
  items: z.array(CardItem),
  /** With `checklist`: what the day is called from which its deadlines count. */
  event: z.string().optional(),
});
export type Card = z.infer<typeof Card>;

/** A reply the citizen can give with one click; `message` is what is sent, about `entry` if given. */
export const Choice = z.strictObject({ label: z.string(), message: z.string(), entry: EntryId.optional() });
export type Choice = z.infer<typeof Choice>;

export const Notice = z.strictObject({ code: z.string(), text: z.string() });
export type Notice = z.infer<typeof Notice>;

export const AnswerKind = z.enum(['answer', 'clarify', 'abstain', 'emergency', 'smalltalk', 'contact']);
export type AnswerKind = z.infer<typeof AnswerKind>;

/** How a text came about: by the city's editors, by a model from named entries (Art. 50(2) AI Act), or by a person just now. */
export const Provenance = z.enum(['curated', 'ai-generated', 'human']);
export type Provenance = z.infer<typeof Provenance>;

/** What the citizen can do beside asking on: report a defect to the city, write with a person who is there now. */
export const Offer = z.enum(['defect', 'live']);
export type Offer = z.infer<typeof Offer>;

/** What the citizen is told. `text` is Markdown; `sources` is ranked, empty when `kind` is `abstain`. */
export const Answer = z.strictObject({
  id: z.uuid(),
  lang: Lang,
  kind: AnswerKind,
  provenance: Provenance,
  text: z.string(),
  sources: z.array(Source),
  cards: z.array(Card),
  choices: z.array(Choice).optional(),
  offers: z.array(Offer).optional(),
  confidence: z.number().min(0).max(1),
  notices: z.array(Notice),
});
export type Answer = z.infer<typeof Answer>;

/** Work to be done before consent while the server is under attack: see `prove`. */
export const ProofOfWork = z.strictObject({ salt: z.string(), bits: z.int().min(1).max(24) });
export type ProofOfWork = z.infer<typeof ProofOfWork>;

/** An error as in RFC 9457; `type` is stable, `detail` is for the citizen. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  /** With 409: the policy version now in force. */
  policyVersion: z.string().optional(),
  /** With 429 for consent: do this work and try again. */
  proofOfWork: ProofOfWork.optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The events of a streamed answer; the data of `end` is the whole answer. */
export const ChatEvent = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('start'),
    data: z.strictObject({ id: z.uuid(), lang: Lang, provenance: Provenance }),
  }),
  z.strictObject({ event: z.literal('delta'), data: z.strictObject({ text: z.string() }) }),
  z.strictObject({ event: z.literal('end'), data: Answer }),
  z.strictObject({ event: z.literal('error'), data: Problem }),
]);
export type ChatEvent = z.infer<typeof ChatEvent>;

export const FeedbackReason = z.enum(['wrong', 'incomplete', 'unclear', 'outdated', 'other']);
export type FeedbackReason = z.infer<typeof FeedbackReason>;

/** A count, never a text. */
export const FeedbackRequest = z.strictObject({
  answer: z.uuid(),
  helpful: z.boolean(),
  reason: FeedbackReason.optional(),
});
export type FeedbackRequest = z.infer<typeof FeedbackRequest>;

export const SearchRequest = z.strictObject({
  query: z.string().max(MAX_MESSAGE),
  lang: Lang.optional(),
  kind: EntryKind.optional(),
  limit: z.int().min(1).max(50).optional(),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

export const SearchResult = z.strictObject({
  id: EntryId,
  kind: EntryKind,
  title: z.string(),
  confidence: z.number().min(0).max(1),
  url: z.url().optional(),
});
export type SearchResult = z.infer<typeof SearchResult>;

export const SearchResponse = z.strictObject({ results: z.array(SearchResult) });
export type SearchResponse = z.infer<typeof SearchResponse>;

/** Under which choices of the guided way a fact holds, as `step.choice`; and for which ages, in years, both included. */
const condition = {
  /** The condition in words. */
  when: z.string().optional(),
  if: z.array(z.string()).optional(),
  ages: z.strictObject({ from: z.int(), to: z.int().optional() }).optional(),
};

/** An amount in euros; `to` makes it a range; 0 is free of charge. */
export const Fee = z.strictObject({
  id: z.string(),
  label: z.string().optional(),
  amount: z.number(),
  to: z.number().optional(),
  ...condition,
});
export type Fee = z.infer<typeof Fee>;

/** How long something takes: from so many units, or up to more. */
const Span = z.strictObject({ from: z.int(), to: z.int().optional(), unit: TimeUnit });
/** By when something is due: so many units after a day, or `before` it; `label` says which. */
const Deadline = z.strictObject({
  within: z.int(),
  unit: TimeUnit,
  before: z.boolean().optional(),
  label: z.string().optional(),
});

export const Service = z.strictObject({
  id: EntryId,
  lang: Lang,
  title: z.string(),
  text: z.string(),
  sections: z.array(z.strictObject({ heading: z.string(), text: z.string() })),
  fees: z.array(Fee),
  documents: z.array(z.string()),
  /** The same documents with their conditions, in the same order. */
  checklist: z.array(z.strictObject({ id: z.string(), label: z.string(), ...condition })),
  forms: z.array(z.strictObject({ id: z.string(), label: z.string(), url: z.url(), ...condition })),
  duration: Span.optional(),
  deadline: Deadline.optional(),
  /** The questions of the guided way. */
  steps: z.array(
    z.strictObject({
      id: z.string(),
      ask: z.string(),
      why: z.string(),
      if: z.array(z.string()).optional(),
      choices: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          hint: z.string().optional(),
          service: EntryId.optional(),
        }),
      ),
    }),
  ),
  offices: z.array(EntryId),
  related: z.array(EntryId),
  online: z.url().optional(),
  appointment: z.url().optional(),
  /** The 14-digit key of the LeiKa catalogue. */
  leika: z.string().optional(),
  url: z.url().optional(),
  reviewed: Day.optional(),
});
export type Service = z.infer<typeof Service>;

/** What helps to get in and around at an office; what is not stated is unknown. */
export const Accessibility = z.strictObject({
  stepFree: z.boolean().optional(),
  lift: z.boolean().optional(),
  toilet: z.boolean().optional(),
  hearingLoop: z.boolean().optional(),
  parking: z.boolean().optional(),
});

export const Office = z.strictObject({
  id: EntryId,
  lang: Lang,
  title: z.string(),
  address: z
    .strictObject({
      street: z.string(),
      postcode: z.string().optional(),
      city: z.string().optional(),
      district: z.string().optional(),
    })
    .optional(),
  room: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  /** OpenStreetMap `opening_hours` syntax. */
  hours: z.string().optional(),
  /** The same in words of the language. */
  hoursText: z.string().optional(),
  /** Whether it is open now, in words too, and when that changes next. */
  open: z.boolean().optional(),
  openText: z.string().optional(),
  changesAt: z.iso.datetime().optional(),
  /** Days on which it is closed although its hours say otherwise, both included. */
  closed: z.array(z.strictObject({ from: Day, to: Day.optional() })).optional(),
  appointmentOnly: z.boolean().optional(),
  appointment: z.url().optional(),
  accessibility: Accessibility.optional(),
  transit: z.array(z.string()).optional(),
  url: z.url().optional(),
});
export type Office = z.infer<typeof Office>;

export const ServicesResponse = z.strictObject({
  services: z.array(z.strictObject({ id: EntryId, title: z.string(), url: z.url().optional() })),
});
export type ServicesResponse = z.infer<typeof ServicesResponse>;

export const OfficesResponse = z.strictObject({ offices: z.array(Office) });
export type OfficesResponse = z.infer<typeof OfficesResponse>;

/** The pictures that a life situation can have. */
export const Picture = z.enum([
  'home',
  'child',
  'rings',
  'candle',
  'care',
  'parting',
  'world',
  'work',
  'school',
  'car',
  'card',
  'money',
]);
export type Picture = z.infer<typeof Picture>;

/** What a client needs to draw itself, in one language. */
export const CityConfig = z.strictObject({
  name: z.string(),
  lang: Lang,
  /** The languages the knowledge has, the main one first. */
  languages: z.array(Lang),
  /** What the city calls its assistant, and how it greets; a client has names of its own where the city gives none. */
  assistant: z
    .strictObject({
      name: z.string().optional(),
      greeting: z.string().optional(),
      /** The script module with its picture in base64, from the server's address. */
      avatar: z.string().optional(),
      /** It says "du" to German speakers. */
      address: z.literal('du').optional(),
    })
    .optional(),
  policyVersion: z.string(),
  privacyUrl: z.url().optional(),
  /** The terms of use. */
  termsUrl: z.url().optional(),
  servicesUrl: z.url().optional(),
  /** Who processes the data (Art. 13(1)(a) DSGVO) and whom to ask about it. */
  controller: z.string().optional(),
  dataProtectionContact: z.string().optional(),
  /** How long a consent receipt lasts, in minutes. */
  receiptMinutes: z.number(),
  /** What understands the questions beside their words, in a sentence (Art. 50 AI Act); none if nothing does. */
  understanding: z.string().optional(),
  /** What the provider of the language model declares, if there is one: shown before consent to it (DP-9). */
  ai: z
    .strictObject({
      model: z.string(),
      processor: z.string(),
      region: z.string(),
      retention: z.string(),
      training: z.string(),
      contract: z.string().optional(),
    })
    .optional(),
  /** Who gets messages to people and for how many days they keep them, if the city takes any. */
  handover: z.strictObject({ recipient: z.string(), keepDays: z.int() }).optional(),
  /** With whom citizens can write while somebody is there, and for how many days that is kept, if the city has such a desk. */
  live: z.strictObject({ recipient: z.string(), keepDays: z.int() }).optional(),
  /** Who gets reports of defects and for how many days they keep them, and of which kinds they can be. */
  defects: z
    .strictObject({
      recipient: z.string(),
      keepDays: z.int(),
      categories: z.array(z.strictObject({ code: z.string(), name: z.string() })),
    })
    .optional(),
  /** Art. 50(1) AI Act, in words for the citizen. */
  disclosure: z.string(),
  contact: Card,
  /** What the city says today, before anything is asked. */
  announcements: z.array(z.string()).optional(),
  /** Questions to begin with. */
  suggestions: z.array(z.string()),
  /** Life situations, those most asked for first, and the services most asked for. */
  topics: z.array(z.strictObject({ id: EntryId, title: z.string(), picture: Picture.optional() })),
  popular: z.array(z.strictObject({ id: EntryId, title: z.string() })),
});
export type CityConfig = z.infer<typeof CityConfig>;
