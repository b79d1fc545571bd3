import { z } from 'zod';
import { Words } from '../fields.ts';

const WebAddress = z.url({ protocol: /^https?$/ });

/** What citizens are told before they send (Art. 13 DSGVO): who gets it, and for how many days they keep it. */
export const told = {
  recipient: Words,
  keepDays: z.int().min(1).max(3650),
};

/**
 * Where messages of citizens go: a mailbox, a ticket system, or a program of the city's. Passwords and tokens come from
 * the environment: `STADTLOTSE_HANDOVER_SECRET`.
 */
export const HandoverConfig = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('email'),
    ...told,
    /** A mail server with TLS: from the start on port 465, else STARTTLS. */
    host: Words,
    port: z.int().min(1).max(65_535).default(587),
    user: Words.optional(),
    from: z.email(),
    to: z.email(),
    /** A file with the certificate of the authority that the mail server's is from, where it is the city's own. */
    caFile: Words.optional(),
    /** A file with the certificate that messages are encrypted for (S/MIME): their subject is the number alone then. */
    encryptFor: Words.optional(),
  }),
  z.strictObject({
    by: z.literal('zammad'),
    ...told,
    url: WebAddress,
    group: Words,
    tags: z.array(Words).default([]),
  }),
  z.strictObject({ by: z.literal('webhook'), ...told, url: WebAddress }),
]);
export type HandoverConfig = z.infer<typeof HandoverConfig>;
