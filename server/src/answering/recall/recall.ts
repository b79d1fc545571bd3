import { covers, type Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase, Query } from '../../knowledge/knowledge-base.ts';
import type { Hit } from '../../knowledge/search-index.ts';
import { baseLang } from '../../language/base-lang.ts';
import { lexicons } from '../../language/lexicon.ts';
import { phrases, remove } from '../../language/said.ts';
import { byWords, type Meant } from '../../meaning/meant.ts';
import type { Nearness, PassageIndex } from '../../meaning/passage-index.ts';
import { type Facet, facetOfKind } from '../facets.ts';
import type { Read } from '../read/read.ts';
import { type Authority, authorityFor } from './authorities.ts';
import { ANSWER_THRESHOLD, confidence } from './confidence.ts';
import { ofOffices } from './statements.ts';
import { calibrated, type Field, weigh } from './weigh.ts';

/** An entry that may answer, with how sure we are, 0…1. */
export interface Candidate {
  entry: Entry;
  confidence: number;
  /** What speaks for it, by words and by meaning. */
  evidence: Partial<Omit<Hit, 'id'> & Nearness>;
}

/** A message with all that may answer it. */
export interface Recalled extends Read {
  /** Best first. */
  candidates: Candidate[];
  /** The same of the message together with the one before it. */
  joinedCandidates: Candidate[];
  /** How many of the first fit about as well as the best. */
  rivals: number;
  /** How sure we are that the right entry is among the rivals, 0…1. */
  confidence: number;
  /** Whether there are no texts in its language. */
  isForeign: boolean;
  /** The entries of the conversation, best first. */
  earlier: Entry[];
  /** The authority outside the city that does what the message speaks of. */
  authority: Authority | undefined;
  /** The entries that it is the title of, and those that it is an example question of, in whatever spelling. */
  titled: Entry[];
  asked: Entry[];
  /** The offices that it names. */
  offices: string[];
  /** Whether it is the name of an entry, or close to it, and whether any of its words is known. */
  namesEntry: boolean;
  isKnown: boolean;
}

/** How many entries are looked at for an answer. */
const LIMIT = 10;
/** How many of the best by words, and by meaning, are weighed. */
const LOOKED_AT = 20;
/** What an entry's score is worth that says nothing on the facet asked for. */
const OFF_FACET = 0.75;
/** How sure a completion is: it begins like the name, no more is known yet. */
const COMPLETED = 0.6;
/** From this confidence on no other language's texts are preferred. */
const SURE = 0.6;
/** An entry that ranks this close to the best one, as a share of its score, is a rival. */
const RIVAL = 0.92;
/** An entry that weighs less than the best by no more than this is a rival. */
const RIVAL_WEIGHT = 0.25;
/** What it weighs that an entry says nothing on the facet asked for. */
const OFF_FACET_WEIGHT = 0.4;

/** What it weighs that a message names an office, if it asks for what offices have. */
const NAMED_OFFICE = 4;

/** The same for a section of a document by its sign (`§ 5`), or a document by its reference (`V/12`). */
const NAMED_SECTION = 4;

/** From this cosine to a question to a committee on a question is one. */
const COUNCIL = 0.55;

/** A word tells whose business a message is, if it has no more than so many that say something: of a story it explains little. */
const MOST_EXPLAINED = 7;

/** Gathers all that may answer a message. It decides nothing. */
export function recall(read: Read, base: KnowledgeBase): Recalled {
  const { query, vector, index } = read;
  const offices = base.names.officesIn(read.message);
  const found = vector && index ? findByBoth(read, vector, index, offices, base) : findByWords(read, base);
  const { joined } = read;
  return {
    ...read,
    ...found,
    joinedCandidates:
      joined && index
        ? findByBoth({ ...read, query: joined.query }, joined.vector, index, offices, base).candidates
        : [],
    isForeign: isForeign(query, base),
    earlier: earlierEntries(read, base),
    offices,
    titled: distinctEntries(base.names.titled(read.message), base),
    asked: distinctEntries(base.names.asked(read.message), base),
    authority:
      base.contentOf(query.topic, query.lang) <= MOST_EXPLAINED
        ? authorityFor(base.concepts(query.topic, query.lang))
        : undefined,
    namesEntry: base.namesEntry(query.topic, query.lang) || base.namesEntry(query.whole, query.lang),
    isKnown: base.knows(query.whole, query.lang),
  };
}

function distinctEntries(ids: readonly string[], base: KnowledgeBase): Entry[] {
  const entries = ids.flatMap((id) => base.entry(id) ?? []);
  return base.withoutNamesakes(entries.map((entry) => ({ entry }))).map(({ entry }) => entry);
}

type Found = Pick<Recalled, 'candidates' | 'rivals' | 'confidence'>;

