import { createClient, type LiveConversation, type LiveEvent } from '@stadtlotse/sdk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Chatwoot, startChatwoot, TOKEN } from '../../../test/support/chatwoot.ts';
import { sampleKnowledge } from '../../../test/support/knowledge.ts';
import { startServer, type TestServer } from '../../../test/support/server.ts';
import { Chatwoot as Adapter } from './chatwoot.ts';
import { LiveConfig } from './config.ts';
import { Live } from './live.ts';

const POLICY = '2026-11';
const matter = 'Darf ich mit dem Laster in die Innenstadt?';

let desk: Chatwoot;
let live: Live;
let server: TestServer;
const news: string[] = [];
beforeEach(async () => {
  news.length = 0;
  desk = await startChatwoot();
  const config = LiveConfig.parse(desk.config);
  live = new Live(new Adapter(config, TOKEN), {
    hours: config.hours,
    secret: 'a secret of thirty-two bytes or more',
    report: (one) => news.push(one),
  });
  await live.refresh(await sampleKnowledge());
  server = await startServer({ config: { live: desk.config }, live });
});
afterEach(async () => {
  await server.close();
  await desk.close();
});

const client = () => createClient({ baseUrl: server.url });
const begin = (more: object = {}) => client().live({ matter, lang: 'de', ...more }, POLICY);

/** The same events, which can be read on. */
function within<T>(events: AsyncGenerator<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => ({ next: () => events.next() }) };
}

/** What happens in a conversation, one after the other. */
function listen(conversation: LiveConversation, after = 0) {
  const gone = new AbortController();
  const events = conversation.events(after, { signal: gone.signal });
  return {
    /** Reads on until the person writes; undefined if nothing comes any more. */
    async message(): Promise<Extract<LiveEvent, { event: 'message' }>['data'] | undefined> {
      for await (const event of within(events)) if (event.event === 'message') return event.data;
    },
    /** Reads on until a state comes. */
    async until(state: string): Promise<string> {
      for await (const event of within(events))
        if (event.event === 'state' && event.data.state === state) return event.data.text;
      throw new Error(`It ended before it was ${state}`);
    },
    leave: () => gone.abort(),
  };
}

describe('a conversation with a person', () => {
  it('goes both ways, marked as written by a person, who is named', async () => {
    const conversation = await begin({ name: 'Erika Muster', entry: 'reisepass' });
    const { until, message } = listen(conversation);
    expect(await until('waiting')).toContain('Sie sind als Nächstes dran.');
    desk.assign('Frau Yıldız');
    expect(await until('joined')).toBe('Jetzt schreibt Ihnen ein Mensch: Frau Yıldız.');
    desk.write('Guten Tag! Mit welchem Laster?');
    expect(await message()).toEqual({
      id: expect.any(Number),
      provenance: 'human',
      name: 'Frau Yıldız',
      text: 'Guten Tag! Mit welchem Laster?',
    });
    await conversation.say('Mit einem 7,5-Tonner.');
    desk.resolve();
    expect(await until('ended')).toContain('beendet');
    expect(await message()).toBeUndefined();
    const [one] = desk.conversations;
    expect(
      one?.messages.filter(({ message_type }) => message_type === 0).map(({ content }) => content),
    ).toEqual([`Betrifft: Reisepass beantragen\nSprache: de\n\n${matter}`, 'Mit einem 7,5-Tonner.']);
    expect(desk.contacts[0]?.name).toBe('Erika Muster');
  });

  it('takes the conversation so far along only if it is sent', async () => {
    const said = () =>
      desk.conversations
        .at(-1)
        ?.messages.map(({ content }) => content)
        .join() ?? '';
    await begin();
    expect(said()).not.toContain('Was kostet ein Pass?');
    await begin({ transcript: [{ role: 'user', text: 'Was kostet ein Pass?' }] });
    expect(said()).toContain('> Was kostet ein Pass?');
  });

  it('calls nothing a person’s that a bot or a template wrote', async () => {
    const { message, until, leave } = listen(await begin());
    await until('waiting');
    desk.write('Ich bin ein Bot.', { name: 'Bot', type: 'agent_bot' });
    desk.write('Willkommen!', undefined, 3);
    desk.write('Ich bin da.');
    expect(await message()).toMatchObject({ text: 'Ich bin da.' });
    leave();
  });

  it('tells how many wait before, that nobody is free, and that the person has left', async () => {
    await begin();
    const { until, leave } = listen(await begin());
    expect(await until('waiting')).toContain('Vor Ihnen warten noch: 1.');
    desk.agents = [{ availability_status: 'offline' }];
    desk.assign(undefined);
    expect(await until('nobody')).toContain('069 90009-0');
    desk.agents = [{ availability_status: 'online' }];
    desk.assign('Herr Weiß');
    await until('joined');
    desk.assign(undefined);
    expect(await until('left')).toContain('Herr Weiß schreibt nicht mehr mit.');
    leave();
  });

  it('can be gone on with where the line broke: nothing is missed, nothing comes twice', async () => {
    const conversation = await begin();
    const first = listen(conversation);
    await first.until('waiting');
    desk.write('Eins.');
    const one = await first.message();
    desk.cut();
    expect(await first.until('broken')).toContain('069 90009-0');
    desk.write('Zwei.');
    const second = listen(conversation, one?.id);
    expect(await second.message()).toMatchObject({ text: 'Zwei.' });
    desk.write('Drei.');
    expect(await second.message()).toMatchObject({ text: 'Drei.' });
    second.leave();
  });

  it('ends when the citizen leaves, and the server keeps no line to the desk for who is gone', async () => {
    const conversation = await begin();
    const { until, leave } = listen(conversation);
    await until('waiting');
    expect(desk.listeners()).toBe(1);
    leave();
    await vi.waitFor(() => expect(desk.listeners()).toBe(0));
    await conversation.end();
    expect(desk.conversations[0]?.status).toBe('resolved');
  });
});

