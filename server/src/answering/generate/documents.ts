import { officeCard, serviceCard } from '../../finder/cards.ts';
import { officesFor } from '../../finder/offices.ts';
import { wordsOf } from '../../finder/words.ts';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { texts } from '../../texts/texts.ts';

/** An entry as a model reads it: its words and facts in one language, and those of its offices. No links, no contacts. */
export function documentOf(entry: Entry, lang: string, base: KnowledgeBase): { title: string; text: string } {
  const text = base.text(entry, lang);
  const t = texts(text.lang);
  const { documents = [] } = entry.facts;
  const now = new Date();
  const cards = [
    ...(entry.kind === 'service' ? [serviceCard(entry, text, text.lang, t)] : []),
    ...officesFor(entry, base).map((office) =>
      officeCard(office, base.text(office, lang), text.lang, base, t, now),
    ),
  ];
  const hidden = [t('card.now'), t('card.phone'), t('card.email')];
  const lines = [
    text.intro,
    ...text.sections.map((section) => `${section.heading}:\n${section.text}`),
    ...(documents.length > 0
      ? [`${t('facet.documents')}:\n${documents.map((one) => `- ${wordsOf(one, text)}`).join('\n')}`]
      : []),
    ...cards.map(({ title, items }) =>
      [
        `${title}:`,
        ...items
          .filter(({ label, href }) => !href && !hidden.includes(label))
          .map(({ label, value }) => `- ${label}: ${value}`),
      ].join('\n'),
    ),
  ];
  return { title: text.title, text: lines.filter(Boolean).join('\n\n') };
}
