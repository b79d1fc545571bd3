import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { serveSite } from '../../demo/site-server.ts';
import { launchChromium } from '../browsers.ts';
import { startServer, type TestServer } from './server.ts';

type ServerOptions = Parameters<typeof startServer>[0];

/** The demo website on one origin, the chat server on another, and a browser. */
export interface Stage {
  site: string;
  chat: TestServer;
  browser: Browser;
  /** Starts the chat server anew where it was; closes the old one first if it still runs. */
  restartChat(options?: ServerOptions): Promise<void>;
  /** Opens a page of the website in a browser profile of its own, which ends with the test; `before` it is loaded. */
  open(
    path?: string,
    options?: BrowserContextOptions & { before?: (page: Page) => Promise<unknown> },
  ): Promise<Widget>;
  closePages(): Promise<void>;
  close(): Promise<void>;
}

/** The widget on a page, as a citizen uses it. */
export interface Widget {
  page: Page;
  /** What the page's console and scripts complained about. */
  complaints: string[];
  part(name: string): Locator;
  /** The last message of the assistant. */
  answer(): Locator;
  openPanel(): Promise<void>;
  chooseLang(lang: string): Promise<void>;
  consent(): Promise<void>;
  /** Types a question, sends it and waits until its answer is complete. */
  ask(question: string): Promise<void>;
}

/** Starts a stage before the tests of a file and ends it after them. */
export function useStage(options: ServerOptions = {}): Stage {
  const stage = {} as Stage;
  beforeAll(async () => {
    Object.assign(stage, await startStage(options));
  });
  afterEach(() => stage.closePages());
  afterAll(() => stage.close());
  return stage;
}

/** Starts a stage. */
export async function startStage(options: ServerOptions = {}): Promise<Stage> {
  const contexts: BrowserContext[] = [];
  const siteServer = await serveSite(0, () => stage.chat.url);
  const address = siteServer.address();
  const site = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const start = (more: ServerOptions = {}) =>
    startServer({
      ...options,
      ...more,
      config: { origins: [site], ...options.config, ...more.config },
    });
  const stage: Stage = {
    site,
    chat: await start(),
    browser: await launchChromium(),
    async restartChat(more) {
      const { port } = stage.chat;
      await stage.chat.close().catch(() => {});
      stage.chat = await start({ ...more, port });
    },
    async open(path = '/', { before, ...contextOptions } = {}) {
      const context = await stage.browser.newContext({ locale: 'de-DE', baseURL: site, ...contextOptions });
      contexts.push(context);
      const page = await context.newPage();
      await before?.(page);
      return widgetOn(page, () => page.goto(path));
    },
    async closePages() {
      for (const context of contexts.splice(0)) await context.close();
    },
    async close() {
      await stage.browser.close();
      await stage.chat.close().catch(() => {});
      siteServer.closeAllConnections();
      siteServer.close();
    },
  };
  return stage;
}

async function widgetOn(page: Page, go: () => Promise<unknown>): Promise<Widget> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await go();

  const part = (name: string) => page.locator(`stadt-lotse [part~="${name}"]`);
  const answers = page.locator('stadt-lotse [part~=message][data-role=assistant]');
  return {
    page,
    complaints,
    part,
    answer: () => answers.last(),
    async openPanel() {
      await part('launcher').click();
      await part('panel').waitFor();
    },
    async chooseLang(lang) {
      await part('language').selectOption(lang);
      await page.locator(`stadt-lotse [part=panel][lang="${lang}"]`).waitFor();
    },
    async consent() {
      await part('consent-answers').check();
      await part('consent-accept').click();
      await part('input').waitFor();
    },
    async ask(question) {
      const before = await answers.count();
      await part('input').fill(question);
      await part('input').press('Enter');
      await answers.nth(before).waitFor();
    },
  };
}
