import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Chatwoot as Adapter } from '../../server/src/live/chatwoot.ts';
import { LiveConfig } from '../../server/src/live/config.ts';
import { Live } from '../../server/src/live/live.ts';
import { overflowing, violations } from '../support/accessibility.ts';
import { type Stage, startStage, type Widget } from '../support/browser.ts';
import { type Chatwoot, startChatwoot, TOKEN } from '../support/chatwoot.ts';
import { sampleKnowledge } from '../support/knowledge.ts';

let desk: Chatwoot;
let stage: Stage;
beforeAll(async () => {
  desk = await startChatwoot();
  const config = LiveConfig.parse(desk.config);
  const live = new Live(new Adapter(config, TOKEN), {
    hours: config.hours,
    secret: 'a secret of thirty-two bytes or more',
    report: () => {},
  });
  await live.refresh(await sampleKnowledge());
  stage = await startStage({ config: { live: desk.config }, live });
});
afterEach(() => stage.closePages());
afterAll(async () => {
  await stage.close();
  await desk.close();
});

const wish = 'Ich möchte bitte mit einem Menschen sprechen.';
const citizenSaid = () =>
  desk.conversations
    .at(-1)
    ?.messages.filter(({ message_type }) => message_type === 0)
    .map(({ content }) => content);

/** Opens the chat, asks for a person and agrees. */
async function goLive({ page, part, openPanel, consent, ask }: Widget): Promise<void> {
  await openPanel();
  await consent();
  await ask(wish);
  await part('live-offer').click();
  await page.getByRole('checkbox', { name: /Bürgerservice.*30 Tagen/ }).check();
  await part('live-send').click();
  await part('live').getByText('Gleich schreibt Ihnen ein Mensch').waitFor();
}

it('whoever wants a person writes with one: who it is stands there, and the assistant is back afterwards', async () => {
  const widget = await stage.open('/', { viewport: { width: 320, height: 640 } });
  const { page, part, ask, answer, complaints } = widget;
  await goLive(widget);
  // What was said before goes along only if it is ticked.
  expect(citizenSaid()).toEqual([`Sprache: de\n\n${wish}`]);
  desk.assign('Frau Yıldız');
  await part('live').getByText('Jetzt schreibt Ihnen ein Mensch: Frau Yıldız.').waitFor();
  // Nothing says any more that no person writes.
  expect(await part('disclosure').innerText()).toBe('Jetzt schreibt Ihnen ein Mensch: Frau Yıldız.');
  desk.write('Guten Tag!\nWorum geht es?');
  const written = page.locator('stadt-lotse article[data-provenance=human]');
  await written.getByText('Das hat ein Mensch geschrieben: Frau Yıldız').waitFor();
  expect(await written.locator('.text').innerText()).toBe('Guten Tag!\nWorum geht es?');
  expect(await violations(page)).toEqual([]);
  expect(await overflowing(page)).toEqual([]);

  await page.getByLabel('Ihre Nachricht').fill('Um meinen Laster.');
  await page.keyboard.press('Enter');
  await expect.poll(() => citizenSaid()?.at(-1)).toBe('Um meinen Laster.');
  desk.resolve();
  await part('live').getByText('ist beendet').waitFor();
  expect(await part('disclosure').innerText()).toContain('KI-System');
  await ask('Was kostet ein Reisepass?');
  expect(await answer().getAttribute('data-provenance')).toBe('curated');
  expect(citizenSaid()?.at(-1)).toBe('Um meinen Laster.');
  expect(complaints).toEqual([]);
});

it('a line that breaks comes back by itself; what could not be sent is where it can be sent again', async () => {
  const widget = await stage.open('/');
  const { page, part, complaints } = widget;
  await goLive(widget);
  desk.cut();
  await part('live').getByText('Die Verbindung zur Stadt ist unterbrochen.').waitFor();
  desk.write('Sind Sie noch da?');
  await page.getByText('Sind Sie noch da?').waitFor();

  desk.isUp = false;
  await page.getByLabel('Ihre Nachricht').fill('Ja, ich warte.');
  await page.keyboard.press('Enter');
  await part('error').waitFor();
  expect(await page.getByLabel('Ihre Nachricht').inputValue()).toBe('Ja, ich warte.');
  desk.isUp = true;
  await page.keyboard.press('Enter');
  await expect.poll(() => citizenSaid()?.at(-1)).toBe('Ja, ich warte.');
  expect(complaints.filter((text) => !text.includes('502'))).toEqual([]);
});

it('of a long conversation as much goes along, if it is ticked, as a desk is sent', async () => {
  const { page, part, openPanel, consent, ask } = await stage.open('/');
  await openPanel();
  await consent();
  for (let count = 0; count < 11; count++) await ask(`Hallo ${count}`);
  await ask(wish);
  await part('live-offer').click();
  await page.getByRole('checkbox', { name: /mitschicken/ }).check();
  await page.getByRole('checkbox', { name: /Bürgerservice.*30 Tagen/ }).check();
  await part('live-send').click();
  await part('live').waitFor();
  expect(citizenSaid()?.[0]).toContain('> Hallo 10');
});

it.each([
  ['ends it', ({ part }: Widget) => part('live-end').click()],
  ['withdraws', ({ part }: Widget) => part('withdraw').click()],
  ['closes the page', ({ page }: Widget) => page.goto('about:blank').then(() => {})],
])('whoever %s has left: the person sees it', async (_, leave) => {
  const widget = await stage.open('/');
  await goLive(widget);
  await leave(widget);
  await expect.poll(() => desk.conversations.at(-1)?.status).toBe('resolved');
  await expect.poll(() => desk.listeners()).toBe(0);
});
