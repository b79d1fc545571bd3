import { z } from 'zod';
import { Words } from '../fields.ts';

/**
 * Where reports of defects go: an Open311 endpoint (GeoReport v2), the address before `/services.json`. Its key comes from the
 * environment: `STADTLOTSE_DEFECTS_KEY`. Citizens are told who gets a report and for how many days they keep it (Art. 13 DSGVO).
 */
export const DefectsConfig = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  jurisdiction: Words.optional(),
  recipient: Words,
  keepDays: z.int().min(1).max(3650),
});
export type DefectsConfig = z.infer<typeof DefectsConfig>;
