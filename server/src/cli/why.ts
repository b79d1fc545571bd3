import { explain } from '../answering/pipeline.ts';
import type { Command } from './command.ts';
import { readQuestion } from './question.ts';

/** How many candidates, intents, kinds and statements are shown. */
const SHOWN = 5;

export const command: Command = {
  usage: 'why "QUESTION" [--lang L] [--json] [--knowledge DIR]',
  summary: 'Says what was understood of a question, what might answer it, and why one did or none.',
  async run(args) {
    const { request, base, meant, asJson } = await readQuestion(args);
    const reasons = whyOf(explain(request, base, meant));
    console.log(asJson ? JSON.stringify(reasons, null, 2) : asText(reasons));
    return 0;
  },
};

/** What was understood, weighed and decided, in plain values. */
function whyOf({ recalled, decision }: ReturnType<typeof explain>) {
  const { written, lang, reading, danger, kind, age, when, place, conversation, turn } = recalled;
  const about = 'about' in decision && typeof decision.about === 'object' ? decision.about : undefined;
  return {
    understood: {
      written,
      lang,
      kind,
      intents: reading.intents.slice(0, SHOWN).map(rounded),
      kinds: reading.kinds.slice(0, SHOWN).map(rounded),
      danger: round(danger),
      age,
      when,
      place,
      conversation,
      turn: turn && Object.fromEntries(Object.entries(turn).map(([name, share]) => [name, round(share)])),
      byMeaning: recalled.vector !== undefined && recalled.index !== undefined,
    },
    candidates: recalled.candidates.slice(0, SHOWN).map(({ entry, confidence, evidence }) => ({
      id: entry.id,
      confidence: round(confidence),
      evidence: Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, round(value)])),
    })),
    statements: (about?.said ?? []).slice(0, SHOWN).map(({ passage, probability, cosine, evidence }) => ({
      text: passage.text,
      section: passage.section,
      probability: round(probability),
      cosine: round(cosine),
      sameKind: round(evidence.sameKind),
      explained: round(evidence.explained),
    })),
    decided: {
      does: decision.does,
      entry: about?.entry.id,
      confidence: round(decision.confidence),
      reasons: decision.reasons,
    },
  };
}

function asText({ understood, candidates, statements, decided }: ReturnType<typeof whyOf>): string {
  const { intents, kinds, ...rest } = understood;
  const likely = (all: { name: string; probability: number }[]) =>
    all.map(({ name, probability }) => `${name} ${probability}`).join(', ');
  const rows = (all: object[]) =>
    all.length > 0 ? all.map((row) => `  ${JSON.stringify(row)}`) : ['  none'];
  return [
    `Understood: ${JSON.stringify(rest)}`,
    `  intents: ${likely(intents)}`,
    `  kinds: ${likely(kinds)}`,
    'Candidates:',
    ...rows(candidates),
    'What the entry says to it:',
    ...rows(statements),
    `Decided: ${decided.does}${decided.entry ? ` (${decided.entry})` : ''}, confidence ${decided.confidence}`,
    ...decided.reasons.map((reason) => `  ${reason}`),
  ].join('\n');
}

function rounded({ name, probability }: { name: string; probability: number }) {
  return { name, probability: round(probability) };
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
