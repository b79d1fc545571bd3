import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../config.ts';
import { addQuestions, readAnswers } from './answers.ts';

const questions = [
  { document: 'pilotplan', key: 'dauer', question: 'Wie lange dauert die Erprobung?' },
  { document: 'pilotplan', key: 'ziel', question: 'Was soll erreicht werden?' },
];

let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'answers-')), 'answers.yaml');
});
const content = () => readFile(file, 'utf8');

describe('what the city adds to the documents (BSI-11)', () => {
  it('is asked for in a file of its own, each question above the place for its answer', async () => {
    expect(readAnswers(file)).toEqual({});
    await addQuestions(file, questions);
    expect(await content()).toMatch(/# Wie lange dauert die Erprobung\?\n\s+dauer:/);
    expect(readAnswers(file)).toEqual({ pilotplan: { dauer: null, ziel: null } });
  });

  it('survives every run: what was written, in whatever order, with comments of one’s own', async () => {
    const written =
      '# Abgestimmt am Montag.\npilotplan:\n  ziel: Kürzere Wege # laut Amtsleitung\n  anderes: 3\n';
    await writeFile(file, written);
    await addQuestions(file, questions);
    const after = await content();
    for (const line of written.trim().split('\n')) expect(after).toContain(line);
    expect(readAnswers(file).pilotplan).toEqual({ ziel: 'Kürzere Wege', anderes: '3', dauer: null });
    await addQuestions(file, questions);
    expect(await content()).toBe(after);
  });

  it.each([
    'pilotplan:\n  ziel: "nicht zu Ende',
    'pilotplan:\n  ziel: [eins, zwei]',
    'nur Text',
  ])('that cannot be read is named with its place: %s', async (broken) => {
    await writeFile(file, broken);
    expect(() => readAnswers(file)).toThrow(ConfigError);
    expect(() => readAnswers(file)).toThrow(/answers\.yaml, ./);
  });
});
