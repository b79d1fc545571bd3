import { expect, it } from 'vitest';
import { confidence } from './confidence.ts';

const hit = { id: 'hund', score: 100, coverage: 1, likeness: 0.8 };

it('is between 0 and 1, and grows with likeness, coverage and the distance to the rival', () => {
  const sure = confidence(hit, 40);
  expect(sure).toBeGreaterThan(0.8);
  expect(sure).toBeLessThan(1);
  expect(confidence({ ...hit, likeness: 0.4 }, 40)).toBeLessThan(sure);
  expect(confidence({ ...hit, coverage: 0.3 }, 40)).toBeLessThan(sure);
  expect(confidence(hit, 99)).toBeLessThan(sure);
  expect(confidence(hit)).toBeGreaterThanOrEqual(sure);
  expect(confidence({ id: 'x', score: 1, coverage: 0, likeness: 0 }, 1)).toBeLessThan(0.1);
});
