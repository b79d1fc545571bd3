import { describe, expect, it } from 'vitest';
import { overflowing } from '../support/accessibility.ts';
import { useStage, type Widget } from '../support/browser.ts';

const stage = useStage();

async function answered(options: object = {}): Promise<Widget> {
  const widget = await stage.open('/', options);
  await widget.openPanel();
  await widget.consent();
  await widget.ask('Was kostet ein Personalausweis?');
  return widget;
}

describe('larger and wider text (A11Y-4)', () => {
  it('loses nothing with the text spacing of 1.4.12, at twice the size (1.4.4), at 400 % of 1280 by 1024 (1.4.10)', async () => {
    const { page, part } = await answered({ viewport: { width: 320, height: 640 } });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
      );
      document.querySelector('stadt-lotse')?.shadowRoot?.adoptedStyleSheets.push(sheet);
    });
    expect(await overflowing(page)).toEqual([]);

    await page.evaluate(() => document.querySelector('stadt-lotse')?.shadowRoot?.adoptedStyleSheets.pop());
    await page.setViewportSize({ width: 640, height: 800 });
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await overflowing(page)).toEqual([]);
    expect(await part('send').isVisible()).toBe(true);
    const panel = await part('panel').boundingBox();
    expect((panel?.x ?? -1) >= 0 && (panel?.y ?? -1) >= 0).toBe(true);

    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
    await page.setViewportSize({ width: 320, height: 256 });
    expect(await overflowing(page)).toEqual([]);
    for (const name of ['language', 'withdraw', 'source', 'send', 'input']) {
      await part(name).first().scrollIntoViewIfNeeded();
      const box = await part(name).first().boundingBox();
      const { x = -1, y = -1, width = 0, height = 0 } = box ?? {};
      expect({ name, inside: x >= 0 && y >= 0 && x + width <= 320 && y + height <= 256 }).toEqual({
        name,
        inside: true,
      });
    }
  });
});

describe('what the system asks for (A11Y-8)', () => {
  it('more contrast darkens lines and quiet text', async () => {
    const { page, part } = await answered();
    const line = () => part('disclosure').evaluate((element) => getComputedStyle(element).borderBottomColor);
    const usual = await line();
    await page.emulateMedia({ contrast: 'more' });
    expect(await line()).not.toBe(usual);
    expect(await line()).toBe(
      await part('disclosure').evaluate((element) => getComputedStyle(element).color),
    );
  });

  it('nothing moves where motion is to be reduced', async () => {
    const { part } = await answered({ reducedMotion: 'reduce' });
    expect(await part('panel').evaluate((panel) => panel.getAnimations({ subtree: true }).length)).toBe(0);
    expect(await part('panel').evaluate((panel) => getComputedStyle(panel).animationName)).toBe('none');
  });
});

describe('reading undisturbed', () => {
  it('an answer does not scroll away what the citizen has scrolled to', async () => {
    const { page, part, answer, ask } = await answered({ viewport: { width: 400, height: 500 } });
    await ask('Was kostet ein Reisepass?');
    const released = Promise.withResolvers<void>();
    await page.route('**/v1/chat', async (route) => {
      await released.promise;
      await route.continue();
    });
    await part('input').fill('Was kostet ein Hund?');
    await part('input').press('Enter');
    await page.locator('stadt-lotse .searching button').waitFor();
    const scroller = page.locator('stadt-lotse .scroller');
    await scroller.evaluate((element) => element.scrollTo(0, 0));
    released.resolve();
    await answer().getByText('Hundesteuer').first().waitFor();
    expect(await scroller.evaluate((element) => element.scrollTop)).toBe(0);
  });

  it('no time stamp and no message is a stop of the tab key', async () => {
    const { page } = await answered();
    const stops = await page
      .locator('stadt-lotse [part=log]')
      .evaluate((log) => [...log.querySelectorAll('[tabindex], time')].map(({ outerHTML }) => outerHTML));
    expect(stops).toEqual([]);
  });

  it('the virtual keyboard leaves the input in view', async () => {
    const { page, part } = await answered({ viewport: { width: 360, height: 640 }, hasTouch: true });
    await page.evaluate(() => {
      Object.defineProperty(visualViewport, 'height', { value: 300 });
      visualViewport?.dispatchEvent(new Event('resize'));
    });
    const box = await part('input').boundingBox();
    expect((box?.y ?? 999) + (box?.height ?? 999)).toBeLessThanOrEqual(300);
    expect((await part('close').boundingBox())?.y).toBeGreaterThanOrEqual(0);
  });
});

describe('taken along', () => {
  it('the whole conversation is copied, with how each answer came about', async () => {
    const { page, ask } = await answered({ permissions: ['clipboard-read', 'clipboard-write'] });
    await ask('Was kostet ein Reisepass?');
    await page
      .getByRole('group', { name: 'Ganzes Gespräch' })
      .getByRole('button', { name: 'Kopieren' })
      .click();
    await page.getByText('Kopiert.').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(
      /Sie: Was kostet ein Personalausweis\?[\s\S]*46\s€[\s\S]*Von der Redaktion geprüft[\s\S]*Sie: Was kostet ein Reisepass\?[\s\S]*70\s€/,
    );
  });

  it('an answer is copied on plain http, where pages have no clipboard', async () => {
    const plain = stage.site.replace('127.0.0.1', 'plain.example');
    await stage.restartChat({ config: { origins: [stage.site, plain] } });
    const { page } = await answered({ baseURL: plain });
    expect(await page.evaluate(() => 'clipboard' in navigator)).toBe(false);
    const copied = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('copy', () => resolve(String(document.getSelection())), { once: true }),
        ),
    );
    await page.locator('stadt-lotse .keep').getByRole('button', { name: 'Kopieren' }).click();
    expect(await copied).toMatch(/46\s€/);
    await page.getByText('Kopiert.').waitFor();
  });

  it('an answer is printed alone, with its facts and its source', async () => {
    const { page } = await answered();
    await page.evaluate(() => {
      const printed: string[] = [];
      Object.assign(window, { printed });
      const append = Node.prototype.appendChild;
      Node.prototype.appendChild = function appendChild<T extends Node>(node: T): T {
        const added = append.call(this, node) as T;
        if (node instanceof HTMLIFrameElement && node.contentWindow)
          node.contentWindow.print = function print() {
            printed.push(this.document.body.textContent ?? '');
          };
        return added;
      };
    });
    await page.locator('stadt-lotse .keep').getByRole('button', { name: 'Drucken' }).click();
    const [printed = ''] = (await page.evaluate('window.printed')) as string[];
    expect(printed).toMatch(
      /Personalausweis[\s\S]*46\s€[\s\S]*Von der Redaktion geprüft[\s\S]*https:\/\/www\.lindenfurt\.example/,
    );
    expect(printed).not.toMatch(/Bürgerservice der Stadt|War das hilfreich/);
  });
});
