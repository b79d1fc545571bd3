import { connect } from 'node:net';
import { Answer, CityConfig, Consent, Problem, SearchResponse } from '@stadtlotse/sdk/protocol';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { entry, makeCity } from '../../test/support/city.ts';
import { startServer, type TestServer } from '../../test/support/server.ts';
import { Metrics } from './http/metrics.ts';

const origin = 'https://www.lindenfurt.example';
let server: TestServer;
let receipt: string;
beforeAll(async () => {
  server = await startServer({ config: { origins: [origin] }, metricsToken: 'let-me-see' });
  receipt = await server.consent();
});
afterAll(() => server.close());

const ask = (message: unknown, more = {}) =>
  server.send('POST', '/v1/chat', { receipt, body: { message, lang: 'de', ...more } });
const answerTo = async (message: string, more = {}) => Answer.parse(await (await ask(message, more)).json());

async function expectProblem(response: Response, status: number) {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const text = await response.text();
  expect(text).not.toMatch(/\.[tj]s:|node_modules|\n +at /);
  const problem = Problem.parse(JSON.parse(text));
  expect(problem.status).toBe(status);
  return problem;
}

describe('consent', () => {
  it('gives a receipt for a policy version and scopes', async () => {
    const body = { policyVersion: '2026-11', scopes: ['answers', 'ai'], lang: 'de' };
    const response = await server.send('POST', '/v1/consent', { body });
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(Consent.parse(await response.json()).scopes).toEqual(['answers', 'ai']);
  });

  it('answers an outdated policy version with the current one', async () => {
    const body = { policyVersion: '2020-01', scopes: ['answers'] };
    const problem = await expectProblem(await server.send('POST', '/v1/consent', { body }), 409);
    expect(problem.policyVersion).toBe('2026-11');
  });

  it.each([
    [[]],
    [['ai']],
    [['answers', 'answers']],
    [['everything']],
  ])('refuses the scopes %j', async (scopes) => {
    const body = { policyVersion: '2026-11', scopes };
    await expectProblem(await server.send('POST', '/v1/consent', { body }), 422);
  });

  it('ends at once when withdrawn (DP-3)', async () => {
    const own = await server.consent();
    expect((await server.send('DELETE', '/v1/consent', { receipt: own })).status).toBe(204);
    const response = await server.send('POST', '/v1/chat', { receipt: own, body: { message: 'Hund' } });
    await expectProblem(response, 401);
    await expectProblem(await server.send('DELETE', '/v1/consent', { receipt: own }), 401);
  });
});

