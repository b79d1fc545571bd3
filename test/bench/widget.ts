import { chromium } from 'playwright-core';
import { serveSite } from '../../demo/site-server.ts';
import { chromiumArgs, ensureChromium } from '../chromium.ts';
import { startServerProcess } from './server-process.ts';

const RUNS = 15;

/**
 * Opens the widget on the demo's page in fresh browser profiles, with the processor slowed down so many times; times in
 * ms, transfer in bytes as sent, layout shift as Chromium counts it.
 */
export async function measureWidget({ slowdown = 1 } = {}) {
  let chatUrl = '';
  const site = await serveSite(0, () => chatUrl);
  const address = site.address();
  const siteUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const chat = await startServerProcess({ origins: [siteUrl] });
  chatUrl = chat.url;
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArgs });
  const opened: number[] = [];
  let longTasks = 0;
  let longTasksWithout = 0;
  let transferred = 0;
  let layoutShift = 0;
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      const seen: unknown[] = [];
      Object.assign(window, { longTasks: seen });
      new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type: 'longtask' });
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries() as (PerformanceEntry & { value: number })[])
          Object.assign(window, { shift: ((window as { shift?: number }).shift ?? 0) + value });
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const bare = await context.newPage();
    await bare.route(`${chatUrl}/**`, (route) => route.abort());
    await bare.goto(siteUrl, { waitUntil: 'networkidle' });
    longTasksWithout += Number(await bare.evaluate('window.longTasks.length'));
    await bare.close();
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const sent: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (request.url().startsWith(chatUrl))
        sent.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(siteUrl, { waitUntil: 'networkidle' });
    longTasks += Number(await page.evaluate('window.longTasks.length'));
    // Measured inside the page: from the click to the frame in which the consent form stands.
    opened.push(
      await page.evaluate(async () => {
        const host = document.querySelector('stadt-lotse');
        const root = host?.shadowRoot;
        const start = performance.now();
        root?.querySelector<HTMLElement>('[part=launcher]')?.click();
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        while (!root?.querySelector('[part=consent-accept]')?.checkVisibility()) await frame();
        await frame();
        return performance.now() - start;
      }),
    );
    const part = (name: string) => page.locator(`stadt-lotse [part~="${name}"]`);
    await part('consent-answers').check();
    await part('consent-accept').click();
    await part('input').fill('Was kostet ein Personalausweis?');
    await part('input').press('Enter');
    await part('source').first().waitFor();
    layoutShift = Math.max(layoutShift, Number(await page.evaluate('window.shift ?? 0')));
    transferred = (await Promise.all(sent)).reduce((sum, bytes) => sum + bytes, 0);
    await context.close();
  }
  await browser.close();
  chat.stop();
  site.close();
  opened.sort((a, b) => a - b);
  return {
    runs: RUNS,
    openMedian: opened[RUNS >> 1] ?? 0,
    openSlowest: opened.at(-1) ?? 0,
    longTasks,
    longTasksWithout,
    transferred,
    layoutShift,
  };
}
