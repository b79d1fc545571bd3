import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../../../test/support/knowledge.ts';
import { texts } from '../../texts/texts.ts';
import { assistantName, introduce, type Self } from './self.ts';

const declaration = {
  processor: 'Beispiel GmbH',
  region: 'Frankfurt, EU',
  retention: 'keine',
  training: 'nein',
  acceptTraining: false,
  certificates: [],
};
const none: Self['model'] = { provider: 'none' };
const model: Self['model'] = { provider: 'openai', name: 'beispiel-1', declaration };

async function cityOf(assistant: string) {
  const base = await knowledgeOf({ 'city.yaml': `name: Teststadt\nlanguages: [de, en]\n${assistant}\n` });
  return base.city;
}

describe('who answers (Art. 50 AI Act)', () => {
  it('is called as the city calls it, in each language, else in its main one, else as we call any', async () => {
    const own = await cityOf('assistant: { name: { de: Lotti, en: Lotty } }');
    expect([assistantName(own, 'de'), assistantName(own, 'en'), assistantName(own, 'tr')]).toEqual([
      'Lotti',
      'Lotty',
      'Lotti',
    ]);
    expect(assistantName(await cityOf(''), 'en')).toBe('Digital assistant');
  });

  const languages = [
    'de',
    'de-simple',
    'en',
    'tr',
    'uk',
    'ru',
    'ar',
    'fa',
    'pl',
    'ro',
    'bg',
    'fr',
    'es',
    'it',
    'pt',
    'el',
    'hr',
    'sr',
    'sq',
    'ku',
    'vi',
    'zh',
    'nl',
    'cs',
    'hu',
  ];
  it.each(
    languages,
  )('says in %s that it is an AI system, by its name, and never the product’s', async (lang) => {
    const city = await cityOf('assistant: { name: { de: Lotti } }');
    const said = introduce(city, { meaning: 'on', model }, lang);
    expect(said).toMatch(/KI|AI|IA|ИИ|ШІ|ΤΝ|MI\b|YZ|yapay zekâ|الذكاء|ذكاء|هوش مصنوعی/);
    for (const word of ['Lotti', 'Teststadt', 'beispiel-1', 'Beispiel GmbH', 'Frankfurt, EU'])
      expect(said).toContain(word);
    expect(JSON.stringify([said, texts(lang)('say.off', { assistant: 'Lotti' })])).not.toMatch(
      /Stadt-?lotse|\{\{/i,
    );
  });

  it.each([
    [
      'no language model, and none that understands',
      { meaning: 'off', model: none },
      /Kein Sprachmodell schreibt/,
      /versteht die Frage|formuliert/,
    ],
    [
      'an encoder of its own',
      { meaning: 'on', model: none },
      /auf dem Server der Stadt versteht die Frage/,
      /formuliert/,
    ],
    [
      'an encoder elsewhere',
      { meaning: { url: 'https://e.example', model: 'e5', declaration }, model: none },
      /e5 \(Beispiel GmbH, Frankfurt, EU\) versteht/,
      /auf dem Server der Stadt/,
    ],
    [
      'a language model, which can be wrong',
      { meaning: 'on', model },
      /beispiel-1 \(Beispiel GmbH, Frankfurt, EU\) .*können trotzdem falsch sein/,
      /Kein Sprachmodell/,
    ],
  ] as [string, Self, RegExp, RegExp][])('says what this server has: %s', async (_, self, yes, no) => {
    const said = introduce(await cityOf(''), self, 'de');
    expect(said).toMatch(yes);
    expect(said).not.toMatch(no);
  });

  it('claims no model that the city has switched off', async () => {
    const said = introduce(await cityOf('assistant: { generated: false }'), { meaning: 'on', model }, 'de');
    expect(said).toContain('Kein Sprachmodell schreibt');
  });
});
