import i18next, { type TFunction } from 'i18next';
import type { Texts } from './locales.ts';

export type Translate = TFunction;

/** Each language's name in itself. Not from `Intl.DisplayNames`: its tables cost 50 ms at the first click. */
const names: Record<string, string> = { de: 'Deutsch', en: 'English' };

export function nameOf(lang: string): string {
  return names[lang] ?? lang;
}

/** In which direction a language is written. */
export function directionOf(lang: string): 'ltr' | 'rtl' {
  return /^(?:ar|fa|he|ur)\b/.test(lang) ? 'rtl' : 'ltr';
}

/** Looks up texts of one language and fills them in, with its plurals. */
export async function translator(lang: string, texts: Texts): Promise<Translate> {
  const instance = i18next.createInstance();
  await instance.init({
    lng: lang,
    resources: { [lang]: { translation: texts } },
    interpolation: { escapeValue: false },
  });
  return instance.t;
}
