import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
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
