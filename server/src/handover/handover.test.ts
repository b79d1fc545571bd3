import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentInfo, EnvelopedData } from 'pkijs';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startServer, type TestServer } from '../../../test/support/server.ts';
import { readCertificate } from './smime.ts';

const told = { recipient: 'Bürgerservice', keepDays: 30 };
const request = {
  matter: 'Meine Laterne flackert.\nSeit Montag.',
  entry: 'reisepass',
  name: 'Erika Muster',
  reach: { email: "o'brien+amt@sub.example.org" },
  when: 'vormittags',
  lang: 'de',
};

let folder: string;
let certificate: { private: string; cert: string };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handover-'));
  certificate = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  writeFileSync(join(folder, 'ca.pem'), certificate.cert);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ends: (() => unknown)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const end of ends.splice(0)) await end();
});

async function serve(handover: object): Promise<TestServer> {
  const server = await startServer({ config: { handover }, handoverSecret: 'geheim' });
  ends.push(() => server.close());
  return server;
}

/** A mail server with STARTTLS that keeps what it gets; `options` make it fail. */
async function mailbox(options: SMTPServerOptions = {}) {
  const mails: { to: string[]; text: string }[] = [];
  const smtp = new SMTPServer({
    key: certificate.private,
    cert: certificate.cert,
    authOptional: true,
    closeTimeout: 100,
    onAuth: ({ password }, _, done) => done(password === 'geheim' ? null : new Error('no'), { user: 'amt' }),
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
      });
      stream.on('end', () => {
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
    ...options,
  });
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  ends.push(() => new Promise<void>((resolve) => smtp.close(() => resolve())));
  const { port } = smtp.server.address() as AddressInfo;
  const config = {
    by: 'email',
    ...told,
    host: 'localhost',
    port,
    user: 'amt',
    from: 'chat@stadt.example',
    to: 'service@stadt.example',
    caFile: join(folder, 'ca.pem'),
  };
  return { mails, config };
}

const plain = (text: string) =>
  Buffer.from(text.split('\r\n\r\n').slice(1).join(), text.includes('base64') ? 'base64' : 'utf8').toString();

