import { createInterface } from 'node:readline';
import { Lang, MAX_MESSAGE } from '@stadtlotse/sdk/protocol';
import { z } from 'zod';
import { readKnowledge } from '../knowledge/snapshot.ts';
import { detectLanguage } from '../language/detect.ts';
import { plain } from '../language/plain.ts';
import { emergencyShare, type Likelihoods } from '../meaning/learned.ts';
import { openMeaning } from '../meaning/open-meaning.ts';
import { readMessage } from '../meaning/reading.ts';
import { type Command, readCall, UsageError } from './command.ts';

const Line = z.strictObject({ text: z.string().max(MAX_MESSAGE), lang: Lang.optional() });

export const command: Command = {
  usage: 'read',
  summary:
    'Reads JSON lines { "text", "lang"? } and says of each what is understood: { "lang", "intents", "kinds" }, likeliest first.',
  async run(args) {
    const { config } = readCall(args);
    const base = await readKnowledge(config.knowledge);
    const meaning = await openMeaning(config.meaning, (news) => console.error(news));
    await meaning.prepare(base);
    const lessons = { taught: base.taught, vectors: meaning.indexOf(base)?.examples };
    try {
      for await (const line of createInterface({ input: process.stdin })) {
        if (line.trim() === '') continue;
        const { lang, ...said } = parseLine(line);
        const text = plain(said.text);
        const vectors = await meaning.vectorsOf([text], true);
        const { intents, kinds } = readMessage(text, vectors.get(text), lessons);
        const urgent = { name: 'emergency', probability: emergencyShare(intents) };
        const all = [...intents, urgent].sort((a, b) => b.probability - a.probability);
        console.log(
          JSON.stringify({
            lang: detectLanguage(text, lang ?? 'de', () => false),
            intents: rounded(all),
            kinds: rounded(kinds).map(({ name, probability }) => ({ kind: name, probability })),
          }),
        );
      }
    } finally {
      await meaning.close();
    }
    return 0;
  },
};

function parseLine(line: string): z.infer<typeof Line> {
  try {
    return Line.parse(JSON.parse(line));
  } catch {
    throw new UsageError(
      `Each line is JSON like { "text": "Was kostet ein Reisepass?" }, not: ${line.slice(0, 80)}`,
    );
  }
}

function rounded(found: Likelihoods): Likelihoods {
  return found.map(({ name, probability }) => ({ name, probability: Number(probability.toFixed(4)) }));
}