describe('is offered', () => {
  const offers = async () => {
    const receipt = await server.consent();
    const body = { message: 'Ich möchte mit einem Menschen sprechen', lang: 'de' };
    const response = await server.send('POST', '/v1/chat', { receipt, body });
    return (await response.json()).offers ?? [];
  };

  it('while somebody is there, to whoever wants a person; not to whom the texts have an answer', async () => {
    expect(await offers()).toEqual(['live']);
    const receipt = await server.consent();
    const body = { message: 'Was kostet ein Reisepass?', lang: 'de' };
    const response = await server.send('POST', '/v1/chat', { receipt, body });
    expect((await response.json()).offers).toBeUndefined();
    const { live: told } = await (await server.send('GET', '/v1/config')).json();
    expect(told).toEqual({ recipient: 'Bürgerservice', keepDays: 30 });
  });

  it.each([
    [
      'nobody is there',
      () => {
        desk.agents = [{ availability_status: 'busy' }];
      },
    ],
    [
      'the desk cannot be reached',
      () => {
        desk.isUp = false;
      },
    ],
  ])('not where %s: begun all the same it is refused with a sentence', async (_, happens) => {
    happens();
    await live.refresh(await sampleKnowledge());
    expect(await offers()).toEqual([]);
    await expect(begin()).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('069 90009-0'),
    });
  });

  it('not outside the hours', async () => {
    const base = await sampleKnowledge();
    const closed = new Live(new Adapter(LiveConfig.parse(desk.config), TOKEN), {
      hours: 'Mo 08:00-12:00',
      secret: 'a secret of thirty-two bytes or more',
      report: () => {},
    });
    const [monday, evening] = [new Date('2026-11-23T09:00:00'), new Date('2026-11-23T19:00:00')];
    await closed.refresh(base, monday);
    expect([closed.isOpen(base, monday), closed.isOpen(base, evening)]).toEqual([true, false]);
  });
});

describe('bad input', () => {
  it('a message that does not arrive is said, with the phone number, and nothing of it is in the log', async () => {
    const conversation = await begin();
    desk.isUp = false;
    await expect(conversation.say('Mein Geheimnis.')).rejects.toMatchObject({
      status: 502,
      message: expect.stringContaining('069 90009-0'),
    });
    expect(news.join()).toContain('503');
    expect(news.join()).not.toContain('Geheimnis');
  });

  it('a ticket of somebody’s own, without consent, or too long a message is refused', async () => {
    const receipt = await server.consent(['handover']);
    const send = async (path: string, body: object, own = receipt) =>
      (await server.send('POST', path, { receipt: own, body })).status;
    const forged = `${Buffer.from('{"contact":"../x","listener":"","conversation":1}').toString('base64url')}.x`;
    expect(await send('/v1/live/messages', { ticket: forged, text: 'Hallo', lang: 'de' })).toBe(404);
    expect(await send('/v1/live/events', { ticket: forged, lang: 'de' })).toBe(404);
    expect(await send('/v1/live', { matter: 'x'.repeat(2001), lang: 'de' })).toBe(413);
    expect(await send('/v1/live', { matter, lang: 'de' }, await server.consent())).toBe(403);
    expect(await send('/v1/live', { matter, lang: 'de' }, 'none')).toBe(401);
    expect(desk.conversations).toEqual([]);
  });

  it('a desk that answers nonsense has nobody', async () => {
    const said: string[] = [];
    const nonsense = await startServer();
    const config = LiveConfig.parse({ ...desk.config, url: nonsense.url });
    const lost = new Live(new Adapter(config, TOKEN), {
      hours: '24/7',
      secret: 'x',
      report: (one) => said.push(one),
    });
    const base = await sampleKnowledge();
    await lost.refresh(base);
    await lost.refresh(base);
    expect(lost.isOpen(base)).toBe(false);
    expect(said).toEqual([expect.stringMatching(/^Conversations are not offered: .* answered 404\.$/)]);
    await nonsense.close();
  });
});
