import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ModelServer, startModelServer } from '../../demo/model-server.ts';
import { startServer, type TestServer } from '../support/server.ts';

const TOKEN = 'let-me-see';

let provider: ModelServer;
beforeAll(async () => {
  provider = await startModelServer();
  process.env.ANTHROPIC_API_KEY = 'test';
});
afterAll(() => provider.close());

const start = (limits: object = {}) =>
  startServer({
    metricsToken: TOKEN,
    config: {
      model: {
        provider: 'anthropic',
        name: 'test-model',
        baseUrl: provider.url,
        declaration: { processor: 'Testanbieter', region: 'EU', retention: 'keine', training: 'nein' },
        limits: { receiptTokens: 0, ...limits },
      },
    },
  });

async function ask(server: TestServer): Promise<void> {
  const receipt = await server.consent(['answers', 'ai']);
  await server.send('POST', '/v1/chat', {
    receipt,
    body: { message: 'Was kostet ein Reisepass?', lang: 'de' },
  });
}
const metricsOf = async (server: TestServer) =>
  (await server.send('GET', '/metrics', { receipt: TOKEN })).text();

describe('how the model does is counted, never what it wrote (BSI-9)', () => {
  it.each([
    ['shown', { text: 'Der Pass kostet ab 24 Jahren 70 Euro. [1]' }, {}],
    ['trimmed', { text: 'Der Pass kostet ab 24 Jahren 70 Euro. [1] Er kostet 4711 Euro. [1]' }, {}],
    ['replaced', { text: 'Er kostet 4711 Euro. [1]' }, {}],
    ['refused', { behaviour: 'no-answer' }, {}],
    ['failed', { behaviour: 'broken' }, {}],
    ['budget', {}, { dayTokens: 10 }],
  ] as const)('%s', async (result, behaves, limits) => {
    Object.assign(provider, { behaviour: 'answer', text: undefined }, behaves);
    const server = await start(limits);
    await ask(server);
    const metrics = await metricsOf(server);
    expect(metrics).toContain(`stadtlotse_model_outcomes_total{result="${result}"} 1`);
    expect(metrics.match(/stadtlotse_model_outcomes_total\{/g)).toHaveLength(1);
    const isDropped = result === 'trimmed' || result === 'replaced';
    expect(metrics.includes('stadtlotse_model_dropped_sentences_total{reason="measure"} 1')).toBe(isDropped);
    const began = result === 'shown' || result === 'trimmed' ? 1 : 0;
    expect(metrics).toContain(`stadtlotse_model_first_sentence_seconds_count ${began}`);
    expect(metrics).not.toMatch(/Pass|Euro/);
    await server.close();
  });
});

const Rules = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smhd]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['info', 'warning', 'critical']) }),
          annotations: z.strictObject({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});
const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) })),
});
const file = (name: string) => readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8');
const rules = Rules.parse(parse(file('alerts.yaml'))).groups.flatMap((group) => group.rules);
const panels = Dashboard.parse(JSON.parse(file('grafana.json'))).panels;

/** The names of metrics in an expression; throws where it is no PromQL. */
function metricsIn(expression: string): string[] {
  const names: string[] = [];
  parser
    .configure({ strict: true })
    .parse(expression)
    .iterate({
      enter: ({ name, from, to, node }) => {
        if (name === 'Identifier' && node.parent?.name === 'VectorSelector')
          names.push(expression.slice(from, to));
      },
    });
  return names;
}

it.each([
  ...rules.map(({ alert, expr }) => ['alert', alert, expr]),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ['panel', title, expr])),
])('the %s “%s” asks in PromQL for metrics that there are', async (_, __, expression) => {
  Object.assign(provider, { behaviour: 'answer', text: undefined });
  const server = await start();
  const metrics = await metricsOf(server);
  await server.close();
  const names = metricsIn(expression);
  expect(names).not.toEqual([]);
  for (const name of names)
    expect(metrics).toContain(`# TYPE ${name.replace(/_(?:bucket|count|sum)$/, '')} `);
});
