import { describeHours } from '../finder/hours.ts';
import { deadlineText, feeText, spanText, wordsOf } from '../finder/words.ts';
import type { Entry, EntryText } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { texts } from '../texts/texts.ts';
import type { Kind } from './examples.ts';
import type { Passage } from './passages.ts';

/** The structured facts of an entry in words, each with the kind of question that it answers. */
export function factPassages({ id, facts }: Entry, text: EntryText, base: KnowledgeBase): Passage[] {
  const { lang } = text;
  const t = texts(lang);
  const { fees = [], documents = [], forms = [], transit = [], accessibility = {} } = facts;
  const { duration, deadline, address, room, hours, phone, email } = facts;
  const fact = (answers: Kind, heading: string, words: string): Passage => ({
    entry: id,
    lang,
    kind: 'fact',
    answers,
    section: t(heading),
    text: words,
  });
  return [
    ...fees.map((fee) => fact('price', 'facet.cost', feeText(fee, text, lang, t))),
    ...documents.map((document) => fact('documents', 'facet.documents', wordsOf(document, text))),
    ...(duration ? [fact('duration', 'facet.duration', spanText(duration, lang, t))] : []),
    ...(deadline
      ? [fact('deadline', 'facet.deadline', deadlineText(deadline, text.labels.deadline, lang, t))]
      : []),
    ...forms.map((form) => fact('form', 'card.form', wordsOf(form, text))),
    ...(facts.online ? [fact('online', 'facet.online', text.title)] : []),
    ...(facts.appointment ? [fact('procedure', 'card.appointment', t('facts.appointment'))] : []),
    ...(facts.offices ?? []).flatMap((office) => {
      const entry = base.entry(office);
      return entry ? [fact('place', 'facet.place', base.text(entry, lang).title)] : [];
    }),
    ...(address
      ? [fact('place', 'card.address', [address.street, address.city, room].filter(Boolean).join(', '))]
      : []),
    ...transit.map((stop) => fact('place', 'card.transit', stop)),
    ...(hours ? [fact('hours', 'facet.hours', describeHours(hours, lang))] : []),
    ...[phone, email].flatMap((way) => (way ? [fact('contact', 'card.phone', way)] : [])),
    ...Object.entries(accessibility).map(([name, has]) =>
      fact('access', 'card.accessibility', t(`accessibility.${name}.${has ? 'yes' : 'no'}`)),
    ),
  ];
}
