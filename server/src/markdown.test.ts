import { expect, it } from 'vitest';
import { withoutLinks } from './markdown.ts';

it('leaves of links and images only what they say, however they are written', () => {
  const long = 'x'.repeat(5000);
  expect(withoutLinks('Siehe [hier](https://a.example/) und ![Bild](https://b.example/c.png).')).toBe(
    'Siehe hier und Bild.',
  );
  expect(withoutLinks('[eins](https://a.example/(b)')).toBe('eins');
  expect(withoutLinks(`[${long}](https://a.example/${long})`)).toBe(long);
});
