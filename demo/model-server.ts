/**
 * A stand-in for a language model's provider, to try the AI mode without an account and to test it: it speaks the wire
 * protocols of Anthropic's Messages API and OpenAI's Chat Completions API, streamed, and answers from the first
 * documents it gets, word for word. It can be told to misbehave.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What it does with the next requests. */
export type Behaviour =
  | 'answer'
  | 'overloaded'
  | 'rate-limited'
  | 'broken'
  | 'hang-up'
  | 'silent'
  | 'cut-off'
  | 'error-midway'
  | 'nonsense'
  | 'refuse'
  | 'no-answer'
  | 'new-lengths'
  | 'invent';

export interface ModelServer {
  url: string;
  behaviour: Behaviour;
  /** Written instead of what the documents say, if set; `[1]` cites the first of them. */
  text: string | undefined;
  /** Written when it is asked to rewrite a question. */
  rewriting: string;
  /** Milliseconds between pieces. */
  pace: number;
  /** The bodies of all requests, as they came, and where they went. */
  requests: string[];
  paths: string[];
  /** How many clients went away before the end. */
  abandoned: number;
  close(): Promise<void>;
}

interface Asked {
  documents: string[];
  question: string;
  rewrite: boolean;
}

/** Starts it on 127.0.0.1. */
export async function startModelServer(port = 0): Promise<ModelServer> {
  const state: ModelServer = {
    url: '',
    behaviour: 'answer',
    text: undefined,
    rewriting: 'NONE',
    pace: 0,
    requests: [],
    paths: [],
    abandoned: 0,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server: Server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableEnded) state.abandoned++;
    });
    void handle(request, response, state).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  state.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`;
  return state;
}

async function handle(request: IncomingMessage, response: ServerResponse, state: ModelServer): Promise<void> {
  let body = '';
  for await (const chunk of request) body += chunk;
  state.requests.push(body);
  state.paths.push(request.url ?? '');
  const isAnthropic = request.url?.startsWith('/v1/messages') ?? false;
  const fail = (status: number, type: string, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    const error = { type, message: type };
    response.end(
      JSON.stringify(
        isAnthropic ? { type: 'error', error } : { error: { ...error, code: null, param: null } },
      ),
    );
  };
  switch (state.behaviour) {
    case 'overloaded':
      return fail(isAnthropic ? 529 : 503, 'overloaded_error');
    case 'rate-limited':
      return fail(429, 'rate_limit_error', { 'retry-after': '1' });
    case 'broken':
      return fail(500, 'api_error');
    case 'hang-up':
      request.socket.destroy();
      return;
    case 'silent':
      return;
    default:
  }
  const data = JSON.parse(body);
  if (state.behaviour === 'new-lengths' && 'max_tokens' in data)
    return fail(400, "Unsupported parameter: 'max_tokens' is not supported with this model.");
  const asked = isAnthropic ? readAnthropic(data) : readOpenAi(data);
  const pieces = piecesOf(asked, state);
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  const wire = isAnthropic ? anthropicWire(data.model) : openAiWire(data.model);
  const send = (lines: string[]) => {
    for (const line of lines) response.write(line);
  };
  send(wire.start());
  for (const [index, piece] of pieces.entries()) {
    if (response.destroyed) return;
    if (index >= 2 && state.behaviour === 'cut-off') {
      response.destroy();
      return;
    }
    if (index >= 2 && state.behaviour === 'error-midway') {
      send(wire.error());
      response.end();
      return;
    }
    send(wire.piece(piece));
    if (state.pace > 0) await new Promise((resolve) => setTimeout(resolve, state.pace));
  }
  send(wire.end(state.behaviour === 'refuse'));
  response.end();
}

/** A piece of text, and the document it cites if it ends a sentence. */
interface Piece {
  text: string;
  cites?: number;
}

function piecesOf({ documents, rewrite }: Asked, { behaviour, text, rewriting }: ModelServer): Piece[] {
  if (rewrite) return [{ text: rewriting }];
  switch (behaviour) {
    case 'no-answer':
      return [{ text: 'NO_ANSWER' }];
    case 'nonsense':
      return [
        { text: 'Lorem ipsum 4711 dolor. ' },
        { text: 'Blau 99,99 € grün.', cites: 1 },
        { text: ' \u0000\ufffd}{' },
      ];
    case 'refuse':
      return [];
    case 'invent':
      return [
        { text: 'Das kostet 4.711 Euro.', cites: 1 },
        { text: ' Rufen Sie 0190 123456 an.', cites: 1 },
      ];
    default:
  }
  if (text !== undefined)
    return text.split(/(?<=\[\d\])/).map((part) => {
      const [, words = part, number] = /^([\s\S]*?)\s*\[(\d)\]$/.exec(part) ?? [];
      return number ? { text: words, cites: Number(number) } : { text: part };
    });
  const [first = ''] = documents;
  return first
    .split(/(?<=[.!?])\s+/)
    .slice(0, 2)
    .flatMap((sentence, index) => {
      const words = `${index > 0 ? ' ' : ''}${sentence}`;
      const middle = Math.floor(words.length / 2);
      return [{ text: words.slice(0, middle) }, { text: words.slice(middle), cites: 1 }];
    });
}

interface Wire {
  start(): string[];
  piece(piece: Piece): string[];
  end(refused: boolean): string[];
  error(): string[];
}

function anthropicWire(model: string): Wire {
  let block = 0;
  const event = (type: string, data: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
  return {
    start: () => [
      event('message_start', {
        message: {
          id: 'msg_01',
          type: 'message',
          role: 'assistant',
          model,
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: {
            input_tokens: 1200,
            output_tokens: 1,
            cache_creation_input_tokens: 0,
            cache_read_input_tokens: 0,
          },
        },
      }),
      event('ping', {}),
    ],
    piece: ({ text, cites }) => {
      const index = block++;
      const delta = (content: object) => event('content_block_delta', { index, delta: content });
      const citation = cites && {
        type: 'char_location',
        cited_text: text,
        document_index: cites - 1,
        document_title: null,
        start_char_index: 0,
        end_char_index: text.length,
        file_id: null,
      };
      return [
        event('content_block_start', { index, content_block: { type: 'text', text: '', citations: null } }),
        delta({ type: 'text_delta', text }),
        ...(citation ? [delta({ type: 'citations_delta', citation })] : []),
        event('content_block_stop', { index }),
      ];
    },
    end: (refused) => [
      event('message_delta', {
        delta: { stop_reason: refused ? 'refusal' : 'end_turn', stop_sequence: null },
        usage: { output_tokens: 80 },
      }),
      event('message_stop', {}),
    ],
    error: () => [event('error', { error: { type: 'overloaded_error', message: 'Overloaded' } })],
  };
}

function openAiWire(model: string): Wire {
  const chunk = (delta: object, finish: string | null = null) =>
    `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] })}\n\n`;
  return {
    start: () => [chunk({ role: 'assistant', content: '' })],
    piece: ({ text, cites }) => [
      chunk({ content: text }),
      ...(cites ? [chunk({ content: ` [${cites}]` })] : []),
    ],
    end: (refused) => [
      chunk({}, refused ? 'content_filter' : 'stop'),
      `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model, choices: [], usage: { prompt_tokens: 1200, completion_tokens: 80, total_tokens: 1280 } })}\n\n`,
      'data: [DONE]\n\n',
    ],
    error: () => [
      `data: ${JSON.stringify({ error: { message: 'The server had an error', type: 'server_error' } })}\n\n`,
    ],
  };
}

interface AnthropicBody {
  system?: { text: string }[];
  messages: { content: { type: string; text?: string; source?: { data: string } }[] }[];
}

function readAnthropic({ system = [], messages }: AnthropicBody): Asked {
  const content = messages.flatMap((message) => message.content);
  return {
    rewrite: system.some(({ text }) => text.includes('search words')),
    documents: content.flatMap(({ source }) => source?.data ?? []),
    question: content.find(({ type }) => type === 'text')?.text ?? '',
  };
}

function readOpenAi({ messages }: { messages: { role: string; content: string }[] }): Asked {
  const user = messages.find(({ role }) => role === 'user')?.content ?? '';
  return {
    rewrite: messages.some(({ role, content }) => role === 'system' && content.includes('search words')),
    documents: [...user.matchAll(/<document [^>]*>\n([\s\S]*?)\n<\/document>/g)].map(([, text = '']) => text),
    question: /<citizen_message>\n([\s\S]*?)\n<\/citizen_message>/.exec(user)?.[1] ?? '',
  };
}
