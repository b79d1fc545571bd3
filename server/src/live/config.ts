import { z } from 'zod';
import { Words } from '../fields.ts';
import { told } from '../handover/config.ts';
import { Hours } from '../knowledge/schema.ts';

/**
 * The desk at which people of the city write with citizens: an API channel of Chatwoot. The access token of a user who
 * may see its inbox comes from the environment: `STADTLOTSE_LIVE_TOKEN`.
 */
export const LiveConfig = z.strictObject({
  by: z.literal('chatwoot'),
  ...told,
  url: z.url({ protocol: /^https?$/ }),
  /** The numbers of account and inbox in Chatwoot's addresses, and the inbox's identifier from its settings. */
  account: z.int().min(1),
  inbox: z.int().min(1),
  identifier: Words.regex(/^[\w-]+$/, { error: 'copy it from the inbox’s settings in Chatwoot' }),
  /** When conversations are offered, in OpenStreetMap `opening_hours` syntax; those of the city's phone if left out. */
  hours: Hours.optional(),
});
export type LiveConfig = z.infer<typeof LiveConfig>;
