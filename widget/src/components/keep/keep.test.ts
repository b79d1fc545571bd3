import { expect, fixture, html } from '@open-wc/testing';
import { german } from '../test-texts.ts';
import type { Keep, Passage } from './keep.ts';
import './keep.ts';

const show = (text: string) => {
  const passage: Passage = { title: 'Reisepass', lang: 'de', text: () => text, page: () => [] };
  return fixture<Keep>(html`<stadtlotse-keep .t=${german} .passage=${passage}></stadtlotse-keep>`);
};

describe('taking along', () => {
  it('copies where the page has no clipboard (plain http)', async () => {
    const element = await show('Das kostet 70 €.');
    const copied = new Promise<string>((resolve) =>
      document.addEventListener('copy', () => resolve(String(document.getSelection())), { once: true }),
    );
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    element.querySelector('button')?.click();
    await copied;
    Reflect.deleteProperty(navigator, 'clipboard');
    await element.updateComplete;
    await new Promise(requestAnimationFrame);
    expect(element.querySelector('[role=status]')?.textContent).to.equal(german('keep.copied'));
  });

  it('mails no longer a link than Windows passes on, cut after a word', async () => {
    const element = await show('Gebühren und Öffnungszeiten '.repeat(200));
    const { href } = element.querySelector('a') ?? { href: '' };
    expect(href.length).to.be.within(1800, 2000);
    expect(decodeURIComponent(href)).to.match(/(?:Gebühren|und|Öffnungszeiten) …$/);
  });
});
