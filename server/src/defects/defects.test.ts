import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startServer } from '../../../test/support/server.ts';
import { Config } from '../config.ts';
import { Defects, openDefects } from './defects.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const end of ends.splice(0)) await end();
});

const services = [
  {
    service_code: 'lamp',
    service_name: 'Straßenlaterne',
    description: '',
    metadata: false,
    type: 'realtime',
  },
  { service_code: 12, service_name: 'Wilder Müll', description: '', metadata: false, type: 'realtime' },
];

/** A city's system that speaks GeoReport v2; `post` answers reports. */
async function open311(
  post: (response: ServerResponse) => void = (response) =>
    response.writeHead(201).end(JSON.stringify([{ service_request_id: 293944, service_notice: '' }])),
) {
  const posts: { url: string | undefined; type: string | undefined; form: URLSearchParams }[] = [];
  const asked: (string | undefined)[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    if (request.method === 'GET') {
      asked.push(request.url);
      response.end(JSON.stringify(services));
      return;
    }
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      posts.push({
        url: request.url,
        type: request.headers['content-type'],
        form: new URLSearchParams(body),
      });
      post(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/georeport/v2`;
  return {
    posts,
    asked,
    config: { url, jurisdiction: 'lindenfurt.example', recipient: 'Ordnungsamt', keepDays: 90 },
  };
}

async function serve(config: object) {
  const parsed = Config.parse({ defects: config }).defects!;
  const defects = new Defects(parsed, 'schlüssel');
  await defects.refresh();
  const server = await startServer({ config: { defects: config }, defects });
  ends.push(() => server.close());
  return server;
}

const report = {
  category: 'lamp',
  description: 'Die Laterne flackert. <b>Seit Montag.</b>',
  address: 'Lindenallee 4',
  position: { latitude: 50.1, longitude: 8.7 },
  lang: 'de',
};

describe('the report of a defect', () => {
  it('reaches the city’s system as GeoReport v2 has it, with a number for the citizen', async () => {
    const { posts, asked, config } = await open311();
    const server = await serve(config);
    const receipt = await server.consent(['handover']);
    const response = await server.send('POST', '/v1/defects', { receipt, body: report });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ number: '293944', next: expect.stringContaining('293944') });
    expect(asked).toEqual(['/georeport/v2/services.json?jurisdiction_id=lindenfurt.example']);
    expect(posts[0]?.url).toBe('/georeport/v2/requests.json');
    expect(posts[0]?.type).toMatch(/^application\/x-www-form-urlencoded/);
    expect(Object.fromEntries(posts[0]?.form ?? [])).toEqual({
      api_key: 'schlüssel',
      jurisdiction_id: 'lindenfurt.example',
      service_code: 'lamp',
      description: report.description,
      address_string: 'Lindenallee 4',
      lat: '50.1',
      long: '8.7',
    });
  });

  it('is offered with its kinds to whoever speaks of one, and to nobody else', async () => {
    const { config } = await open311();
    const server = await serve(config);
    const city = await (await server.send('GET', '/v1/config?lang=de')).json();
    expect(city.defects).toEqual({
      recipient: 'Ordnungsamt',
      keepDays: 90,
      categories: [
        { code: 'lamp', name: 'Straßenlaterne' },
        { code: '12', name: 'Wilder Müll' },
      ],
    });
    const receipt = await server.consent();
    const ask = async (message: string) =>
      (await server.send('POST', '/v1/chat', { receipt, body: { message, lang: 'de' } })).json();
    const [defect, pass] = [
      await ask('die laterne vor unserem haus ist kaputt'),
      await ask('Was kostet ein Reisepass?'),
    ];
    expect([defect.offers, defect.sources[0]?.id]).toEqual([['defect'], 'schlagloch']);
    expect(pass.offers).toBeUndefined();
  });

  it('is sent once, however often it is clicked', async () => {
    const { posts, config } = await open311();
    const server = await serve(config);
    const receipt = await server.consent(['handover']);
    await Promise.all([1, 2].map(() => server.send('POST', '/v1/defects', { receipt, body: report })));
    expect(posts).toHaveLength(1);
  });

  it.each([
    ['of no kind of the city’s', { ...report, category: 'pyramid' }],
    ['without a place', { ...report, address: undefined, position: undefined }],
    ['without words', { ...report, description: ' ' }],
    ['of nowhere on earth', { ...report, position: { latitude: 91, longitude: 8 } }],
    ['too long', { ...report, description: 'x'.repeat(2001) }],
  ])('is not taken %s', async (_, body) => {
    const { posts, config } = await open311();
    const server = await serve(config);
    const receipt = await server.consent(['handover']);
    const { status } = await server.send('POST', '/v1/defects', { receipt, body });
    expect([400, 413, 422]).toContain(status);
    expect(posts).toEqual([]);
  });

  it.each([
    ['answers 200 with nonsense', (response: ServerResponse) => response.end('<html>ok')],
    ['answers with an empty list', (response: ServerResponse) => response.end('[]')],
    ['answers 500', (response: ServerResponse) => response.writeHead(500).end()],
  ])('that the city’s system does not take, which %s, is said, and can be sent again', async (_, post) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { posts, config } = await open311(post);
    const server = await serve(config);
    const receipt = await server.consent(['handover']);
    for (let tries = 0; tries < 2; tries++) {
      const response = await server.send('POST', '/v1/defects', { receipt, body: report });
      expect(response.status).toBe(502);
      expect((await response.json()).detail).toContain('069 90009-0');
    }
    expect(posts).toHaveLength(2);
    expect(logged.mock.calls.join()).not.toMatch(/Laterne|Lindenallee/);
  });

  it('needs consent of its own, and a city that takes reports', async () => {
    const { config } = await open311();
    const server = await serve(config);
    const answers = await server.consent();
    expect((await server.send('POST', '/v1/defects', { receipt: answers, body: report })).status).toBe(403);
    const other = await startServer();
    ends.push(() => other.close());
    const receipt = await other.consent(['handover']);
    expect((await other.send('POST', '/v1/defects', { receipt, body: report })).status).toBe(404);
  });

  it('is not offered while the city’s system does not answer, which the operator is told', async () => {
    const news: string[] = [];
    const told = Promise.withResolvers<void>();
    const config = { url: 'http://127.0.0.1:1/', recipient: 'Amt', keepDays: 1 };
    const defects = openDefects(config, undefined, (one) => {
      news.push(one);
      told.resolve();
    });
    await told.promise;
    expect(defects?.categories).toEqual([]);
    expect(news[0]).toMatch(/^defects: 127\.0\.0\.1:1 cannot be reached\./);
  });
});
