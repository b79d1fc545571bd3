import { describe, expect, it } from 'vitest';
import { useStage } from '../support/browser.ts';

const stage = useStage();

async function started() {
  const widget = await stage.open();
  await widget.openPanel();
  await widget.consent();
  return widget;
}

const question = 'Was kostet ein Personalausweis?';

describe('what goes wrong is said, and nothing is lost', () => {
  it('no connection: the question stays and is asked again', async () => {
    const { page, part, answer } = await started();
    await page.context().setOffline(true);
    await part('input').fill(question);
    await part('input').press('Enter');
    await expect(part('error').textContent()).resolves.toMatch(/keine Verbindung/);
    await expect(part('message').first().textContent()).resolves.toContain(question);
    await page.context().setOffline(false);
    await part('retry').click();
    await answer().waitFor();
    await expect(answer().textContent()).resolves.toMatch(/46\s€/);
    expect(await part('error').count()).toBe(0);
    expect(await part('message').count()).toBe(2);
  });

  it('a panel that cannot be loaded: said once, the button has the focus, and works once the line does', async () => {
    const { page, part, openPanel } = await stage.open();
    await part('launcher').waitFor();
    await page.route('**/city.js', (route) => route.abort());
    await page.evaluate(() => {
      const codes: string[] = [];
      Object.assign(window, { codes });
      document.addEventListener('stadtlotse-error', ({ detail }: CustomEventInit) => codes.push(detail.code));
    });
    await part('launcher').click();
    await expect.poll(() => page.evaluate('codes.length')).toBeGreaterThan(0);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('codes')).toEqual(['unavailable']);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('STADT-LOTSE');
    await page.unroute('**/city.js');
    await page.reload();
    await openPanel();
  });

  it('the server is down and comes back', async () => {
    const { part, answer } = await started();
    await stage.chat.close();
    await part('input').fill(question);
    await part('input').press('Enter');
    await part('retry').waitFor();
    await stage.restartChat();
    await part('retry').click();
    await answer().waitFor();
  });

  it('too many questions: how long to wait', async () => {
    await stage.restartChat({ config: { limits: { questionsPerMinute: 1 } } });
    const { part, ask } = await started();
    await ask(question);
    await part('input').fill(question);
    await part('input').press('Enter');
    await expect(part('error').textContent()).resolves.toMatch(/warten Sie \d+ Sekunden/);
    await stage.restartChat();
  });

  it('an expired consent: asked for again, then the question is answered', async () => {
    let now = Date.now();
    await stage.restartChat({ now: () => now });
    const { part, answer, consent } = await started();
    now += 24 * 60 * 60 * 1000;
    await part('input').fill(question);
    await part('input').press('Enter');
    await part('consent-accept').waitFor();
    await expect(part('error').textContent()).resolves.toMatch(/abgelaufen/);
    await consent();
    await answer().waitFor();
    await expect(answer().textContent()).resolves.toMatch(/46\s€/);
    await stage.restartChat();
  });

  it('a panel that cannot be loaded: the launcher stays and works later', async () => {
    const { page, part } = await stage.open('/', { viewport: { width: 1280, height: 800 } });
    await part('launcher').waitFor();
    await page.context().setOffline(true);
    const failed = page.evaluate(
      () => new Promise((resolve) => document.addEventListener('stadtlotse-error', resolve, { once: true })),
    );
    await part('launcher').click();
    await failed;
    await part('launcher').waitFor();
  });
});
