import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { CityConfig } from '@stadtlotse/sdk';
import { german } from '../test-texts.ts';
import type { Consent } from './consent.ts';
import './consent.ts';

const city: CityConfig = {
  name: 'Teststadt',
  lang: 'de',
  languages: ['de'],
  policyVersion: '1',
  controller: 'Magistrat der Teststadt',
  dataProtectionContact: 'datenschutz@test.example',
  receiptMinutes: 120,
  disclosure: '',
  contact: { type: 'contact', title: 'Kontakt', items: [] },
  suggestions: [],
  topics: [],
  popular: [],
};

const show = () =>
  fixture<Consent>(
    html`<stadtlotse-consent .t=${german} .city=${city} .privacyUrl=${'/datenschutz'}></stadtlotse-consent>`,
  );
const part = (element: Element, name: string) => element.querySelector<HTMLInputElement>(`[part=${name}]`);

describe('consent (DP-2)', () => {
  it('passes accessibility', async () => {
    await expect(await show()).to.be.accessible();
  });

  it('shows the most important rule of use beside the choice, without opening anything (BSI-2)', async () => {
    const rules = [...(await show()).querySelectorAll('p')].find(({ textContent }) =>
      textContent?.includes('Antworten sind Auskünfte, keine Entscheidungen'),
    );
    expect(rules?.closest('details')).to.equal(null);
  });

  it('is not given in advance, separately per purpose', async () => {
    const element = await show();
    expect(part(element, 'consent-answers')?.checked).to.equal(false);
    expect(part(element, 'consent-ai')?.checked).to.equal(false);
  });

  it('links the privacy notice and, where the city has them, the terms of use (BSI-2)', async () => {
    const links = (element: Element) =>
      [...element.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    const element = await show();
    expect(links(element)).to.deep.equal(['/datenschutz']);
    element.termsUrl = 'https://stadt.example/nutzungsbedingungen';
    await element.updateComplete;
    expect(links(element)).to.deep.equal(['/datenschutz', 'https://stadt.example/nutzungsbedingungen']);
    expect(element.querySelectorAll('a')[1]?.textContent).to.contain('Nutzungsbedingungen der Stadt');
  });

  it('says who, what for, what, to whom, how long, and which rights there are (Art. 13 DSGVO)', async () => {
    const text = (await show()).textContent ?? '';
    for (const fact of [
      'Magistrat der Teststadt',
      'passende Auskunft',
      'nicht gespeichert',
      '120 Minuten',
      'widerrufen',
      'datenschutz@test.example',
      'Datenschutzaufsicht',
    ]) {
      expect(text).to.contain(fact);
    }
  });

  it('cannot be given without ticking: the reason is said and the focus is there', async () => {
    const element = await show();
    let accepted = false;
    element.addEventListener('consent-accept', () => {
      accepted = true;
    });
    part(element, 'consent-accept')?.click();
    await element.updateComplete;
    expect(accepted).to.equal(false);
    expect(element.querySelector('[role=alert]')?.textContent).to.match(/Bitte kreuzen Sie an/);
    expect(document.activeElement).to.equal(part(element, 'consent-answers'));
    expect(part(element, 'consent-answers')?.getAttribute('aria-invalid')).to.equal('true');
  });

  it('is given by ticking and agreeing, refused by one click', async () => {
    const element = await show();
    part(element, 'consent-answers')?.click();
    setTimeout(() => part(element, 'consent-accept')?.click());
    await oneEvent(element, 'consent-accept');
    setTimeout(() => part(element, 'consent-refuse')?.click());
    await oneEvent(element, 'consent-refuse');
  });
});
