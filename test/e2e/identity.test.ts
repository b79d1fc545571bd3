import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { useStage } from '../support/browser.ts';
import { makeCity, sampleCity } from '../support/city.ts';

const city = makeCity({
  'city.yaml':
    'name: Teststadt\nlanguages: [de]\nassistant: { name: { de: Lotti }, avatar: bild.png, address: du }\n',
  'bild.png': readFileSync(`${sampleCity}/avatar.png`),
  'faq/hund.de.md':
    '---\ntitle: Hund anmelden\nquestions: [Wo melde ich meinen Hund an?]\n---\n\nIm Steueramt.\n',
});
afterAll(() => city.remove());
/** Whether anything is drawn on the panel's canvas. */
const isDrawn = (canvas: HTMLCanvasElement) =>
  canvas
    .getContext('2d')
    ?.getImageData(48, 60, 1, 1)
    .data.some((value) => value > 0 && value < 255);

const stage = useStage({ knowledge: city.dir });

it('the assistant has its picture in the head of the panel, under a policy that allows no pictures from elsewhere', async () => {
  const { part, openPanel, complaints } = await stage.open();
  await openPanel();
  await part('avatar').waitFor();
  await expect(part('avatar').evaluate(isDrawn)).resolves.toBe(true);
  expect(complaints).toEqual([]);
});

it('a city that says "du" does so from consent to answer, and "Sie" in Leichte Sprache', async () => {
  const { page, openPanel, consent, chooseLang, ask, answer } = await stage.open();
  await openPanel();
  await page.getByText('Dafür ist deine Einwilligung nötig').waitFor();
  await consent();
  await page.getByRole('textbox', { name: 'Deine Frage' }).waitFor();
  await page.getByText('Hallo! Was möchtest du wissen?').waitFor();
  await ask('danke');
  await expect(answer().textContent()).resolves.toContain('Wenn du noch etwas wissen möchtest');
  await chooseLang('de-simple');
  await page.getByRole('textbox', { name: 'Ihre Frage' }).waitFor();
});
