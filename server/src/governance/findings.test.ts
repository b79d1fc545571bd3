import { describe, expect, it } from 'vitest';
import { sampleKnowledge } from '../../../test/support/knowledge.ts';
import { Config } from '../config.ts';
import { findings } from './findings.ts';

const { city } = await sampleKnowledge();
const now = new Date('2026-11-26T12:00:00');
const declaration = {
  processor: 'Beispiel GmbH',
  region: 'EU (Frankfurt)',
  retention: 'keine',
  training: 'nein',
};
const model = (change: object = {}, settings: object = {}) => ({
  provider: 'openai',
  name: 'ein-modell',
  baseUrl: 'https://ki.example/v1',
  ...settings,
  declaration: { ...declaration, ...change },
});
const contradictions = (config: object) =>
  findings(Config.parse(config), city, now)
    .filter(({ isMissing }) => !isMissing)
    .map(({ key }) => key);

describe('what a provider declares (DP-9)', () => {
  it('is refused where models are trained with the questions, unless the city accepts it', () => {
    for (const training of ['ja', true, 'nach 30 Tagen', 'not excluded', 'no limits', 'keine Angabe'])
      expect(Config.safeParse({ model: model({ training }) }).success, String(training)).toBe(false);
    for (const training of ['nein', false, 'kein Training', 'none', 'Nein, laut Vertrag ausgeschlossen'])
      expect(Config.safeParse({ model: model({ training }) }).success, String(training)).toBe(true);
    expect(contradictions({ model: model({ training: 'ja', acceptTraining: true }) })).toEqual([
      'model.declaration.training',
    ]);
  });

  it('is questioned where it names a third country without a basis, or an endpoint elsewhere', () => {
    expect(contradictions({ model: model() })).toEqual([]);
    expect(contradictions({ model: model({ region: 'Deutschland' }) })).toEqual([]);
    expect(contradictions({ model: model({ region: 'USA' }) })).toEqual(['model.declaration.region']);
    expect(contradictions({ model: model({ region: 'USA', transfer: 'Standardvertragsklauseln' }) })).toEqual(
      [],
    );
    expect(contradictions({ model: model({}, { baseUrl: undefined }) })).toEqual([
      'model.declaration.region',
    ]);
    expect(
      contradictions({ model: model({}, { provider: 'bedrock', region: 'us-east-1', baseUrl: undefined }) }),
    ).toEqual(['model.declaration.region']);
  });
});

describe('the governance of a city (BSI-11)', () => {
  it('names what is missing, and nothing that is there', () => {
    const keys = (governance: object) =>
      findings(Config.parse({ governance }), city, now).map(({ key }) => key);
    expect(keys({})).toContain('governance.office');
    expect(keys({ office: 'Amt für Digitales' })).not.toContain('governance.office');
    expect(keys({ hoster: { name: 'Rechenzentrum' } })).toContain('governance.hoster.contract');
    expect(keys({ hoster: 'city' })).not.toContain('governance.hoster.contract');
  });

  it('questions a review that is due or too late, and days to come', () => {
    expect(contradictions({ governance: { review: { next: '2026-01-01' } } })).toEqual([
      'governance.review.next',
    ]);
    expect(contradictions({ governance: { review: { last: '2026-01-01', next: '2027-06-01' } } })).toEqual([
      'governance.review.next',
    ]);
    expect(contradictions({ governance: { approvals: [{ by: 'Amtsleitung', on: '2027-01-01' }] } })).toEqual([
      'governance',
    ]);
  });
});
