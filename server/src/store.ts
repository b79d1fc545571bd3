import { Redis } from 'ioredis';

/** Everything of ours in the store begins so. */
export const STORE_PREFIX = 'stadtlotse:';
/** How long the store may take to answer or to be reached, in milliseconds; without it each process counts alone. */
const COMMAND_TIMEOUT = 250;
const CONNECT_TIMEOUT = 2_000;
const RETRY = 1_000;

/** Valkey or Redis: what several servers share. It holds counters and withdrawn ids, never what anyone said. */
export type Store = Redis;

/**
 * Opens the store at a `redis://` or `rediss://` address. It need not be reachable: `report` gets a sentence when it is
 * lost and when it is back, without the address, which may hold a password.
 */
export function openStore(url: string, report: (news: string) => void): Store {
  const store = new Redis(url, {
    keyPrefix: STORE_PREFIX,
    commandTimeout: COMMAND_TIMEOUT,
    connectTimeout: CONNECT_TIMEOUT,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => RETRY,
  });
  let lost = false;
  store.on('error', (error: NodeJS.ErrnoException) => {
    if (!lost)
      report(
        `The store cannot be reached (${error.code ?? error.name}): limits and withdrawals hold in this process only.`,
      );
    lost = true;
  });
  store.on('ready', () => {
    if (lost) report('The store is reached again.');
    lost = false;
  });
  return store;
}
