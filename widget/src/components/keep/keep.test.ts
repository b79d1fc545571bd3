import { expect, fixture, html } from '@open-wc/testing';
import { german } from '../test-texts.ts';
import type { Keep, Passage } from './keep.ts';
import './keep.ts';

const show = (text: string) => {
  const passage: Passage = { title: 'Reisepass', lang: 'de', text: () => text, page: () => [] };
  return fixture<Keep>(html`<stadtlotse-keep .t=${german} .passage=${passage}></stadtlotse-keep>`);
};

describe('taking along', () => {
  it('mails no longer a link than Windows passes on, cut after a word', async () => {
    const element = await show('Gebühren und Öffnungszeiten '.repeat(200));
    const { href } = element.querySelector('a') ?? { href: '' };
    expect(href.length).to.be.within(1800, 2000);
    expect(decodeURIComponent(href)).to.match(/(?:Gebühren|und|Öffnungszeiten) …$/);
  });
});
