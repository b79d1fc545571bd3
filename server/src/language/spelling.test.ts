import { describe, expect, it } from 'vitest';
import { Spelling } from './spelling.ts';

const spelling = new Spelling(['personalausweis', 'reisepass', 'fuhrerschein', 'wohnung', 'wahrung', 'hund']);

describe('Spelling', () => {
  it.each([
    ['reisepas', ['reisepass']],
    ['riesepass', ['reisepass']],
    ['personalauswies', ['personalausweis']],
    ['personlausweiss', ['personalausweis']],
    ['fuhrershein', ['fuhrerschein']],
    ['whonung', ['wohnung']],
  ])('knows what %s stands for', (typed, words) => {
    expect(spelling.near(typed)).toEqual(words);
  });

  it('does not guess at short words, numbers, or what is too far away', () => {
    for (const typed of ['hunt', '12345', 'schwimmbad', 'x'.repeat(2000)])
      expect(spelling.near(typed)).toEqual([]);
  });
});
