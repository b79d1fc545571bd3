/** Photographs the widget in every state, look and direction, onto one sheet for reviewers: test/output/contact-sheet/. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureChromium } from './browsers.ts';
import { startStage } from './support/browser.ts';
import { looks, QUESTIONS_PER_MINUTE, showAs, statesIn } from './support/states.ts';

const folder = fileURLToPath(new URL('./output/contact-sheet/', import.meta.url));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

ensureChromium();
const stage = await startStage({ config: { limits: { questionsPerMinute: QUESTIONS_PER_MINUTE } } });
const rows = new Map<string, string[]>();
for (const lang of ['de', 'ar'] as const) {
  const widget = await stage.open();
  for (const [state, reach] of statesIn(lang)) {
    await reach(widget);
    for (const look of looks) {
      await showAs(widget, look);
      const picture = `${lang}, ${state}, ${look.name}`.replace(/\W+/g, '-');
      await widget.page.screenshot({ path: `${folder}${picture}.png` });
      rows.set(state, [
        ...(rows.get(state) ?? []),
        `<figure><img src="${picture}.png" alt=""><figcaption>${lang}, ${look.name}</figcaption></figure>`,
      ]);
    }
  }
  await stage.closePages();
}

const sheet = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stadtlotse, every state</title><style>
  body { margin: 2rem; font: 1rem system-ui }
  div { display: grid; grid-template-columns: repeat(6, auto); gap: 1rem; justify-content: start }
  figure { margin: 0 } img { block-size: 24rem; border: 1px solid #bbb }
</style>${[...rows].map(([state, figures]) => `<h2>${state}</h2><div>${figures.join('')}</div>`).join('')}`;
writeFileSync(`${folder}index.html`, sheet);
const page = await stage.browser.newPage({ viewport: { width: 2400, height: 1000 } });
await page.goto(pathToFileURL(`${folder}index.html`).href);
await page.screenshot({ path: `${folder}contact-sheet.png`, fullPage: true });
await stage.close();
console.log(`${folder}index.html`);
