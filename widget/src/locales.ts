import { nearestLang as nearestOf } from '@stadtlotse/sdk';

/** The texts of the interface in one language, as nested keys. */
export type Texts = Record<string, unknown>;

/** The interface's languages, each loaded on demand. */
const locales: Record<string, () => Promise<{ default: Texts }>> = {
  de: () => import('./locales/de.json', { with: { type: 'json' } }),
  'de-simple': () => import('./locales/de-simple.json', { with: { type: 'json' } }),
  en: () => import('./locales/en.json', { with: { type: 'json' } }),
  tr: () => import('./locales/tr.json', { with: { type: 'json' } }),
  uk: () => import('./locales/uk.json', { with: { type: 'json' } }),
  ru: () => import('./locales/ru.json', { with: { type: 'json' } }),
  ar: () => import('./locales/ar.json', { with: { type: 'json' } }),
  fa: () => import('./locales/fa.json', { with: { type: 'json' } }),
  pl: () => import('./locales/pl.json', { with: { type: 'json' } }),
  ro: () => import('./locales/ro.json', { with: { type: 'json' } }),
  bg: () => import('./locales/bg.json', { with: { type: 'json' } }),
  fr: () => import('./locales/fr.json', { with: { type: 'json' } }),
  es: () => import('./locales/es.json', { with: { type: 'json' } }),
  it: () => import('./locales/it.json', { with: { type: 'json' } }),
  pt: () => import('./locales/pt.json', { with: { type: 'json' } }),
  el: () => import('./locales/el.json', { with: { type: 'json' } }),
  hr: () => import('./locales/hr.json', { with: { type: 'json' } }),
  sr: () => import('./locales/sr.json', { with: { type: 'json' } }),
  sq: () => import('./locales/sq.json', { with: { type: 'json' } }),
  ku: () => import('./locales/ku.json', { with: { type: 'json' } }),
  vi: () => import('./locales/vi.json', { with: { type: 'json' } }),
  zh: () => import('./locales/zh.json', { with: { type: 'json' } }),
  nl: () => import('./locales/nl.json', { with: { type: 'json' } }),
  cs: () => import('./locales/cs.json', { with: { type: 'json' } }),
  hu: () => import('./locales/hu.json', { with: { type: 'json' } }),
};

/** The languages that the interface has, as tags. */
export const interfaceLangs = Object.keys(locales);

/** The interface's language nearest to a tag; German where there is none. */
export function nearestLang(tag: string): string {
  return nearestOf(tag, interfaceLangs) ?? 'de';
}

/** What is said otherwise to whom one says "du". */
const informal: typeof locales = {
  de: () => import('./locales/informal/de.json', { with: { type: 'json' } }),
};

/** The texts of one language, loaded alone. */
export async function loadLocale(lang: string, address?: 'du'): Promise<Texts> {
  const [texts, others] = await Promise.all([locales[lang]?.(), address && informal[lang]?.()]);
  return merged(texts?.default ?? {}, others?.default ?? {});
}

function merged(texts: Texts, others: Texts): Texts {
  const own = Object.entries(others).map(([key, text]) => {
    const before = texts[key];
    return [key, isTexts(before) && isTexts(text) ? merged(before, text) : text];
  });
  return { ...texts, ...Object.fromEntries(own) };
}

function isTexts(value: unknown): value is Texts {
  return typeof value === 'object' && value !== null;
}
