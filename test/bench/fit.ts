/**
 * Fits the weights by which it is decided what answers (`server/src/answering/decide/signs.ts`) on the questions in
 * `questions/`, and says by cross-validation how often the likeliest is right from which probability on:
 * `npm run bench:fit`.
 */
import { aboutOf, judgedAbout } from '../../server/src/answering/decide/about.ts';
import { entriesInTurn, turnIn, WEIGHED } from '../../server/src/answering/decide/choose.ts';
import { aloneSigns, likelihoodBy, turnSigns } from '../../server/src/answering/decide/signs.ts';
import { explain } from '../../server/src/answering/pipeline.ts';
import type { Recalled } from '../../server/src/answering/recall/recall.ts';
import { readKnowledge } from '../../server/src/knowledge/snapshot.ts';
import { Judgements } from '../../server/src/meaning/judgements.ts';
import { learnDense } from '../../server/src/meaning/learn.ts';
import { judge, meantBy } from '../support/meaning.ts';
import { type Question, readQuestions, requestOf } from './questions.ts';

/** What may answer a question, with what speaks for it. */
interface Case {
  question: number;
  signs: Record<string, number>;
  right: boolean;
}

const FOLDS = 5;
const SETTINGS = { penalty: 2e-4, steps: 400 };

const base = await readKnowledge('knowledge');
const cases: Record<'judged' | 'unjudged' | 'turn', Case[]> = { judged: [], unjudged: [], turn: [] };
for (const [number, question] of [...readQuestions().values()].flat().entries()) {
  const request = requestOf(question);
  const { recalled } = explain(request, base, await meantBy(request, base));
  const turn = turnIn(recalled);
  if (turn) {
    for (const entry of entriesInTurn(recalled)) {
      const right = isRight(question, entry.id) || entry.id === (question.about ?? question.entry);
      cases.turn.push({ question: number, signs: turnSigns(entry, turn, recalled), right });
    }
  } else await weighAlone(number, question, recalled);
}

async function weighAlone(number: number, question: Question, recalled: Recalled): Promise<void> {
  for (const candidate of recalled.candidates.slice(0, WEIGHED)) {
    const rival = recalled.candidates.find((other) => other !== candidate);
    const about = aboutOf(candidate.entry, recalled, base);
    const judgements = new Judgements();
    judgedAbout(about, { ...recalled, judgements }, base);
    await judge(judgements);
    const judged = judgedAbout(about, { ...recalled, judgements }, base);
    const right = isRight(question, candidate.entry.id);
    for (const [way, one] of [
      ['unjudged', about],
      ['judged', judged],
    ] as const)
      cases[way].push({ question: number, signs: aloneSigns(candidate, one, rival, recalled), right });
  }
}

function isRight({ answer, entry, also }: Question, id: string): boolean {
  return answer !== undefined && (id === entry || also.includes(id));
}

/** The weights of signs by logistic regression. */
function weightsOf(all: Case[]): Record<string, number> {
  const names = Object.keys(all[0]?.signs ?? {});
  const vectors = all.map(({ signs }) => Float64Array.from([...names.map((name) => signs[name] ?? 0), 1]));
  const { weights, biases } = learnDense(
    vectors,
    all.map(({ right }) => (right ? 1 : 0)),
    2,
    SETTINGS,
  );
  const [no = 0, yes = 0] = biases;
  const own = names.map((name, at) => [name, weights[2 * at + 1]! - weights[2 * at]!] as const);
  return Object.fromEntries(
    [['bias', yes - no] as const, ...own].map(([name, weight]) => [name, Number(weight.toFixed(2))]),
  );
}

for (const [way, all] of Object.entries(cases)) {
  const likeliest = new Map<number, { probability: number; right: boolean }>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = weightsOf(all.filter(({ question }) => question % FOLDS !== fold));
    for (const { question, signs, right } of all.filter((one) => one.question % FOLDS === fold)) {
      const probability = likelihoodBy(weights, signs);
      if (probability > (likeliest.get(question)?.probability ?? 0))
        likeliest.set(question, { probability, right });
    }
  }
  console.log(`\n${way}, ${likeliest.size} questions: ${JSON.stringify(weightsOf(all))}\n`);
  console.log('| from | right | wrong |\n| --- | --- | --- |');
  for (const from of [0.4, 0.5, 0.6, 0.64, 0.7, 0.8]) {
    const said = [...likeliest.values()].filter(({ probability }) => probability >= from);
    const share = (right: boolean) =>
      ((100 * said.filter((one) => one.right === right).length) / likeliest.size).toFixed(1);
    console.log(`| ${from} | ${share(true)} | ${share(false)} |`);
  }
}
process.exit();
