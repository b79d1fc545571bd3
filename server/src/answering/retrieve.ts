import { covers, type Entry } from '../knowledge/entry.ts';
import type { KnowledgeBase, Query } from '../knowledge/knowledge-base.ts';
import { confidence } from './confidence.ts';
import type { Understood } from './understand.ts';

/** An entry that may answer, with how sure we are, 0…1. */
export interface Candidate {
  entry: Entry;
  confidence: number;
  /** How well it ranks, without a unit: only to be compared within one question. */
  score: number;
}

export interface Retrieved extends Understood {
  /** Best first. */
  candidates: Candidate[];
}

/** How many entries are looked at for an answer. */
const LIMIT = 10;
/** What an entry's score is worth that says nothing on the facet asked for. */
const OFF_FACET = 0.75;

/** Finds the entries that fit: those of the conversation if the message carries on from it, else by search. */
export function retrieve(understood: Understood, base: KnowledgeBase): Retrieved {
  const { intent, followUp, query, lang, facet } = understood;
  if (intent !== 'question') return { ...understood, candidates: [] };
  if (followUp.length > 0) {
    const entries = followUp.flatMap((id) => base.entry(id) ?? []);
    return {
      ...understood,
      candidates: entries.map((entry, rank) => ({
        entry,
        confidence: 0.9 ** (rank + 1),
        score: 1 / (rank + 1),
      })),
    };
  }
  const candidates = search(query, lang, base, LIMIT).map((candidate) =>
    facet && !covers(candidate.entry, facet)
      ? { ...candidate, score: candidate.score * OFF_FACET }
      : candidate,
  );
  return { ...understood, candidates: candidates.sort((a, b) => b.score - a.score) };
}

/** Ranked entries for a query, found by their texts in its language, in the answer's or in the city's main one. */
export function search(
  query: Query,
  lang: string,
  base: KnowledgeBase,
  limit: number,
  allow?: (entry: Entry) => boolean,
): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const textLang of new Set([base.nearestLang(query.lang), base.nearestLang(lang), base.mainLang])) {
    const hits = base.search(query, textLang, limit, allow);
    for (const [rank, hit] of hits.entries()) {
      const entry = base.entry(hit.id);
      const candidate = { score: hit.score, confidence: confidence(hits, rank) };
      const known = best.get(hit.id);
      if (entry && (!known || known.confidence < candidate.confidence))
        best.set(hit.id, { entry, ...candidate });
    }
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || b.score - a.score).slice(0, limit);
}
