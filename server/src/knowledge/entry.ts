import type { EntryKind } from '@stadtlotse/sdk';
import type { Facet } from '../answering/facets.ts';
import { dayOf } from '../finder/hours.ts';
import type { Thesaurus } from '../language/thesaurus.ts';
import type { Taught } from '../meaning/taught.ts';
import type { Avatar } from './avatar.ts';
import type { City, Facts } from './schema.ts';
import type { Tables } from './tables.ts';

/** A part of an entry's text under its own heading; `facet` is the FIM module, if the heading is one. */
export interface Section {
  heading: string;
  text: string;
  facet: Facet | undefined;
}

/** An entry's words in one language. */
export interface EntryText {
  lang: string;
  title: string;
  questions: string[];
  keywords: string[];
  /** The words of facts, by the fact's id. */
  labels: Record<string, string>;
  /** The text before the first heading: FIM's Kurztext. */
  intro: string;
  sections: Section[];
  /** Where it was read from, relative to the knowledge folder. */
  file: string;
}

/** Where a section of a document stands. */
export interface Part {
  /** The document's entry. */
  document: string;
  /** The section's heading. */
  section: string;
  /** The page it begins on, counted from 1. */
  page: number | undefined;
}

/** What the city wrote about one thing: facts once, words per language. */
export interface Entry {
  id: string;
  kind: EntryKind;
  facts: Facts;
  texts: ReadonlyMap<string, EntryText>;
  /** What it is of a document, if it is a section of one. */
  part?: Part;
}

/** Something an editor should know or mend. An `error` keeps the entry from being served. */
export interface KnowledgeProblem {
  severity: 'error' | 'warning';
  file: string;
  line: number;
  field: string | undefined;
  message: string;
}

/** All that a city wrote, as read from its folder. */
export interface Knowledge {
  city: City;
  entries: ReadonlyMap<string, Entry>;
  /** The general thesaurus with the city's own over it. */
  thesaurus: Thesaurus;
  /** Who is responsible for whom, by the name of the table. */
  tables: Tables;
  /** What the editors teach it to understand. */
  taught: readonly Taught[];
  /** The picture of the assistant, if it has one that can be shown. */
  avatar?: Avatar | undefined;
  problems: KnowledgeProblem[];
}

/** The entry's words in a language, else in the city's main language, else in any it has. */
export function textIn(entry: Entry, lang: string, city: City): EntryText {
  const text =
    entry.texts.get(lang) ?? entry.texts.get(city.languages[0] ?? '') ?? entry.texts.values().next().value;
  if (!text) throw new Error(`Entry ${entry.id} has no text`);
  return text;
}

/** Whether an entry has something to say on a facet, in its facts or under a heading of its own. */
export function covers({ facts, texts }: Entry, facet: Facet): boolean {
  const known: Partial<Record<Facet, unknown>> = {
    cost: facts.fees?.length,
    documents: facts.documents?.length,
    duration: facts.duration,
    deadline: facts.deadline,
    online: facts.online ?? facts.appointment,
    place: facts.address ?? facts.offices?.length,
    hours: facts.hours,
  };
  return (
    Boolean(known[facet]) ||
    [...texts.values()].some(({ sections }) => sections.some((section) => section.facet === facet))
  );
}

/** Whether an entry is served on a day (ISO 8601): from `validFrom` to `validUntil`, both included. */
export function isServed({ facts }: Entry, day: string): boolean {
  return (!facts.validFrom || facts.validFrom <= day) && (!facts.validUntil || day <= facts.validUntil);
}

/** Today in the city's time zone, as ISO 8601. */
export function today(): string {
  return dayOf(new Date());
}

/**
 * What is the city's own and no personal data: phone numbers (digits), e-mail and postal addresses, and each pair of words of
 * what its entries are called, asked and found by (lower case).
 */
export function publicContactsOf({
  city,
  entries,
}: Pick<Knowledge, 'city' | 'entries'>): ReadonlySet<string> {
  const facts = [...entries.values()].map((entry) => entry.facts);
  return new Set([
    ...[city.contact, ...facts].flatMap(({ phone, email }) => [
      ...(phone ? [phone.replace(/\D/g, '')] : []),
      ...(email ? [email.toLowerCase()] : []),
    ]),
    ...facts.flatMap(({ address }) => address?.street.toLowerCase() ?? []),
    ...[...entries.values()].flatMap(({ texts }) =>
      [...texts.values()].flatMap(({ title, questions, keywords }) =>
        [title, ...questions, ...keywords].flatMap(pairsOf),
      ),
    ),
  ]);
}

function pairsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.slice(1).map((word, at) => `${words[at]} ${word}`);
}
