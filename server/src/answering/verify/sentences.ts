const segmenter = new Intl.Segmenter('de', { granularity: 'sentence' });

/** What ends with a stop and no sentence with it: `z. B.`, `Nr. 5`, `1. Mai`, `Abs. 2`. */
const GOES_ON =
  /(?:\d|(?:^|[\s(])(?:z|b|d|h|u|a|i|s|o|nr|abs|art|str|ca|bzw|tel|dr|st|usw|inkl|ggf|evtl|vgl|max|min|mind|etc|e\.g|i\.e|no|p|a\.m|p\.m|mr|mrs|ms))\.\s*$/i;

/** The sentences of a text; lines of a list are sentences of their own. Joined, they are the text. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    let open = '';
    for (const { segment } of segmenter.segment(line)) {
      open += segment;
      if (GOES_ON.test(open) && !/\n$/.test(open)) continue;
      sentences.push(open);
      open = '';
    }
    if (open) sentences.push(open);
  }
  return sentences;
}

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
