import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds wrong with the widget; the page needs `bypassCSP`, since its own policy rightly forbids axe-core. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const result = await axe.run('stadt-lotse', { runOnly: { type: 'tag', values } });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, standards);
}

/** What of the widget runs out of its box sideways (WCAG 2.2 1.4.10). */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = document.querySelector('stadt-lotse')?.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [];
    return [...all]
      .filter(
        (element) =>
          element.scrollWidth > element.clientWidth + 1 &&
          element.clientWidth > 0 &&
          getComputedStyle(element).overflowX !== 'visible' &&
          !element.matches('.visually-hidden'),
      )
      .map((element) => element.outerHTML.slice(0, 80));
  });
}
