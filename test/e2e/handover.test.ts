import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { overflowing } from '../support/accessibility.ts';
import { type Stage, startStage } from '../support/browser.ts';

let desk: Server;
let stage: Stage;
/** What arrived at the city's desk; whether it takes anything. */
const arrived: Record<string, unknown>[] = [];
let isOpen = true;

beforeAll(async () => {
  desk = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      if (!isOpen) return void response.writeHead(503).end();
      arrived.push(JSON.parse(body));
      response.end('{"received":true}');
    });
  });
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(desk.address() as AddressInfo).port}`;
  stage = await startStage({
    config: { handover: { by: 'webhook', url, recipient: 'Bürgerservice', keepDays: 30 } },
  });
});
afterAll(async () => {
  await stage.close();
  desk.close();
});

it('whoever wants a person writes to one: all is shown before, nothing is lost, and there is a number', async () => {
  const { page, openPanel, consent, ask, complaints } = await stage.open('/', {
    viewport: { width: 320, height: 640 },
  });
  await openPanel();
  await consent();
  await ask('Ich möchte bitte mit einem Menschen sprechen.');
  await page.getByRole('button', { name: 'Nachricht an die Stadt schreiben' }).click();
  const matter = page.getByLabel('Ihr Anliegen');
  expect(await matter.inputValue()).toBe('Ich möchte bitte mit einem Menschen sprechen.');
  expect(await page.locator('stadt-lotse textarea[name=matter]:focus').count()).toBe(1);
  expect(await overflowing(page)).toEqual([]);

  const send = page.getByRole('button', { name: 'Nachricht senden' });
  await send.click();
  await page.getByText('Bitte prüfen Sie').waitFor();
  await page.getByLabel('E-Mail', { exact: true }).fill('erika@example.org');
  await page.getByLabel(/gehen an|an Bürgerservice gehen/).check();

  isOpen = false;
  await send.click();
  await page.getByText('Ihre Nachricht ist nicht angekommen.').waitFor();
  expect(await page.getByLabel('E-Mail', { exact: true }).inputValue()).toBe('erika@example.org');

  isOpen = true;
  await send.dblclick();
  await page.getByText(/Ihre Nummer: \w{4}-\w{4}/).waitFor();
  expect(arrived).toHaveLength(1);
  expect(arrived[0]).toMatchObject({
    matter: 'Ich möchte bitte mit einem Menschen sprechen.',
    reach: { email: 'erika@example.org' },
    lang: 'de',
  });
  expect(complaints.filter((text) => !text.includes('502'))).toEqual([]);
});

it('is not offered where an answer was found', async () => {
  const { page, openPanel, consent, ask } = await stage.open('/');
  await openPanel();
  await consent();
  await ask('Was kostet ein Reisepass?');
  expect(await page.getByRole('button', { name: 'Nachricht an die Stadt schreiben' }).count()).toBe(0);
});
