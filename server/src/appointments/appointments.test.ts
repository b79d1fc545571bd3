import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCity } from '../../../test/support/city.ts';
import { knowledgeOf } from '../../../test/support/knowledge.ts';
import { startServer } from '../../../test/support/server.ts';
import { Appointments } from './appointments.ts';
import { byZms } from './zms.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const second = (time: string) => Date.parse(time) / 1000;
const now = new Date('2026-11-30T09:00:00+01:00');
const times: Record<string, number[]> = {
  '2026-11-30': [second('2026-11-30T08:00:00+01:00'), second('2026-11-30T10:20:00+01:00')],
  '2026-12-02': [
    second('2026-12-02T14:00:00+01:00'),
    second('2026-12-02T07:30:00+01:00'),
    second('2026-12-02T15:00:00+01:00'),
  ],
};

/** A booking system that speaks the citizen API of ZMS, in its newer or older edition. */
async function zms(edition: 'new' | 'old' | 'broken') {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const query = new URL(url, 'http://zms').searchParams;
    const own = times[query.get('date') ?? ''] ?? [];
    if (edition === 'broken') return response.end('{"errors":[{"errorCode":"captchaMissing"}]}');
    if (url.includes('/available-days-by-office/'))
      return response.end(
        JSON.stringify({
          availableDays: Object.keys(times).map((time) =>
            edition === 'new' ? { time, providerIDs: '7' } : time,
          ),
        }),
      );
    return response.end(
      JSON.stringify(
        edition === 'new'
          ? { offices: [{ officeId: 7, appointments: own }] }
          : { appointmentTimestamps: own },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/citizen`;
  return { asked, find: byZms({ by: 'zms', url }) };
}

const files = {
  'offices/amt.de.md':
    '---\ntitle: Bürgeramt\nquestions: [Wo ist das Bürgeramt?]\naddress: { street: Am Markt 1 }\nappointment: https://termine.example/amt\nbooking: { office: 7, service: 12 }\n---\n\nFür alle.\n',
  'offices/archiv.de.md': '---\ntitle: Stadtarchiv\naddress: { street: Am Markt 2 }\n---\n\nFür alle.\n',
};
const city = () => knowledgeOf(files);
const cards = [
  { type: 'office' as const, id: 'amt', title: 'Bürgeramt', items: [] },
  { type: 'office' as const, id: 'archiv', title: 'Stadtarchiv', items: [] },
];

describe('free appointments', () => {
  it.each([
    'new',
    'old',
  ] as const)('stand on the office’s card, three of them and soonest first (%s ZMS)', async (edition) => {
    const { asked, find } = await zms(edition);
    const base = await city();
    const appointments = new Appointments(find, () => {});
    await appointments.refresh(base, now);
    const [office, archive] = appointments.onCards(cards, 'de', base, now);
    expect(office?.items).toEqual([
      {
        label: 'Nächste freie Termine',
        value: 'Mo., 30.11., 10:20; Mi., 2.12., 07:30; Mi., 2.12., 14:00',
        href: 'https://termine.example/amt',
      },
    ]);
    expect(archive?.items).toEqual([]);
    expect(asked[0]).toMatch(
      /^\/api\/citizen\/available-days-by-office\/\?startDate=2026-11-30&endDate=2027-01-29&officeId=7&serviceId=12&serviceCount=1$/,
    );
  });

  it('are gone once they are past, and all of them once what is known is old', async () => {
    const { find } = await zms('new');
    const base = await city();
    const appointments = new Appointments(find, () => {});
    await appointments.refresh(base, now);
    const after = (minutes: number) =>
      appointments.onCards(cards, 'de', base, new Date(now.getTime() + minutes * 60_000))[0]?.items[0]?.value;
    expect(after(14)).toMatch(/^Mo\., 30\.11\., 10:20/);
    expect(after(16)).toBeUndefined();
  });

  it('are not shown, and the operator is told, where the booking system says something else or nothing', async () => {
    const base = await city();
    for (const find of [(await zms('broken')).find, byZms({ by: 'zms', url: 'http://127.0.0.1:1' })]) {
      const news: string[] = [];
      const appointments = new Appointments(find, (one) => news.push(one));
      await appointments.refresh(base, now);
      expect(appointments.onCards(cards, 'de', base, now)).toEqual(cards);
      expect(news).toEqual([expect.stringMatching(/^Free appointments of amt cannot be looked up: /)]);
    }
  });

  it('are in an answer about the office, and asking for one asks nobody', async () => {
    const { asked, find } = await zms('new');
    const base = await city();
    const appointments = new Appointments(
      async (booking, most) => {
        const slots = await find(booking, most, now);
        return slots.map((_, place) => new Date(Date.now() + (place + 1) * 3_600_000));
      },
      () => {},
    );
    await appointments.refresh(base);
    const before = asked.length;
    const folder = makeCity(files);
    ends.push(() => folder.remove());
    const server = await startServer({ appointments, knowledge: folder.dir });
    ends.push(() => server.close());
    const receipt = await server.consent();
    const response = await server.send('POST', '/v1/chat', {
      receipt,
      body: { message: 'Wo ist das Bürgeramt?', lang: 'de' },
    });
    const { cards: shown } = await response.json();
    expect(JSON.stringify(shown)).toContain('Nächste freie Termine');
    expect(asked).toHaveLength(before);
  });
});
