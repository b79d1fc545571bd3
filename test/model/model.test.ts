import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer } from '@stadtlotse/sdk';
import { Answer as AnswerSchema } from '@stadtlotse/sdk/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ModelServer, startModelServer } from '../../demo/model-server.ts';
import { Config, loadConfig } from '../../server/src/config.ts';
import { findings } from '../../server/src/governance/findings.ts';
import { openModel } from '../../server/src/models/open-model.ts';
import { makeCity } from '../support/city.ts';
import { sampleKnowledge } from '../support/knowledge.ts';
import { startServer, type TestServer } from '../support/server.ts';

const declaration = { processor: 'Testanbieter', region: 'EU', retention: 'keine', training: 'nein' };

let provider: ModelServer;
beforeAll(async () => {
  provider = await startModelServer();
  process.env.ANTHROPIC_API_KEY = 'test';
});
afterAll(() => provider.close());
afterEach(() =>
  Object.assign(provider, {
    behaviour: 'answer',
    text: undefined,
    rewriting: 'NONE',
    pace: 0,
    requests: [],
    paths: [],
  }),
);

const modelOf = (kind: string, more = {}) => ({
  model: {
    provider: kind,
    name: 'test-model',
    baseUrl: kind === 'openai' ? `${provider.url}/v1` : provider.url,
    declaration,
    ...more,
  },
});

interface Asked {
  ai?: boolean;
  lang?: string;
  history?: { role: 'user' | 'assistant'; text: string }[];
}

async function ask(
  server: TestServer,
  message: string,
  { ai = true, lang = 'de', ...more }: Asked = {},
): Promise<Answer> {
  const receipt = await server.consent(ai ? ['answers', 'ai'] : ['answers']);
  const response = await server.send('POST', '/v1/chat', { receipt, body: { message, lang, ...more } });
  expect(response.status).toBe(200);
  return AnswerSchema.parse(await response.json());
}
const codes = ({ notices }: Answer) => notices.map(({ code }) => code);

