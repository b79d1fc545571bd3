import { prove } from '@stadtlotse/sdk';
import { expect, it } from 'vitest';
import { ProblemError } from './problem.ts';
import { Proofs } from './proofs.ts';

const secret = 'a secret of thirty-two bytes or more';
const workOf = async (proofs: Proofs, proof?: string) => {
  const refused = await proofs.check(proof).catch((error) => error);
  return refused instanceof ProblemError ? refused.extra.proofOfWork : undefined;
};

it('asks for work only while there are more consents than usual (SEC-4)', async () => {
  const proofs = new Proofs({ secret, freePerMinute: 2 });
  expect(await workOf(proofs)).toBeUndefined();
  expect(await workOf(proofs)).toBeUndefined();
  expect(await workOf(proofs)).toMatchObject({ bits: 14 });
  const never = new Proofs({ secret, freePerMinute: 0 });
  for (let i = 0; i < 50; i++) expect(await workOf(never)).toBeUndefined();
});

it('takes a proof once, in time, for a salt of its own and with the work done', async () => {
  let now = 0;
  const proofs = new Proofs({ secret, freePerMinute: 1, now: () => now });
  await proofs.check(undefined);
  const work = (await workOf(proofs)) ?? { salt: '', bits: 0 };
  const proof = await prove(work);
  const refused = [
    `${work.salt}:x`,
    `${work.salt.replace(/^\d+/, '9999999999999')}:1`,
    await prove({ ...work, salt: `9999999999999.made-up.${'a'.repeat(43)}` }),
    await prove({ salt: work.salt, bits: 1 }).then((lazy) => (lazy === proof ? 'x' : lazy)),
  ];
  for (const one of refused) expect(await workOf(proofs, one), one).toBeDefined();
  expect(await workOf(proofs, proof)).toBeUndefined();
  expect(await workOf(proofs, proof)).toBeDefined();
  const late = await prove((await workOf(proofs)) ?? work);
  now = 2 * 60_000;
  expect(await workOf(proofs, late)).toBeDefined();
});
