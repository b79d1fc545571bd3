import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import ar from '../../widget/src/locales/ar.json' with { type: 'json' };
import de from '../../widget/src/locales/de.json' with { type: 'json' };
import simple from '../../widget/src/locales/de-simple.json' with { type: 'json' };
import { useStage } from '../support/browser.ts';

const stage = useStage();

it.each([
  { name: 'German', lang: 'de', t: de, question: 'Was kostet ein Reisepass?', says: /70/ },
  { name: 'Arabic', lang: 'ar', t: ar, question: 'كم تكلفة جواز السفر؟', says: /70|٧٠/ },
  {
    name: 'Leichte Sprache',
    lang: 'de-simple',
    t: simple,
    question: 'Was kostet ein Reise-Pass?',
    says: /70/,
  },
])('$name: a whole conversation by keyboard alone, found by role and name alone (A11Y-2, A11Y-7)', async ({
  lang,
  t,
  question,
  says,
}) => {
  const { page } = await stage.open();
  const reach = async (target: Locator, key = 'Tab') => {
    const focused = () => target.evaluate((element) => element.matches(':focus'));
    for (let presses = 0; presses < 60 && !(await focused()); presses++) await page.keyboard.press(key);
    expect(await focused()).toBe(true);
  };
  const log = page.getByRole('log', { name: t.log });
  const answers = log.getByRole('article').filter({ has: page.getByRole('heading', { name: 'Lindi' }) });

  await reach(page.getByRole('button', { name: 'Lindi' }));
  await page.keyboard.press('Enter');
  const menu = page.locator('stadt-lotse').getByRole('combobox').first();
  await reach(menu);
  while ((await menu.inputValue()) !== lang) await page.keyboard.press('ArrowDown');
  await page
    .getByRole('dialog')
    .and(page.locator(`[lang="${lang}"]`))
    .waitFor();
  await page.getByRole('dialog').getByText(t.disclosure).waitFor();

  await reach(page.getByRole('checkbox', { name: t.consent.answers }));
  await page.keyboard.press('Space');
  await reach(page.getByRole('button', { name: t.consent.accept }));
  await page.keyboard.press('Enter');

  await reach(page.getByRole('textbox', { name: t.input.label }));
  await page.keyboard.type(question);
  await page.keyboard.press('Enter');
  await answers.first().waitFor();
  expect(await answers.first().textContent()).toMatch(says);
  expect(await answers.first().getAttribute('lang')).toBe(lang);
  expect(await answers.first().getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');

  await reach(
    answers.first().getByRole('list', { name: t.suggestions }).getByRole('button').last(),
    'Shift+Tab',
  );
  await page.keyboard.press('Enter');
  await answers.nth(1).waitFor();

  const last = answers.last();
  await reach(last.getByRole('link', { name: t.newWindow }).last(), 'Shift+Tab');
  await reach(last.getByRole('group').getByRole('button', { name: t.feedback.yesFull, exact: true }));
  await page.keyboard.press('Enter');
  await last.getByText(t.feedback.thanks).waitFor();

  await reach(page.getByRole('button', { name: t.withdraw }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: t.withdrawn }).waitFor();
  expect(await page.getByRole('article').count()).toBe(0);
});
