import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Config } from '../../server/src/config.ts';
import { Defects } from '../../server/src/defects/defects.ts';
import { startStage } from '../support/browser.ts';

/** The city's system, as GeoReport v2 has it; it refuses the first report. */
const forms: Record<string, string>[] = [];
const open311 = createServer((request, response) => {
  if (request.method === 'GET')
    return response.end('[{"service_code":"lamp","service_name":"Straßenlaterne"}]');
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    forms.push(Object.fromEntries(new URLSearchParams(body)));
    if (forms.length === 1) response.writeHead(503).end();
    else response.writeHead(201).end('[{"service_request_id":"L-77"}]');
  });
  return response;
});

let stage: Awaited<ReturnType<typeof startStage>>;
beforeAll(async () => {
  await new Promise<void>((resolve) => open311.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(open311.address() as AddressInfo).port}`;
  const config = { defects: { url, recipient: 'Ordnungsamt', keepDays: 90 } };
  const defects = new Defects(Config.parse(config).defects!, undefined);
  await defects.refresh();
  stage = await startStage({ config, defects });
});
afterAll(async () => {
  await stage.close();
  open311.close();
});

it('a defect is reported from the chat, with the place of the device; what did not arrive stays', async () => {
  const { page, part, openPanel, consent, ask, complaints } = await stage.open('/', {
    geolocation: { latitude: 50.11, longitude: 8.68, accuracy: 12 },
    permissions: ['geolocation'],
  });
  await openPanel();
  await consent();
  await ask('Die Straßenlaterne vor meinem Haus ist kaputt.');
  await part('defect').click();
  const form = page.getByRole('region', { name: 'Mangel melden' });
  await form.getByLabel('Was ist kaputt oder stört?').waitFor();
  await part('defect-send').click();
  await form.getByRole('alert').waitFor();
  expect(forms).toEqual([]);
  await form.getByLabel('Worum geht es?').selectOption('Straßenlaterne');
  await form.getByRole('button', { name: 'Meinen Standort mitschicken' }).click();
  await form.getByText('auf 12 Meter genau').waitFor();
  await form.getByRole('checkbox', { name: /Ordnungsamt.*90 Tagen/ }).check();
  await part('defect-send').click();
  await form.getByText('ist nicht angekommen').waitFor();
  await expect(form.getByLabel('Was ist kaputt oder stört?').inputValue()).resolves.toContain(
    'Straßenlaterne',
  );
  await part('defect-send').press('Enter');
  await page.getByText('Ihre Nummer: L-77').waitFor();
  expect(forms.at(-1)).toEqual({
    service_code: 'lamp',
    description: 'Die Straßenlaterne vor meinem Haus ist kaputt.',
    lat: '50.11',
    long: '8.68',
  });
  expect(complaints.filter((one) => !one.includes('502'))).toEqual([]);
});

it('nobody else is offered the form', async () => {
  const { part, openPanel, consent, ask } = await stage.open();
  await openPanel();
  await consent();
  await ask('Was kostet ein Reisepass?');
  await expect(part('defect').count()).resolves.toBe(0);
});
