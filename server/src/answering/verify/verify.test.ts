import { beforeAll, describe, expect, it } from 'vitest';
import { entry } from '../../../../test/support/city.ts';
import { knowledgeOf } from '../../../../test/support/knowledge.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { Draft } from '../say/say.ts';
import { verify } from './verify.ts';

let base: KnowledgeBase;
beforeAll(async () => {
  base = await knowledgeOf({
    'services/hund.de.md': entry(
      'title: Hundesteuer\nfees: [{ id: first, label: erster Hund, amount: 96 }]\nonline: https://stadt.example/hund',
      'Melden Sie den Hund in 14 Tagen an, bis 18:00 Uhr.',
    ),
    'faq/anders.de.md': entry('title: Anders', 'Das kostet 120 Euro.'),
  });
});

function draft(text: string, ids = ['hund']): Draft {
  return {
    kind: 'answer',
    provenance: 'curated',
    lang: 'de',
    text,
    sources: [{ id: 'hund', title: 'Hundesteuer' }],
    cards: [],
    confidence: 0.9,
    notices: [],
    cited: ids.flatMap((id) => base.entry(id) ?? []),
  };
}

describe('grounded or silent', () => {
  it('lets pass what editors wrote', () => {
    expect(verify(draft('Die Steuer beträgt 96 Euro im Jahr.'), base)).toMatchObject({ kind: 'answer' });
  });

  it('shows no answer without an entry', () => {
    expect(verify(draft('Ja.', []), base).kind).toBe('abstain');
  });
});