describe('a message to people', () => {
  it('arrives as an e-mail over TLS, with a number and what happens next, within a second', async () => {
    const { mails, config } = await mailbox();
    const server = await serve(config);
    const receipt = await server.consent(['handover']);
    const response = await server.send('POST', '/v1/handover', { receipt, body: request });
    const { number, next } = await response.json();
    expect(response.status).toBe(201);
    expect(next).toContain(number);
    expect(next).toContain(request.reach.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to).toEqual(['service@stadt.example']);
    expect(mails[0]?.text).toMatch(/^Reply-To: .*o'brien\+amt@sub\.example\.org/m);
    expect(mails[0]?.text).toMatch(new RegExp(`^Subject: .*${number}`, 'm'));
    const took: number[] = [];
    for (const matter of ['Und noch etwas.', 'Und das.', 'Und jenes.']) {
      const start = performance.now();
      await server.send('POST', '/v1/handover', { receipt, body: { ...request, matter } });
      took.push(performance.now() - start);
    }
    // The machine may be busy with something else.
    expect(Math.min(...took)).toBeLessThan(1000);
    expect(plain(mails[0]?.text ?? '')).toMatch(/Name: Erika Muster[\s\S]*Meine Laterne flackert\./);
  });

  it('is encrypted for the holder of a certificate, and its headers tell nothing of the citizen (S/MIME)', async () => {
    const { mails, config } = await mailbox();
    const server = await serve({ ...config, encryptFor: join(folder, 'ca.pem') });
    const receipt = await server.consent(['handover']);
    const { status } = await server.send('POST', '/v1/handover', { receipt, body: request });
    expect(status).toBe(201);
    const [mail = ''] = mails.map(({ text }) => text);
    expect(mail).toMatch(/^Content-Type: application\/pkcs7-mime; smime-type=enveloped-data/m);
    expect(mail).not.toMatch(/brien|Muster|Laterne|Reisepass/);
    const sealed = Buffer.from(mail.split('\r\n\r\n').slice(1).join(), 'base64');
    const enveloped = new EnvelopedData({ schema: ContentInfo.fromBER(sealed).content });
    const opened = await enveloped.decrypt(0, {
      recipientCertificate: readCertificate(join(folder, 'ca.pem')),
      recipientPrivateKey: Buffer.from(certificate.private.replace(/-----.+?-----|\s/g, ''), 'base64'),
    });
    expect(plain(Buffer.from(opened).toString())).toMatch(
      /Name: Erika Muster[\s\S]*Meine Laterne flackert\./,
    );
  });

  it.each([
    ['without a certificate', 'nothing'],
    ['with a broken one', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
  ])('is not sent at all where it is to be encrypted for a file %s: the server says which', async (_, content) => {
    const { config } = await mailbox();
    const file = join(folder, 'none.pem');
    writeFileSync(file, content);
    await expect(serve({ ...config, encryptFor: file })).rejects.toThrow(`${file} holds no certificate`);
  });

  it('is sent once, however often it is clicked; 200 at once are all there, none twice', async () => {
    const { mails, config } = await mailbox();
    const server = await serve(config);
    const receipt = await server.consent(['handover']);
    const twice = await Promise.all(
      [1, 2].map(() => server.send('POST', '/v1/handover', { receipt, body: request })),
    );
    const numbers = await Promise.all(twice.map(async (one) => (await one.json()).number));
    expect(new Set(numbers).size).toBe(1);
    expect(mails).toHaveLength(1);
    const many = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const own = await server.consent(['handover']);
        return server.send('POST', '/v1/handover', {
          receipt: own,
          body: { ...request, matter: `Sache ${index}.` },
        });
      }),
    );
    expect(many.every(({ status }) => status === 201)).toBe(true);
    const matters = mails.slice(1).map(({ text }) => /Sache \d+\./.exec(plain(text))?.[0]);
    expect(new Set(matters).size).toBe(200);
    expect(matters).toHaveLength(200);
  });

  it.each([
    [
      'refuses the recipient',
      { onRcptTo: (_: unknown, __: unknown, done: (error?: Error) => void) => done(new Error('no')) },
    ],
    [
      'greylists',
      {
        onMailFrom: (_: unknown, __: unknown, done: (error?: Error) => void) =>
          done(Object.assign(new Error('later'), { responseCode: 451 })),
      },
    ],
    ['offers no TLS', { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] }],
    [
      'knows another password',
      { onAuth: (_: unknown, __: unknown, done: (error: Error) => void) => done(new Error('no')) },
    ],
  ] as [
    string,
    SMTPServerOptions,
  ][])('that a mail server does not take, which %s, is said, and can be sent again', async (_, options) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { mails, config } = await mailbox(options);
    const server = await serve(config);
    const receipt = await server.consent(['handover']);
    for (let tries = 0; tries < 2; tries++) {
      const response = await server.send('POST', '/v1/handover', { receipt, body: request });
      const { type, detail } = await response.json();
      expect({ status: response.status, type }).toEqual({
        status: 502,
        type: 'urn:stadtlotse:problem:handover-failed',
      });
      expect(detail).toContain('069 90009-0');
    }
    expect(mails).toEqual([]);
    expect(logged.mock.calls.join()).not.toMatch(/Laterne|Muster|brien/);
  });

  it('goes nowhere where nobody listens, or where the certificate is somebody else’s', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { config } = await mailbox();
    const other = await generate([{ name: 'commonName', value: 'localhost' }], {});
    writeFileSync(join(folder, 'other.pem'), other.cert);
    for (const wrong of [
      { ...config, port: 1 },
      { ...config, caFile: join(folder, 'other.pem') },
    ]) {
      const server = await serve(wrong);
      const receipt = await server.consent(['handover']);
      expect((await server.send('POST', '/v1/handover', { receipt, body: request })).status).toBe(502);
    }
  });
});

