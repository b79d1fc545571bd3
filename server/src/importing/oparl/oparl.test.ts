import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type City, makeCity, sampleCity } from '../../../../test/support/city.ts';
import { meantBy } from '../../../../test/support/meaning.ts';
import { answer } from '../../answering/pipeline.ts';
import { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { texts } from '../../texts/texts.ts';
import { importFrom } from '../import.ts';
import { readPaths } from '../read-paths.ts';

type Json = Record<string, unknown>;

let city: City;
let server: Server;
let site: string;
let objects: { organization: Json[]; meeting: Json[]; paper: Json[] };
/** Paths that answer with an error. */
let broken: Set<string>;
let asked: string[];

const url = (path: string) => `${site}/oparl${path}`;
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

beforeEach(async () => {
  city = makeCity();
  broken = new Set();
  asked = [];
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', site);
    asked.push(request.url ?? '');
    const send = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/robots.txt') return void response.writeHead(404).end();
    if (broken.has(request.url ?? '')) return void send({ error: 'x' }, 500);
    if (pathname === '/oparl/system')
      return send({ id: url('/system'), type: 'https://schema.oparl.org/1.1/System', body: url('/bodies') });
    if (pathname === '/oparl/bodies')
      return send({
        data: [
          {
            id: url('/body/1'),
            type: 'https://schema.oparl.org/1.1/Body',
            name: 'Stadt',
            organization: url('/organization'),
            meeting: url('/meeting'),
            paper: url('/paper'),
          },
        ],
        links: {},
      });
    const kind = pathname.split('/').at(-1) as keyof typeof objects;
    const since = searchParams.get('modified_since');
    const all = (objects[kind] ?? []).filter(({ modified }) => !since || String(modified) > since);
    const page = Number(searchParams.get('page') ?? 1);
    return send({
      data: all.slice(page - 1, page),
      links: page < all.length ? { next: `${url(`/${kind}`)}?page=${page + 1}` } : {},
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  site = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  objects = {
    organization: [
      { id: url('/o/1'), name: 'Ausschuss für Verkehr', classification: 'Ausschuss', modified: day(-9) },
      { id: url('/o/2'), name: 'Stadtverordnetenversammlung', shortName: 'Rat', modified: day(-9) },
    ],
    meeting: [
      {
        id: url('/m/1'),
        name: 'Verkehrsausschuss',
        start: day(-20),
        organization: [url('/o/1')],
        modified: day(-9),
        agendaItem: [
          {
            id: url('/a/1'),
            number: '3',
            name: 'Radweg am Fluss',
            public: true,
            result: 'Einstimmig beschlossen',
            consultation: url('/c/1'),
          },
          { id: url('/a/2'), number: '9', name: 'Personal Frau Muster', public: false },
        ],
      },
      {
        id: url('/m/2'),
        start: day(10),
        organization: [url('/o/1')],
        location: { description: 'Rathaus', room: 'Saal 2' },
        modified: day(-9),
        agendaItem: [{ number: '1', name: 'Tempo 30 in der Altstadt', public: true }],
      },
      { id: url('/m/3'), start: day(5), cancelled: true, organization: [url('/o/1')], modified: day(-9) },
      { id: url('/m/4'), start: 'irgendwann', modified: day(-9) },
    ],
    paper: [
      {
        id: url('/p/1'),
        name: 'Bau eines Radwegs am Fluss',
        reference: 'V/12',
        paperType: 'Vorlage',
        date: '2026-09-01',
        modified: day(-9),
        mainFile: {
          text: '<p>Am Fluss entsteht ein Radweg von zwei Kilometern.</p>',
          accessUrl: 'https://ris.example/v12.pdf',
        },
        consultation: [{ id: url('/c/1'), agendaItem: url('/a/1') }],
      },
      { id: url('/p/2'), name: 'Neue Bäume im Park', modified: day(-9) },
      { id: url('/p/3'), deleted: true, modified: day(-9) },
    ],
  };
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  city.remove();
});

async function importCouncil() {
  const report = await importFrom(
    'council',
    (sink, dir) => readPaths([url('/system')], { sink, dir, progress: () => {} }),
    city.dir,
  );
  return { counts: report.counts, page: report.page(texts('de')) };
}
const read = (path: string) => readFileSync(join(city.dir, path), 'utf8');

describe('council papers (OParl 1.1)', () => {
  it('become citable documents: committees, meetings with their agenda, papers with what became of them', async () => {
    const { page } = await importCouncil();
    expect(read('documents/bau-eines-radwegs-am-fluss.de.md')).toMatch(
      /file: https:\/\/ris\.example\/v12\.pdf[\s\S]*Vorlage V\/12 vom 1\. September 2026[\s\S]*Ausschuss für Verkehr, .*, TOP 3: Einstimmig beschlossen[\s\S]*Radweg von zwei Kilometern/,
    );
    const meetings = readdirSync(join(city.dir, 'documents')).filter((name) => name.includes('sitzung-am'));
    expect(meetings).toHaveLength(3);
    expect(meetings.map((name) => read(`documents/${name}`)).join()).not.toContain('Muster');
    expect(page).toContain('Die Sitzung');
    expect((await loadKnowledge(city.dir)).problems).toEqual([]);
  });

  it.each([
    [
      'Wann ist die nächste Sitzung des Verkehrsausschusses?',
      'ausschuss-fuer-verkehr',
      /Nächste Sitzung: .*Rathaus, Saal 2/,
    ],
    [
      'Was steht auf der Tagesordnung des Ausschusses für Verkehr?',
      'ausschuss-fuer-verkehr',
      /TOP 1: Tempo 30 in der Altstadt/,
    ],
    [
      'Was wurde zum Radweg am Fluss beschlossen?',
      'bau-eines-radwegs-am-fluss',
      /TOP 3: Einstimmig beschlossen/,
    ],
    ['Wo finde ich die Vorlage V/12?', 'bau-eines-radwegs-am-fluss', /ris\.example\/v12\.pdf/],
  ])('answer “%s”', async (message, source, words) => {
    cpSync(sampleCity, city.dir, { recursive: true });
    await importCouncil();
    const base = await KnowledgeBase.build(await loadKnowledge(city.dir));
    const request = { message, lang: 'de' };
    const { kind, text, sources } = answer(request, base, await meantBy(request, base));
    expect({ kind, text, source: sources[0]?.id }).toEqual({
      kind: 'answer',
      text: expect.stringMatching(words),
      source,
    });
  });

  it.each([
    'Was hat der Ausschuss zum Anwohnerparkausweis beschlossen?',
    'Was hat die Stadtverordnetenversammlung zur Hundesteuer beschlossen?',
  ])('never let a service answer “%s”', async (message) => {
    cpSync(sampleCity, city.dir, { recursive: true });
    await importCouncil();
    const base = await KnowledgeBase.build(await loadKnowledge(city.dir));
    const request = { message, lang: 'de' };
    const { kind, sources } = answer(request, base, await meantBy(request, base));
    for (const { id } of kind === 'answer' ? sources : []) expect(base.entry(id)?.kind).toBe('document');
  });
});

describe('a second run', () => {
  it('asks for what changed only, and keeps the rest', async () => {
    await importCouncil();
    asked = [];
    const { counts, page } = await importCouncil();
    expect(asked.some((path) => path.startsWith('/oparl/paper?modified_since='))).toBe(true);
    expect(counts).toMatchObject({ added: 0, updated: 0 });
    expect(page).not.toContain('Nicht mehr in der Quelle');
    expect(read('documents/neue-baeume-im-park.de.md')).toContain('Neue Bäume');
  });

  it('takes deletions', async () => {
    await importCouncil();
    objects.paper[1] = { id: url('/p/2'), deleted: true, modified: day(1) };
    await importCouncil();
    expect(readdirSync(join(city.dir, 'documents'))).not.toContain('neue-baeume-im-park.de.md');
  });
});

it('a list that fails on one of its pages changes nothing', async () => {
  await importCouncil();
  const before = read('documents/bau-eines-radwegs-am-fluss.de.md');
  objects.paper[0] = { ...objects.paper[0], name: 'Ganz anders', modified: day(1) };
  broken.add('/oparl/meeting?page=3');
  await expect(importCouncil()).rejects.toMatchObject({ reason: 'status', values: { status: 500 } });
  expect(read('documents/bau-eines-radwegs-am-fluss.de.md')).toBe(before);
});
