import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type { HandoverConfig } from './config.ts';
import { asSubject, asText, type Deliver, HandoverError, PATIENCE } from './message.ts';

/** Sends messages as e-mails, never without TLS (RFC 3207, RFC 8314). Throws what the file system says of `caFile`. */
export function byEmail(
  { host, port, user, from, to, caFile }: Extract<HandoverConfig, { by: 'email' }>,
  secret: string | undefined,
): Deliver {
  const transport = createTransport({
    host,
    port,
    secure: port === 465,
    requireTLS: true,
    ...(user && secret && { auth: { user, pass: secret } }),
    tls: { ...(caFile && { ca: readFileSync(caFile) }), minVersion: 'TLSv1.2' },
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    pool: true,
    maxConnections: 5,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (message) => {
    try {
      const { rejected } = await transport.sendMail({
        from,
        to: message.to ?? to,
        subject: asSubject(message),
        text: asText(message),
        ...(message.reach.email && { replyTo: { name: message.name ?? '', address: message.reach.email } }),
      });
      if (rejected.length > 0) throw new HandoverError('the mail server refused the recipient');
    } catch (error) {
      if (error instanceof HandoverError) throw error;
      throw new HandoverError(`the mail server: ${reasonOf(error)}`);
    }
  };
}

/** What nodemailer says, without what the server answered: that may quote the message. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const status = error instanceof Error && 'responseCode' in error ? ` ${error.responseCode}` : '';
  return code + status;
}
