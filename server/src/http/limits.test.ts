import { describe, expect, it } from 'vitest';
import { Config } from '../config.ts';
import { Limits } from './limits.ts';

const secret = 'a secret of thirty-two bytes or more';
const limitsOf = (limits: object) => new Limits({ limits: Config.parse({ limits }).limits, secret });
const refusal = { status: 429, headers: { 'Retry-After': expect.stringMatching(/^\d+$/) } };

describe('Limits (BSI-4)', () => {
  it('lets a receipt ask so often in a minute and says what is left', async () => {
    const limits = limitsOf({ questionsPerMinute: 2 });
    expect(await limits.countReceipt('a')).toMatchObject({
      RateLimit: expect.stringMatching(/^"receipt";r=1;t=/),
    });
    expect(await limits.countReceipt('a')).toMatchObject({ 'RateLimit-Policy': '"receipt";q=2;w=60' });
    await expect(limits.countReceipt('a')).rejects.toMatchObject(refusal);
  });

  it('does not count one receipt for another', async () => {
    const limits = limitsOf({ questionsPerMinute: 1 });
    await limits.countReceipt('a');
    await expect(limits.countReceipt('b')).resolves.toBeDefined();
  });

  it('lets an address, which many may share, ask five times as often', async () => {
    const limits = limitsOf({ questionsPerMinute: 1 });
    for (let i = 0; i < 5; i++) await limits.countAddress('127.0.0.1');
    await expect(limits.countAddress('127.0.0.1')).rejects.toMatchObject(refusal);
    await expect(limits.countAddress('127.0.0.2')).resolves.toBeDefined();
  });

  it('counts the network of an IPv6 address, and with a larger limit those around it', async () => {
    const limits = limitsOf({ questionsPerMinute: 1 });
    for (let i = 0; i < 5; i++) await limits.countAddress(`2001:db8:0:1::${i}`);
    await expect(limits.countAddress('2001:db8:0:1:ffff::1')).rejects.toMatchObject(refusal);
    for (let network = 2; network < 5; network++)
      for (let i = 0; i < 5; i++) await limits.countAddress(`2001:db8:0:${network}::${i}`);
    await expect(limits.countAddress('2001:db8:0:ff::1')).rejects.toMatchObject(refusal);
    await expect(limits.countAddress('2001:db8:0:100::1')).resolves.toBeDefined();
  });

  it('counts an IPv4 address alike however it is written', async () => {
    const limits = limitsOf({ questionsPerMinute: 1 });
    for (let i = 0; i < 5; i++) await limits.countAddress('192.0.2.1');
    await expect(limits.countAddress('::ffff:192.0.2.1')).rejects.toMatchObject(refusal);
    await expect(limits.countAddress('::ffff:192.0.2.2')).resolves.toBeDefined();
  });

  it('is off at 0', async () => {
    const limits = limitsOf({ questionsPerMinute: 0 });
    for (let i = 0; i < 100; i++) expect(await limits.countAddress('127.0.0.1')).toEqual({});
  });

  it('has a daily budget for the city, and places for so many answers at a time', async () => {
    const limits = limitsOf({ questionsPerDay: 2, concurrentAnswers: 1 });
    await limits.countForCity();
    await limits.countForCity();
    await expect(limits.countForCity()).rejects.toMatchObject(refusal);
    const leave = limits.enter();
    expect(() => limits.enter()).toThrow(expect.objectContaining({ status: 429 }));
    leave();
    limits.enter();
    expect(limits.open).toBe(1);
  });
});
