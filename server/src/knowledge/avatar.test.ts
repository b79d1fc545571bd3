import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { type City, makeCity, sampleCity } from '../../../test/support/city.ts';
import { loadKnowledge } from './load.ts';

const picture = readFileSync(`${sampleCity}/avatar.png`);
let city: City | undefined;
afterEach(() => city?.remove());

const load = (files: Record<string, string | Uint8Array>, avatar = 'avatar.png') => {
  city = makeCity({
    'city.yaml': `name: Teststadt\nlanguages: [de]\nassistant: { avatar: ${avatar} }\n`,
    ...files,
  });
  return loadKnowledge(city.dir);
};

it('is read from beside city.yaml', async () => {
  const { avatar, problems } = await load({ 'avatar.png': picture });
  expect([avatar?.bytes.length, problems]).toEqual([picture.length, []]);
});

it.each([
  ['that is not there', {}, /liegt nicht neben city\.yaml/],
  ['that is too large', { 'avatar.png': new Uint8Array(50_001) }, /größer als 50 kB/],
  ['that is none', { 'avatar.png': '<svg onload="alert(1)"/>' }, /kein Bild in PNG, JPEG oder WebP/],
])('one %s is left out, and the editor is told what to do', async (_, files, says) => {
  const { avatar, problems } = await load(files);
  expect(avatar).toBeUndefined();
  expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([expect.stringMatching(says)]);
});

it('cannot be a file from elsewhere', async () => {
  await expect(load({}, '../geheim.png')).rejects.toThrow(/avatar/);
});
