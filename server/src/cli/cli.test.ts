import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Answer } from '@stadtlotse/sdk/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { type City, entry, makeCity, sampleCity } from '../../../test/support/city.ts';
import { run as runProcess } from '../../../test/support/run.ts';

const bin = fileURLToPath(new URL('../../bin/stadtlotse.js', import.meta.url));
let city: City | undefined;
afterEach(() => city?.remove());

function start(args: string[], env: Record<string, string> = {}) {
  return spawn(process.execPath, [bin, ...args], { env: { ...process.env, ...env } });
}

/** Runs the command line as an operator would. */
const run = (args: string[], options = {}) => runProcess(process.execPath, [bin, ...args], options);

describe('calls', () => {
  it.each(['serve', 'check', 'ask', 'redact'])('%s --help says how it is called', async (name) => {
    const { code, out } = await run([name, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`stadtlotse ${name}`);
  });

  it.each([
    [[], 2, ''],
    [['fly'], 2, 'There is no command "fly"'],
    [['ask'], 2, 'Give one question'],
    [['ask', '--colour', 'red', 'Hund'], 2, '--colour'],
    [['serve', '--port', 'many'], 2, '--port many'],
    [['check', '--config', '/none.yaml'], 2, '/none.yaml'],
    [['check', '/none'], 2, 'city.yaml'],
  ])('%j ends with %i and says why', async (args, code, message) => {
    const { code: actual, err } = await run(args);
    expect({ code: actual, err }).toEqual({ code, err: expect.stringContaining(message) });
    expect(err).not.toMatch(/\n +at /);
  });
});

describe('check', () => {
  it('finds nothing wrong with the sample city and proves every example question', async () => {
    const { code, out } = await run(['check', sampleCity]);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+ Einträge und \d+ Beispielfragen geprüft/),
    });
  });

  it('says in sentences what is wrong, where, and fails', async () => {
    city = makeCity({
      'faq/hund.de.md': entry('title: Hund\nquestions: [Was kostet die Katze?]'),
      'faq/katze.de.md': entry('title: Was kostet die Katze?'),
      'faq/kaputt.de.md': entry('reviewed: gestern'),
    });
    const { code, out } = await run(['check', city.dir]);
    expect(code).toBe(1);
    expect(out).toContain('faq/kaputt.de.md:2 reviewed: Fehler: „gestern“ ist kein Datum');
    expect(out).toContain('faq/kaputt.de.md:1 title: Fehler: Das Feld „title“ fehlt');
    expect(out).toMatch(
      /faq\/hund\.de\.md:1 questions: Fehler: Die Beispielfrage „Was kostet die Katze\?“ findet diesen Eintrag nicht/,
    );
  });
});

describe('ask', () => {
  it('answers as text and as JSON', async () => {
    const question = 'Was kostet ein Personalausweis?';
    const [text, json] = await Promise.all([
      run(['ask', question]),
      run(['ask', question, '--json', '--lang', 'de']),
    ]);
    expect(text.out).toMatch(/Kosten[\s\S]*46\s€[\s\S]*# Personalausweis/);
    expect(Answer.parse(JSON.parse(json.out)).sources[0]?.id).toBe('personalausweis');
  });

  it('ends with 1 when there is no answer', async () => {
    expect((await run(['ask', 'Wie backe ich Brot?'])).code).toBe(1);
  });
});

describe('why', () => {
  it('says what was understood, what might answer, and why one did', async () => {
    const { out } = await run(['why', 'was blecht man für so nen neuen Perso']);
    expect(out).toMatch(
      /kinds: price [\s\S]*"id":"personalausweis"[\s\S]*Decided: answer \(personalausweis\)/,
    );
    expect(out).toMatch(/Likeliest: personalausweis 0\.\d\d, /);
  });

  it('says it by words alone, too', async () => {
    city = makeCity({ 'faq/hund.de.md': entry('title: Hund anmelden'), 'config.yaml': 'meaning: off\n' });
    const call = ['why', '--knowledge', city.dir, '--config', `${city.dir}/config.yaml`, 'Hund anmelden'];
    const { code, out } = await run(call);
    expect(code).toBe(0);
    expect(out).toContain('Decided: answer (hund)');
  });

  it('says why none did, as JSON', async () => {
    const { out } = await run(['why', 'Wie wird das Wetter morgen?', '--json']);
    const { understood, candidates, decided } = JSON.parse(out);
    expect(understood.intents[0].name).toBe('off-topic');
    expect(candidates.length).toBeGreaterThan(0);
    expect(decided).toMatchObject({ reasons: [expect.any(String)] });
    expect(decided.does).not.toBe('answer');
  });
});

it('redact shows what is removed from each line', async () => {
  const { out } = await run(['redact'], { input: 'Ich bin a@b.de\n115 anrufen\n' });
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { text: 'Ich bin [email]', redactions: [{ class: 'email', start: 8, end: 14 }] },
    { text: '115 anrufen', redactions: [] },
  ]);
});

