import { afterAll, describe, expect, it } from 'vitest';
import { useStage } from '../support/browser.ts';
import { entry, makeCity } from '../support/city.ts';

const city = makeCity({
  'faq/hund.de.md': entry(
    'title: Hundesteuer\nquestions: [Was kostet ein Hund?]',
    'Ein Hund kostet **96 Euro**.',
  ),
  'faq/lang.de.md': entry('title: Langer Text', '请带身份证和照片。'.repeat(150)),
  'faq/boese.de.md': entry(
    'title: Böse Seite',
    '<img src=x onerror="document.title=\'hacked\'"> [Klick](javascript:document.title=1) <script>document.title=2</script>',
  ),
});
afterAll(() => city.remove());
const stage = useStage();

async function started(path = '/', options = {}) {
  const widget = await stage.open(path, options);
  await widget.openPanel();
  await widget.consent();
  return widget;
}

describe('a conversation', () => {
  it('answers with source and provenance, follows a choice, takes feedback', async () => {
    const { page, part, answer, ask, complaints } = await started();
    await ask('Was kostet ein neuer Perso?');
    await expect(answer().getAttribute('data-kind')).resolves.toBe('answer');
    await expect(answer().getAttribute('data-provenance')).resolves.toBe('curated');
    await expect(answer().textContent()).resolves.toMatch(/46\s€[\s\S]*Von der Redaktion geprüft/);
    await expect(part('source').first().getByRole('link').getAttribute('href')).resolves.toBe(
      'https://www.lindenfurt.example/personalausweis',
    );
    await part('choice').filter({ hasText: 'Wie lange dauert das?' }).click();
    await page.getByText('Die Bearbeitung dauert').waitFor();
    const counted = page.waitForResponse((response) => response.url().endsWith('/v1/feedback'));
    await part('feedback-yes').last().click();
    expect((await counted).status()).toBe(204);
    await page.getByText('Danke für Ihre Rückmeldung.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('understands what carries on from the last answer', async () => {
    const { ask, answer } = await started();
    await ask('Ich brauche einen Reisepass');
    await ask('und was kostet das?');
    await expect(answer().textContent()).resolves.toMatch(/Reisepass[\s\S]*70\s€/);
  });

  it('says that it does not know, with the contact', async () => {
    const { ask, answer } = await started();
    await ask('Wie backe ich einen Apfelkuchen?');
    await expect(answer().getAttribute('data-kind')).resolves.toBe('abstain');
    await expect(answer().textContent()).resolves.toMatch(/keine Antwort gefunden[\s\S]*115/);
  });

  it('says that personal data was taken out', async () => {
    const { ask, answer } = await started();
    await ask('Was kostet ein Personalausweis? Ich bin erika@muster.de');
    await expect(answer().textContent()).resolves.toMatch(
      /Persönliche Angaben in Ihrer Nachricht wurden entfernt/,
    );
  });

  it('stays while the panel is closed and opened again', async () => {
    const { ask, part, page } = await started();
    await ask('Was kostet ein Personalausweis?');
    await part('close').click();
    await part('panel').waitFor({ state: 'hidden' });
    await part('launcher').click();
    await expect.poll(() => part('message').count()).toBe(2);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('STADT-LOTSE');
  });

  it('goes on however long it gets, with letters of three bytes each', async () => {
    await stage.restartChat({ knowledge: city.dir });
    const { ask, answer, part, page } = await started();
    const statuses: number[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/v1/chat')) statuses.push(response.status());
    });
    const long = `Langer Text ${'…'.repeat(1_900)}`;
    for (let turn = 0; turn < 11; turn++) await ask(long);
    await expect(answer().textContent()).resolves.toMatch(/请带身份证/);
    await expect(part('error').count()).resolves.toBe(0);
    expect(statuses).toEqual(Array.from({ length: 11 }, () => 200));
    await stage.restartChat();
  });

  it('sends no citizen’s words in a URL', async () => {
    const { page, ask } = await started();
    const urls: string[] = [];
    page.on('request', (request) => urls.push(decodeURIComponent(request.url())));
    await ask('Geheimwort Zebra');
    expect(urls.filter((url) => url.includes('Zebra'))).toEqual([]);
    expect(urls).toContain(`${stage.chat.url}/v1/chat`);
  });

  it('tells the page what happens, without the text', async () => {
    const { page, ask, openPanel, consent } = await stage.open();
    await page.evaluate(() => {
      const seen: unknown[] = [];
      Object.assign(window, { seen });
      for (const name of ['open', 'consent', 'answer', 'close', 'error'])
        document.addEventListener(`stadtlotse-${name}`, (event) =>
          seen.push([name, JSON.stringify((event as CustomEvent).detail)]),
        );
    });
    await openPanel();
    await consent();
    await ask('Was kostet ein Personalausweis?');
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.evaluate('window.seen'))
      .toEqual([
        ['open', 'null'],
        ['consent', '{"scopes":["answers"]}'],
        ['answer', '{"kind":"answer","provenance":"curated"}'],
        ['close', 'null'],
      ]);
  });
});

describe('languages', () => {
  it('begin with that of the page, and can be switched', async () => {
    const { page, part, openPanel, consent, ask, answer } = await stage.open();
    await page.evaluate(() => document.querySelector('stadt-lotse')?.setAttribute('lang', 'en'));
    await openPanel();
    await expect(part('disclosure').textContent()).resolves.toMatch(/AI system/);
    await consent();
    await ask('How much is a passport?');
    await expect(answer().textContent()).resolves.toMatch(/€70/);
    await part('language').selectOption('de');
    await expect.poll(() => part('disclosure').textContent()).toMatch(/KI-System/);
    await expect(part('panel').getAttribute('lang')).resolves.toBe('de');
  });
});

describe('an editor', () => {
  it('changes a file, and the next answer is different', async () => {
    await stage.restartChat({ knowledge: city.dir });
    const { ask, answer, part } = await started();
    await ask('Was kostet ein Hund?');
    await expect(answer().textContent()).resolves.toMatch(/96 Euro/);
    city.write(
      'faq/hund.de.md',
      entry('title: Hundesteuer\nquestions: [Was kostet ein Hund?]', 'Ein Hund kostet **108 Euro**.'),
    );
    await expect
      .poll(
        async () => {
          await ask('Was kostet ein Hund?');
          return part('message').last().textContent();
        },
        { timeout: 10_000, interval: 300 },
      )
      .toMatch(/108 Euro/);
  });

  it('cannot bring a script into the page, not even on purpose (SEC-1)', async () => {
    await stage.restartChat({ knowledge: city.dir });
    const { page, ask, answer } = await started();
    const title = await page.title();
    const foreign: string[] = [];
    page.on('request', (request) => foreign.push(request.url()));
    await ask('Böse Seite');
    await expect(answer().textContent()).resolves.toMatch(/<img src=x/);
    expect(await answer().locator('img, script, [onerror]').count()).toBe(0);
    expect(await page.title()).toBe(title);
    expect(foreign.filter((url) => !url.startsWith(stage.chat.url))).toEqual([]);
    await stage.restartChat();
  });
});