function findByWords({ query, lang, kind }: Read, base: KnowledgeBase): Found {
  const facet = facetOfKind[kind ?? ''];
  const hits = bestHits(query, lang, base, LIMIT).flatMap((hit) => {
    const entry = base.entry(hit.id);
    const onFacet = isOnFacet(entry, facet);
    return entry ? [{ ...hit, entry, onFacet, score: onFacet ? hit.score : hit.score * OFF_FACET }] : [];
  });
  const found = base.withoutNamesakes(hits.sort((a, b) => b.score - a.score));
  const [best] = found;
  const rivals = found.filter(({ score }) => score >= RIVAL * (best?.score ?? 0)).length;
  return {
    candidates: toCandidates(found, base),
    rivals,
    // An entry that says nothing on what is asked is no rival of one that does.
    confidence: best ? confidence(best, found.slice(rivals).find(({ onFacet }) => onFacet)?.score) : 0,
  };
}

/** The same by words and meaning together. */
function findByBoth(
  { query, lang, kind, when }: Read,
  vector: Float32Array,
  index: PassageIndex,
  named: string[],
  base: KnowledgeBase,
): Found {
  const facet = facetOfKind[kind ?? ''];
  const offices = ofOffices.has(kind ?? '') ? named : [];
  const foreign = isForeign(query, base);
  const signs = sectionSigns(query.whole);
  const documents = base.names.documentsIn(query.whole);
  const weighed = weighAll(query, lang, vector, index, base, () => true)
    .map(({ entry, weight, evidence }) => ({
      entry,
      evidence,
      weight:
        weight -
        (isOnFacet(entry, facet) ? 0 : OFF_FACET_WEIGHT) +
        (offices.includes(entry.id) ? NAMED_OFFICE : 0) +
        (isNamedSection(entry, signs) || documents.includes(entry.id) ? NAMED_SECTION : 0),
    }))
    .sort((a, b) => b.weight - a.weight);
  const fitting = asksOfCouncil(weighed) ? ofCouncil(weighed, when.day !== undefined, base) : weighed;
  const distinct = base.withoutNamesakes(fitting).slice(0, LIMIT);
  const [best] = distinct;
  const rivals = distinct.filter(({ weight }) => weight >= (best?.weight ?? 0) - RIVAL_WEIGHT).length;
  const candidates = distinct.map(({ weight, ...one }) => ({
    ...one,
    confidence: calibrated(weight, foreign),
  }));
  return { candidates, rivals, confidence: candidates[0]?.confidence ?? 0 };
}

/**
 * Whether it is asked what a committee does or decided: no service answers that. A city that imported its council's
 * papers has questions of that kind as names of the committees.
 */
function asksOfCouncil(weighed: Weighed[]): boolean {
  const nearest = (among: (entry: Entry) => boolean) =>
    Math.max(-1, ...weighed.flatMap(({ entry, evidence }) => (among(entry) ? (evidence.name ?? -1) : [])));
  const council = nearest(({ facts }) => facts.meetings !== undefined);
  return council >= COUNCIL && council > nearest(({ kind }) => kind !== 'document');
}

/**
 * What may answer a question to the council: documents alone, whole, because what became of a paper stands at its
 * beginning; and of a committee and its meetings the committee, unless a day is named.
 */
function ofCouncil(weighed: Weighed[], isDated: boolean, base: KnowledgeBase): Weighed[] {
  const documents = new Map<Entry, Weighed>();
  for (const one of weighed) {
    const entry = (one.entry.part && base.entry(one.entry.part.document)) ?? one.entry;
    if (entry.kind === 'document' && !documents.has(entry)) documents.set(entry, { ...one, entry });
  }
  const meetings = new Set(
    [...documents.keys()].flatMap(({ facts }) => (facts.meetings ?? []).map(({ document }) => document)),
  );
  return [...documents.values()].filter(({ entry }) => isDated || !meetings.has(entry.id));
}

/** The section signs that a text names, without spaces and case: `§5`. */
function sectionSigns(text: string): string[] {
  return [...text.matchAll(/(?:§|\bArt(?:ikel|\.))\s*\d+\s?[a-z]?(?![\p{L}\d])/giu)].map(([sign]) =>
    signOf(sign),
  );
}

function isNamedSection({ part }: Entry, signs: string[]): boolean {
  return part !== undefined && sectionSigns(part.section).some((sign) => signs.includes(sign));
}

function signOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/^art(?:ikel|\.)/, '§');
}

/** "How do I …" is answered by any beginning. */
function isOnFacet(entry: Entry | undefined, facet: Facet | undefined): boolean {
  return !entry || !facet || facet === 'procedure' || covers(entry, facet);
}

/** What the conversation is about: the entries that the client names, else what the citizen's last message finds. */
function earlierEntries({ conversation, before, lang }: Read, base: KnowledgeBase): Entry[] {
  const named = conversation.flatMap((id) => base.entry(id) ?? []);
  if (named.length > 0 || before === undefined) return named;
  const written = base.detectLang(before, lang);
  const topic = remove(phrases(before), lexicons.get(written)?.asking ?? []);
  const [best] = search({ topic, whole: before, lang: written }, lang, base, 1);
  return best && best.confidence >= ANSWER_THRESHOLD ? [best.entry] : [];
}

