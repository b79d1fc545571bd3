import { rm } from 'node:fs/promises';
import { readSecrets } from '../config.ts';
import { cacheFile } from '../meaning/meaning.ts';
import { openStore, STORE_PREFIX } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { type Command, readCall } from './command.ts';

/** How many keys are looked through at a time. */
const BATCH = 500;

export const command: Command = {
  usage: 'erase',
  summary:
    'Ends the use (BSI-12): deletes counters and withdrawn ids from the shared store, and says what else there is.',
  async run(args) {
    readCall(args);
    const t = texts('de');
    const { storeUrl } = readSecrets();
    if (storeUrl) console.log(t('erase.store', { deleted: await emptyStore(storeUrl) }));
    else console.log(t('erase.noStore'));
    await rm(cacheFile(), { force: true });
    console.log(t('erase.cache', { file: cacheFile() }));
    console.log(t('erase.rest'));
    return 0;
  },
};

/** Deletes everything of ours from the store; returns how many keys. Rejects if it cannot be reached. */
async function emptyStore(url: string): Promise<number> {
  const store = openStore(url, (news) => console.error(news));
  try {
    await new Promise((resolve, reject) => store.once('ready', resolve).once('error', reject));
    let deleted = 0;
    const keys = store.scanStream({ match: `${STORE_PREFIX}*`, count: BATCH });
    for await (const found of keys)
      if (found.length > 0)
        deleted += await store.del(found.map((key: string) => key.slice(STORE_PREFIX.length)));
    return deleted;
  } finally {
    store.disconnect();
  }
}