describe('serve', () => {
  it('says where it listens, reports broken entries, and ends when told', async () => {
    city = makeCity({ 'faq/hund.de.md': entry('title: Hund'), 'faq/kaputt.de.md': entry('titel: Hund') });
    const child = start(['serve', '--port', '0', '--knowledge', city.dir]);
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    const [line] = await once(child.stdout, 'data');
    const [url = ''] = /http:\/\/\S+/.exec(String(line)) ?? [];
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(err).toContain('faq/kaputt.de.md:1 title: Fehler');
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('does not start in production without a secret (SEC-8)', async () => {
    const { code, err } = await run(['serve', '--port', '0'], { env: { NODE_ENV: 'production' } });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('STADTLOTSE_SECRET is not set') });
  });

  it('says that a port is taken', async () => {
    city = makeCity({ 'faq/hund.de.md': entry('title: Hund'), 'config.yaml': 'meaning: off\n' });
    const small = ['serve', '--knowledge', city.dir, '--config', `${city.dir}/config.yaml`, '--port'];
    const child = start([...small, '0']);
    const [line] = await once(child.stdout, 'data');
    const [, port = ''] = /:(\d+)\s/.exec(String(line)) ?? [];
    const { code, err } = await run([...small, port]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('EADDRINUSE') });
    child.kill();
    await once(child, 'close');
  });
});

describe('import and export', () => {
  it('reports in sentences and says what was written', async () => {
    city = makeCity();
    city.write('katalog.json', JSON.stringify({ services: [{ id: 1, name: 'Angelschein' }, { id: 2 }] }));
    const { code, out } = await run(['import', `${city.dir}/katalog.json`, '--knowledge', city.dir]);
    expect(code).toBe(1);
    expect(out).toContain('Ein Datensatz „service“ (2) hat keinen Namen oder keine Kennung.');
    expect(out).toContain('1 Dateien neu');
    expect(readFileSync(`${city.dir}/.import/bericht.md`, 'utf8')).toContain('1 Dateien neu');
  });

  it('refuses what it cannot read, without a stack trace', async () => {
    city = makeCity();
    city.write('kaputt.xml', '<a>');
    const { code, err } = await run(['import', `${city.dir}/kaputt.xml`, '--knowledge', city.dir]);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/XZuFi 2\.2 oder 2\.3.*nichts übernommen/),
    });
    const missing = await run(['import', '/none.xml', '--knowledge', city.dir]);
    expect({ code: missing.code, err: missing.err }).toEqual({
      code: 1,
      err: expect.stringContaining('/none.xml kann nicht gelesen werden'),
    });
  });

  it('writes JSON-LD and a sitemap', async () => {
    city = makeCity({ 'faq/hund.de.md': entry('title: Hund\nurl: https://stadt.example/hund?a=1&b=2') });
    const { code, out } = await run(['export', city.dir, '--out', `${city.dir}/out`]);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('1 Dateien geschrieben') });
    const read = (name: string) => readFileSync(`${city?.dir}/out/${name}`, 'utf8');
    expect(JSON.parse(read('hund.de.jsonld'))['@type']).toBe('FAQPage');
    expect(JSON.parse(read('bundle.jsonld'))['@graph']).toHaveLength(1);
    expect(read('sitemap.xml')).toContain('<loc>https://stadt.example/hund?a=1&amp;b=2</loc>');
  });
});

it('read says what is wrong with a line, and ends', async () => {
  const { code, err } = await run(['read'], { input: 'Was kostet ein Hund?' });
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('Each line is JSON like') });
});

describe('verify', () => {
  it('shows what would be shown, and what was dropped and why', async () => {
    const input = [
      {
        text: 'Der Reisepass kostet ab 24 Jahren 70,00 EUR. Er gilt zehn Jahre.',
        entries: ['reisepass'],
        lang: 'de',
      },
      { text: 'Der Reisepass kostet 71 Euro.', entries: ['reisepass'], lang: 'de' },
    ];
    const { code, out } = await run(['verify'], {
      input: input.map((line) => JSON.stringify(line)).join('\n'),
    });
    expect(code).toBe(0);
    const [right, wrong] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(right).toEqual({ text: input[0]?.text, dropped: [] });
    expect(wrong.dropped).toEqual([{ sentence: 'Der Reisepass kostet 71 Euro.', reason: 'measure' }]);
    expect(wrong.text).toContain('Für Reisen außerhalb der Europäischen Union');
  });

  it('says what is wrong with a line', async () => {
    const { code, err } = await run(['verify'], { input: '{"text": "A", "entries": ["none"]}' });
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('Line 1: there is no entry "none".'),
    });
  });
});
