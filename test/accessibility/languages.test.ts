import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { useStage, type Widget } from '../support/browser.ts';

const stage = useStage();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What runs out of its box sideways, in the widget (WCAG 2.2 1.4.10). */
function overflowing({ page }: Widget): Promise<string[]> {
  return page.evaluate(() => {
    const all = document.querySelector('stadt-lotse')?.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [];
    return [...all]
      .filter(
        (element) =>
          element.scrollWidth > element.clientWidth + 1 &&
          element.clientWidth > 0 &&
          getComputedStyle(element).overflowX !== 'visible' &&
          !element.classList.contains('visually-hidden'),
      )
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`);
  });
}

async function chooseLang(widget: Widget, lang: string): Promise<void> {
  await widget.part('language').selectOption(lang);
  await widget.page.locator(`stadt-lotse [part=panel][lang="${lang}"]`).waitFor();
}

it('no text runs out of the panel at 320 pixels in any language, before consent and after', async () => {
  const widget = await stage.open('/', { viewport: { width: 320, height: 640 } });
  await widget.openPanel();
  const langs = await widget
    .part('language')
    .locator('option')
    .evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));
  expect(langs.length).toBeGreaterThanOrEqual(25);
  for (const lang of langs) {
    await chooseLang(widget, lang);
    expect({ lang, found: await overflowing(widget) }).toEqual({ lang, found: [] });
  }
  await widget.consent();
  for (const lang of langs) {
    await chooseLang(widget, lang);
    expect({ lang, found: await overflowing(widget) }).toEqual({ lang, found: [] });
  }
  expect(widget.complaints).toEqual([]);
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

it.each([
  ['ar', 'rtl', 'كم تكلفة جواز السفر؟'],
  ['de-simple', 'ltr', 'Was kostet ein Reise-Pass?'],
])('in %s a conversation is right in language, direction and for axe-core (A11Y-1, A11Y-7)', async (lang, direction, question) => {
  const widget = await stage.open('/', { bypassCSP: true, viewport: { width: 400, height: 800 } });
  const { page, openPanel, consent, ask, answer } = widget;
  await openPanel();
  await chooseLang(widget, lang);
  await consent();
  await ask(question);
  expect(await answer().getAttribute('lang')).toBe(lang);
  expect(await answer().getAttribute('dir')).toBe(direction);
  expect(await widget.part('panel').getAttribute('dir')).toBe(direction);
  expect(await answer().textContent()).toMatch(/70|٧٠/);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run('stadt-lotse');
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  expect(found).toEqual([]);
});