describe('chat', () => {
  it('answers with the fact, its source, and how it came about', async () => {
    const response = await ask('Was kostet ein Personalausweis?');
    expect(response.headers.get('stadtlotse-provenance')).toBe('curated');
    expect(response.headers.get('content-language')).toBe('de');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const answer = Answer.parse(await response.json());
    expect(answer).toMatchObject({ kind: 'answer', provenance: 'curated', lang: 'de' });
    expect(answer.sources[0]).toMatchObject({
      id: 'personalausweis',
      section: 'Kosten',
      reviewed: '2026-10-05',
    });
    expect(answer.text).toContain('46\u00a0€');
  });

  it('streams the same answer as events', async () => {
    const response = await server.send('POST', '/v1/chat', {
      receipt,
      body: { message: 'Was kostet ein Personalausweis?', lang: 'de' },
      headers: { accept: 'text/event-stream' },
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const blocks = (await response.text()).trim().split('\n\n');
    const events = blocks.map((block) => {
      const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
      return { event, data: JSON.parse(data) };
    });
    expect(events[0]).toMatchObject({ event: 'start', data: { lang: 'de', provenance: 'curated' } });
    const end = Answer.parse(events.at(-1)?.data);
    expect(
      events
        .slice(1, -1)
        .map(({ data }) => data.text)
        .join(''),
    ).toBe(end.text);
    expect(end.sources[0]?.id).toBe('personalausweis');
  });

  it('says that it does not know, names no source, and offers the contact', async () => {
    const answer = await answerTo('Wie backe ich einen Apfelkuchen?');
    expect(answer).toMatchObject({ kind: 'abstain', sources: [] });
    expect(answer.cards[0]?.items).toContainEqual(expect.objectContaining({ href: 'tel:115' }));
  });

  it('answers in the language of the question', async () => {
    expect(await answerTo('How much does a passport cost?', { lang: 'en' })).toMatchObject({ lang: 'en' });
    expect((await answerTo('Where can I register my new apartment?')).lang).toBe('en');
  });

  it('carries on from the last answer', async () => {
    const first = await answerTo('Ich möchte einen Reisepass beantragen');
    const entries = first.sources.map(({ id }) => id);
    const next = await answerTo('Und was kostet das?', { context: { entries } });
    expect(next.sources[0]).toMatchObject({ id: entries[0], section: 'Kosten' });
  });

  it('says that personal data was removed', async () => {
    const { notices } = await answerTo('Was kostet ein Personalausweis? Meine Adresse: erika@muster.de');
    expect(notices).toContainEqual(expect.objectContaining({ code: 'personal-data-removed' }));
  });

  it.each([
    ['no receipt', undefined],
    ['a forged receipt', 'eyJpZCI6IngifQ.AAAA'],
  ])('refuses %s', async (_, forged) => {
    const options = { body: { message: 'Hund' }, ...(forged && { receipt: forged }) };
    await expectProblem(await server.send('POST', '/v1/chat', options), 401);
  });
});

describe('bad requests are answered with a problem, and the server goes on', () => {
  it.each([
    ['malformed JSON', { body: '{"message":' }, 400],
    ['an unknown key', { body: { message: 'x', debug: true } }, 422],
    ['a wrong type', { body: { message: ['x'] } }, 422],
    ['a message that is too long', { body: { message: 'x'.repeat(2001) } }, 413],
    ['a body that is too long', { body: { message: 'x'.repeat(40_000) } }, 413],
    ['another media type', { body: 'message=x', headers: { 'content-type': 'text/plain' } }, 415],
    ['another charset', { body: '{}', headers: { 'content-type': 'application/json; charset=koi8' } }, 415],
    ['an unknown encoding', { body: '{}', headers: { 'content-encoding': 'x-secret' } }, 415],
    ['deep nesting', { body: `{"message":${'['.repeat(5000)}${']'.repeat(5000)}}` }, 422],
  ])('%s', async (_, options, status) => {
    await expectProblem(await server.send('POST', '/v1/chat', { receipt, ...options }), status);
    expect((await server.send('GET', '/healthz')).status).toBe(200);
  });

  it.each([
    ['GET', '/v1/chat', 'POST'],
    ['PUT', '/v1/consent', 'POST, DELETE'],
    ['POST', '/v1/config', 'GET'],
    ['DELETE', '/v1/services/hundesteuer', 'GET'],
  ])('%s %s is not allowed', async (method, path, allowed) => {
    const response = await server.send(method, path);
    await expectProblem(response, 405);
    expect(response.headers.get('allow')?.split(', ').sort()).toEqual(allowed.split(', ').sort());
  });

  it.each([
    '/',
    '/v1',
    '/v1/unknown',
    '/v1/services/none',
    '/v1/services/..%2f..%2fcity',
    '/chunks/none.js',
    '/chunks/..%2f..%2fpackage.json',
  ])('there is nothing at %s', async (path) => {
    await expectProblem(await server.send('GET', path), 404);
  });

  it('answers what is no HTTP at all', async () => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write('Guten Tag\r\n\r\n'));
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/);
  });

  it('says what is wrong in the language of the citizen', async () => {
    const german = await expectProblem(await ask('x'.repeat(2001)), 413);
    const english = await expectProblem(await ask('x'.repeat(2001), { lang: 'en' }), 413);
    expect(german.detail).toMatch(/zu lang/);
    expect(english.detail).toMatch(/too long/);
  });
});

