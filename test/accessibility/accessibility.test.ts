import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { overflowing, violations } from '../support/accessibility.ts';
import { useStage } from '../support/browser.ts';
import { looks, QUESTIONS_PER_MINUTE, showAs, statesIn } from '../support/states.ts';

const stage = useStage({ config: { limits: { questionsPerMinute: QUESTIONS_PER_MINUTE } } });

it.each([
  'de',
  'ar',
] as const)('in %s axe-core finds nothing in any state and theme (A11Y-1), nothing runs out of the panel (A11Y-4)', {
  timeout: 120_000,
}, async (lang) => {
  const widget = await stage.open('/', { bypassCSP: true });
  for (const [state, reach] of statesIn(lang)) {
    await reach(widget);
    for (const look of looks) {
      await showAs(widget, look);
      const found = await violations(widget.page);
      const wide = await overflowing(widget.page);
      expect({ state, look: look.name, found, wide }).toEqual({
        state,
        look: look.name,
        found: [],
        wide: [],
      });
    }
  }
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
      /heading "Sie"[\s\S]*heading "Lindi"[\s\S]*Von der Redaktion geprüft[\s\S]*link "Personalausweis/,
    );
  });

  it('hears nothing of a closed panel', async () => {
    const { page, part, openPanel, consent, ask } = await stage.open();
    await openPanel();
    await consent();
    await ask('Was kostet ein Personalausweis?');
    await part('close').click();
    await part('launcher').waitFor();
    expect(await page.locator('stadt-lotse').ariaSnapshot()).toMatch(/^- button "Fragen\? Lindi"/);
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
