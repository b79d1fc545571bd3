import i18next, { type TFunction } from 'i18next';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

const instance = i18next.createInstance();
await instance.init({
  resources: { de: { translation: de }, en: { translation: en } },
  fallbackLng: 'de',
  supportedLngs: ['de', 'en'],
  nonExplicitSupportedLngs: true,
  interpolation: { escapeValue: false },
});

export type Translate = TFunction;

/** The server's own sentences in a language; English where it has none, German for variants of German. */
export function texts(lang: string): Translate {
  const base = lang.split('-')[0] ?? lang;
  return instance.getFixedT(texts.has(lang) ? base : 'en');
}

/** Whether the server has its own sentences in a language. */
texts.has = (lang: string): boolean => instance.hasResourceBundle(lang.split('-')[0] ?? lang, 'translation');
