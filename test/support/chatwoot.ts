import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

interface Written {
  id: number;
  content: string;
  /** 0 from the citizen, 1 from the desk, 3 from a template. */
  message_type: 0 | 1 | 3;
  conversation_id: number;
  sender?: { name: string; type: 'user' | 'agent_bot' | 'contact' };
}

interface Conversation {
  id: number;
  contact: string;
  status: 'open' | 'resolved';
  assignee: { available_name: string } | undefined;
  messages: Written[];
}

/** A server that speaks what we use of Chatwoot's client API, application API and WebSocket, and what its people do. */
export interface Chatwoot {
  url: string;
  config: Record<string, unknown>;
  /** Who is at the desk. */
  agents: { availability_status: 'online' | 'busy' | 'offline' }[];
  conversations: Conversation[];
  contacts: { source_id: string; pubsub_token: string; name: string | undefined }[];
  /** Whether it answers. */
  isUp: boolean;
  /** How many listen. */
  listeners(): number;
  assign(name: string | undefined): void;
  write(content: string, sender?: Written['sender'], type?: 1 | 3): void;
  resolve(): void;
  /** Cuts all lines. */
  cut(): void;
  close(): Promise<void>;
}

export const told = { recipient: 'Bürgerservice', keepDays: 30 };
export const TOKEN = 'a token of the tests';

/** Starts one, with somebody at its desk. */
export async function startChatwoot(): Promise<Chatwoot> {
  let count = 0;
  const lines = new Map<WebSocket, string>();

  const answer = (request: IncomingMessage, body: string, response: ServerResponse) => {
    const json = (value: unknown) => response.end(JSON.stringify(value));
    if (!desk.isUp) return response.writeHead(503).end();
    const { pathname, searchParams } = new URL(request.url ?? '', desk.url);
    const [, asCitizen] = /^\/public\/api\/v1\/inboxes\/chat\/contacts(.*)$/.exec(pathname) ?? [];
    const [, asUser] = /^\/api\/v1\/accounts\/2\/(.*)$/.exec(pathname) ?? [];
    if (asUser !== undefined) {
      if (request.headers.api_access_token !== TOKEN) return response.writeHead(401).end();
      if (asUser === 'inbox_members/5') return json({ payload: desk.agents });
      if (asUser === 'conversations') {
        if (searchParams.get('assignee_type') !== 'unassigned') return response.writeHead(400).end();
        const payload = desk.conversations.filter((one) => !one.assignee && one.status === 'open');
        return json({ data: { meta: {}, payload: payload.map(({ id, status }) => ({ id, status })) } });
      }
      const one = desk.conversations.find(({ id }) => asUser === `conversations/${id}`);
      if (one) return json({ id: one.id, status: one.status, meta: { sender: {}, assignee: one.assignee } });
    }
    if (asCitizen === '') {
      const contact = { source_id: randomUUID(), pubsub_token: randomUUID(), name: JSON.parse(body).name };
      desk.contacts.push(contact);
      return json({ id: desk.contacts.length, ...contact });
    }
    const [, contact, id, what] =
      /^\/([\w-]+)\/conversations(?:\/(\d+)\/(\w+))?$/.exec(asCitizen ?? '') ?? [];
    if (!contact || !desk.contacts.some(({ source_id }) => source_id === contact))
      return response.writeHead(404).end();
    if (id === undefined) {
      const conversation = {
        id: ++count,
        contact,
        status: 'open',
        assignee: undefined,
        messages: [],
      } as const;
      desk.conversations.push({ ...conversation, messages: [] });
      return json({ id: conversation.id, messages: [] });
    }
    const one = desk.conversations.find((known) => known.id === Number(id) && known.contact === contact);
    if (!one) return response.writeHead(404).end();
    if (what === 'messages' && request.method === 'GET') return json(one.messages.slice(-20));
    if (what === 'messages')
      return json(add(one, JSON.parse(body).content, 0, { name: '', type: 'contact' }));
    if (what === 'toggle_status') {
      one.status = 'resolved';
      return json({ id: one.id, status: one.status });
    }
    return response.writeHead(404).end();
  };

  const add = (one: Conversation, content: string, type: 0 | 1 | 3, sender: Written['sender']): Written => {
    const message = {
      id: ++count,
      content,
      message_type: type,
      conversation_id: one.id,
      ...(sender && { sender }),
    };
    one.messages.push(message);
    broadcast(one, 'message.created', message);
    return message;
  };
  const broadcast = (one: Conversation, event: string, data: object) => {
    const token = desk.contacts.find(({ source_id }) => source_id === one.contact)?.pubsub_token;
    for (const [socket, own] of lines)
      if (own === token) socket.send(JSON.stringify({ identifier: '{}', message: { event, data } }));
  };
  const last = () => {
    const one = desk.conversations.at(-1);
    if (!one) throw new Error('Nobody has begun a conversation');
    return one;
  };

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => answer(request, body, response));
  });
  const sockets = new WebSocketServer({ server, path: '/cable' });
  sockets.on('connection', (socket) => {
    if (!desk.isUp) return socket.terminate();
    socket.send('{"type":"welcome"}');
    const ping = setInterval(() => socket.send('{"type":"ping","message":1}'), 3000);
    socket.on('close', () => {
      clearInterval(ping);
      lines.delete(socket);
    });
    socket.on('message', (data) => {
      const { command, identifier } = JSON.parse(String(data));
      const { channel, pubsub_token } = JSON.parse(identifier);
      if (command !== 'subscribe' || channel !== 'RoomChannel') return;
      lines.set(socket, pubsub_token);
      socket.send(JSON.stringify({ identifier, type: 'confirm_subscription' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const desk: Chatwoot = {
    url,
    config: { by: 'chatwoot', ...told, url, account: 2, inbox: 5, identifier: 'chat', hours: '24/7' },
    agents: [{ availability_status: 'online' }],
    conversations: [],
    contacts: [],
    isUp: true,
    listeners: () => lines.size,
    assign(name) {
      last().assignee = name === undefined ? undefined : { available_name: name };
      broadcast(last(), 'conversation.updated', { id: last().id });
    },
    write(content, sender = { name: 'Frau Yıldız', type: 'user' }, type = 1) {
      add(last(), content, type, sender);
    },
    resolve() {
      last().status = 'resolved';
      // Chatwoot tells it twice.
      for (const event of ['conversation.status_changed', 'conversation.updated'])
        broadcast(last(), event, { id: last().id, status: 'resolved' });
    },
    cut() {
      for (const socket of lines.keys()) socket.terminate();
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return desk;
}
