import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useStage, type Widget } from '../support/browser.ts';

const stage = useStage();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds wrong with the widget. */
async function violations(page: Page) {
  await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const result = await axe.run('stadt-lotse', { runOnly: { type: 'tag', values } });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, standards);
}

/** The states of the widget, each reached from the one before. */
const states: [name: string, reach: (widget: Widget) => Promise<void>][] = [
  ['closed', ({ part }) => part('launcher').waitFor()],
  ['disclosure and consent', ({ openPanel }) => openPanel()],
  [
    'consent with the details open and the choice missing',
    async ({ page, part }) => {
      await page.getByText('Einzelheiten zum Datenschutz').click();
      await part('consent-accept').click();
    },
  ],
  [
    'refused',
    async ({ part }) => {
      await part('consent-refuse').click();
      await part('card').waitFor();
    },
  ],
  [
    'empty chat',
    async ({ page, consent }) => {
      await page.getByRole('button', { name: 'Zurück zur Einwilligung' }).click();
      await consent();
    },
  ],
  [
    'found while typing',
    async ({ page }) => {
      await page.locator('stadt-lotse #finder').fill('reisep');
      await page.locator('stadt-lotse [role=option]').first().waitFor();
    },
  ],
  ['a step of the guided way', ({ ask }) => ask('Hundesteuer Schritt für Schritt')],
  [
    'a checklist',
    async ({ page, ask }) => {
      await ask('Ich ziehe um');
      await page.getByText('Checkliste: Umziehen').click();
      await page.getByLabel('Tag des Einzugs').fill('2026-12-01');
    },
  ],
  ['an answer with cards', ({ ask }) => ask('Wo kann ich einen Reisepass beantragen?')],
  ['a question back', ({ ask }) => ask('???')],
  ['no answer', ({ ask }) => ask('Wie backe ich Brot?')],
  [
    'an error',
    async ({ page, part }) => {
      await page.context().setOffline(true);
      await part('input').fill('Reisepass');
      await part('input').press('Enter');
      await part('retry').waitFor();
    },
  ],
];

// axe-core is put in as a script, which the demo's own policy rightly forbids.
const open = (options: object) => stage.open('/', { bypassCSP: true, ...options });

describe.each([
  ['light, wide', { colorScheme: 'light' as const, viewport: { width: 1280, height: 800 } }],
  ['dark, narrow', { colorScheme: 'dark' as const, viewport: { width: 320, height: 640 } }],
  ['forced colours', { forcedColors: 'active' as const, viewport: { width: 768, height: 800 } }],
])('%s', (_, options) => {
  it('axe-core finds nothing in any state (A11Y-1), nothing runs out of the panel (A11Y-4)', {
    timeout: 90_000,
  }, async () => {
    const widget = await open({ ...options, reducedMotion: 'reduce' as const });
    for (const [name, reach] of states) {
      await reach(widget);
      expect({ name, found: await violations(widget.page) }).toEqual({ name, found: [] });
      const wide = await widget.page.evaluate(() => {
        const all =
          document.querySelector('stadt-lotse')?.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [];
        return [...all]
          .filter(
            (element) =>
              element.scrollWidth > element.clientWidth + 1 &&
              getComputedStyle(element).overflowX !== 'visible',
          )
          .filter((element) => !element.matches('.visually-hidden'))
          .map((element) => element.outerHTML.slice(0, 80));
      });
      expect({ name, wide }).toEqual({ name, wide: [] });
    }
  });
});

describe('keyboard alone (A11Y-2)', () => {
  const focused = (page: Page) =>
    page.evaluate(() => {
      const inner = document.activeElement?.shadowRoot?.activeElement;
      return inner?.getAttribute('part') ?? inner?.tagName ?? document.activeElement?.tagName;
    });

  it('opens, agrees, asks, reads, and closes; the focus goes along and comes back', async () => {
    const { page, part, answer } = await stage.open();
    await part('launcher').waitFor();
    await page.keyboard.press('Shift+Tab');
    for (let i = 0; i < 40 && (await focused(page)) !== 'launcher'; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('panel');
    const order: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('Tab');
      order.push(await focused(page));
    }
    expect(order).toEqual(['language', 'close', 'SUMMARY', 'consent-answers', 'consent-accept']);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('input');
    await page.keyboard.type('Was kostet ein Personalausweis?');
    await page.keyboard.press('Enter');
    await answer().waitFor();
    expect(await focused(page)).toBe('input');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('launcher');
    expect(await part('panel').isVisible()).toBe(false);
  });

  it('shows where the focus is', async () => {
    const { page, part, openPanel } = await stage.open();
    await openPanel();
    for (const name of ['language', 'close', 'consent-accept']) {
      await page.keyboard.press('Tab');
      await part(name).focus();
      const outline = await part(name).evaluate((element) => getComputedStyle(element).outlineStyle);
      expect({ name, outline }).toEqual({ name, outline: 'solid' });
    }
  });
});

describe('screen reader', () => {
  it('hears a new message once, complete, from a polite log (A11Y-3)', async () => {
    const { page, part, openPanel, consent } = await stage.open();
    await openPanel();
    await consent();
    const log = page.getByRole('log');
    await log.evaluate((element) => {
      const added: string[] = [];
      Object.assign(window, { added });
      new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes)
            if (node.nodeName === 'STADTLOTSE-MESSAGE') added.push(node.nodeName);
      }).observe(element, { childList: true, subtree: true });
    });
    await part('input').fill('Was kostet ein Personalausweis?');
    await part('input').press('Enter');
    await page.getByText('46 €').first().waitFor();
    expect(await page.evaluate('window.added.length')).toBe(2);
    expect(await log.getAttribute('aria-live')).not.toBe('assertive');
    const tree = await log.ariaSnapshot();
    expect(tree).toMatch(
      /heading "Sie"[\s\S]*heading "Stadtlotse"[\s\S]*Von der Redaktion geprüft[\s\S]*link "Personalausweis/,
    );
  });

  it('hears nothing of a closed panel', async () => {
    const { page, part, openPanel, consent, ask } = await stage.open();
    await openPanel();
    await consent();
    await ask('Was kostet ein Personalausweis?');
    await part('close').click();
    await part('launcher').waitFor();
    expect(await page.locator('stadt-lotse').ariaSnapshot()).toMatch(/^- button "Fragen\? Stadtlotse"/);
  });
});

it('primary actions are at least 44 by 44 CSS pixels, all others 24 (A11Y-6)', async () => {
  const { page, part, openPanel, consent, ask } = await stage.open('/', {
    viewport: { width: 320, height: 640 },
  });
  await openPanel();
  await consent();
  await ask('Was kostet ein Personalausweis?');
  for (const name of ['send', 'close', 'choice']) {
    const box = await part(name).first().boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44);
  }
  const small = await page.evaluate(() => {
    const all =
      document
        .querySelector('stadt-lotse')
        ?.shadowRoot?.querySelectorAll('button, a, select, summary, textarea') ?? [];
    return [...all]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 24)
      .map((element) => element.outerHTML.slice(0, 80));
  });
  expect(small).toEqual([]);
});