describe.each(['anthropic', 'openai'])('with a model behind the protocol of %s', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({
      config: modelOf(kind, { limits: { firstSeconds: 10, seconds: 20, receiptTokens: 0 } }),
    });
  });
  afterAll(() => server.close());

  it('answers from the entries, says so, and carries model and prompt version (AIA-2, BSI-5)', async () => {
    const result = await ask(server, 'Wie beantrage ich einen Personalausweis?');
    expect(result).toMatchObject({ kind: 'answer', provenance: 'ai-generated' });
    expect(result.sources[0]?.id).toBe('personalausweis');
    expect(result.text).toContain('Deutsche ab 16 Jahren');
    expect(result.text).toContain('https://termine.lindenfurt.example/ausweis');
    expect(result.notices).toContainEqual({
      code: 'generated-by',
      text: expect.stringMatching(/test-model, Anweisung \d/),
    });
  });

  it('gets the published rules as they stand in the repository, without anything of the city’s (BSI-5)', async () => {
    await ask(server, 'Was kostet ein Reisepass?');
    const { system, messages } = JSON.parse(provider.requests[0] ?? '');
    const rules = system?.[0].text ?? messages[0].content;
    const published = readFileSync(new URL('../../server/prompt/answer.md', import.meta.url), 'utf8').trim();
    expect(rules).toBe(published.replace('{{language}}', 'German'));
    expect(published).not.toMatch(/@|https?:|key|password|secret/i);
  });

  it('is not asked without the scope "ai", and the answer is the editors’', async () => {
    const result = await ask(server, 'Wie beantrage ich einen Personalausweis?', { ai: false });
    expect(result.provenance).toBe('curated');
    expect(provider.requests).toEqual([]);
  });

  it('gets the redacted question and the entries, nothing else (DP-7, BSI-6)', async () => {
    const history = [{ role: 'user' as const, text: 'Geheimnis von gestern' }];
    await ask(server, 'Ich bin erika@muster.de. Wie beantrage ich einen Personalausweis?', { history });
    const [sent = ''] = provider.requests;
    expect(sent).toContain('Wie beantrage ich einen Personalausweis?');
    expect(sent).not.toMatch(/erika|muster\.de|Geheimnis/);
  });

  it('streams each sentence once it is verified', async () => {
    provider.text =
      'Der Pass kostet ab 24 Jahren 70 Euro. [1] Er kostet 4711 Euro. [1] Er gilt zehn Jahre. [1]';
    const receipt = await server.consent(['answers', 'ai']);
    const response = await server.send('POST', '/v1/chat', {
      receipt,
      body: { message: 'Was kostet ein Reisepass?', lang: 'de' },
      headers: { accept: 'text/event-stream' },
    });
    expect(response.headers.get('stadtlotse-provenance')).toBe('ai-generated');
    const stream = await response.text();
    expect(stream).not.toContain('4711');
    expect(stream.match(/event: delta/g)?.length).toBe(2);
    expect(stream).toMatch(/event: start[\s\S]*event: delta[\s\S]*event: end/);
  });

  it('shows the editors’ text and says so when the model invents', async () => {
    provider.behaviour = 'invent';
    const result = await ask(server, 'Was kostet ein Reisepass?');
    expect(result.provenance).toBe('curated');
    expect(codes(result)).toContain('model-unverified');
    expect(result.text).toMatch(/70/);
    expect(result.text).not.toMatch(/4\.711|0190/);
  });

  it('drops sentences that cite nothing', async () => {
    provider.text = 'Ich helfe Ihnen gern bei allem. Der Pass gilt zehn Jahre. [1]';
    const { text } = await ask(server, 'Wie lange gilt ein Reisepass?');
    expect(text).not.toContain('helfe');
    expect(text).toContain('zehn Jahre');
  });

  it.each([
    'overloaded',
    'rate-limited',
    'broken',
    'hang-up',
    'silent',
    'cut-off',
    'error-midway',
    'nonsense',
    'refuse',
  ] as const)('when the provider is %s, the citizen gets the editors’ answer, and is told', async (behaviour) => {
    const fresh = await startServer({ config: modelOf(kind, { limits: { firstSeconds: 0.4, seconds: 2 } }) });
    provider.behaviour = behaviour;
    const result = await ask(fresh, 'Was kostet ein Reisepass?');
    expect(result).toMatchObject({ kind: 'answer', provenance: 'curated' });
    expect(codes(result)).toEqual([behaviour === 'nonsense' ? 'model-unverified' : 'model-unavailable']);
    await fresh.close();
  });

  it('that breaks off midway is followed by the editors’ answer, in one stream with one beginning', async () => {
    provider.text = 'Der Pass gilt zehn Jahre. [1] Er kostet 70 Euro. [1] Und er hat 32 Seiten. [1]';
    provider.behaviour = 'cut-off';
    const receipt = await server.consent(['answers', 'ai']);
    const body = { message: 'Was kostet ein Reisepass?', lang: 'de' };
    const headers = { accept: 'text/event-stream' };
    const stream = await (await server.send('POST', '/v1/chat', { receipt, body, headers })).text();
    expect(stream.match(/event: start/g)?.length).toBe(1);
    expect(stream.match(/event: end/g)?.length).toBe(1);
    expect(stream).toMatch(/event: end\ndata: .*"provenance":"curated".*model-unavailable/);
  });

  it('keeps the editors’ answer when the model finds none in the entries', async () => {
    provider.behaviour = 'no-answer';
    const result = await ask(server, 'Was kostet ein Reisepass?');
    expect(result.provenance).toBe('curated');
  });

  it('lets the model put a question into other words, and still abstains where nothing fits', async () => {
    const slang = 'Ich will meinen Wauwau offiziell machen lassen bei euch';
    expect((await ask(server, slang)).kind).not.toBe('answer');
    provider.rewriting = 'Hund anmelden Hundesteuer';
    const found = await ask(server, slang);
    expect([found.kind, found.sources[0]?.id]).toEqual(['answer', 'hundesteuer']);
    provider.rewriting = 'Apfelkuchen backen Rezept';
    expect((await ask(server, 'Wie backe ich einen Apfelkuchen?')).kind).toBe('abstain');
  });

  it('ends the provider’s work when the citizen goes away (SEC-4)', async () => {
    provider.pace = 400;
    const before = provider.abandoned;
    const receipt = await server.consent(['answers', 'ai']);
    const gone = new AbortController();
    const call = fetch(`${server.url}/v1/chat`, {
      method: 'POST',
      signal: gone.signal,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${receipt}`,
        accept: 'text/event-stream',
      },
      body: JSON.stringify({ message: 'Wie beantrage ich einen Personalausweis?', lang: 'de' }),
    }).catch(() => {});
    await expect.poll(() => provider.requests.length).toBe(1);
    gone.abort();
    await call;
    await expect.poll(() => provider.abandoned).toBe(before + 1);
  });
});

describe('models as they are named and reached elsewhere', () => {
  it('one that knows only the new name of the longest answer is asked by it, from then on at once', async () => {
    const server = await startServer({ config: modelOf('openai') });
    provider.behaviour = 'new-lengths';
    for (const _ of [1, 2])
      expect((await ask(server, 'Was kostet ein Reisepass?')).provenance).toBe('ai-generated');
    const asked = provider.requests.map((body) =>
      Object.keys(JSON.parse(body)).filter((key) => /^max/.test(key)),
    );
    expect(asked).toEqual([['max_tokens'], ['max_completion_tokens'], ['max_completion_tokens']]);
    await server.close();
  });

  it('a deployment at Azure is asked by its name, in the version of the interface', async () => {
    process.env.AZURE_OPENAI_API_KEY = 'test';
    const server = await startServer({ config: modelOf('azure', { apiVersion: '2024-10-21' }) });
    expect((await ask(server, 'Was kostet ein Reisepass?')).provenance).toBe('ai-generated');
    expect(provider.paths).toEqual([
      '/openai/deployments/test-model/chat/completions?api-version=2024-10-21',
    ]);
    await server.close();
  });

  const folder = new URL('../../deploy/models/', import.meta.url);
  it.each(
    readdirSync(folder),
  )('the example %s is a configuration that opens, without contradictions', async (file) => {
    const config = loadConfig(fileURLToPath(new URL(file, folder)));
    const keys = { ANTHROPIC_API_KEY: 'a', OPENAI_API_KEY: 'b', AZURE_OPENAI_API_KEY: 'c' };
    // Opening these two looks for an account in the cloud.
    if (!['bedrock', 'vertex'].includes(config.model.provider))
      expect(await openModel(config.model, keys)).toBeDefined();
    const { city } = await sampleKnowledge();
    const found = findings(config, city, new Date()).filter(({ isMissing }) => !isMissing);
    expect(found).toEqual([]);
  });
});

describe('limits', () => {
  it('of a receipt, of the day and of money stop the model, not the answers (SEC-6)', async () => {
    for (const limits of [
      { receiptTokens: 100 },
      { dayTokens: 100 },
      { dayEuros: 0.0001, pricePerMillionIn: 3, receiptTokens: 0 },
    ]) {
      const server = await startServer({ config: modelOf('anthropic', { limits }) });
      await ask(server, 'Was kostet ein Reisepass?');
      const second = await ask(server, 'Was kostet ein Reisepass?');
      expect(codes(second)).toEqual(['model-unavailable']);
      await server.close();
    }
  });

  it('a provider that fails again and again is left alone for a while', async () => {
    const server = await startServer({ config: modelOf('openai', { limits: { firstSeconds: 0.2 } }) });
    provider.behaviour = 'silent';
    for (let asked = 0; asked < 4; asked++) await ask(server, 'Was kostet ein Reisepass?');
    const before = provider.requests.length;
    const result = await ask(server, 'Was kostet ein Reisepass?');
    expect(codes(result)).toEqual(['model-unavailable']);
    expect(provider.requests.length).toBe(before);
    await server.close();
  });

  it('a city switches model answers, or all answers, off without a restart (BSI-13)', async () => {
    const city = makeCity({ 'faq/hund.de.md': '---\ntitle: Hundesteuer\n---\n\nDer Hund kostet 96 Euro.\n' });
    const server = await startServer({ knowledge: city.dir, config: modelOf('anthropic') });
    const provenance = async () => (await ask(server, 'Hundesteuer')).provenance;
    expect(await provenance()).toBe('ai-generated');
    city.write('city.yaml', 'name: Teststadt\nlanguages: [de, en]\nassistant: curated\n');
    await expect.poll(provenance).toBe('curated');
    city.write('city.yaml', 'name: Teststadt\nlanguages: [de, en]\nassistant: off\n');
    await expect.poll(async () => (await ask(server, 'Hundesteuer')).kind).toBe('contact');
    await server.close();
    city.remove();
  });
});

describe('the declaration of a provider (DP-9)', () => {
  it('is needed: a configuration without it does not start', () => {
    const { declaration: _, ...undeclared } = modelOf('anthropic').model;
    expect(Config.safeParse({ model: undeclared }).success).toBe(false);
    const city = makeCity({ 'c.yaml': 'model:\n  provider: openai\n  name: m\n' });
    expect(() => loadConfig(`${city.dir}/c.yaml`)).toThrow(
      /declaration.*processor, region, retention, training/,
    );
    city.remove();
  });

  it('is what clients show before consent', async () => {
    const server = await startServer({ config: modelOf('anthropic') });
    const config = await (await server.send('GET', '/v1/config')).json();
    expect(config.ai).toEqual({ model: 'test-model', ...declaration });
    await server.close();
  });
});
