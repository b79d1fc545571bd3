import { z } from 'zod';
import { fetchJson, postJson, within } from '../handover/fetch-json.ts';
import { HandoverError } from '../handover/message.ts';
import type { LiveConfig } from './config.ts';
import type { Desk, Happening, Place } from './desk.ts';

const Contact = z.looseObject({ source_id: z.string(), pubsub_token: z.string() });
const Conversation = z.looseObject({ id: z.int() });
const Members = z.looseObject({ payload: z.array(z.looseObject({ availability_status: z.string() })) });
const Queue = z.looseObject({ data: z.looseObject({ payload: z.array(Conversation) }) });
const Standing = z.looseObject({
  status: z.string(),
  meta: z.looseObject({ assignee: z.looseObject({ available_name: z.string() }).nullish() }),
});
/** Written by a person (`user`), not by one of Chatwoot's bots or templates: only that may be called so. */
const Written = z.looseObject({
  id: z.int(),
  conversation_id: z.int(),
  content: z.string(),
  message_type: z.literal(1),
  sender: z.looseObject({ name: z.string(), type: z.literal('user') }),
});
/** What comes over the WebSocket; the message of a ping is a number. */
const Heard = z.looseObject({ type: z.string().optional(), message: z.unknown().optional() });
const Event = z.looseObject({ event: z.string(), data: z.unknown() });

/** How often is looked how many wait, in milliseconds: a desk allows only so many requests (Chatwoot 300 a minute). */
const LOOK = 15_000;
/** After so long without a word the line is broken; ActionCable pings every three seconds. */
const SILENCE = 12_000;

/** An API channel of Chatwoot: its client API, its WebSocket (ActionCable), and, for who is there and who waits, its application API. */
export class Chatwoot implements Desk {
  readonly #config: LiveConfig;
  readonly #token: string;

  constructor(config: LiveConfig, token: string) {
    this.#config = config;
    this.#token = token;
  }

  async isStaffed(): Promise<boolean> {
    const { payload } = await this.#asUser(`inbox_members/${this.#config.inbox}`, Members);
    return payload.some(({ availability_status }) => availability_status === 'online');
  }

  async begin(name: string | undefined, messages: readonly string[]): Promise<Place> {
    const contact = await this.#asCitizen('', Contact, { ...(name && { name }) });
    const conversation = await this.#asCitizen(`/${contact.source_id}/conversations`, Conversation, {});
    const place = {
      contact: contact.source_id,
      listener: contact.pubsub_token,
      conversation: conversation.id,
    };
    for (const text of messages) await this.say(place, text);
    return place;
  }

  async say({ contact, conversation }: Place, content: string): Promise<void> {
    await this.#asCitizen(`/${contact}/conversations/${conversation}/messages`, Conversation, { content });
  }

  async end({ contact, conversation }: Place): Promise<void> {
    await this.#asCitizen(`/${contact}/conversations/${conversation}/toggle_status`, z.unknown(), {});
  }

  async follow(
    place: Place,
    after: number,
    tell: (happening: Happening) => void,
    signal: AbortSignal,
  ): Promise<void> {
    let last = after;
    const hear = (data: unknown) => {
      const { data: written } = Written.safeParse(data);
      if (written?.conversation_id !== place.conversation || written.id <= last) return;
      last = written.id;
      tell({ is: 'message', id: last, name: written.sender.name, text: written.content });
    };
    const socket = new WebSocket(within(this.#config.url, 'cable').href.replace(/^http/, 'ws'));
    const identifier = JSON.stringify({ channel: 'RoomChannel', pubsub_token: place.listener });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const broken = () => reject(new HandoverError(`the line to ${new URL(this.#config.url).host} is broken`));
    const silence = setTimeout(broken, SILENCE);
    const look = async () => {
      const standing = await this.#standing(place);
      tell(standing);
      if (standing.is === 'ended') resolve();
    };
    const looks = setInterval(() => look().catch(reject), LOOK);
    socket.onopen = () => socket.send(JSON.stringify({ command: 'subscribe', identifier }));
    socket.onclose = socket.onerror = broken;
    socket.onmessage = ({ data }) => {
      silence.refresh();
      const heard = Heard.safeParse(jsonIn(data)).data;
      // What was written before the line stood is read once it does.
      if (heard?.type === 'confirm_subscription')
        this.#written(place)
          .then((written) => written.forEach(hear))
          .then(look)
          .catch(reject);
      const happened = Event.safeParse(heard?.message).data;
      if (happened?.event === 'message.created') hear(happened.data);
      if (/^conversation\.(updated|status_changed)$/.test(happened?.event ?? '')) look().catch(reject);
    };
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
    try {
      await promise;
    } finally {
      clearTimeout(silence);
      clearInterval(looks);
      socket.onclose = socket.onerror = null;
      socket.close();
    }
  }

  /** Who takes part in a conversation; before anybody does, how many wait before it. */
  async #standing({ conversation }: Place): Promise<Happening> {
    const { status, meta } = await this.#asUser(`conversations/${conversation}`, Standing);
    if (status === 'resolved') return { is: 'ended' };
    if (meta.assignee) return { is: 'joined', name: meta.assignee.available_name };
    if (!(await this.isStaffed())) return { is: 'nobody' };
    const { inbox } = this.#config;
    const { data } = await this.#asUser(
      `conversations?inbox_id=${inbox}&status=open&assignee_type=unassigned&sort_by=created_at_asc`,
      Queue,
    );
    const ahead = data.payload.findIndex(({ id }) => id === conversation);
    return { is: 'waiting', ahead: ahead < 0 ? undefined : ahead };
  }

  #written({ contact, conversation }: Place): Promise<unknown[]> {
    const path = `${this.#citizens()}/${contact}/conversations/${conversation}/messages`;
    return fetchJson(within(this.#config.url, path)).then((list) => parsed(z.array(z.unknown()), list));
  }

  #citizens(): string {
    return `public/api/v1/inboxes/${this.#config.identifier}/contacts`;
  }

  async #asCitizen<T>(path: string, schema: z.ZodType<T>, body: object): Promise<T> {
    return parsed(schema, await postJson(within(this.#config.url, this.#citizens() + path), { body }));
  }

  async #asUser<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const url = within(this.#config.url, `api/v1/accounts/${this.#config.account}/${path}`);
    return parsed(schema, await fetchJson(url, { headers: { api_access_token: this.#token } }));
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const { data, success } = schema.safeParse(value);
  if (!success) throw new HandoverError('the desk answered what is not of its interface');
  return data;
}

function jsonIn(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
