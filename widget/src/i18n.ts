import i18next, { type TFunction } from 'i18next';

/** The interface's languages, each loaded on demand. */
const locales: Record<string, () => Promise<{ default: Record<string, unknown> }>> = {
  de: () => import('./locales/de.json', { with: { type: 'json' } }),
  en: () => import('./locales/en.json', { with: { type: 'json' } }),
};

export type Translate = TFunction;

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
export async function loadTexts(lang: string): Promise<Translate> {
  const translation = (await locales[lang]?.())?.default ?? {};
  const instance = i18next.createInstance();
  await instance.init({
    lng: lang,
    resources: { [lang]: { translation } },
    interpolation: { escapeValue: false },
  });
  return instance.t;
}

/** A language's name in itself, e.g. `Deutsch`. */
export function nameOf(lang: string): string {
  return new Intl.DisplayNames(lang, { type: 'language' }).of(lang) ?? lang;
}
