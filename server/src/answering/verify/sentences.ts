import { splitSentences } from '../../language/sentences.ts';

/** A sentence with the numbers of the documents that it names: `… 37 Euro. [1]`. */
export interface CitedSentence {
  text: string;
  cites: number[];
}

const MARKERS = /\s{0,99}\[(\d{1,99}(?:\s{0,99},\s{0,99}\d{1,99}){0,99})\]/g;

/** Cuts a stream of text into sentences as they end; what cites them stands in brackets in or behind them. */
export async function* readSentences(chunks: AsyncIterable<string>): AsyncGenerator<CitedSentence> {
  let open = '';
  for await (const chunk of chunks) {
    open += chunk;
    const sentences = attach(splitSentences(open));
    // The last one may go on, or be cited by what comes next.
    while (sentences.length > 1) {
      const sentence = sentences.shift() ?? '';
      open = open.slice(sentence.length);
      yield cited(sentence);
    }
  }
  for (const sentence of attach(splitSentences(open))) if (sentence.trim()) yield cited(sentence);
}

/** Puts markers that stand behind a sentence to it. */
function attach(sentences: string[]): string[] {
  const attached: string[] = [];
  for (const sentence of sentences) {
    const [markers = ''] =
      /^(?:\s{0,99}\[\d{1,99}(?:\s{0,99},\s{0,99}\d{1,99}){0,99}\]){1,99}\s{0,99}/.exec(sentence) ?? [];
    if (markers && attached.length > 0) {
      attached[attached.length - 1] += markers;
      const rest = sentence.slice(markers.length);
      if (rest) attached.push(rest);
    } else attached.push(sentence);
  }
  return attached;
}

function cited(sentence: string): CitedSentence {
  const cites = [...sentence.matchAll(MARKERS)].flatMap(([, list = '']) => list.split(',').map(Number));
  return { text: sentence.replace(MARKERS, ''), cites: [...new Set(cites)] };
}
