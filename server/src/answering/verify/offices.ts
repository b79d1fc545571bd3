import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { Evidence } from './evidence.ts';

const GERMAN =
  /(?<!\p{L})(\p{Lu}[\p{L}-]+(?:amt|büro|behörde|gericht|zulassungsstelle|führerscheinstelle|meldestelle|beratungsstelle|geschäftsstelle|wertstoffhof|kasse))(?:e?s|en|n)?(?!\p{L})/gu;
const ENGLISH =
  /(?<!\p{L})((?:\p{Lu}[\p{L}’']+ ){1,4}(?:Office|Authority|Department|Centre|Center|Agency|Court))(?!\p{L})/gu;
/** "Bürgerbüro Süd": a kind of office with a name of its own. */
const NAMED = /(?<!\p{L})(\p{Lu}[\p{L}-]*(?:amt|büro|office))\s+(\p{Lu}\p{L}+)/gu;

/** Whether a sentence names an office that the entries do not. */
export function officeProblem(
  text: string,
  lang: string,
  { text: known, offices }: Evidence,
  base: KnowledgeBase,
): string | undefined {
  const said = text.toLowerCase();
  const isUnknown = (name: string) => !known.includes(name.toLowerCase());
  for (const entry of base.entries()) {
    if (entry.kind !== 'office') continue;
    for (const { title } of entry.texts.values())
      if (said.includes(title.toLowerCase()) && isUnknown(title)) return 'office';
  }
  for (const [, name = ''] of text.matchAll(GERMAN)) if (isUnknown(name)) return 'office';
  if (lang !== 'de')
    for (const [, name = ''] of text.matchAll(ENGLISH))
      if (isUnknown(name.replace(/^The /, ''))) return 'office';
  for (const [, kind = '', name = ''] of text.matchAll(NAMED)) {
    const ofKind = offices.filter((office) => office.startsWith(`${kind.toLowerCase()} `));
    if (ofKind.length > 0 && !ofKind.some((office) => office.includes(name.toLowerCase())) && isUnknown(name))
      return 'office';
  }
  return undefined;
}
