import { z } from 'zod';

/**
 * Where free appointments are looked up: the citizen API of ZMS (Munich, Berlin), the address before
 * `/available-days-by-office/`. Nothing is booked there, and nothing of a citizen's goes there.
 */
export const AppointmentsConfig = z.strictObject({
  by: z.literal('zms'),
  url: z.url({ protocol: /^https?$/ }),
});
export type AppointmentsConfig = z.infer<typeof AppointmentsConfig>;