/** A server of the city's that answers as it is told. */
async function listener(answer: (request: IncomingMessage, body: string, response: ServerResponse) => void) {
  const server: Server = createServer((asked, response) => {
    let body = '';
    asked.on('data', (chunk) => {
      body += chunk;
    });
    asked.on('end', () => answer(asked, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('other ways', () => {
  it('are a ticket in Zammad, with group and tags', async () => {
    const tickets: { path: string | undefined; token: string | undefined; body: Record<string, unknown> }[] =
      [];
    const url = await listener(({ url, headers }, body, response) => {
      tickets.push({ path: url, token: headers.authorization, body: JSON.parse(body) });
      response.writeHead(201).end(JSON.stringify({ id: 7, number: '26007' }));
    });
    const server = await serve({ by: 'zammad', ...told, url, group: 'Bürgerservice', tags: ['chat'] });
    const receipt = await server.consent(['handover']);
    expect((await server.send('POST', '/v1/handover', { receipt, body: request })).status).toBe(201);
    expect(tickets[0]).toMatchObject({
      path: '/api/v1/tickets',
      token: 'Token token=geheim',
      body: {
        group: 'Bürgerservice',
        tags: 'chat',
        customer_id: `guess:${request.reach.email}`,
        article: { type: 'web', internal: false },
      },
    });
  });

  it('are JSON to a program of the city’s, signed', async () => {
    let isSigned = false;
    const url = await listener(({ headers }, body, response) => {
      isSigned =
        headers['stadtlotse-signature'] ===
        `sha256=${createHmac('sha256', 'geheim').update(body).digest('hex')}`;
      response.end('{"received":true}');
    });
    const server = await serve({ by: 'webhook', ...told, url });
    const receipt = await server.consent(['handover']);
    expect((await server.send('POST', '/v1/handover', { receipt, body: request })).status).toBe(201);
    expect(isSigned).toBe(true);
  });

  it.each([
    ['answers 200 with nonsense', (response: ServerResponse) => response.end('<html>ok')],
    ['answers 500', (response: ServerResponse) => response.writeHead(500).end()],
    [
      'leads elsewhere',
      (response: ServerResponse) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
  ])('that %s have not taken the message', async (_, answer) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const url = await listener((_asked, _body, response) => answer(response));
    for (const by of ['zammad', 'webhook']) {
      const server = await serve({ by, ...told, url, ...(by === 'zammad' && { group: 'A' }) });
      const receipt = await server.consent(['handover']);
      expect((await server.send('POST', '/v1/handover', { receipt, body: request })).status).toBe(502);
    }
  });
});

describe('what is let in', () => {
  const configured = { by: 'webhook', ...told, url: 'http://127.0.0.1:1/' };

  it('is nothing where the city takes no messages', async () => {
    const server = await startServer();
    ends.push(() => server.close());
    const receipt = await server.consent(['handover']);
    expect((await server.send('POST', '/v1/handover', { receipt, body: request })).status).toBe(404);
  });

  it('is nothing without consent of its own', async () => {
    const server = await serve(configured);
    expect((await server.send('POST', '/v1/handover', { body: request })).status).toBe(401);
    const receipt = await server.consent(['answers']);
    expect((await server.send('POST', '/v1/handover', { receipt, body: request })).status).toBe(403);
    const config = await (await server.send('GET', '/v1/config?lang=de')).json();
    expect(config.handover).toEqual(told);
  });

  it.each([
    ['a line break in the name', { name: 'Erika\r\nBcc: alle@stadt.example' }],
    ['a phone number that is none', { reach: { phone: 'ruf mich an' } }],
    ['an address that is none', { reach: { email: 'erika@' } }],
    ['no way to reach anybody', { reach: {} }],
    ['no matter', { matter: '  ' }],
    ['a field that nobody asked for', { bcc: 'alle@stadt.example' }],
  ])('is not %s', async (_, wrong) => {
    const server = await serve(configured);
    const receipt = await server.consent(['handover']);
    expect(
      (await server.send('POST', '/v1/handover', { receipt, body: { ...request, ...wrong } })).status,
    ).toBe(422);
  });

  it('is no message longer than 2,000 characters', async () => {
    const server = await serve(configured);
    const receipt = await server.consent(['handover']);
    const body = { ...request, matter: 'x'.repeat(2001) };
    expect((await server.send('POST', '/v1/handover', { receipt, body })).status).toBe(413);
  });
});
