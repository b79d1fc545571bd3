/**
 * Learns `weights.bin`, which tells names of people from other words, from the sentences in this folder and the messages in
 * `understanding`, with names of many countries from `@faker-js/faker` in their places: `npm run learn:names`. The same
 * examples give the same weights.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { allLocales } from '@faker-js/faker';
import { z } from 'zod';
import { readMarked, unmarked } from '../src/answering/redact/marked.ts';
import { eachFeature, type Tokens, tag, tokensOf, WEIGHTS } from '../src/answering/redact/tagger.ts';
import { parseYaml } from '../src/knowledge/front-matter.ts';
import { lexicons } from '../src/language/lexicon.ts';
import { readAnswers, readExamples, readJudgements, understandingFolder } from '../src/meaning/examples.ts';
import { random } from '../src/random.ts';

const ROUNDS = 8;
/** So many times each sentence is seen with other names. */
const VARIANTS = 20;

/** So much more, in units of weights, must speak for a name than against it: what is no name is worth more than a name missed. */
const CAUTION = 15;

const next = random(20261127);
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;

type Script = 'latin' | 'cyrillic' | 'arabic' | 'greek';
const scriptOf = (text: string): Script =>
  /\p{sc=Arab}/u.test(text)
    ? 'arabic'
    : /\p{sc=Cyrl}/u.test(text)
      ? 'cyrillic'
      : /\p{sc=Grek}/u.test(text)
        ? 'greek'
        : 'latin';

const sentences = readdirSync(new URL('sentences/', import.meta.url))
  .sort()
  .flatMap((file) => readMarked(readFileSync(new URL(`sentences/${file}`, import.meta.url), 'utf8')));

/** All words of some lists. */
function listed(lists: object | null | undefined): string[] {
  return Object.values(lists ?? {})
    .flatMap((list: unknown) => (Array.isArray(list) ? list : []))
    .filter((one) => typeof one === 'string');
}

/** First and last names by script: of the library, and those that stand in the sentences. */
const names = new Map<Script, { first: string[][]; last: string[][] }>();
for (const { person } of Object.values(allLocales)) {
  const [first, last] = [listed(person?.first_name), listed(person?.last_name)];
  if (first.length === 0 || last.length === 0) continue;
  const script = scriptOf(first[0]!);
  const own = names.get(script) ?? { first: [], last: [] };
  own.first.push(first);
  own.last.push(last);
  names.set(script, own);
}
const written = Map.groupBy(
  sentences.flatMap((marked) => {
    const { text, names: said } = unmarked(marked);
    return said.map(({ start, end }) => text.slice(start, end));
  }),
  scriptOf,
);

/** Another name in the place of one, as long and in letters of the same kind. */
function other(name: string): string {
  const script = scriptOf(name);
  const lists = names.get(script);
  if (!lists) return name;
  const words = name.split(/\s+/).length;
  if (next() < 0.3) {
    const alike = (written.get(script) ?? []).filter((one) => one.split(/\s+/).length === words);
    if (alike.length > 0) return asWritten(pick(alike), name);
  }
  const country = Math.floor(next() * lists.first.length);
  const first = () => pick(lists.first[country]!);
  const last = () => pick(lists.last[next() < 0.8 ? country : Math.floor(next() * lists.last.length)]!);
  const made = name.includes(',')
    ? `${last()}, ${first()}`
    : words === 1
      ? next() < 0.5
        ? first()
        : last()
      : [first(), ...Array.from({ length: words - 2 }, () => (next() < 0.5 ? first() : last())), last()].join(
          ' ',
        );
  return asWritten(made, name);
}

function asWritten(made: string, name: string): string {
  if (name === name.toLowerCase()) return made.toLowerCase();
  return name.length > 3 && name === name.toUpperCase() ? made.toUpperCase() : made;
}

interface Example {
  tokens: Tokens;
  tags: Uint8Array;
}

function exampleOf(marked: string, change?: (name: string) => string): Example {
  const { text, names: said } = unmarked(marked, change);
  const tokens = tokensOf(text);
  const tags = Uint8Array.from(tokens.starts, (start, at) =>
    said.some((name) => start < name.end && name.start < tokens.ends[at]!) ? 1 : 0,
  );
  return { tokens, tags };
}

const examples = [
  ...sentences.flatMap((text) => [
    exampleOf(text),
    ...(text.includes('[[') ? Array.from({ length: VARIANTS }, () => exampleOf(text, other)) : []),
  ]),
  ...[
    ...readExamples(),
    ...readAnswers(),
    ...readJudgements(),
    ...readCity(),
    ...readOthers(),
    ...readAnnouncing(),
  ].map(({ text }) => exampleOf(text)),
];

