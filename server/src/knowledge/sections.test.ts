import { expect, it } from 'vitest';
import { splitSections } from './sections.ts';

it('splits at headings and knows FIM’s modules in both languages (STD-FIM)', () => {
  const { intro, sections } = splitSections(
    'Kurz.\n\n## Kosten\n\n10 Euro\n\n### Required documents ##\n- Pass\n\n## Anfahrt\nBus',
  );
  expect(intro).toBe('Kurz.');
  expect(sections).toEqual([
    { heading: 'Kosten', text: '10 Euro', facet: 'cost' },
    { heading: 'Required documents', text: '- Pass', facet: 'documents' },
    { heading: 'Anfahrt', text: 'Bus', facet: undefined },
  ]);
});

it('takes a Kurztext under its own heading as the beginning, and leaves out empty sections', () => {
  expect(splitSections('## Kurztext\nKurz.\n\n## Frist\n')).toEqual({ intro: 'Kurz.', sections: [] });
});