/** Whether there are no texts in the language of a question. */
function isForeign({ lang }: Query, base: KnowledgeBase): boolean {
  return baseLang(base.nearestLang(lang)) !== baseLang(lang);
}

interface Weighed {
  entry: Entry;
  weight: number;
  evidence: Candidate['evidence'];
}

/** All entries that words or meaning come near to, with what speaks for them. */
function weighAll(
  query: Query,
  lang: string,
  vector: Float32Array,
  index: PassageIndex,
  base: KnowledgeBase,
  allow: (entry: Entry) => boolean,
): Weighed[] {
  const hits = new Map<string, Hit>();
  for (const textLang of new Set([base.nearestLang(query.lang), base.nearestLang(lang), base.mainLang]))
    for (const hit of base.search(query, textLang, LOOKED_AT, allow)) {
      if (hit.score > (hits.get(hit.id)?.score ?? 0)) hits.set(hit.id, hit);
    }
  const near = index.near(vector);
  const [best = 0, second = 0] = [...hits.values()].map(({ score }) => score).sort((a, b) => b - a);
  const field: Field = { scores: [best, second], ...extremes([...near.values()]) };
  const nearest = [...near]
    .sort(([, a], [, b]) => Math.max(b.name, b.sentence) - Math.max(a.name, a.sentence))
    .slice(0, LOOKED_AT)
    .map(([id]) => id);
  return [...new Set([...hits.keys(), ...nearest])].flatMap((id) => {
    const entry = base.entry(id);
    if (!entry || !allow(entry)) return [];
    const own = near.get(id) ?? { name: field.mean.name, sentence: field.mean.sentence };
    const { id: _, ...words } = hits.get(id) ?? { id };
    const evidence = { ...words, ...near.get(id) };
    return [{ entry, evidence, weight: weigh({ hit: hits.get(id), near: own }, field) }];
  });
}

function extremes(all: Nearness[]): Pick<Field, 'best' | 'mean'> {
  const best = { name: -1, sentence: -1 };
  const mean = { name: 0, sentence: 0 };
  for (const { name, sentence } of all) {
    best.name = Math.max(best.name, name);
    best.sentence = Math.max(best.sentence, sentence);
    mean.name += name / all.length;
    mean.sentence += sentence / all.length;
  }
  return { best, mean };
}

/** Ranked entries for a query in the texts of all languages it may be found in. */
export function search(
  query: Query,
  lang: string,
  base: KnowledgeBase,
  limit: number,
  allow: (entry: Entry) => boolean = () => true,
  { vectors, index }: Meant = byWords,
): Candidate[] {
  const vector = vectors.get(query.whole);
  if (!vector || !index) return toCandidates(bestHits(query, lang, base, limit, allow), base);
  const foreign = isForeign(query, base);
  return weighAll(query, lang, vector, index, base, allow)
    .map(({ weight, ...one }) => ({ ...one, confidence: calibrated(weight, foreign) }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, limit);
}

/** What is found while somebody types: entries whose names a beginning completes, then what search finds. */
export function searchAsTyped(
  text: string,
  lang: string,
  written: string,
  base: KnowledgeBase,
  limit: number,
  allow: (entry: Entry) => boolean,
  meant: Meant,
): Candidate[] {
  const found = search({ topic: text, whole: text, lang: written }, lang, base, limit, allow, meant);
  const known = new Map(found.map(({ entry, confidence }) => [entry, confidence]));
  const completed = base
    .complete(text, lang)
    .filter(allow)
    .map((entry) => ({ entry, confidence: Math.max(COMPLETED, known.get(entry) ?? 0), evidence: {} }))
    .sort((a, b) => b.confidence - a.confidence);
  const entries = new Set(completed.map(({ entry }) => entry));
  return [...completed, ...found.filter(({ entry }) => !entries.has(entry))].slice(0, limit);
}

/** The hits in the texts of the query's language if we are sure of the best, else of the answer's or the main one. */
function bestHits(
  query: Query,
  lang: string,
  base: KnowledgeBase,
  limit: number,
  allow?: (entry: Entry) => boolean,
): Hit[] {
  const textLangs = new Set([base.nearestLang(query.lang), base.nearestLang(lang), base.mainLang]);
  let best: { hits: Hit[]; sureness: number } = { hits: [], sureness: -1 };
  for (const textLang of textLangs) {
    const hits = base.search(query, textLang, limit, allow);
    const sureness = hits[0] ? confidence(hits[0], hits[1]?.score) : 0;
    if (sureness > best.sureness) best = { hits, sureness };
    if (best.sureness >= SURE) break;
  }
  return best.hits;
}

function toCandidates(hits: Hit[], base: KnowledgeBase): Candidate[] {
  return hits.flatMap((hit, rank) => {
    const entry = base.entry(hit.id);
    const rival = hits[rank === 0 ? 1 : 0];
    const { score, coverage, likeness } = hit;
    const evidence = { score, coverage, likeness };
    return entry ? [{ entry, confidence: confidence(hit, rival?.score), evidence }] : [];
  });
}
