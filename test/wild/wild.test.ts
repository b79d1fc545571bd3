import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../browsers.ts';
import { type Engine, startEngine, until } from '../support/engines.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { serveWild, type WildSite } from './site.ts';

let site: WildSite;
let chat: TestServer;

beforeAll(async () => {
  site = await serveWild(() => chat.url);
  chat = await startServer({ config: { origins: [site.url] } });
});
afterAll(async () => {
  site.close();
  await chat.close();
});

const PHONE = { width: 400, height: 760 };
const pages = readdirSync(new URL('./pages', import.meta.url));
const focused = (part: string) => `root.activeElement?.matches('[part~="${part}"]')`;

describe.each(['chromium', 'firefox', 'webkit'] as const)('%s', (name) => {
  let engine: Engine;
  const see = (expression: string) => until(engine, expression);
  const part = (one: string) => `root?.querySelector('[part~="${one}"]')`;

  beforeAll(async () => {
    const reason = whyNot(name);
    if (reason) throw new Error(reason);
    engine = await startEngine(name);
  });
  afterAll(() => engine?.close());

  async function open(): Promise<void> {
    await see(`${part('launcher')}?.checkVisibility()`);
    await engine.click('[part=launcher]');
    await see(`${part('consent-accept')}?.checkVisibility()`);
  }

  async function consent(): Promise<void> {
    await engine.click('[part=consent-answers]');
    await engine.click('[part=consent-accept]');
    await see(part('input'));
  }

  async function ask(question: string): Promise<void> {
    await engine.click('[part=input]');
    await engine.type(question);
    await engine.press('Enter');
    await see(`${part('source')}`);
  }

  it.each(pages)('opens, asks for consent, answers and closes on %s', async (page) => {
    await engine.open(`${site.url}/${page}`);
    if (page === 'cookie-banner.html') {
      await see(`${part('launcher')} && !${part('launcher')}.checkVisibility()`);
      await engine.value(`document.querySelector('.banner').remove()`);
    }
    await open();
    // As large as the reader wants text, whatever the page does to its own.
    expect(await engine.value(`parseFloat(getComputedStyle(${part('panel')}).fontSize)`)).toBe(16);
    expect(await engine.value(`${part('close')}.getBoundingClientRect().width`)).toBeGreaterThanOrEqual(44);
    await consent();
    await ask('Was kostet ein Personalausweis?');
    expect(await engine.value(`root.querySelector('[data-role=assistant]').textContent`)).toMatch(/46\s€/);
    await engine.click('[part=feedback-yes]');
    await see(`root.querySelector('p.feedback')`);
    await engine.click('[part=withdraw]');
    await see(focused('panel'));
    await engine.press('Escape');
    await see(`!${part('panel')}.checkVisibility() && ${focused('launcher')}`);
  });

  it('keeps its letters and its Escape to itself', async () => {
    await engine.open(`${site.url}/shortcuts.html`);
    await open();
    await consent();
    await engine.click('[part=input]');
    await engine.type('s/s');
    expect(await engine.value(`${part('input')}.value`)).toBe('s/s');
    await engine.press('Escape');
    expect(await engine.value('document.title')).toBe('Seite');
  });

  it('is open and above the page after it was swapped, and closed in a copy that comes back', async () => {
    await engine.open(`${site.url}/swapped.html`);
    await open();
    await consent();
    await engine.value('window.swap()');
    await see(`${part('input')}.checkVisibility() && root.host.matches(':popover-open')`);
    await engine.value('window.comeBack()');
    await see(`${part('launcher')}?.checkVisibility() && !root.host.open`);
  });

  it('goes on when it is moved into the next page', async () => {
    await engine.open(`${site.url}/preserved.html`);
    await open();
    await consent();
    await ask('Was kostet ein Personalausweis?');
    await engine.value('window.swap()');
    await see(
      `${part('source')}?.checkVisibility() && document.querySelector('h1').textContent === 'Neue Seite'`,
    );
  });

  it('answers a click at once on a slow line, with a way out', async () => {
    await engine.open(`${site.url}/relative-server.html`);
    await see(`${part('launcher')}?.checkVisibility()`);
    site.hold(/chunks|city/);
    await engine.click('[part=launcher]');
    await see(`root.querySelector('#frame').checkVisibility()`);
    expect(await engine.value(`root.querySelector('#frame [role=status]').textContent`)).toBe(
      'Wird geladen …',
    );
    expect(await engine.value(`root.querySelector('#frame').contains(root.activeElement)`)).toBe(true);
    await engine.press('Escape');
    await see(`!root.host.open && ${focused('launcher')}`);
    await engine.click('[part=launcher]');
    site.release();
    await see(`${part('consent-accept')}?.checkVisibility()`);
    expect(await engine.value(`root.querySelector('#frame').checkVisibility()`)).toBe(false);
  });

  it('lets an answer be stopped that does not come, and keeps the question', async () => {
    await engine.open(`${site.url}/relative-server.html`);
    await open();
    await consent();
    site.hold(/v1\/chat/);
    await engine.click('[part=input]');
    await engine.type('Was kostet ein Personalausweis?');
    await engine.press('Enter');
    await see(`root.querySelector('.searching button')`);
    await engine.click('.searching button');
    expect(await engine.value(`${part('input')}.value`)).toBe('Was kostet ein Personalausweis?');
    site.release();
    await engine.press('Enter');
    await see(part('source'));
  });

  it('is modal where it fills the screen, and going back closes it on the same page', async () => {
    await engine.open(`${site.url}/plain.html`, PHONE);
    const before = await engine.value('location.href');
    await open();
    expect(await engine.value(`${part('panel')}.matches(':modal')`)).toBe(true);
    for (let i = 0; i < 12; i++) await engine.press('Tab');
    expect(
      await engine.value(`document.activeElement === document.body || document.activeElement === root.host`),
    ).toBe(true);
    await engine.back();
    await see(`!root.host.open && ${focused('launcher')}`);
    expect(await engine.value('location.href')).toBe(before);
    await open();
    await engine.click('[part=close]');
    await see(`!root.host.open && !history.state?.stadtlotse`);
    expect(await engine.value('location.href')).toBe(before);
  });

  it('is closed by going back also after the page was loaded anew', async () => {
    await engine.open(`${site.url}/plain.html`, PHONE);
    await open();
    await engine.value('location.reload()').catch(() => {});
    await see(`${part('launcher')}?.checkVisibility() && history.state?.stadtlotse`);
    await open();
    await engine.back();
    await see(`!root.host.open && ${focused('launcher')}`);
  });

  // WebKit's driver turns no wheel.
  if (name === 'webkit') return;
  it('scrolls its log where the page takes the wheel', async () => {
    await engine.open(`${site.url}/smooth-scroll.html`);
    await open();
    await consent();
    await engine.value(`root.querySelector('details.more').open = true`);
    await engine.wheel?.('.scroller', 300);
    await see(`root.querySelector('.scroller').scrollTop > 0`);
    expect(await engine.value('scrollY')).toBe(0);
  });
});
