import { expect, it } from 'vitest';
import { answerRules } from './prompt.ts';

it('tells a model to address German speakers as the city does', () => {
  expect(answerRules('de', 'sie')).toContain('In German say "Sie".');
  expect(answerRules('de', 'du')).toContain('In German say "du".');
  expect(answerRules('de-simple', 'du')).toContain('In German say "Sie".');
});
