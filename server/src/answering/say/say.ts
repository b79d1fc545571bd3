import type { Answer, Card, Notice, Source } from '@stadtlotse/sdk';
import { contactCard, emergencyCard, officeCard } from '../../finder/cards.ts';
import { officesFor } from '../../finder/offices.ts';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { baseLang } from '../../language/base-lang.ts';
import { type Translate, texts } from '../../texts/texts.ts';
import type { About } from '../decide/about.ts';
import type { Decision } from '../decide/decide.ts';
import { DEFECT, NEAR_THRESHOLD } from '../decide/decide.ts';
import { likelihood, type Talk } from '../decide/intents.ts';
import type { Recalled } from '../recall/recall.ts';
import { entryChoice, suggestions } from './choices.ts';
import { composeDocument, documentSource } from './document.ts';
import { composeEntry, linksOf } from './entry.ts';
import { assistantName, introduce, type Self } from './self.ts';
import { composeStep } from './steps.ts';

/** An answer before it is verified, with the entries it draws on. */
export interface Draft extends Omit<Answer, 'id'> {
  cited: Entry[];
}

/** A draft with what a model would need: the entries that come near, the links that it must not write itself. */
export interface Composed extends Draft {
  near: Entry[];
  links: string;
  generable: boolean;
}

/** Puts into words what was decided. */
export function say(recalled: Recalled, decision: Decision, base: KnowledgeBase, self: Self): Composed {
  const t = texts(recalled.lang);
  const said = sayDecided(recalled, decision, base, self, t);
  const draft = recalled.isUnspoken
    ? { ...said, text: `${languageUnknown(recalled.lang, t)}\n\n${said.text}` }
    : said;
  // Whoever reports a defect can do so here, where the city takes reports.
  const speaksOfOne = likelihood(recalled, 'defect') >= DEFECT || draft.cited[0]?.facts.defects;
  if (self.defects && speaksOfOne) draft.offers = ['defect'];
  if (recalled.redacted) draft.notices.push(notice('personal-data-removed', t));
  if (decision.mayBeEmergency) draft.notices.unshift(notice('emergency', t));
  const facet = decision.does === 'answer' ? decision.about.facet : undefined;
  const [best] = draft.cited;
  return {
    ...draft,
    near: nearEntries(recalled, draft),
    links: best ? linksOf(best, recalled.lang, base) : '',
    generable:
      decision.does === 'answer' &&
      draft.kind === 'answer' &&
      facet !== 'hours' &&
      facet !== 'place' &&
      Object.keys(recalled.place).length === 0,
  };
}

/** That the citizen's language is not spoken here, and which is instead. */
function languageUnknown(lang: string, t: Translate): string {
  const names = new Intl.DisplayNames(lang, { type: 'language' });
  return t('say.languageUnknown', { language: names.of(baseLang(lang)) ?? lang });
}

/** The city's contact instead of any answer, while the city has switched the assistant off (BSI-13). */
export function switchedOff(composed: Composed, base: KnowledgeBase): Composed {
  if (base.city.assistant.active || composed.kind === 'emergency') return composed;
  const { lang, notices } = composed;
  const t = texts(lang);
  const off = simple('contact', lang, t('say.off', { assistant: assistantName(base.city, lang) }), [
    contactCard(base.city, lang, t),
  ]);
  return { ...off, notices, near: [], links: '', generable: false };
}

/** What the answer is from, then what else came near; no offices, which come with their services. */
function nearEntries({ candidates }: Recalled, { cited }: Draft): Entry[] {
  const near = candidates.filter(({ confidence }) => confidence >= NEAR_THRESHOLD).map(({ entry }) => entry);
  return [...new Set([...cited.filter((entry, rank) => rank === 0 || entry.kind !== 'office'), ...near])];
}

function sayDecided(
  recalled: Recalled,
  decision: Decision,
  base: KnowledgeBase,
  self: Self,
  t: Translate,
): Draft {
  const { lang } = recalled;
  const { confidence } = decision;
  const contact = contactCard(base.city, lang, t);
  switch (decision.does) {
    case 'call-for-help':
      return callForHelp(recalled, t);
    case 'talk':
      if (decision.about === 'wants-a-person') return person(recalled, base, t);
      return talk(decision.about, lang, contact, base, self, t);
    case 'refer': {
      const { name, url } = decision.to;
      const text = t('say.otherAuthority', { name: url ? `[${name}](${url})` : name });
      return { ...simple('contact', lang, text, [contact]), confidence };
    }
    case 'abstain':
      return { ...abstain(decision, recalled, contact, base, self, t), confidence };
    case 'ask-back':
      return { ...askBack(decision.entries, lang, base, t), confidence };
    case 'not-in-text':
      return { ...notInText(decision.about, lang, base, t, contact), confidence };
    default:
      return { ...answer(decision, recalled, base, t), confidence };
  }
}

/** Help in an emergency: the number that fits first, then the others. */
function callForHelp({ lang, reading }: Recalled, t: Translate): Draft {
  const card = emergencyCard(reading.emergency.kind, t);
  const [first] = card.items;
  const call = first ? t('say.emergencyFirst', { number: first.value, label: first.label }) : '';
  return simple('emergency', lang, `${call}\n\n${t('say.emergency')}`, [card]);
}

/** Whom to speak to: who is there now, and first the office of what the conversation was about. */
function person({ lang, earlier }: Recalled, base: KnowledgeBase, t: Translate): Draft {
  const now = new Date();
  const [about] = earlier;
  const offices = about ? officesFor(about, base).slice(0, MOST_OFFICES) : [];
  const cards = offices.map((office) => officeCard(office, base.text(office, lang), lang, base, t, now));
  return simple('contact', lang, t('say.person'), [...cards, contactCard(base.city, lang, t, now)]);
}

