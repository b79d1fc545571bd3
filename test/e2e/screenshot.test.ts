import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { useStage } from '../support/browser.ts';

const stage = useStage();
const file = fileURLToPath(new URL('../output/screenshot.png', import.meta.url));

it('takes the picture of the README: an answer beside the city’s page', async () => {
  mkdirSync(fileURLToPath(new URL('../output', import.meta.url)), { recursive: true });
  const { page, openPanel, consent, ask, answer } = await stage.open('/', {
    viewport: { width: 1200, height: 760 },
    reducedMotion: 'reduce',
  });
  await openPanel();
  await consent();
  await ask('Was kostet ein neuer Perso?');
  await answer().getByText('Von der Redaktion geprüft').waitFor();
  await page.screenshot({ path: file });
  expect(statSync(file).size).toBeGreaterThan(20_000);
});
