import i18next from 'i18next';
import { perKey } from '../per-key.ts';
import ar from './ar.json' with { type: 'json' };
import bg from './bg.json' with { type: 'json' };
import cs from './cs.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import simple from './de-simple.json' with { type: 'json' };
import el from './el.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fa from './fa.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import hr from './hr.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import informalDe from './informal/de.json' with { type: 'json' };
import it from './it.json' with { type: 'json' };
import ku from './ku.json' with { type: 'json' };
import nl from './nl.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };
import ro from './ro.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import sq from './sq.json' with { type: 'json' };
import sr from './sr.json' with { type: 'json' };
import tr from './tr.json' with { type: 'json' };
import uk from './uk.json' with { type: 'json' };
import vi from './vi.json' with { type: 'json' };
import zh from './zh.json' with { type: 'json' };

/** German and English are complete; the others have what citizens are told, without errors and checks. */
const translations = {
  ar,
  bg,
  cs,
  de,
  el,
  en,
  es,
  fa,
  fr,
  hr,
  hu,
  it,
  ku,
  nl,
  pl,
  pt,
  ro,
  ru,
  sq,
  sr,
  tr,
  uk,
  vi,
  zh,
  'de-simple': simple,
};

/** What is said otherwise to whom one says "du". */
const informal: Record<string, object> = { de: informalDe };

const instance = i18next.createInstance();
await instance.init({
  resources: Object.fromEntries([
    ...Object.entries(translations).map(([lang, translation]) => [lang, { translation }]),
    ...Object.entries(informal).map(([lang, translation]) => [informally(lang), { translation }]),
  ]),
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
});

/** Looks a sentence up by its key and fills in `{{values}}`; with a `count` in the plural form of the language. */
export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** i18next finds a sentence slowly, so each is looked up once; only plural forms depend on their values. */
const translator = perKey((lang: string): Translate => {
  const t = instance.getFixedT(lang);
  const sentence = perKey((key: string) => t(key, { skipInterpolation: true }));
  return (key, values) => {
    if (!values) return sentence(key);
    if ('count' in values) return t(key, values);
    return sentence(key).replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name] ?? ''));
  };
});

let isInformal = false;

/** Says "du" or "Sie" to citizens from now on, where a language has both: a server speaks for one city. */
export function addressAs(address: 'du' | 'sie'): void {
  isInformal = address === 'du';
}

/** The server's own sentences in a language; English where it has none, those of the language for its variants. */
export function texts(lang: string): Translate {
  const known = lang in translations ? lang : texts.has(lang) ? baseOf(lang) : 'en';
  return translator(isInformal && known in informal ? informally(known) : known);
}

/** The name of a language's informal texts; what they leave out is found under the language itself. */
function informally(lang: string): string {
  return `${lang}-informal`;
}

/** Whether the server has its own sentences in a language. */
texts.has = (lang: string): boolean => baseOf(lang) in translations;

/** One sentence in every language that has it. */
export const allTexts = perKey((key: string): string[] =>
  Object.keys(translations).map((lang) => translator(lang)(key)),
);

function baseOf(lang: string): string {
  return lang.split('-')[0] ?? lang;
}
