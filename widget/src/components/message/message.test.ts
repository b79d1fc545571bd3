import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { Answer } from '@stadtlotse/sdk';
import { german } from '../test-texts.ts';
import { MessageElement } from './message.ts';

const answer: Answer = {
  id: '6f1c1f3e-1d3f-4a3e-9d52-0d8f8f7a3b11',
  lang: 'de',
  kind: 'answer',
  provenance: 'curated',
  text: '**Kosten**\n\n46 €',
  sources: [
    {
      id: 'pass',
      title: 'Pass',
      section: 'Kosten',
      url: 'https://stadt.example/pass',
      reviewed: '2026-10-05',
    },
  ],
  cards: [
    { type: 'contact', title: 'Kontakt', items: [{ label: 'Telefon', value: '115', href: 'tel:115' }] },
  ],
  choices: [{ label: 'Wie lange?', message: 'Wie lange dauert das?', entry: 'pass' }],
  confidence: 1,
  notices: [{ code: 'other-language', text: 'Nur auf Deutsch.' }],
};

async function show(
  part: Partial<Answer> = {},
  { last = true, rating = undefined as 'yes' | undefined } = {},
) {
  const message = { id: 'm1', role: 'assistant' as const, answer: { ...answer, ...part } };
  const element = await fixture<MessageElement>(
    html`<stadtlotse-message .t=${german} .message=${message} .rating=${rating} lang="de" ?last=${last}></stadtlotse-message>`,
  );
  expect(element).to.be.instanceOf(MessageElement);
  return element;
}

const part = (element: Element, name: string) => element.querySelector<HTMLElement>(`[part~=${name}]`);

describe('an answer', () => {
  it('passes accessibility', async () => {
    await expect(await show()).to.be.accessible();
  });

  it('can be taken along by e-mail to oneself, with its facts and its source, made on the device', async () => {
    const link = (await show()).querySelector('.keep a');
    const body = new URL(link?.getAttribute('href') ?? '').searchParams.get('body');
    expect(body).to.contain('46 €');
    expect(body).to.contain('- Telefon: 115');
    expect(body).to.contain('Pass: https://stadt.example/pass');
  });

  it('says how it came about: to the eye, to screen readers, to machines (AIA-2, AIA-3)', async () => {
    const curated = part(await show(), 'message');
    expect(curated?.dataset).to.include({ role: 'assistant', kind: 'answer', provenance: 'curated' });
    expect(curated?.querySelector('.provenance')?.textContent).to.equal('Von der Redaktion geprüft');
    expect(curated?.querySelector('meta')?.content).to.match(/humanEdits$/);

    const generated = part(await show({ provenance: 'ai-generated' }), 'message');
    expect(generated?.dataset.provenance).to.equal('ai-generated');
    expect(generated?.querySelector('.provenance')?.textContent).to.equal('KI-formuliert aus: Pass');
    expect(generated?.querySelector('meta')?.content).to.match(/trainedAlgorithmicMedia$/);
  });

  it('does not call a text of the system one of the editors', async () => {
    const element = await show({ kind: 'abstain', sources: [] });
    expect(element.querySelector('.provenance')?.textContent).to.equal('Vorbereiteter Text');
  });

  it('names its sources with part, date and link', async () => {
    const source = part(await show(), 'source');
    expect(source?.textContent).to.match(/Pass – Kosten[\s\S]*Stand: 05\.10\.2026/);
    expect(source?.querySelector('a')).to.include({
      href: 'https://stadt.example/pass',
      rel: 'noopener noreferrer',
    });
  });

  it('does not follow a source to an unsafe address', async () => {
    const element = await show({ sources: [{ id: 'x', title: 'X', url: 'javascript:alert(1)' }] });
    expect(part(element, 'source')?.querySelector('a')).to.equal(null);
  });

  it('is marked with its language (A11Y-7)', async () => {
    expect(part(await show({ lang: 'en' }), 'message')?.lang).to.equal('en');
  });

  it('is written in the direction of its language, and each block in that of its own words (A11Y-7)', async () => {
    const arabic = part(await show({ lang: 'ar', text: 'الرسوم\n\nKosten: 46 €' }), 'message');
    const directions = [...(arabic?.querySelectorAll('.text p') ?? [])].map(
      (block) => getComputedStyle(block).direction,
    );
    expect([arabic?.dir, ...directions]).to.deep.equal(['rtl', 'rtl', 'ltr']);
    expect(part(await show(), 'message')?.dir).to.equal('ltr');
  });

  it('shows cards and notices', async () => {
    const element = await show();
    expect(part(element, 'card')?.querySelector('a')?.getAttribute('href')).to.equal('tel:115');
    expect(element.textContent).to.contain('Nur auf Deutsch.');
  });

  it('tells the panel which choice was made; only the last answer has choices', async () => {
    const element = await show();
    setTimeout(() => part(element, 'choice')?.click());
    expect((await oneEvent(element, 'choice')).detail).to.deep.equal(answer.choices?.[0]);
    expect(part(await show({}, { last: false }), 'choice')).to.equal(null);
  });

  it('asks whether it helped, once', async () => {
    const element = await show();
    setTimeout(() => part(element, 'feedback-no')?.click());
    expect((await oneEvent(element, 'rate')).detail).to.equal(false);
    const rated = await show({}, { rating: 'yes' });
    expect(part(rated, 'feedback-yes')).to.equal(null);
    expect(rated.querySelector('.feedback.feedback[role=status]')?.textContent).to.equal(
      'Danke für Ihre Rückmeldung.',
    );
  });
});

it('a question is shown as it was written, without becoming elements', async () => {
  const message = { id: 'm', role: 'user' as const, text: '<b>Was</b> **kostet** das?' };
  const element = await fixture(
    html`<stadtlotse-message .t=${german} .message=${message} lang="de"></stadtlotse-message>`,
  );
  expect(part(element, 'message')?.dataset.role).to.equal('user');
  expect(element.querySelector('p')?.textContent).to.equal('<b>Was</b> **kostet** das?');
});