/** What is said to a message that asks for nothing of an entry. */
function talk(
  about: Talk,
  lang: string,
  contact: Card,
  base: KnowledgeBase,
  self: Self,
  t: Translate,
): Draft {
  const { city } = base;
  const start = suggestions(base, lang);
  switch (about) {
    case 'complaint':
    case 'defect':
      return simple('contact', lang, t(`say.${about}`), [contact]);
    case 'off-topic':
      return { ...simple('abstain', lang, t('say.none'), [contact]), choices: start };
    case 'insult':
      return simple('smalltalk', lang, t('say.insult'), [contact]);
    case 'gibberish':
    case 'empty':
      return { ...simple('clarify', lang, t(`say.${about}`), []), choices: start };
    case 'privacy': {
      const values = { contact: city.dataProtectionContact ?? city.name };
      return simple('smalltalk', lang, t('say.privacy', values), [contact]);
    }
    case 'identity': {
      return { ...simple('smalltalk', lang, introduce(city, self, lang), []), choices: start };
    }
    default:
      return { ...simple('smalltalk', lang, t(`say.${about}`, { name: city.name }), []), choices: start };
  }
}

/** What an entry says to the question, or the next step of its guided way. */
function answer(
  { does, about }: Extract<Decision, { about: About }>,
  recalled: Recalled,
  base: KnowledgeBase,
  t: Translate,
): Draft {
  const { entry, facet } = about;
  const { lang, way = [], query } = recalled;
  const circumstance = { ...recalled, words: query.whole, written: query.lang, now: new Date() };
  const compose = entry.kind === 'document' ? composeDocument : composeEntry;
  const { kind, text, cards, choices, cited, section } =
    does === 'guide' ? composeStep(entry, way, lang, base, t) : compose(about, circumstance, base, t);
  return {
    kind,
    provenance: 'curated',
    lang,
    text,
    cards,
    choices,
    cited,
    sources: cited.map((one) => source(one, lang, base, one === entry ? section : undefined)),
    confidence: 1,
    notices: [
      ...(base.text(entry, lang).lang === lang ? [] : [notice('other-language', t)]),
      ...(facet === 'requirements' ? [notice('no-decision', t)] : []),
    ],
  };
}

/** More offices than this are no help. */
const MOST_OFFICES = 2;

/** The thing is known, and its text does not say what is asked of it: that is said, and who may know. */
function notInText(
  { entry, kind }: About,
  lang: string,
  base: KnowledgeBase,
  t: Translate,
  contact: Card,
): Draft {
  const title = base.title(entry, lang);
  const responsible = officesFor(entry, base);
  const offices = [...new Set(responsible.map((office) => base.text(office, lang).title))];
  const cards = responsible
    .slice(0, MOST_OFFICES)
    .map((office) => officeCard(office, base.text(office, lang), lang, base, t, new Date()));
  const said = kind
    ? t('say.notInText', { title, kind: t(`kind.${kind}`) })
    : t('say.notInTextAtAll', { title });
  const ask = offices.length > 0 ? ` ${t('say.askOffice', { office: offices.join(', ') })}` : '';
  return {
    ...simple('abstain', lang, said + ask, cards.length > 0 ? cards : [contact]),
    choices: [entryChoice(entry, lang, base)],
    notices: [notice('not-in-text', t)],
  };
}

/** No entry answers: people instead, or what comes near. */
function abstain(
  { near, instead }: Extract<Decision, { does: 'abstain' }>,
  recalled: Recalled,
  contact: Card,
  base: KnowledgeBase,
  self: Self,
  t: Translate,
): Draft {
  const { lang } = recalled;
  if (instead === 'person') return person(recalled, base, t);
  if (instead) return talk(instead, lang, contact, base, self, t);
  const choices = near.map((entry) => entryChoice(entry, lang, base));
  return {
    ...simple('abstain', lang, t(near.length > 0 ? 'say.abstainNear' : 'say.abstain'), [contact]),
    choices: near.length > 0 ? choices : suggestions(base, lang),
  };
}

/** One question back, with what may be meant. */
function askBack(entries: Entry[], lang: string, base: KnowledgeBase, t: Translate): Draft {
  return {
    ...simple('clarify', lang, t('say.clarify'), []),
    cited: entries,
    sources: entries.map((entry) => source(entry, lang, base, undefined)),
    choices: entries.map((entry) => entryChoice(entry, lang, base)),
  };
}

function simple(kind: Answer['kind'], lang: string, text: string, cards: Card[]): Draft {
  return {
    kind,
    provenance: 'curated',
    lang,
    text,
    cards,
    sources: [],
    cited: [],
    confidence: 1,
    notices: [],
  };
}

export function source(entry: Entry, lang: string, base: KnowledgeBase, section: string | undefined): Source {
  if (entry.kind === 'document') return documentSource(entry, lang, base, section);
  const { url, reviewed } = entry.facts;
  return {
    id: entry.id,
    title: base.text(entry, lang).title,
    ...(url && { url }),
    ...(section && { section }),
    ...(reviewed && { reviewed }),
  };
}

function notice(
  code: 'emergency' | 'not-in-text' | 'personal-data-removed' | 'other-language' | 'no-decision',
  t: Translate,
): Notice {
  return { code, text: t(`notice.${code}`) };
}
