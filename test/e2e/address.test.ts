import { afterAll, expect, it } from 'vitest';
import { useStage } from '../support/browser.ts';
import { makeCity } from '../support/city.ts';

const city = makeCity({
  'city.yaml': 'name: Teststadt\nlanguages: [de]\nassistant: { name: { de: Lotti }, address: du }\n',
  'faq/hund.de.md':
    '---\ntitle: Hund anmelden\nquestions: [Wo melde ich meinen Hund an?]\n---\n\nIm Steueramt.\n',
});
afterAll(() => city.remove());
const stage = useStage({ knowledge: city.dir });

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
