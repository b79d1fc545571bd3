import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useStage } from '../support/browser.ts';

const stage = useStage();

async function started(options = {}) {
  const widget = await stage.open('/', options);
  await widget.openPanel();
  await widget.consent();
  return widget;
}

describe('finding without chatting', () => {
  it('searches as one types, by keyboard alone', async () => {
    const { page, answer, complaints } = await started();
    await page.getByRole('textbox', { name: 'Ihre Frage' }).focus();
    await page.keyboard.type('wohng');
    await page.getByRole('option', { name: 'Wohngeld' }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await answer().waitFor();
    await expect(answer().textContent()).resolves.toContain('Wohngeld');
    expect(complaints).toEqual([]);
  });

  it('asks what was typed with Enter, and suggests nothing in a conversation', async () => {
    const { page, answer, part } = await started();
    await part('input').fill('wohngeld');
    await page.getByRole('option', { name: 'Wohngeld' }).first().waitFor();
    await part('input').press('Enter');
    await answer().waitFor();
    await part('input').pressSequentially('reisepass');
    await part('input').press('Enter');
    await part('message').nth(3).waitFor();
    await expect(page.getByRole('option', { name: 'Reisepass' }).count()).resolves.toBe(0);
  });

  it('offers six life situations, and more behind a click', async () => {
    const { page, answer, part } = await started();
    const topics = page.getByRole('list', { name: 'Lebenslagen' }).getByRole('button');
    await expect(topics.count()).resolves.toBe(6);
    await expect(topics.first().textContent()).resolves.toBe('Umziehen');
    const other = part('choice').filter({ hasText: 'Trennung und Scheidung' });
    await expect(other.isVisible()).resolves.toBe(false);
    await page.getByText('Mehr', { exact: true }).click();
    await other.waitFor();
    await part('choice').filter({ hasText: 'Reisepass' }).first().waitFor();
    await page.getByRole('button', { name: 'Ein Kind bekommen' }).click();
    await answer().waitFor();
    await expect(answer().textContent()).resolves.toContain('Checkliste: Ein Kind bekommen');
  });
});

describe('the guided way', () => {
  it('leads to a personal checklist by keyboard alone, and back', async () => {
    const { page, answer, ask } = await started();
    await ask('Hundesteuer Schritt für Schritt');
    const press = async (name: string) => {
      const choice = page.getByRole('button', { name, exact: true }).last();
      await choice.focus();
      await page.keyboard.press('Enter');
    };
    await press('Einen Hund anmelden');
    await page.getByText('Gilt der Hund als gefährlich?').waitFor();
    await press('Zurück');
    await page.getByText('Was möchten Sie tun?').nth(1).waitFor();
    await press('Einen Hund anmelden');
    await page.getByText('Gilt der Hund als gefährlich?').nth(1).waitFor();
    await press('Nein');
    await page.getByText('Der wievielte Hund').waitFor();
    await press('Der erste');
    await page.getByText('Ihre persönliche Liste').waitFor();
    await expect(answer().textContent()).resolves.toMatch(/erster Hund im Jahr: 90/);
  });
});

describe('the responsible office', () => {
  it('is asked for by buttons, in the tab alone', async () => {
    const { page, answer, part, ask } = await started();
    await ask('Wo beantrage ich Wohngeld?');
    await part('choice').filter({ hasText: 'Sonnenberg' }).click();
    await answer().getByText('Rebenweg 3').first().waitFor();
    const stored = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    expect(stored).toEqual([0, 0, '']);
  });
});

describe('a checklist of a life situation', () => {
  it('is ticked, dated and taken into a calendar on the device, without a request', async () => {
    const { page, ask } = await started();
    await ask('Ich ziehe um');
    await page.getByText('Checkliste: Umziehen').click();
    const requests: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith('blob:')) requests.push(request.url());
    });
    await page.getByRole('checkbox', { name: 'Wohnsitz anmelden' }).check();
    await page.getByText('1 von 8 erledigt').waitFor();
    await page.getByLabel('Tag des Einzugs').fill('2026-12-01');
    await page.getByText('bis 15. Dezember 2026').first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Fristen in den Kalender' }).click();
    const file = readFileSync(await (await download).path(), 'utf8');
    expect((await download).suggestedFilename()).toBe('umzug.ics');
    expect(file).toContain('DTSTART;VALUE=DATE:20261215');
    expect(requests).toEqual([]);
  });
});
