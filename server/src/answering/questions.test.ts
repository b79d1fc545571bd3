import { Answer } from '@stadtlotse/sdk/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { entry } from '../../../test/support/city.ts';
import { knowledgeOf, sampleKnowledge } from '../../../test/support/knowledge.ts';
import { meantBy } from '../../../test/support/meaning.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { answer } from './pipeline.ts';

let base: KnowledgeBase;
beforeAll(async () => {
  base = await sampleKnowledge();
});
const ask = (message: string, more = {}) => Answer.parse(answer({ message, lang: 'de', ...more }, base));
/** The same by meaning. */
const askMeaning = async (message: string, lang = 'de', more = {}) => {
  const request = { message, lang, ...more };
  return Answer.parse(answer(request, base, await meantBy(request, base)));
};
const firstOf = (message: string, more = {}) => ask(message, more).sources[0]?.id;

describe('in the citizen’s words', () => {
  it.each([
    ['wo krieg ich so nen anwohnerparkausweis her', 'bewohnerparkausweis'],
    ['mein perso is weg', 'personalausweis-verlust'],
    ['auto ummelden', 'kfz-ummelden'],
    ['altes sofa loswerden', 'sperrmuell'],
    ['Lappen umtauschen', 'fuehrerschein-umtausch'],
    ['reisepas beantragn', 'reisepass'],
    ['Pesonalausweis', 'personalausweis'],
    ['hundesteur', 'hundesteuer'],
    ['HUNDESTEUER', 'hundesteuer'],
    ['Fuehrungszeugnis', 'fuehrungszeugnis'],
    ['kindergartenplatz', 'kita-platz'],
    ['laden aufmachen', 'gruenden'],
  ])('%s → %s', (message, id) => {
    expect(firstOf(message)).toBe(id);
  });
});

describe('two matters in one question', () => {
  it.each([
    ['Sind Reisepass und Personalausweis gleich teuer?', ['reisepass', 'personalausweis'], ['70 €', '46 €']],
    [
      'Wie lange dauert Wohngeld und wie lange die Grundsicherung?',
      ['wohngeld', 'grundsicherung'],
      ['6–8', '4–6'],
    ],
    ['Wann haben Standesamt und Sozialamt offen?', ['standesamt', 'sozialamt'], ['08:30', '14:00–18:00']],
    [
      'Wo bekomme ich einen Parkausweis und was kostet er?',
      ['bewohnerparkausweis'],
      ['Rathausplatz', '120 €'],
    ],
  ])('%s: each has its own part', async (message, entries, facts) => {
    const { kind, text, sources } = await askMeaning(message);
    expect(kind).toBe('answer');
    expect(sources.map(({ id }) => id)).toEqual(expect.arrayContaining(entries));
    for (const fact of facts) expect(text.replaceAll('\u00a0', ' ')).toContain(fact);
  });

  it.each([
    ['Mein Sohn wird 16 und braucht einen Ausweis', 'kind'],
    ['Was kostet eine Meldebescheinigung für die Kita-Anmeldung?', 'kita-platz'],
  ])('what is only told has none: %s', async (message, told) => {
    const { sources } = await askMeaning(message);
    expect(sources.map(({ id }) => id)).not.toContain(told);
  });
});

it('by words alone nothing of two matters is said twice', () => {
  const { text, sources } = ask('Was kosten Reisepass und Personalausweis?');
  expect(sources.map(({ id }) => id).sort()).toEqual(['personalausweis', 'reisepass']);
  expect(text.match(/70/g)).toHaveLength(1);
});

describe('in a conversation it is understood what a message is about', () => {
  it.each([
    ['haben die auch ein behindertenklo', 'de', 'Wo ist das Bürgerbüro Nordheim?', 'buergerbuero-nord'],
    [
      'kann da jemand türkisch? mein vater versteht nicht so gut',
      'de',
      'Sonnenberg?',
      'sozialbuero-sonnenberg',
    ],
    [
      'back to registering, which papers do I bring?',
      'en',
      'What does a library card cost?',
      'wohnsitz-anmelden',
    ],
  ])('%s (%s, after “%s”)', async (message, lang, before, id) => {
    const earlier = id === 'wohnsitz-anmelden' ? ['bibliotheksausweis', id] : [id];
    const history = [{ role: 'user', text: before }];
    const { sources } = await askMeaning(message, lang, { history, context: { entries: earlier } });
    expect(sources[0]?.id).toBe(id);
  });
});

