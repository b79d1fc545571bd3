import type { Texts } from './locales.ts';

/** Looks a text up by its key (`error.offline`) and fills in `{{values}}`; with a `count` in the plural form of the language. */
export interface Translate {
  (key: string, values?: Record<string, string | number>): string;
  /** The language of the texts, for what stands among them, as a date. */
  readonly lang: string;
}

/** Each language's name in itself. Not from `Intl.DisplayNames`: its tables cost 50 ms at the first click. */
const names: Record<string, string> = {
  de: 'Deutsch',
  'de-simple': 'Leichte Sprache',
  en: 'English',
  tr: 'Türkçe',
  uk: 'Українська',
  ru: 'Русский',
  ar: 'العربية',
  fa: 'فارسی',
  pl: 'Polski',
  ro: 'Română',
  bg: 'Български',
  fr: 'Français',
  es: 'Español',
  it: 'Italiano',
  pt: 'Português',
  el: 'Ελληνικά',
  hr: 'Hrvatski',
  sr: 'Српски',
  sq: 'Shqip',
  ku: 'Kurmancî',
  vi: 'Tiếng Việt',
  zh: '中文',
  nl: 'Nederlands',
  cs: 'Čeština',
  hu: 'Magyar',
};

export function nameOf(lang: string): string {
  return names[lang] ?? lang;
}

/** In which direction a language is written. */
export function directionOf(lang: string): 'ltr' | 'rtl' {
  return /^(?:ar|fa|he|ur)\b/.test(lang) ? 'rtl' : 'ltr';
}

/**
 * The texts of one language, ready to be looked up; a key without a text is shown itself. `own` are values that any text
 * may have, as the assistant's name.
 */
export function translator(lang: string, texts: Texts, own: Record<string, string> = {}): Translate {
  const plurals = new Intl.PluralRules(lang);
  const all: Record<string, string> = { assistant: find(texts, 'assistant') ?? '', ...own };
  const translate = (key: string, values: Record<string, string | number> = {}) => {
    const { count } = values;
    const forms = typeof count === 'number' ? [`_${plurals.select(count)}`, '_other', ''] : [''];
    const text = forms.map((form) => find(texts, key + form)).find((found) => found !== undefined);
    return (text ?? key).replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name] ?? all[name] ?? ''));
  };
  return Object.assign(translate, { lang });
}

function find(texts: unknown, key: string): string | undefined {
  let found = texts;
  for (const part of key.split('.'))
    found = typeof found === 'object' && found !== null ? Reflect.get(found, part) : undefined;
  return typeof found === 'string' ? found : undefined;
}
