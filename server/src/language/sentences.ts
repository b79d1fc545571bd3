import { baseLang } from './base-lang.ts';

const segmenters = new Map<string, Intl.Segmenter>();

/** What ends with a stop and no sentence with it: `z. B.`, `Nr. 5`, `1. Mai`, `Abs. 2`. */
const GOES_ON =
  /(?:(?:^|[^\d\p{L}-])\d{1,2}|(?:^|[\s(])(?:z|b|d|h|u|a|i|s|o|nr|abs|art|str|ca|bzw|tel|dr|st|usw|inkl|ggf|evtl|vgl|max|min|mind|etc|e\.g|i\.e|no|p|a\.m|p\.m|mr|mrs|ms))\.\s*$/iu;

/** The sentences of a text; lines of a list are sentences of their own. Joined, they are the text. */
export function splitSentences(text: string, lang = 'de'): string[] {
  const base = baseLang(lang);
  const segmenter = segmenters.get(base) ?? new Intl.Segmenter(base, { granularity: 'sentence' });
  segmenters.set(base, segmenter);
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
