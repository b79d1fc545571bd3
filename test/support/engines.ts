import { type ChildProcess, spawn } from 'node:child_process';
import { type Browser, firefox } from 'playwright-core';
import { Builder, Capabilities, Key, type WebDriver } from 'selenium-webdriver';
import { expect } from 'vitest';
import { launchChromium, places } from '../browsers.ts';
import { freePort } from './store.ts';

/** A browser engine, driven as a citizen drives it; selectors are looked for in the widget's shadow root. */
export interface Engine {
  name: 'chromium' | 'firefox' | 'webkit';
  /** Opens an address in a window of a size in CSS pixels. */
  open(url: string, size?: { width: number; height: number }): Promise<void>;
  click(selector: string): Promise<void>;
  /** Turns the wheel over an element, in CSS pixels, where the driver has one. */
  wheel?(selector: string, down: number): Promise<void>;
  back(): Promise<void>;
  type(text: string): Promise<void>;
  press(key: 'Enter' | 'Escape' | 'Tab'): Promise<void>;
  /** The value of an expression in the page; `root` stands for the widget's shadow root. */
  value<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

/** The widget may stand in a frame of the page's own. */
const PAGE = `(document.querySelector('iframe')?.contentDocument ?? document)`;
const ROOT = `${PAGE}.querySelector('stadt-lotse')?.shadowRoot`;
const WIDE = { width: 1280, height: 800 };

/** Waits until an expression is true. */
export async function until(engine: Engine, expression: string): Promise<void> {
  await expect
    .poll(() => engine.value<boolean>(`Boolean(${expression})`), { message: expression })
    .toBe(true);
}

/** Where in the window an element's middle is, once it has been scrolled into view. */
async function middleOf(
  engine: Pick<Engine, 'name' | 'value'>,
  selector: string,
): Promise<{ x: number; y: number }> {
  const found = await engine.value<{ x: number; y: number } | null>(`(() => {
    const element = root?.querySelector(${JSON.stringify(selector)});
    if (!element) return null;
    element.scrollIntoView({ block: 'nearest' });
    const { left, top, width, height } = element.getBoundingClientRect();
    const frame = document.querySelector('iframe')?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: Math.round(frame.left + left + width / 2), y: Math.round(frame.top + top + height / 2) };
  })()`);
  if (!found) throw new Error(`${engine.name}: there is no ${selector}`);
  return found;
}

/** Starts one of the three engines. */
export async function startEngine(name: Engine['name']): Promise<Engine> {
  if (name === 'webkit') return startWebKit();
  const browser =
    name === 'chromium'
      ? await launchChromium()
      : // The last playwright-core that asks nothing of Firefox which only its nightly builds know is 1.64.
        await firefox.launch({ channel: 'moz-firefox', executablePath: places.firefox });
  return withPlaywright(name, browser);
}

async function withPlaywright(name: Engine['name'], browser: Browser): Promise<Engine> {
  const context = await browser.newContext({ locale: 'de-DE', viewport: WIDE });
  const page = await context.newPage();
  const value: Engine['value'] = (expression) => page.evaluate(`((root) => ${expression})(${ROOT})`);
  return {
    name,
    value,
    async open(url, size = WIDE) {
      await page.setViewportSize(size);
      await page.goto(url);
    },
    async click(selector) {
      const { x, y } = await middleOf({ name, value }, selector);
      await page.mouse.click(x, y);
    },
    async wheel(selector, down) {
      const { x, y } = await middleOf({ name, value }, selector);
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, down);
    },
    back: async () => void (await page.goBack()),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    close: () => browser.close(),
  };
}

/** WebKit without a screen of its own: MiniBrowser on a virtual one, by WebDriver. */
async function startWebKit(): Promise<Engine> {
  const display = `:${90 + (process.pid % 900)}`;
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display };
  const screen = spawn(places.screen, [display, '-screen', '0', '1400x1000x24'], { stdio: 'ignore' });
  const server = spawn(places.webkitDriver, [`--port=${port}`], { env, stdio: 'ignore' });
  const driver = await connect(port);
  const name = 'webkit';
  const value: Engine['value'] = (expression) =>
    driver.executeScript(`return ((root) => ${expression})(${ROOT})`);
  return {
    name,
    value,
    async open(url, { width, height } = WIDE) {
      await driver.manage().window().setRect({ x: 0, y: 0, width, height });
      await driver.get(url);
    },
    async click(selector) {
      await driver
        .actions()
        .move(await middleOf({ name, value }, selector))
        .click()
        .perform();
    },
    back: () => driver.navigate().back(),
    type: (text) => driver.actions().sendKeys(text).perform(),
    press: (key) =>
      driver.actions().sendKeys({ Enter: Key.ENTER, Escape: Key.ESCAPE, Tab: Key.TAB }[key]).perform(),
    async close() {
      await driver.quit().catch(() => {});
      for (const one of [server, screen] satisfies ChildProcess[]) one.kill();
    },
  };
}

/** The driver needs a moment to listen. */
async function connect(port: number): Promise<WebDriver> {
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: places.webkit, args: ['--automation'] },
  });
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      return await new Builder()
        .usingServer(`http://127.0.0.1:${port}`)
        .withCapabilities(capabilities)
        .build();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
