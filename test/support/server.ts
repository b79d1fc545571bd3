import { openAssistant } from '../../server/src/answering/generate/open-assistant.ts';
import { createApp } from '../../server/src/app.ts';
import type { Appointments } from '../../server/src/appointments/appointments.ts';
import { Config } from '../../server/src/config.ts';
import { Receipts } from '../../server/src/consent/receipts.ts';
import type { Defects } from '../../server/src/defects/defects.ts';
import { openHandover } from '../../server/src/handover/handover.ts';
import { Limits } from '../../server/src/http/limits.ts';
import { Proofs } from '../../server/src/http/proofs.ts';
import { type LiveKnowledge, openKnowledge } from '../../server/src/knowledge/watch.ts';
import type { Live } from '../../server/src/live/live.ts';
import { listen, type TIMEOUTS } from '../../server/src/server.ts';
import { openStore, type Store } from '../../server/src/store.ts';
import { sampleKnowledge } from './knowledge.ts';

interface Options {
  knowledge?: string;
  /** Keys of `stadtlotse.config.yaml`. */
  config?: Record<string, unknown>;
  port?: number;
  metricsToken?: string;
  handoverSecret?: string;
  live?: Live;
  defects?: Defects;
  appointments?: Appointments;
  /** A Valkey or Redis server. */
  storeUrl?: string;
  /** The clock of the receipts, in milliseconds since 1970. */
  now?: () => number;
  /** How long the server waits for clients. */
  timeouts?: typeof TIMEOUTS;
}

export interface TestServer {
  url: string;
  port: number;
  receipts: Receipts;
  store: Store | undefined;
  /** Sends a request; `receipt` and a JSON body go where they belong. */
  send(
    method: string,
    path: string,
    options?: { body?: unknown; receipt?: string; headers?: Record<string, string> },
  ): Promise<Response>;
  /** A receipt as a citizen gets it. */
  consent(scopes?: string[]): Promise<string>;
  close(): Promise<void>;
}

/** The sample city, which no test edits. */
async function unedited(): Promise<LiveKnowledge> {
  const base = await sampleKnowledge();
  return { current: () => base, close: async () => {} };
}

/** Starts the real server on a free port of 127.0.0.1. */
export async function startServer(options: Options = {}): Promise<TestServer> {
  const config = Config.parse({ limits: { questionsPerMinute: 0 }, ...options.config });
  const { policyVersion, receiptMinutes } = config.privacy;
  const secret = 'a secret of thirty-two bytes or more';
  const store = options.storeUrl ? openStore(options.storeUrl, () => {}) : undefined;
  const receipts = new Receipts({
    secret,
    store,
    policyVersion,
    lifetime: receiptMinutes,
    ...(options.now && { now: options.now }),
  });
  const knowledge = options.knowledge ? await openKnowledge(options.knowledge) : await unedited();
  const assistant = await openAssistant(config.model);
  const limits = new Limits({ limits: config.limits, secret, store });
  const proofs = new Proofs({ secret, freePerMinute: config.limits.freeConsentsPerMinute });
  const handover = openHandover(config.handover, options.handoverSecret);
  const { metricsToken } = options;
  const app = createApp({
    config,
    knowledge,
    receipts,
    limits,
    proofs,
    assistant,
    handover,
    live: options.live,
    defects: options.defects,
    appointments: options.appointments,
    metricsToken,
  });
  const server = await listen(app, options.port ?? 0, '127.0.0.1', options.timeouts);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;

  const send: TestServer['send'] = (method, path, { body, receipt, headers = {} } = {}) =>
    fetch(url + path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(receipt && { authorization: `Bearer ${receipt}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  return {
    url,
    port,
    receipts,
    store,
    send,
    async consent(scopes = ['answers']) {
      const response = await send('POST', '/v1/consent', { body: { policyVersion, scopes } });
      const { receipt } = await response.json();
      return receipt;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await knowledge.close();
      store?.disconnect();
    },
  };
}
