import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useStage } from '../support/browser.ts';

const stage = useStage();

/** All that a page keeps on the device. */
async function stored(page: Page) {
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  return { ...kept, cookies: (await page.context().cookies()).length };
}
const nothing = { local: 0, session: 0, databases: 0, caches: 0, workers: 0, cookies: 0 };

describe('before consent (DP-1)', () => {
  it('a page view loads the launcher and nothing else', async () => {
    const { page, part } = await stage.open('/kontakt.html');
    await part('launcher').waitFor();
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    await page.reload({ waitUntil: 'networkidle' });
    const foreign = loaded.filter((url) => !url.startsWith(stage.site));
    expect(foreign).toEqual([`${stage.chat.url}/stadtlotse.js`]);
    expect(await stored(page)).toEqual(nothing);
  });

  it('the opened panel calls no API, loads from no third origin, and keeps nothing on the device', async () => {
    const { page, part, openPanel } = await stage.open();
    await page.waitForLoadState('networkidle');
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    await openPanel();
    await part('consent-refuse').click();
    await part('card').waitFor();
    await page.waitForLoadState('networkidle');
    for (const url of loaded) {
      expect(new URL(url).origin).toBe(stage.chat.url);
      expect(new URL(url).pathname).toMatch(/^\/(chunks\/.*|city)\.js$/);
    }
    expect(await stored(page)).toEqual(nothing);
  });
});

describe('consent (DP-2)', () => {
  it('is asked for beside the disclosure, which is in view and describes the dialogue (AIA-1, BSI-1)', async () => {
    const { page, part, openPanel } = await stage.open('/', { viewport: { width: 320, height: 640 } });
    await openPanel();
    const disclosure =
      'Sie schreiben mit einem KI-System (künstliche Intelligenz), nicht mit einem Menschen.';
    await expect(part('disclosure').textContent()).resolves.toBe(disclosure);
    const box = await part('disclosure').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(640);
    const dialog = page.getByRole('dialog', { name: /Lindi/ });
    await expect(dialog.getAttribute('aria-describedby')).resolves.toBe(
      await part('disclosure').getAttribute('id'),
    );
  });

  it('says what understands the questions, before it is given (AIA-1)', async () => {
    const { page, openPanel } = await stage.open();
    await openPanel();
    await page.getByText('Einzelheiten zum Datenschutz').click();
    await page.getByText('Ein kleines KI-Modell auf dem Server der Stadt versteht die Frage').waitFor();
  });

  it('is separate per purpose and ticked nowhere', async () => {
    const { part, openPanel } = await stage.open();
    await openPanel();
    expect(await part('consent-answers').isChecked()).toBe(false);
    expect(await part('consent-ai').isChecked()).toBe(false);
    await part('consent-accept').click();
    expect(await part('input').count()).toBe(0);
  });

  it('refused leaves the contact and a link to the services (BSI-3)', async () => {
    const { page, part, openPanel } = await stage.open();
    await openPanel();
    await part('consent-refuse').click();
    await expect(part('card').textContent()).resolves.toMatch(/069 90009-0[\s\S]*115/);
    await page.getByRole('link', { name: 'Alle Leistungen der Stadt' }).waitFor();
    await page.getByRole('button', { name: 'Zurück zur Einwilligung' }).click();
    await part('consent-accept').waitFor();
  });

  it('given, is a receipt that stays in the memory of the tab', async () => {
    const { page, openPanel, consent } = await stage.open();
    await openPanel();
    const answered = page.waitForResponse((response) => response.url().endsWith('/v1/consent'));
    await consent();
    expect((await answered).status()).toBe(201);
    expect(await stored(page)).toEqual(nothing);
  });
});

it('is given under attack too, after work that the browser does by itself (SEC-4)', async () => {
  await stage.restartChat({ config: { limits: { questionsPerMinute: 0, freeConsentsPerMinute: 1 } } });
  await stage.chat.consent();
  expect(await stage.chat.consent()).toBeUndefined();
  const { openPanel, consent, ask, answer } = await stage.open();
  await openPanel();
  await consent();
  await ask('Was kostet ein Personalausweis?');
  expect(await answer().textContent()).toMatch(/46\s€/);
  await stage.restartChat();
});

describe('withdrawal (DP-3)', () => {
  it('is one click, clears the conversation and revokes the receipt', async () => {
    const { page, part, openPanel, consent, ask } = await stage.open();
    await openPanel();
    await consent();
    const request = page.waitForRequest((one) => one.url().endsWith('/v1/chat'));
    await ask('Was kostet ein Personalausweis?');
    const authorization = (await (await request).allHeaders()).authorization ?? '';
    const deleted = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await part('withdraw').click();
    await part('consent-accept').waitFor();
    expect((await deleted).status()).toBe(204);
    expect(await part('message').count()).toBe(0);
    await page.getByText('Das Gespräch ist gelöscht, Ihre Einwilligung ist widerrufen.').waitFor();
    const replayed = await stage.chat.send('POST', '/v1/chat', {
      body: { message: 'Hund' },
      headers: { authorization },
    });
    expect(replayed.status).toBe(401);
  });

  it('works without a connection too', async () => {
    const { page, part, openPanel, consent, ask } = await stage.open();
    await openPanel();
    await consent();
    await ask('Was kostet ein Personalausweis?');
    await page.context().setOffline(true);
    await part('withdraw').click();
    await part('consent-accept').waitFor();
    expect(await part('message').count()).toBe(0);
  });
});

it('asks again when the policy changes, with the new version', async () => {
  const { part, openPanel, consent, ask, answer } = await stage.open();
  await openPanel();
  await stage.restartChat({ config: { privacy: { policyVersion: '2027-01' } } });
  await part('consent-answers').check();
  await part('consent-accept').click();
  await expect(part('error').textContent()).resolves.toMatch(/geändert/);
  await consent();
  await ask('Was kostet ein Personalausweis?');
  await expect(answer().getAttribute('data-kind')).resolves.toBe('answer');
  await stage.restartChat();
});
