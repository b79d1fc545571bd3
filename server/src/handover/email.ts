import { readFileSync } from 'node:fs';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Certificate } from 'pkijs';
import type { HandoverConfig } from './config.ts';
import { asSubject, asText, type Deliver, HandoverError, type Message, PATIENCE } from './message.ts';
import { encryptedFor, readCertificate } from './smime.ts';

/**
 * Sends messages as e-mails, never without TLS (RFC 3207, RFC 8314). Throws what the file system says of the certificates'
 * files.
 */
export function byEmail(
  { host, port, user, from, to, caFile, encryptFor }: Extract<HandoverConfig, { by: 'email' }>,
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
  const certificate = encryptFor === undefined ? undefined : readCertificate(encryptFor);
  return async (message) => {
    try {
      const { rejected } = await transport.sendMail({
        from,
        to: message.to ?? to,
        ...(certificate ? await sealed(message, certificate) : open(message)),
      });
      if (rejected.length > 0) throw new HandoverError('the mail server refused the recipient');
    } catch (error) {
      if (error instanceof HandoverError) throw error;
      throw new HandoverError(`the mail server: ${reasonOf(error)}`);
    }
  };
}

/** A message as everybody on its way could read it. */
function open(message: Message): SendMailOptions {
  const { name = '', reach } = message;
  return {
    subject: asSubject(message),
    text: asText(message),
    ...(reach.email && { replyTo: { name, address: reach.email } }),
  };
}

/** The same for the holder of a certificate alone: nothing of the citizen stands in the headers. */
async function sealed(message: Message, certificate: Certificate): Promise<SendMailOptions> {
  return {
    subject: `Nachricht ${message.number}`,
    attachments: [
      {
        filename: 'smime.p7m',
        contentType: 'application/pkcs7-mime; smime-type=enveloped-data',
        content: await encryptedFor(certificate, asText(message)),
      },
    ],
  };
}

/** What nodemailer says, without what the server answered: that may quote the message. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const status = error instanceof Error && 'responseCode' in error ? ` ${error.responseCode}` : '';
  return code + status;
}
