import type { Widget } from './browser.ts';

interface Words {
  /** What leads to an answer with cards, to a question back, to none. */
  answer: string;
  clarify: string;
  abstain: string;
  steps: string;
  topic: string;
  typed: string;
}

const words: Record<'de' | 'ar', Words> = {
  de: {
    answer: 'Wo kann ich einen Reisepass beantragen?',
    clarify: '???',
    abstain: 'Wie backe ich Brot?',
    steps: 'Hundesteuer Schritt für Schritt',
    topic: 'Ich ziehe um',
    typed: 'reisep',
  },
  ar: {
    answer: 'كم تكلفة جواز السفر؟',
    clarify: '؟؟؟',
    abstain: 'كيف أخبز الخبز؟',
    steps: 'Personalausweis Schritt für Schritt',
    topic: 'Ich ziehe um',
    typed: 'جواز',
  },
};

/** The states of the widget, each reached from the one before; the last needs a limit of `QUESTIONS_PER_MINUTE`. */
export function statesIn(lang: 'de' | 'ar'): [name: string, reach: (widget: Widget) => Promise<void>][] {
  const say = words[lang];
  const released = Promise.withResolvers<void>();
  return [
    ['closed', ({ part }) => part('launcher').waitFor()],
    ['disclosure and consent', ({ openPanel, chooseLang }) => openPanel().then(() => chooseLang(lang))],
    [
      'consent, details open, choice missing',
      async ({ page, part }) => {
        await page.locator('stadt-lotse .consent summary').click();
        await part('consent-accept').click();
      },
    ],
    [
      'refused',
      async ({ part }) => {
        await part('consent-refuse').click();
        await part('card').waitFor();
      },
    ],
    [
      'empty chat',
      async ({ page, consent }) => {
        await page.locator('stadt-lotse .refused button').click();
        await consent();
      },
    ],
    [
      'found while typing',
      async ({ page, part }) => {
        await part('input').fill(say.typed);
        await page.locator('stadt-lotse [role=option]').first().waitFor();
      },
    ],
    [
      'answering',
      async ({ page, part }) => {
        await page.route('**/v1/chat', async (route) => {
          await released.promise;
          await route.continue();
        });
        await part('input').fill(say.answer);
        await part('input').press('Enter');
        await page.locator('stadt-lotse .searching button').waitFor();
      },
    ],
    [
      'an answer with cards',
      async ({ page, answer }) => {
        released.resolve();
        await answer().waitFor();
        await page.unroute('**/v1/chat');
        await page.locator('stadt-lotse details.card summary').first().click();
      },
    ],
    [
      'the answer helped',
      async ({ page, part }) => {
        await part('feedback-yes').last().click();
        await page.locator('stadt-lotse p.feedback').waitFor();
      },
    ],
    ['a step of the guided way', ({ ask }) => ask(say.steps)],
    [
      'a checklist',
      async ({ page, ask }) => {
        await ask(say.topic);
        await page.locator('stadt-lotse [data-type=checklist] summary').last().click();
        await page.locator('stadt-lotse input[type=date]').last().fill('2026-12-01');
      },
    ],
    ['a question back', ({ ask }) => ask(say.clarify)],
    ['no answer', ({ ask }) => ask(say.abstain)],
    ['near the limit of length', ({ part }) => part('input').fill('x'.repeat(1900))],
    [
      'offline',
      async ({ page, part }) => {
        await page.context().setOffline(true);
        await part('input').fill(say.answer);
        await part('input').press('Enter');
        await part('retry').waitFor();
      },
    ],
    [
      'rate limited',
      async ({ page, part, answer }) => {
        await page.context().setOffline(false);
        await part('retry').click();
        await part('retry').waitFor({ state: 'detached' });
        await answer().waitFor();
        do {
          await part('input').fill(say.abstain);
          await part('input').press('Enter');
          await page.locator('stadt-lotse .searching button').waitFor({ state: 'detached' });
        } while ((await part('retry').count()) === 0);
      },
    ],
    [
      'withdrawn',
      async ({ page, part }) => {
        await part('withdraw').click();
        await page.locator('stadt-lotse .flash[role=status]').waitFor();
      },
    ],
  ];
}

/** Enough to reach every state in a minute, few enough to reach the limit. */
export const QUESTIONS_PER_MINUTE = 9;

/** How a page may be shown: on a wide screen, on a small phone, in a theme of the system's own. */
export const looks = [
  { name: 'light, wide', colorScheme: 'light', forcedColors: 'none', viewport: { width: 1024, height: 800 } },
  { name: 'dark, narrow', colorScheme: 'dark', forcedColors: 'none', viewport: { width: 320, height: 640 } },
  {
    name: 'forced colours',
    colorScheme: 'dark',
    forcedColors: 'active',
    viewport: { width: 640, height: 800 },
  },
] as const;

/** Shows the page in one of the `looks`. */
export async function showAs(
  { page }: Widget,
  { viewport, colorScheme, forcedColors }: (typeof looks)[number],
) {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
}
