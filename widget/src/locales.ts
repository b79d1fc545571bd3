/** The texts of the interface in one language, as nested keys. */
export type Texts = Record<string, unknown>;

/** The interface's languages, each loaded on demand. */
const locales: Record<string, () => Promise<{ default: Texts }>> = {
  de: () => import('./locales/de.json', { with: { type: 'json' } }),
  en: () => import('./locales/en.json', { with: { type: 'json' } }),
};

/** The languages that the interface has, as tags. */
export const interfaceLangs = Object.keys(locales);

/** The interface's language nearest to a tag; German where there is none. */
export function nearestLang(tag: string): string {
  const base = tag.toLowerCase().split('-')[0] ?? '';
  return (
    interfaceLangs.find((lang) => lang === tag.toLowerCase()) ??
    interfaceLangs.find((lang) => lang === base) ??
    'de'
  );
}

/** The texts of one language, loaded alone. */
export async function loadLocale(lang: string): Promise<Texts> {
  return (await locales[lang]?.())?.default ?? {};
}
