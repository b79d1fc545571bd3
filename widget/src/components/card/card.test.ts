import { expect, fixture, html } from '@open-wc/testing';
import { german } from '../test-texts.ts';
import { card, isSafe } from './card.ts';
import { cards } from './cards.ts';

const contact = {
  type: 'contact' as const,
  title: 'Kontakt',
  items: [
    { label: 'Telefon', value: '115', href: 'tel:115' },
    { label: 'Internet', value: 'Seite', href: 'https://stadt.example' },
    { label: 'Falle', value: 'Klick', href: 'javascript:alert(1)' },
  ],
};

describe('card', () => {
  it('passes accessibility', async () => {
    const element = await fixture(html`<div><h3>Antwort</h3>${card(contact)}</div>`);
    await expect(element).to.be.accessible();
  });

  it('links only what is safe to follow (SEC-1)', async () => {
    const element = await fixture(html`<div>${card(contact)}</div>`);
    const links = [...element.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(links).to.deep.equal(['tel:115', 'https://stadt.example']);
    expect(element.textContent).to.contain('Klick');
    for (const href of ['http://a.example', 'data:text/html,x', '//a.example', '/a'])
      expect(isSafe(href)).to.equal(false);
  });

  it('shows numbers in their order, also in a text from right to left', async () => {
    const help = {
      type: 'contact' as const,
      title: 'مساعدة',
      items: [{ label: 'هاتف', value: '116 123', href: 'tel:116123' }],
    };
    const element = await fixture(html`<div dir="rtl" lang="ar">${card(help)}</div>`);
    const number = document
      .createTreeWalker(element.querySelector('dd a') ?? element, NodeFilter.SHOW_TEXT)
      .nextNode();
    const leftOf = (from: number) => {
      const range = document.createRange();
      range.setStart(number ?? element, from);
      range.setEnd(number ?? element, from + 3);
      return range.getBoundingClientRect().left;
    };
    expect(number?.textContent).to.equal('116 123');
    expect(leftOf(0)).to.be.lessThan(leftOf(4));
  });

  it('is folded where there are several', async () => {
    const element = await fixture(
      html`<div>${cards([contact, contact], { t: german, lang: 'de', choose: () => {} })}</div>`,
    );
    expect(element.querySelectorAll('details[part=card]').length).to.equal(2);
    expect(element.querySelector('details')?.open).to.equal(false);
  });
});
