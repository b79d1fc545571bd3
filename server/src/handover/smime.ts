import { readFileSync } from 'node:fs';
import { Certificate, ContentInfo, EnvelopedData } from 'pkijs';

const LINE = /.{1,76}/g;

/** The certificate in a PEM file. Throws what the file system says, or that it holds none. */
export function readCertificate(file: string): Certificate {
  const [, base64] =
    /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/.exec(readFileSync(file, 'utf8')) ?? [];
  try {
    return Certificate.fromBER(Buffer.from(base64 ?? '', 'base64'));
  } catch (cause) {
    throw new Error(`${file} holds no certificate in PEM format.`, { cause });
  }
}

/** A text as the content of an e-mail that only the holder of the certificate's key can read (S/MIME, RFC 8551). */
export async function encryptedFor(certificate: Certificate, text: string): Promise<Buffer> {
  const body = Buffer.from(text).toString('base64').match(LINE)?.join('\r\n') ?? '';
  const part = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    body,
    '',
  ].join('\r\n');
  const enveloped = new EnvelopedData();
  enveloped.addRecipientByCertificate(certificate, { oaepHashAlgorithm: 'SHA-256' });
  await enveloped.encrypt({ name: 'AES-CBC', length: 256 }, Uint8Array.from(Buffer.from(part)).buffer);
  const content = new ContentInfo({
    contentType: ContentInfo.ENVELOPED_DATA,
    content: enveloped.toSchema(),
  });
  return Buffer.from(content.toSchema().toBER(false));
}
