import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../demo/site-server.ts';
import { useStage } from '../support/browser.ts';

const stage = useStage();

it('every page of the demo embeds the widget as the README says, under a strict policy (SEC-2)', async () => {
  expect(contentSecurityPolicy(stage.chat.url)).not.toMatch(/unsafe|\*/);
  for (const path of [
    '/',
    '/dienstleistungen.html',
    '/kontakt.html',
    '/stadtlotse.html',
    '/datenschutz.html',
    '/spielwiese.html',
  ]) {
    const { page, part, openPanel, complaints } = await stage.open(path);
    await openPanel();
    await part('consent-accept').waitFor();
    expect(await page.locator('stadt-lotse').count()).toBe(1);
    expect({ path, complaints }).toEqual({ path, complaints: [] });
    await page.context().close();
  }
});

it('its links lead to pages that exist', async () => {
  const { page } = await stage.open();
  const links = await page
    .locator('a[href^="/"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  for (const href of links) expect((await fetch(stage.site + href)).status, String(href)).toBe(200);
});

describe('the widget does not disturb its page', () => {
  it('moves nothing (no layout shift)', async () => {
    const { page, part } = await stage.open();
    await part('launcher').waitFor();
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const one of list.getEntries()) sum += (one as PerformanceEntry & { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        }),
    );
    expect(shift).toBe(0);
  });

  it('can stand on it several times, each with its own conversation', async () => {
    const { page, part } = await stage.open();
    await page.evaluate(() => {
      const second = document.createElement('stadt-lotse');
      second.setAttribute('server', document.querySelector('stadt-lotse')?.getAttribute('server') ?? '');
      second.id = 'second';
      document.querySelector('stadt-lotse')?.before(second);
    });
    await page.locator('#second').evaluate((element) => element.setAttribute('open', ''));
    await page.locator('#second [part=panel]').waitFor();
    expect(await part('panel').count()).toBe(1);
  });

  it('can be loaded twice', async () => {
    const { page, complaints } = await stage.open('/', { bypassCSP: true });
    await page.addScriptTag({ url: `${stage.chat.url}/stadtlotse.js?again`, type: 'module' });
    expect(complaints).toEqual([]);
  });

  it('takes its colour from one property of the page', async () => {
    const { page, part, openPanel } = await stage.open();
    await page.locator('stadt-lotse').evaluate((element) => {
      element.style.setProperty('--stadtlotse-brand', 'rgb(120, 20, 60)');
    });
    await openPanel();
    await expect(
      part('consent-accept').evaluate((button) => getComputedStyle(button).backgroundColor),
    ).resolves.toBe('rgb(120, 20, 60)');
  });

  it('shows the page’s own launcher and header', async () => {
    const { page, part } = await stage.open();
    await page.evaluate(() => {
      const launcher = document.createElement('button');
      launcher.slot = 'launcher';
      launcher.textContent = 'Chat öffnen';
      const header = document.createElement('span');
      header.slot = 'header';
      header.textContent = 'Frag Linde';
      document.querySelector('stadt-lotse')?.append(launcher, header);
    });
    await page.getByRole('button', { name: 'Chat öffnen' }).click();
    await part('panel').waitFor();
    await page.getByRole('dialog', { name: 'Frag Linde' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Chat öffnen');
  });
});

it('without JavaScript the link to the contact page remains', async () => {
  const { page } = await stage.open('/', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Fragen? So erreichen Sie die Stadt' }).click();
  expect(page.url()).toBe(`${stage.site}/kontakt.html`);
});
