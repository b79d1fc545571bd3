import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { german } from '../test-texts.ts';
import './finder.ts';
import type { Finder } from './finder.ts';

const city = {
  suggestions: ['Was kostet ein Reisepass?'],
  topics: [{ id: 'umzug', title: 'Umziehen' }],
  popular: [{ id: 'reisepass', title: 'Reisepass beantragen' }],
};
const results = [
  { id: 'reisepass', kind: 'service' as const, title: 'Reisepass beantragen', confidence: 0.9 },
  { id: 'passfoto', kind: 'faq' as const, title: 'Passfoto', confidence: 0.5 },
];
const show = (asked: string[] = []): Promise<Finder> =>
  fixture(
    html`<div><h2>Gespräch</h2><stadtlotse-finder .t=${german} .city=${city} .search=${async (
      query: string,
    ) => {
      asked.push(query);
      return query === 'xx' ? [] : results;
    }}></stadtlotse-finder></div>`,
  ).then((parent) => parent.querySelector('stadtlotse-finder') as Finder);

async function type(element: Finder, text: string): Promise<HTMLInputElement> {
  const input = element.querySelector('input');
  if (!input) throw new Error('There is no field');
  input.value = text;
  input.dispatchEvent(new Event('input'));
  await waitUntil(() => element.results !== undefined);
  await element.updateComplete;
  return input;
}
const press = (input: HTMLInputElement, key: string) =>
  input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

describe('the finder', () => {
  it('passes accessibility, closed and open', async () => {
    const element = await show();
    await expect(element).to.be.accessible();
    await type(element, 'reisepass');
    await expect(element).to.be.accessible();
  });

  it('offers life situations, services often looked for, and questions', async () => {
    const element = await show();
    const titles = [...element.querySelectorAll('[part=choice]')].map((button) => button.textContent);
    expect(titles).to.deep.equal(['Umziehen', 'Reisepass beantragen', 'Was kostet ein Reisepass?']);
  });

  it('searches once typing pauses', async () => {
    const asked: string[] = [];
    const element = await show(asked);
    const input = element.querySelector('input');
    for (const text of ['re', 'reis', 'reisep']) {
      if (input) input.value = text;
      input?.dispatchEvent(new Event('input'));
    }
    await waitUntil(() => element.results !== undefined);
    expect(asked).to.deep.equal(['reisep']);
  });

  it('is a combobox: arrows choose, Enter takes, Escape closes', async () => {
    const element = await show();
    const input = await type(element, 'reis');
    expect(input.getAttribute('aria-expanded')).to.equal('true');
    press(input, 'ArrowDown');
    press(input, 'ArrowDown');
    await element.updateComplete;
    const active = element.querySelector(`#${input.getAttribute('aria-activedescendant')}`);
    expect([active?.textContent?.includes('Passfoto'), active?.ariaSelected]).to.deep.equal([true, 'true']);
    setTimeout(() => press(input, 'Enter'));
    const { detail } = await oneEvent(element, 'choice');
    expect(detail).to.deep.equal({ label: 'Passfoto', message: 'Passfoto', entry: 'passfoto' });
    press(input, 'Escape');
    await element.updateComplete;
    expect(input.getAttribute('aria-expanded')).to.equal('false');
  });

  it('says so when it finds nothing', async () => {
    const element = await show();
    await type(element, 'xx');
    expect(element.querySelector('[role=status]')?.textContent?.trim()).to.match(/^Kein Treffer/);
  });
});