/** The lines of the sample city's texts: nobody is named in them. */
function readCity(): { text: string }[] {
  const folder = new URL('../../knowledge/', import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .sort()
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split('\n'))
    .filter((line) => /\p{L} \p{L}/u.test(line))
    .map((text) => ({ text }));
}

/** Words of the library that are no names, countries and languages, each in a question: places above all are written like names. */
function readOthers(): { text: string }[] {
  const { data } = parseYaml(readFileSync(`${understandingFolder}/patterns.yaml`, 'utf8'));
  const patterns = z.record(z.string(), z.record(z.string(), z.array(z.string()))).parse(data);
  return Object.entries(patterns).flatMap(([lang, byKind]) => {
    const frames = ['{}', ...Object.values(byKind).flat()];
    const regions = new Intl.DisplayNames(lang, { type: 'region' });
    const words = Object.entries(allLocales)
      .filter(([locale]) => locale.split('_')[0] === lang.split('-')[0])
      .flatMap(([, { location, vehicle, word, color, food, commerce }]) => [
        ...listed(pickFrom(location, ['city_name', 'country', 'state', 'county', 'street_name'])),
        ...listed(pickFrom(vehicle, ['manufacturer', 'type'])),
        ...listed(word),
        ...listed(pickFrom(color, ['human'])),
        ...listed(pickFrom(food, ['ingredient', 'dish', 'fruit', 'vegetable'])),
        ...listed(pickFrom(commerce, ['department'])),
      ]);
    const countries = Array.from({ length: 26 * 26 }, (_, place) =>
      String.fromCharCode(65 + Math.floor(place / 26), 65 + (place % 26)),
    ).flatMap((code) => {
      const name = regions.of(code);
      return name === undefined || name === code ? [] : name;
    });
    return [...words, ...countries].map((thing) => ({
      text: pick(frames).replaceAll('{}', next() < 0.3 ? thing.toLowerCase() : thing),
    }));
  });
}

/** The words that announce other personal data: "Tel.: 0171 …" is no name. */
function readAnnouncing(): { text: string }[] {
  const announcing = [...lexicons.values()].flatMap(
    ({ personal: { phone, tax, document, plate, address, born } }) =>
      [phone, tax, document, plate, address, born].flat(),
  );
  return announcing.flatMap((word) => {
    const capital = word.charAt(0).toUpperCase() + word.slice(1);
    return [`${capital}: 0`, `${capital}.: 0`, `${capital} 0`, `${word} 0, ${capital} 0`].map((text) => ({
      text,
    }));
  });
}

function pickFrom(lists: object | null | undefined, wanted: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(lists ?? {}).filter(([name]) => wanted.includes(name)));
}

/** The averaged perceptron (Collins 2002). */
const weights = new Float32Array(WEIGHTS);
const sums = new Float64Array(WEIGHTS);
const steps: [number, number, number, number] = [0, 0, 0, 0];
const stepSums = [0, 0, 0, 0];
let time = 1;
function learn({ tokens, tags }: Example): void {
  const found = tag(tokens, { weights, steps, isLearned: false });
  for (let place = 0; place < tags.length; place++) {
    const [right, was] = [tags[place]!, found[place]!];
    const change = right - was;
    if (change !== 0) {
      eachFeature(tokens, place, (weight) => {
        weights[weight]! += change;
        sums[weight]! += time * change;
      });
    }
    const rightStep = (tags[place - 1] ?? 0) * 2 + right;
    const wasStep = (found[place - 1] ?? 0) * 2 + was;
    if (rightStep !== wasStep) {
      steps[rightStep]!++;
      stepSums[rightStep]! += time;
      steps[wasStep]!--;
      stepSums[wasStep]! -= time;
    }
  }
  time++;
}

for (let round = 0; round < ROUNDS; round++) {
  for (let place = examples.length - 1; place > 0; place--) {
    const otherPlace = Math.floor(next() * (place + 1));
    [examples[place], examples[otherPlace]] = [examples[otherPlace]!, examples[place]!];
  }
  for (const example of examples) learn(example);
}
const average = Float64Array.from(weights, (weight, at) => weight - sums[at]! / time);
const largest = average.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
const unit = largest / 127;
const whole = Int8Array.from(average, (weight) => Math.round(weight / unit));
const wholeSteps = Int16Array.from(
  steps,
  (step, at) => Math.round((step - stepSums[at]! / time) / unit) - (at === 1 ? CAUTION : 0),
);
writeFileSync(
  new URL('weights.bin', import.meta.url),
  Buffer.concat([Buffer.from(whole.buffer), Buffer.from(wholeSteps.buffer)]),
);
console.log(`${examples.length} sentences learned, ${wholeSteps.join(' ')}.`);
