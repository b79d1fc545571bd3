import { beforeAll, describe, expect, it } from 'vitest';
import { sampleKnowledge } from '../../../test/support/knowledge.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { toGraph, toJsonLd } from './json-ld.ts';

let base: KnowledgeBase;
beforeAll(async () => {
  base = await sampleKnowledge();
});
const of = (id: string, lang = 'de') => {
  const entry = base.entry(id);
  if (!entry) throw new Error(`There is no entry ${id}`);
  return toJsonLd(entry, lang, base);
};

describe('schema.org JSON-LD (STD-SCHEMA)', () => {
  it('describes a service with its fees, channels and offices', () => {
    expect(of('reisepass')).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'GovernmentService',
      name: 'Reisepass beantragen',
      inLanguage: 'de',
      provider: { '@type': 'GovernmentOrganization', name: 'Stadt Lindenfurt' },
    });
    expect(JSON.stringify(of('reisepass', 'en'))).toContain('"price":37.5');
    expect(JSON.stringify(of('wohngeld'))).toContain('Rebenweg 3');
  });

  it('describes an office with address and hours', () => {
    expect(of('standesamt')).toMatchObject({
      '@type': 'GovernmentOffice',
      telephone: '069 90009-210',
      address: { streetAddress: 'Schlossgasse 4', postalCode: '63099' },
      openingHours: ['Mo-Fr 08:30-12:00, Th 14:00-17:30'],
    });
  });

  it('describes questions and life situations as FAQ pages', () => {
    expect(of('passfoto')).toMatchObject({ '@type': 'FAQPage', mainEntity: [{ '@type': 'Question' }] });
    expect(of('umzug')['@type']).toBe('FAQPage');
  });

  it('puts every entry in every language into one graph, each with an id of its own', () => {
    const { '@graph': graph } = toGraph(base);
    const ids = Array.isArray(graph) ? graph.map((node) => node['@id']) : [];
    const texts = base.entries().reduce((sum, { texts }) => sum + texts.size, 0);
    expect(ids.length).toBe(texts);
    expect(new Set(ids).size).toBe(texts);
  });
});
