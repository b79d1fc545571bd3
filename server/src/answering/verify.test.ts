import { beforeAll, describe, expect, it } from 'vitest';
import { entry } from '../../../test/support/city.ts';
import { knowledgeOf } from '../../../test/support/knowledge.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { Draft } from './compose/compose.ts';
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
  it.each([
    'Die Steuer beträgt 96 Euro im Jahr.',
    'Sie haben 14 Tage Zeit, bis 18:00 Uhr.',
    '[Online](https://stadt.example/hund)',
  ])('lets pass what the cited entries say: %s', (text) => {
    expect(verify(draft(text), base)).toMatchObject({ kind: 'answer', text });
  });

  it.each([
    ['an amount', 'Die Steuer beträgt 97 Euro.'],
    ['an amount of another entry', 'Die Steuer beträgt 120 Euro.'],
    ['a time', 'Bis 19:00 Uhr.'],
    ['a link', '[Online](https://stadt.example/katze)'],
    ['a date', 'Bis zum 1.3.2026.'],
  ])('shows no answer with %s that they do not contain, but the contact', (_, text) => {
    const answer = verify(draft(text), base);
    expect(answer).toMatchObject({ kind: 'abstain', sources: [], confidence: 0 });
    expect(answer.cards[0]?.type).toBe('contact');
  });

  it('shows no answer without an entry', () => {
    expect(verify(draft('Ja.', []), base).kind).toBe('abstain');
  });
});
