import type { CityConfig } from '@stadtlotse/sdk';
import type { Config } from '../config.ts';
import type { Category } from '../defects/open311.ts';
import { contactCard } from '../finder/cards.ts';
import type { Declaration } from '../governance/declaration.ts';
import { type Entry, today } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { City } from '../knowledge/schema.ts';
import { texts } from '../texts/texts.ts';

/** What a client needs to draw itself, in one of the knowledge's languages. */
export function cityConfig(
  base: KnowledgeBase,
  { privacy, model, meaning, handover, live, defects }: Config,
  lang: string,
  categories: Category[] = [],
): CityConfig {
  const { city } = base;
  const t = texts(lang);
  const titled = (entry: Entry) => ({ id: entry.id, title: base.title(entry, lang) });
  return {
    name: city.name,
    lang,
    languages: city.languages,
    ...assistantIn(base, lang),
    policyVersion: privacy.policyVersion,
    ...(city.links.privacy && { privacyUrl: city.links.privacy }),
    ...(city.links.terms && { termsUrl: city.links.terms }),
    ...(city.links.services && { servicesUrl: city.links.services }),
    ...(city.controller && { controller: city.controller }),
    ...(city.dataProtectionContact && { dataProtectionContact: city.dataProtectionContact }),
    receiptMinutes: privacy.receiptMinutes,
    ...(model.declaration && { ai: declared(model.name ?? model.provider, model.declaration) }),
    ...(meaning === 'on' && { understanding: t('say.encoder') }),
    ...(handover && { handover: toldOf(handover) }),
    ...(live && { live: toldOf(live) }),
    ...(defects &&
      categories.length > 0 && {
        defects: { ...toldOf(defects), categories },
      }),
    disclosure: t('disclosure'),
    contact: contactCard(city, lang, t),
    announcements: announcedToday(city, lang),
    suggestions: city.suggestions[lang] ?? [],
    topics: topicsOf(base).map((topic) => ({
      ...titled(topic),
      ...(topic.facts.picture && { picture: topic.facts.picture }),
    })),
    popular: base.city.popular
      .flatMap((id) => base.entry(id) ?? [])
      .filter(({ kind }) => kind !== 'topic')
      .map(titled),
  };
}

/** Who gets what is sent to people, and for how many days they keep it. */
function toldOf({ recipient, keepDays }: { recipient: string; keepDays: number }) {
  return { recipient, keepDays };
}

/** The life situations: first those that the city names among what is most asked for, in its order. */
function topicsOf(base: KnowledgeBase): Entry[] {
  const { popular } = base.city;
  const place = ({ id }: Entry) => (popular.includes(id) ? popular.indexOf(id) : popular.length);
  return base
    .entries()
    .filter(({ kind }) => kind === 'topic')
    .sort((one, other) => place(one) - place(other));
}

/** What a citizen is told of a provider before they agree to it (DP-9). */
function declared(model: string, declaration: Declaration): CityConfig['ai'] {
  const { processor, region, retention, training, contract } = declaration;
  return { model, processor, region, retention, training, ...(contract && { contract }) };
}

/** What the city says today, in a language, else in the main one. */
function announcedToday({ announcements, languages }: City, lang: string): string[] {
  const day = today();
  return announcements
    .filter(({ from, to }) => from <= day && day <= to)
    .flatMap(({ text }) => text[lang] ?? text[languages[0] ?? ''] ?? []);
}

/** What the city calls its assistant and how it greets, in a language, else in the main one. */
function assistantIn({ city, avatar }: KnowledgeBase, lang: string): Pick<CityConfig, 'assistant'> {
  const { assistant, languages } = city;
  const [main = ''] = languages;
  const name = assistant.name[lang] ?? assistant.name[main];
  const greeting = assistant.greeting[lang];
  const own = {
    ...(name && { name }),
    ...(greeting && { greeting }),
    ...(avatar && { avatar: `chunks/avatar-${avatar.version}.js` }),
    ...(assistant.address === 'du' && { address: 'du' as const }),
  };
  return Object.keys(own).length > 0 ? { assistant: own } : {};
}

/**
 * The same for all languages as a script module, loaded together with the widget's own files: so the consent
 * text can name the city and its contact before the citizen agrees, without a call of the API (DP-1).
 */
export function cityModule(base: KnowledgeBase, config: Config, categories: Category[] = []): string {
  const byLang = Object.fromEntries(
    base.city.languages.map((lang) => [lang, cityConfig(base, config, lang, categories)]),
  );
  return `export default ${JSON.stringify(byLang)};\n`;
}
