import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { translator } from '../../i18n.ts';
import { loadLocale } from '../../locales.ts';
import { german } from '../test-texts.ts';
import { calendarFile, dueDay } from './calendar.ts';
import './checklist.ts';
import type { Checklist } from './checklist.ts';

const card = {
  type: 'checklist' as const,
  id: 'umzug',
  title: 'Checkliste: Umziehen',
  event: 'Tag des Einzugs',
  items: [
    {
      label: '2 Wochen nach dem Einzug',
      value: 'Wohnsitz, anmelden',
      entry: 'wohnsitz-anmelden',
      due: { within: 2, unit: 'weeks' as const },
    },
    { label: 'ohne Frist', value: 'Hund ummelden' },
  ],
};
const show = (): Promise<Checklist> =>
  fixture(html`<stadtlotse-checklist .t=${german} .card=${card} lang="de"></stadtlotse-checklist>`);

describe('a checklist', () => {
  it('passes accessibility', async () => {
    await expect(await show()).to.be.accessible();
  });

  it('is ticked off on the device', async () => {
    const element = await show();
    element.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    await element.updateComplete;
    expect(element.querySelector('[role=status]')?.textContent).to.equal('1 von 2 erledigt');
  });

  it('tells when things are due once the day is known', async () => {
    const element = await show();
    const day = element.querySelector<HTMLInputElement>('input[type=date]');
    if (day) day.value = '2026-12-01';
    day?.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(element.textContent).to.contain('bis 15. Dezember 2026');
  });

  it('tells the day in the language of the words around it, whatever that of the checklist is', async () => {
    const arabic = translator('ar', await loadLocale('ar'));
    const element: Checklist = await fixture(
      html`<stadtlotse-checklist .t=${arabic} .card=${card} lang="de"></stadtlotse-checklist>`,
    );
    const day = element.querySelector<HTMLInputElement>('input[type=date]');
    if (day) day.value = '2026-12-01';
    day?.dispatchEvent(new Event('change'));
    await element.updateComplete;
    const due = element.querySelector<HTMLElement>('small strong');
    expect(due?.textContent).to.contain('ديسمبر');
    expect(due?.dir).to.equal('auto');
  });

  it('leads on to the service of an item', async () => {
    const element = await show();
    setTimeout(() => element.querySelector<HTMLButtonElement>('.more')?.click());
    const { detail } = await oneEvent(element, 'choice');
    expect(detail).to.deep.equal({
      label: 'Wohnsitz, anmelden',
      message: 'Wohnsitz, anmelden',
      entry: 'wohnsitz-anmelden',
    });
  });

  it('is printed alone, with its ticks', async () => {
    const element = await show();
    let printed = '';
    const observer = new MutationObserver(([mutation]) => {
      const frame = mutation?.addedNodes[0];
      if (frame instanceof HTMLIFrameElement) printed = frame.contentDocument?.body.textContent ?? '';
    });
    observer.observe(element, { childList: true });
    [...element.querySelectorAll('button')]
      .find((button) => button.textContent?.includes('Drucken'))
      ?.click();
    await aTimeout(0);
    observer.disconnect();
    expect(printed).to.contain('☐ Wohnsitz, anmelden');
    expect(printed).to.contain('Checkliste: Umziehen');
  });
});

describe('deadlines', () => {
  it('are counted in days, weeks, months, years and working days, after or before the event', () => {
    expect(dueDay('2026-12-28', { within: 2, unit: 'weeks' })).to.equal('2027-01-11');
    expect(dueDay('2026-01-31', { within: 1, unit: 'months' })).to.equal('2026-02-28');
    expect(dueDay('2024-02-29', { within: 1, unit: 'years' })).to.equal('2025-02-28');
    expect(dueDay('2026-11-27', { within: 3, unit: 'working-days' })).to.equal('2026-12-02');
    expect(dueDay('2026-12-15', { within: 2, unit: 'weeks', before: true })).to.equal('2026-12-01');
    expect(dueDay('2026-10-24', { within: 2, unit: 'days' })).to.equal('2026-10-26');
  });

  it('are a calendar file as in RFC 5545', () => {
    const file = calendarFile(card, '2026-12-01');
    expect(file).to.match(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(file).to.contain('DTSTART;VALUE=DATE:20261215\r\n');
    expect(file).to.contain('SUMMARY:Wohnsitz\\, anmelden\r\n');
    expect(file.match(/BEGIN:VEVENT/g)?.length).to.equal(1);
    for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).to.be.at.most(75);
  });
});