it.each([
  ['wat kost een uitgebreide inlichting uit het bevolkingsregister over iemand', 'nl', '€ 15'],
  ['потеряли жетон собаки, сколько стоит новый', 'ru', '5 €'],
  ['quanto custa reconhecer uma assinatura', 'pt', '€ 7'],
])('of several fees the one that is meant comes first: %s', async (message, lang, amount) => {
  const { text } = await askMeaning(message, lang);
  expect(/\*\*(.+?)\*\*/.exec(text.replaceAll('\u00a0', ' '))?.[1]).toBe(amount);
});

it('what another authority pays is no reason not to answer what the city does', async () => {
  const message = 'die rente von mama langt vorne und hinten nicht, gibts da was von der stadt';
  const { kind, sources } = await askMeaning(message);
  expect([kind, sources[0]?.id]).toEqual(['answer', 'alter']);
});

it('where nothing answers, what may be meant is on offer', async () => {
  const { kind, choices = [] } = await askMeaning(
    'bei uns vorm haus ist seit wochen die lampe aus, stockfinster, wem sag ich das',
  );
  expect(kind).toBe('abstain');
  expect(choices.map(({ entry }) => entry)).toContain('schlagloch');
});

describe('by its name, in whatever spelling', () => {
  it.each([
    ['namen aendern lassen', 'namensaenderung'],
    ['PARKAUSWEIS FÜR MENSCHEN MIT BEHINDERUNG', 'behindertenparkausweis'],
    ['ordnungs und gewerbeamt', 'ordnungsamt'],
    ['umziehen', 'umzug'],
  ])('%s → %s', (message, id) => {
    expect(firstOf(message)).toBe(id);
  });

  it('an office is known by its name in a question for what it has', async () => {
    const { text, sources } = await askMeaning('mit welchem bus komme ich zum schulamt');
    expect(sources[0]?.id).toBe('schulamt');
    expect(text).toContain('Bus 41');
  });
});

describe('in another language, of an entry that is there in German', () => {
  it.each([
    ['Köpek vergisi ne kadar?', 'tr', 'hundesteuer'],
    ['податок на собаку', 'uk', 'hundesteuer'],
    ['где прописаться?', 'ru', 'wohnsitz-anmelden'],
    ['رسوم الكلب', 'ar', 'hundesteuer'],
    ['prawo jazdy wymienić', 'pl', 'fuehrerschein-umtausch'],
    ['aide au logement', 'fr', 'wohngeld'],
    ['certificat de naștere', 'ro', 'geburtsurkunde'],
    ['mobili vecchi ingombranti', 'it', 'sperrmuell'],
    ['casarse documentos', 'es', 'eheschliessung'],
    ['مهدکودک', 'fa', 'kita-platz'],
  ])('%s (%s) → %s', (message, lang, id) => {
    const result = ask(message, { lang });
    expect(result).toMatchObject({ lang, kind: 'answer' });
    expect(result.sources[0]?.id).toBe(id);
    expect(result.notices.map(({ code }) => code)).toContain('other-language');
  });

  it('explains that nothing is stored that could be handed out or deleted, and whom to ask (DP-11)', async () => {
    const { kind, text } = await askMeaning('Welche Daten haben Sie über mich gespeichert?');
    expect(kind).toBe('smalltalk');
    expect(text).toMatch(/nichts gespeichert[\s\S]*datenschutz@lindenfurt\.example/);
  });

  it('says in Leichte Sprache where a text has none, and gives the normal one', () => {
    const { text, notices } = ask('Was kostet ein Hund?', { lang: 'de-simple' });
    expect(text).toMatch(/90\s€/);
    expect(notices.map(({ text }) => text)).toEqual([
      'Diesen Text gibt es noch nicht in Leichter Sprache. Hier lesen Sie den normalen Text.',
    ]);
  });

  it('renders facts in the citizen’s language', async () => {
    expect((await askMeaning('Köpek vergisi ne kadar?', 'tr')).text).toMatch(
      /^Köpek vergisi \(Hund anmelden und Hundesteuer zahlen\): Ücreti \*\*€90\*\*/,
    );
    expect(ask('Köpek vergisi', { lang: 'tr' }).choices?.map(({ label }) => label)).toContain(
      'Ücreti ne kadar?',
    );
  });
});

describe('in a language that nothing is said in', () => {
  it.each([
    ['Mistä saan uuden passin ja paljonko se maksaa', 'de', 'Ich antworte auf Deutsch'],
    ['パスポートはどこで申請できますか', 'en', 'English'],
  ])('%s: says so, in the language of the interface', (message, lang, said) => {
    const result = ask(message, { lang });
    expect(result.lang).toBe(lang);
    expect(result.text.split('\n')[0]).toContain(said);
  });
});

