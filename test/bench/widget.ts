import type { Browser, Page } from 'playwright-core';
import { serveSite } from '../../demo/site-server.ts';
import { ensureChromium, launchChromium } from '../browsers.ts';
import { startServerProcess } from '../support/server-process.ts';

const RUNS = 15;
/** What a task may take before it is long, in milliseconds (W3C Long Tasks). */
const LONG = 50;

/** What a page view costs, in milliseconds; `shift` is the sum of layout shifts that no input explains. */
export interface PageView {
  firstPaint: number;
  largestPaint: number;
  blocked: number;
  longTasks: number;
  shift: number;
}

/**
 * Opens the demo's page in fresh browser profiles, with the widget and without it in turns, the processor slowed down so
 * many times; then has a conversation. Medians; transfer in bytes as sent.
 */
export async function measureWidget({ slowdown = 1 } = {}) {
  let chatUrl = '';
  const site = await serveSite(0, () => chatUrl);
  const address = site.address();
  const siteUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const chat = await startServerProcess({ origins: [siteUrl] });
  chatUrl = chat.url;
  ensureChromium();
  const browser = await launchChromium();
  const opened: number[] = [];
  const bare: PageView[] = [];
  const carrying: PageView[] = [];
  let transferred = 0;
  for (let run = 0; run < RUNS; run++) {
    const without = await newPage(browser, slowdown);
    await without.route(`${chatUrl}/**`, (route) => route.abort());
    bare.push(await view(without, siteUrl));
    await without.context().close();

    const page = await newPage(browser, slowdown);
    const sent: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (request.url().startsWith(chatUrl))
        sent.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    const atRest = await view(page, siteUrl);
    opened.push(await open(page));
    await converse(page);
    carrying.push({ ...atRest, shift: (await figures(page)).shift });
    transferred = (await Promise.all(sent)).reduce((sum, bytes) => sum + bytes, 0);
    await page.context().close();
  }
  await browser.close();
  chat.stop();
  site.close();
  return {
    runs: RUNS,
    openMedian: median(opened),
    openSlowest: Math.max(...opened),
    without: medians(bare),
    carrying: medians(carrying),
    transferred,
  };
}

async function newPage(browser: Browser, slowdown: number): Promise<Page> {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    const seen: PerformanceEntry[] = [];
    Object.assign(window, { seen });
    for (const type of ['longtask', 'layout-shift', 'largest-contentful-paint'])
      new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type, buffered: true });
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return page;
}

async function view(page: Page, url: string): Promise<PageView> {
  await page.goto(url, { waitUntil: 'networkidle' });
  return figures(page);
}

function figures(page: Page): Promise<PageView> {
  return page.evaluate((long) => {
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };
    const { seen } = window as unknown as { seen: PerformanceEntry[] };
    const of = (type: string) => seen.filter(({ entryType }) => entryType === type);
    const tasks = of('longtask');
    return {
      firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      largestPaint: of('largest-contentful-paint').at(-1)?.startTime ?? 0,
      blocked: tasks.reduce((sum, { duration }) => sum + duration - long, 0),
      longTasks: tasks.length,
      shift: (of('layout-shift') as Shift[])
        .filter(({ hadRecentInput }) => !hadRecentInput)
        .reduce((sum, { value }) => sum + value, 0),
    };
  }, LONG);
}

/** From the click to the frame in which the consent form stands, measured inside the page, in milliseconds. */
function open(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const root = document.querySelector('stadt-lotse')?.shadowRoot;
    const start = performance.now();
    root?.querySelector<HTMLElement>('[part=launcher]')?.click();
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (!root?.querySelector('[part=consent-accept]')?.checkVisibility()) await frame();
    await frame();
    return performance.now() - start;
  });
}

async function converse(page: Page): Promise<void> {
  const part = (name: string) => page.locator(`stadt-lotse [part~="${name}"]`);
  await part('consent-answers').check();
  await part('consent-accept').click();
  await part('input').fill('Was kostet ein Personalausweis?');
  await part('input').press('Enter');
  await part('source').first().waitFor();
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function medians(views: PageView[]): PageView {
  const of = (key: keyof PageView) => median(views.map((one) => one[key]));
  return {
    firstPaint: of('firstPaint'),
    largestPaint: of('largestPaint'),
    blocked: of('blocked'),
    longTasks: of('longTasks'),
    shift: of('shift'),
  };
}
