import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useStage } from '../support/browser.ts';

const stage = useStage();

/** Whether all of an element is in the window, and nothing of the page lies over its middle. */
function isOnTop(page: Page, part: string): Promise<boolean> {
  return page.evaluate((name) => {
    const host = document.querySelector('stadt-lotse');
    const box = host?.shadowRoot?.querySelector(`[part~="${name}"]`)?.getBoundingClientRect();
    if (!box) return false;
    const { left, top, right, bottom } = box;
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return inside && document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === host;
  }, part);
}

describe.each(['typo3', 'wordpress', 'govsite'])('on a page as from %s', (name) => {
  it('the widget stands where it belongs, looks as it should, and answers', async () => {
    const { page, complaints, openPanel, consent, ask, answer } = await stage.open(`/${name}.html`);
    expect(await isOnTop(page, 'launcher')).toBe(true);
    const before = await page.evaluate(() => getComputedStyle(document.body).overflow);
    await openPanel();
    expect(await isOnTop(page, 'panel')).toBe(true);
    await consent();
    await ask('Was kostet ein Personalausweis?');
    expect(await answer().textContent()).toMatch(/46\s€/);
    const style = await answer().evaluate((element) => {
      const { letterSpacing, textTransform, textAlign, fontSize, lineHeight } = getComputedStyle(element);
      return {
        letterSpacing,
        textTransform,
        textAlign,
        lines: parseFloat(lineHeight) / parseFloat(fontSize),
      };
    });
    expect(style).toEqual({ letterSpacing: 'normal', textTransform: 'none', textAlign: 'start', lines: 1.5 });
    expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).toBe(before);
    expect(complaints).toEqual([]);
  });
});

it('makes room for another chat in the same corner where the page says so', async () => {
  const { page, part } = await stage.open('/wordpress.html');
  const [ours, other] = await Promise.all([
    part('launcher').boundingBox(),
    page.locator('#other-chat').boundingBox(),
  ]);
  expect((ours?.y ?? 0) + (ours?.height ?? 0)).toBeLessThan(other?.y ?? 0);
});

it('stands on the other side of a page from right to left', async () => {
  const { page, part } = await stage.open();
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  expect((await part('launcher').boundingBox())?.x).toBeLessThan(100);
});

it('keeps its conversation when it is moved, and when the page goes on without loading', async () => {
  const { page, part, openPanel, consent, ask, complaints } = await stage.open();
  await openPanel();
  await consent();
  await ask('Was kostet ein Personalausweis?');
  await page.evaluate(() => {
    const widget = document.querySelector('stadt-lotse');
    history.pushState({}, '', '/zweite-seite');
    document.querySelector('main')?.replaceChildren('Eine andere Seite');
    if (widget) document.querySelector('main')?.append(widget);
  });
  expect(await part('message').count()).toBe(2);
  expect(await isOnTop(page, 'panel')).toBe(true);
  await ask('Und ein Reisepass?');
  expect(await part('message').count()).toBe(4);
  expect(complaints).toEqual([]);
});

it('follows the page into another language', async () => {
  const { page, part, openPanel } = await stage.open();
  await openPanel();
  await page.locator('stadt-lotse').evaluate((element) => element.setAttribute('lang', 'tr'));
  await page.getByText('yapay zekâ sistemiyle yazışıyorsunuz').waitFor();
  expect(await part('panel').getAttribute('lang')).toBe('tr');
});

it('has its styles in a browser that cannot construct style sheets', async () => {
  const { openPanel, consent, part } = await stage.open('/kontakt.html', {
    bypassCSP: true,
    before: (page) =>
      page.addInitScript(() => {
        Reflect.deleteProperty(CSSStyleSheet.prototype, 'replace');
        Reflect.deleteProperty(CSSStyleSheet.prototype, 'replaceSync');
      }),
  });
  await openPanel();
  await consent();
  expect(await part('panel').evaluate((panel) => getComputedStyle(panel).display)).toBe('flex');
  expect(await part('input').evaluate((input) => getComputedStyle(input).resize)).toBe('none');
});

it('the launcher’s text is black on a light colour', async () => {
  const { part } = await stage.open('/wordpress.html');
  const color = await part('launcher').evaluate((launcher) => getComputedStyle(launcher).color);
  expect(color).toMatch(/0 0 0\)$/);
});

describe('the playground', () => {
  it('shows what a webmaster sets, and gives the snippet for it', async () => {
    const { page, part, complaints } = await stage.open('/spielwiese.html', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByLabel('Sprache').selectOption('tr');
    await page.getByLabel('Vorlage').selectOption('rathaus');
    await page.locator('#css').getByText('#8c1d2c').waitFor();
    expect(await part('launcher').evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
      'rgb(140, 29, 44)',
    );
    await page.getByLabel('Darstellung').selectOption('inline');
    await page.getByRole('button', { name: 'Beides kopieren' }).click();
    await page.getByText('Kopiert.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(`<script type="module" src="${stage.chat.url}/stadtlotse.js"></script>`);
    expect(copied).toContain('lang="tr" privacy-url="/datenschutz.html" mode="inline">');
    expect(copied).toContain('--stadtlotse-radius: 0;');
    await part('launcher').click();
    await part('panel').waitFor();
    expect(await page.locator('#stage').evaluate((stage) => stage.clientHeight)).toBeGreaterThan(300);
    expect(complaints).toEqual([]);
  });
});