describe('origins (SEC-2)', () => {
  it('lets the configured website read answers, without credentials', async () => {
    const { headers } = await server.send('GET', '/v1/config', { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('has no CORS headers for any other', async () => {
    for (const other of ['https://evil.example', `${origin}.evil.example`, 'null']) {
      for (const method of ['GET', 'OPTIONS']) {
        const { headers } = await server.send(method, '/v1/config', { headers: { origin: other } });
        expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
  });

  it('sends security headers with everything', async () => {
    const { headers } = await server.send('GET', '/v1/config');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('public content needs no receipt', () => {
  it('services, one service, offices', async () => {
    const { services } = await (await server.send('GET', '/v1/services?lang=en')).json();
    expect(services.length).toBeGreaterThanOrEqual(30);
    expect(services).toContainEqual(
      expect.objectContaining({ id: 'hundesteuer', title: expect.stringMatching(/dog/i) }),
    );
    const service = await (await server.send('GET', '/v1/services/reisepass?lang=en')).json();
    expect(service).toMatchObject({
      lang: 'en',
      fees: expect.arrayContaining([expect.objectContaining({ amount: 70 })]),
    });
    const { offices } = await (
      await server.send('GET', '/v1/offices?service=reisepass&place=Nordheim')
    ).json();
    expect(offices[0]).toMatchObject({ id: 'buergerbuero-nord', hoursText: expect.any(String) });
  });

  it('what a client needs to draw itself, also as a script without a call of the API', async () => {
    const config = CityConfig.parse(await (await server.send('GET', '/v1/config?lang=en')).json());
    expect(config).toMatchObject({ name: 'Stadt Lindenfurt', lang: 'en', policyVersion: '2026-11' });
    const script = await (await server.send('GET', '/city.js')).text();
    expect(JSON.parse(script.replace(/^export default |;\n$/g, ''))).toMatchObject({ de: {}, en: config });
  });

  it('the widget, its chunks unchangeable', async () => {
    const entryFile = await server.send('GET', '/stadtlotse.js', {
      headers: { origin: 'https://any.example' },
    });
    expect(entryFile.headers.get('content-type')).toMatch(/javascript/);
    expect(entryFile.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    // What one site of the city has in the browser's cache, another must be able to run.
    for (const path of ['/stadtlotse.js', '/city.js']) {
      const { headers } = await server.send('GET', path, { headers: { origin } });
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('vary')).toBe('Accept-Encoding');
    }
    const [chunk] = (await entryFile.text()).match(/chunks\/panel-[\w-]+\.js/) ?? [];
    const { status, headers } = await server.send('GET', `/${chunk}`);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toMatch(/max-age=31536000, immutable/);
  });

  it.each(['EN', 'en_US', 'en-GB-oxendict'])('in the language that %s means', async (lang) => {
    const config = CityConfig.parse(await (await server.send('GET', `/v1/config?lang=${lang}`)).json());
    expect(config.lang).toBe('en');
    const body = { message: 'What does a passport cost?', lang };
    const receipt = await server.consent();
    const answer = Answer.parse(await (await server.send('POST', '/v1/chat', { body, receipt })).json());
    expect(answer.lang).toBe('en');
  });

  it('on a connection that is kept longer than proxies keep theirs', async () => {
    const { headers } = await server.send('GET', '/healthz');
    expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(120);
  });

  it('the interface’s description', async () => {
    expect(await (await server.send('GET', '/v1/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
  });
});

describe('search', () => {
  it('ranks entries, with a receipt like chat', async () => {
    const body = { query: 'neuer Reisepass', kind: 'service', limit: 3 };
    const { results } = SearchResponse.parse(
      await (await server.send('POST', '/v1/search', { receipt, body })).json(),
    );
    expect(results[0]).toMatchObject({ id: 'reisepass', kind: 'service' });
    expect(results.length).toBeLessThanOrEqual(3);
    await expectProblem(await server.send('POST', '/v1/search', { body }), 401);
  });
});

describe('counting without content', () => {
  it('counts feedback and answers for those who have the token, from five on (DP-13, BSI-9)', async () => {
    const { id } = await answerTo('Was kostet ein Personalausweis?');
    const rate = () =>
      server.send('POST', '/v1/feedback', { body: { answer: id, helpful: false, reason: 'unclear' } });
    const read = async () => (await server.send('GET', '/metrics', { receipt: 'let-me-see' })).text();
    for (let i = 0; i < 4; i++) expect((await rate()).status).toBe(204);
    expect(await read()).not.toContain('stadtlotse_feedback_total{');
    await rate();
    for (let i = 0; i < 5; i++) await answerTo('Was kostet ein Personalausweis?');
    const metrics = await read();
    expect(metrics).toMatch(/stadtlotse_feedback_total\{helpful="false",reason="unclear"\} 5/);
    expect(metrics).toMatch(/stadtlotse_entries_total\{entry="personalausweis"\} \d+/);
    expect(metrics).toMatch(
      /stadtlotse_request_duration_seconds_count\{method="POST",route="\/v1\/chat",status="200"\} \d+/,
    );
    expect(metrics).toMatch(/stadtlotse_open_answers 0/);
    expect(metrics).toMatch(/stadtlotse_answers_total\{kind="answer",provenance="curated",lang="de"\} \d+/);
    expect(metrics).not.toContain(id);
    await expectProblem(await server.send('GET', '/metrics', { receipt: 'guess' }), 404);
  });

  it('takes no text as feedback', async () => {
    const { id } = await answerTo('Hund');
    const body = { answer: id, helpful: true, reason: 'weil ich Erika Muster bin' };
    await expectProblem(await server.send('POST', '/v1/feedback', { body }), 422);
  });
});

describe('rate limit (BSI-4)', () => {
  it('refuses with Retry-After and RateLimit headers, other receipts go on', async () => {
    const limited = await startServer({ config: { limits: { questionsPerMinute: 2 } } });
    const [one, other] = [await limited.consent(), await limited.consent()];
    const send = (receipt: string) =>
      limited.send('POST', '/v1/chat', { receipt, body: { message: 'Hund' } });
    expect((await send(one)).headers.get('ratelimit')).toMatch(/r=1/);
    await send(one);
    const refused = await send(one);
    await expectProblem(refused, 429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit')).toMatch(/r=0/);
    expect((await send(other)).status).toBe(200);
    await limited.close();
  });
});

describe('an error of our own', () => {
  it('is told to the citizen without internals and to the log without the question (DP-5)', async () => {
    const city = makeCity({ 'faq/hund.de.md': entry('title: Hund') });
    const broken = await startServer({ knowledge: city.dir });
    const own = await broken.consent();
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const fail = vi.spyOn(Metrics.prototype, 'answered').mockImplementation(() => {
      throw new Error('Geheime Frage');
    });
    const body = { message: 'Geheime Frage zum Hund' };
    const response = await broken.send('POST', '/v1/chat', { receipt: own, body });
    fail.mockRestore();
    await expectProblem(response, 500);
    expect(log.mock.calls.flat().join('\n')).toMatch(/Internal error/);
    expect(log.mock.calls.flat().join('\n')).not.toMatch(/Geheime|Hund/);
    log.mockRestore();
    await broken.close();
    city.remove();
  });
});

it('says where to report a weakness, and until when that holds (BSI-14, RFC 9116)', async () => {
  const response = await server.send('GET', '/.well-known/security.txt');
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const text = await response.text();
  expect(text).toMatch(/^Contact: mailto:buergerservice@lindenfurt\.example$/m);
  expect(text).toMatch(/^Preferred-Languages: de, en/m);
  const [, expires = ''] = /^Expires: (.+)$/m.exec(text) ?? [];
  const days = (Date.parse(expires) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(30);
  expect(days).toBeLessThan(366);
});

it('has no such file where the city says nothing of how to reach it (BSI-14)', async () => {
  const city = makeCity({ 'faq/hund.de.md': entry('title: Hund') });
  const silent = await startServer({ knowledge: city.dir });
  await expectProblem(await silent.send('GET', '/.well-known/security.txt'), 404);
  await silent.close();
  city.remove();
});
