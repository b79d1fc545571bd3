import { expect, it } from 'vitest';
import { Receipts } from './receipts.ts';

const secret = 'a secret of thirty-two bytes or more';
const receiptsAt = (now: () => number, policyVersion = '2026-11') =>
  new Receipts({ secret, policyVersion, lifetime: 10, now });
const payload = (receipt: string) =>
  JSON.parse(Buffer.from(receipt.split('.')[0] ?? '', 'base64url').toString());

it('proves consent without identifying anyone (DP-4)', async () => {
  const receipts = receiptsAt(() => 1_000_000);
  const { receipt, expiresAt } = receipts.issue(['answers']);
  expect(expiresAt.getTime()).toBe(1_000_000 + 10 * 60_000);
  expect(payload(receipt)).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    policyVersion: '2026-11',
    scopes: ['answers'],
    issuedAt: 1000,
    expiresAt: 1600,
  });
  expect(await receipts.verify(receipt)).toEqual(payload(receipt));
});

it('gives everyone another id', () => {
  const receipts = receiptsAt(() => 0);
  expect(payload(receipts.issue(['answers']).receipt).id).not.toBe(
    payload(receipts.issue(['answers']).receipt).id,
  );
});

it('refuses what was forged, truncated, signed with another secret, or is no receipt at all', async () => {
  const receipts = receiptsAt(() => 0);
  const { receipt } = receipts.issue(['answers']);
  const [content = '', signature = ''] = receipt.split('.');
  const wider = Buffer.from(JSON.stringify({ ...payload(receipt), scopes: ['answers', 'ai'] })).toString(
    'base64url',
  );
  const foreign = new Receipts({
    secret: `${secret}!`,
    policyVersion: '2026-11',
    lifetime: 10,
    now: () => 0,
  });
  const forged = [
    `${wider}.${signature}`,
    `${content}.`,
    content,
    receipt.slice(0, -1),
    `${receipt}.x`,
    foreign.issue(['answers']).receipt,
    '',
    'x.y',
  ];
  for (const one of forged) expect(await receipts.verify(one), one).toBeUndefined();
});

it('ends after its lifetime', async () => {
  let now = 0;
  const receipts = receiptsAt(() => now);
  const { receipt } = receipts.issue(['answers']);
  now = 599_000;
  expect(await receipts.verify(receipt)).toBeDefined();
  now = 600_000;
  expect(await receipts.verify(receipt)).toBeUndefined();
});

it('is refused where the clock was set back, so that consent is never good for longer than agreed to', async () => {
  let now = 86_400_000;
  const receipts = receiptsAt(() => now);
  const { receipt } = receipts.issue(['answers']);
  now -= 60_000;
  expect(await receipts.verify(receipt)).toBeDefined();
  now -= 3_600_000;
  expect(await receipts.verify(receipt)).toBeUndefined();
});

it('counts only for the policy version that was agreed to', async () => {
  const { receipt } = receiptsAt(() => 0, '2026-10').issue(['answers']);
  expect(await receiptsAt(() => 0, '2026-11').verify(receipt)).toBeUndefined();
});

it('is refused once withdrawn, and only that one (DP-3)', async () => {
  const receipts = receiptsAt(() => 0);
  const [one, other] = [receipts.issue(['answers']).receipt, receipts.issue(['answers']).receipt];
  const content = await receipts.verify(one);
  if (content) await receipts.revoke(content);
  expect(await receipts.verify(one)).toBeUndefined();
  expect(await receipts.verify(other)).toBeDefined();
});

it('does not sign with a secret shorter than 32 bytes (SEC-8)', () => {
  expect(() => new Receipts({ secret: 'short', policyVersion: '1', lifetime: 1 })).toThrow(RangeError);
});

it('accepts what the secret before signed, while it is named, and signs with the new one', async () => {
  const old = receiptsAt(() => 0).issue(['answers']).receipt;
  const options = {
    secret: 'another secret of thirty-two bytes',
    policyVersion: '2026-11',
    lifetime: 10,
    now: () => 0,
  };
  const rotated = new Receipts({ ...options, previousSecret: secret });
  expect(await rotated.verify(old)).toBeDefined();
  expect(await new Receipts(options).verify(old)).toBeUndefined();
  expect(await receiptsAt(() => 0).verify(rotated.issue(['answers']).receipt)).toBeUndefined();
});
