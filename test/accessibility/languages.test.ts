import { expect, it } from 'vitest';
import { overflowing } from '../support/accessibility.ts';
import { useStage } from '../support/browser.ts';

const stage = useStage();

it('no text runs out of the panel at 320 pixels in any language, before consent and after', async () => {
  const widget = await stage.open('/', { viewport: { width: 320, height: 640 } });
  await widget.openPanel();
  await widget.part('language').locator('option').nth(24).waitFor({ state: 'attached' });
  const langs = await widget
    .part('language')
    .locator('option')
    .evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));
  expect(langs.length).toBeGreaterThanOrEqual(25);
  for (const lang of langs) {
    await widget.chooseLang(lang);
    expect({ lang, found: await overflowing(widget.page) }).toEqual({ lang, found: [] });
  }
  await widget.consent();
  for (const lang of langs) {
    await widget.chooseLang(lang);
    expect({ lang, found: await overflowing(widget.page) }).toEqual({ lang, found: [] });
  }
  expect(widget.complaints).toEqual([]);
});

it('the way out stands beside the language menu at 320 pixels (A11Y-4)', async () => {
  const { part, openPanel } = await stage.open('/', { viewport: { width: 320, height: 640 } });
  await openPanel();
  const [menu, close] = await Promise.all([part('language').boundingBox(), part('close').boundingBox()]);
  expect(close?.y).toBe(menu?.y);
});

it('the language menu is the first thing that the keyboard reaches', async () => {
  const { page, openPanel } = await stage.open();
  await openPanel();
  await page.keyboard.press('Tab');
  const part = await page.evaluate(() =>
    document.querySelector('stadt-lotse')?.shadowRoot?.activeElement?.getAttribute('part'),
  );
  expect(part).toBe('language');
});