describe('what the city does not answer', () => {
  it('names the authority that does', () => {
    const result = ask('Wie beantrage ich meine Rente?');
    expect(result).toMatchObject({ kind: 'contact', sources: [] });
    expect(result.text).toContain(
      '[Deutsche Rentenversicherung](https://www.deutsche-rentenversicherung.de)',
    );
  });

  it('names none for one word of a story', () => {
    const story =
      'Mein Nachbar bekommt seit Mai seine Rente und sitzt abends am Zaun, dahinter steht hohes nasses Gras voller Brennnesseln. Wer mäht die Wiese?';
    expect(ask(story).text).not.toContain('Rentenversicherung');
  });

  it('answers itself where it has an entry', () => {
    expect(firstOf('Wo beantrage ich Kindergeld?')).toBe('kindergeld');
  });

  it('offers what comes near, without calling it a source', () => {
    const result = ask('Wie mache ich eine Steuererklärung mit Hund?');
    expect(result.sources).toEqual([]);
  });

  it('leads complaints to people', async () => {
    const small = await knowledgeOf({ 'faq/bad.de.md': entry('title: Schwimmbad') });
    const { kind, cards } = answer(
      { message: 'Ich will mich über die Politesse beschweren', lang: 'de' },
      small,
    );
    expect({ kind, type: cards[0]?.type }).toEqual({ kind: 'contact', type: 'contact' });
  });

  it('says of an entitlement that others decide (AIA-5)', () => {
    const { notices } = ask('Habe ich Anspruch auf Wohngeld?');
    expect(notices.map(({ code }) => code)).toContain('no-decision');
  });
});

describe('several questions and follow-ups', () => {
  it('answers two questions of one message', () => {
    const { sources, text } = ask('Was kostet ein Reisepass? Und wie lange dauert das?');
    expect(sources.map(({ id, section }) => `${id} ${section}`).slice(0, 2)).toEqual([
      'reisepass Kosten',
      'reisepass Bearbeitungsdauer',
    ]);
    expect(text).toMatch(/70\s€[\s\S]*Wochen/);
  });

  it('hears a cry for help beside questions', async () => {
    const message = 'Was kostet ein Reisepass? Wo ist das Standesamt? Mein Mann atmet nicht mehr, helfen Sie';
    const request = { message, lang: 'de' };
    expect(answer(request, base, await meantBy(request, base)).kind).toBe('emergency');
  });

  it('answers the first of a long list of questions, and says so', () => {
    const { kind, text } = ask(
      'Was kostet ein Reisepass? Was kostet ein Personalausweis? Was kostet ein Hund? Wo ist das Standesamt? Wann hat das Bürgerbüro geöffnet?',
    );
    expect(kind).toBe('answer');
    expect(text).toMatch(
      /^Das sind viele Fragen auf einmal. Ich beantworte die ersten 3[\s\S]*70\s€[\s\S]*46\s€/,
    );
    expect(text).not.toContain('Schlossgasse');
  });

  it('answers just the entry that was chosen, in the language of the conversation', () => {
    const result = ask('Hund anmelden und Hundesteuer zahlen', {
      context: { entries: ['hundesteuer'] },
      history: [{ role: 'user', text: 'köpek vergisi ne kadar, nasıl kayıt yaptırabilirim' }],
    });
    expect(result).toMatchObject({ kind: 'answer', lang: 'tr' });
    expect(result.sources[0]?.id).toBe('hundesteuer');
  });

  it('knows what the conversation is about from its history alone', () => {
    const history = [{ role: 'user', text: 'Ich brauche einen Reisepass' }];
    expect(ask('Was kostet das?', { history }).sources[0]).toMatchObject({
      id: 'reisepass',
      section: 'Kosten',
    });
  });

  it('carries the entry and the facet on: "und für Kinder?"', () => {
    const { sources } = ask('und für Kinder?', {
      context: { entries: ['reisepass'] },
      history: [{ role: 'user', text: 'Was kostet ein Reisepass?' }],
    });
    expect(sources[0]).toMatchObject({ id: 'reisepass', section: 'Kosten' });
  });
});

describe('strange input never fails', () => {
  it.each([
    ['a letter', 'a'],
    ['only stop words', 'und oder aber'],
    ['mixed scripts', 'Паss मेरा 护照 паспорт'],
    ['right-to-left overrides', '\u202eabc\u202c'],
    ['one endless compound', 'donaudampfschifffahrtskapitän'.repeat(68)],
    ['many question marks', 'Was? '.repeat(400)],
    ['2,000 characters', 'wo kann ich meinen Hund anmelden '.repeat(60)],
    ['surrogates', '\ud83d\ud83d'],
    ['prototype words', '__proto__ constructor toString hasOwnProperty'],
  ])('%s', (_, message) => {
    const { kind, confidence } = ask(message.slice(0, 2000));
    expect(['answer', 'clarify', 'abstain', 'contact']).toContain(kind);
    expect(confidence).toBeGreaterThanOrEqual(0);
  });
});
