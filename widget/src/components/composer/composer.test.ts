import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { german } from '../test-texts.ts';
import type { Composer } from './composer.ts';
import './composer.ts';

async function show(busy = false) {
  const element = await fixture<Composer>(
    html`<stadtlotse-composer .t=${german} ?busy=${busy}></stadtlotse-composer>`,
  );
  const input = element.querySelector('textarea');
  if (!input) throw new Error('There is no input');
  const asked: string[] = [];
  element.addEventListener('ask', (event) => asked.push((event as CustomEvent<string>).detail));
  const press = (init: KeyboardEventInit) => {
    const event = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, ...init });
    input.dispatchEvent(event);
    return event;
  };
  const type = (text: string) => {
    input.value = text;
    input.dispatchEvent(new Event('input'));
    return element.updateComplete;
  };
  return { element, input, asked, press, type };
}

describe('composer', () => {
  it('passes accessibility, and says not to type personal data (DP-8)', async () => {
    const { element, input } = await show();
    await expect(element).to.be.accessible();
    const hint = input.getAttribute('aria-describedby');
    expect(element.querySelector(`#${hint}`)?.textContent).to.match(/keine persönlichen Daten/);
  });

  it('sends with Enter and is empty then', async () => {
    const { input, asked, press, type } = await show();
    await type('  Was kostet ein Pass? ');
    press({});
    expect(asked).to.deep.equal(['Was kostet ein Pass?']);
    expect(input.value).to.equal('');
  });

  it('makes a line with Shift+Enter, and leaves Enter to an input method', async () => {
    const { asked, press, type } = await show();
    await type('Pass');
    expect(press({ shiftKey: true }).defaultPrevented).to.equal(false);
    press({ isComposing: true });
    // Safari has ended the composition by then.
    press({ keyCode: 229 });
    expect(asked).to.deep.equal([]);
  });

  it('sends by its button', async () => {
    const { element, type } = await show();
    await type('Pass');
    setTimeout(() => element.querySelector<HTMLElement>('[part=send]')?.click());
    expect((await oneEvent(element, 'ask')).detail).to.equal('Pass');
  });

  it('sends nothing that is empty, and nothing while an answer is being written', async () => {
    const empty = await show();
    await empty.type('   ');
    empty.press({});
    const busy = await show(true);
    await busy.type('Pass');
    busy.press({});
    expect([...empty.asked, ...busy.asked]).to.deep.equal([]);
    expect(busy.input.value).to.equal('Pass');
  });

  it('brings back what was sent last with the arrow up, into an empty field only', async () => {
    const { input, press, type } = await show();
    await type('Pass');
    press({});
    const up = () =>
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }));
    up();
    expect(input.value).to.equal('Pass');
    await type('Neu');
    up();
    expect(input.value).to.equal('Neu');
  });

  it('counts only when little room is left', async () => {
    const { element, type } = await show();
    await type('x'.repeat(1700));
    expect(element.querySelector('[role=status]')).to.equal(null);
    await type('x'.repeat(1990));
    expect(element.querySelector('[role=status]')?.textContent).to.equal('Noch 10 Zeichen');
  });

  it('grows with what is written', async () => {
    const { input, type } = await show();
    const before = input.offsetHeight;
    await type('a\nb\nc\nd');
    await aTimeout(0);
    expect(input.offsetHeight).to.be.greaterThan(before);
  });
});

describe('composer that suggests', () => {
  const results = [
    { id: 'reisepass', kind: 'service' as const, title: 'Reisepass beantragen', confidence: 0.9 },
    { id: 'passfoto', kind: 'faq' as const, title: 'Passfoto', confidence: 0.5 },
  ];
  async function suggesting() {
    const looked: string[] = [];
    const shown = await show();
    shown.element.search = async (query) => {
      looked.push(query);
      return query === 'xx' ? [] : results;
    };
    await shown.element.updateComplete;
    const options = () => [...shown.element.querySelectorAll('[role=option]')];
    return { ...shown, looked, options };
  }

  it('looks for what was typed once typing pauses, passes accessibility, and says how much it found', async () => {
    const { element, looked, options, type } = await suggesting();
    for (const text of ['re', 'reis', 'reisep']) await type(text);
    await waitUntil(() => options().length > 0);
    expect(looked).to.deep.equal(['reisep']);
    await expect(element).to.be.accessible();
    expect(element.querySelector('[role=status]')?.textContent).to.equal('2 Treffer');
  });

  it('lets arrows choose and Enter take, and Escape close the list only', async () => {
    const { element, input, asked, options, press, type } = await suggesting();
    await type('reis');
    await waitUntil(() => options().length > 0);
    expect(press({ key: 'ArrowDown' }).defaultPrevented).to.equal(true);
    press({ key: 'ArrowDown' });
    await element.updateComplete;
    const active = element.querySelector(`#${input.getAttribute('aria-activedescendant')}`);
    expect([active?.textContent?.includes('Passfoto'), active?.ariaSelected]).to.deep.equal([true, 'true']);
    setTimeout(() => press({}));
    const { detail } = await oneEvent(element, 'choice');
    expect(detail).to.deep.equal({ label: 'Passfoto', message: 'Passfoto', entry: 'passfoto' });
    await type('reis');
    await waitUntil(() => options().length > 0);
    expect(press({ key: 'Escape' }).defaultPrevented).to.equal(true);
    await element.updateComplete;
    expect([options().length, input.value, asked.length]).to.deep.equal([0, 'reis', 0]);
    expect(press({ key: 'Escape' }).defaultPrevented).to.equal(false);
  });

  it('asks what was typed with Enter, and suggests nothing for a letter of several lines', async () => {
    const { asked, looked, options, press, type } = await suggesting();
    await type('reis');
    await waitUntil(() => options().length > 0);
    press({});
    expect(asked).to.deep.equal(['reis']);
    await type('reis\nund mehr');
    await aTimeout(200);
    expect(looked).to.deep.equal(['reis']);
  });
});
