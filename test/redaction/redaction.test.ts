import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tokenizer, tokTypes } from 'acorn';
import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { redactionClasses } from '../../server/src/answering/redact/recogniser.ts';
import { recognisers } from '../../server/src/answering/redact/recognisers.ts';
import { redact } from '../../server/src/answering/redact/redact.ts';
import { knowledgeOf } from '../support/knowledge.ts';
import { measure, measureNames } from './measure.ts';

/** Of each class, in sentences of 24 languages as people type them. */
const LEAST = 0.97;
const LEAST_UNTOUCHED = 0.99;

describe('personal data is recognised in sentences as people type them (DP-7)', () => {
  const { recall, precision, untouched, mistakes } = measure(1);

  it.each(redactionClasses)('%s', (kind) => {
    const own = mistakes.filter((one) => one.startsWith(kind)).slice(0, 20);
    expect(recall[kind], own.join('\n')).toBeGreaterThanOrEqual(LEAST);
    expect(precision[kind], own.join('\n')).toBeGreaterThanOrEqual(LEAST);
  });

  it('and what belongs to nobody stays', () => {
    expect(untouched, mistakes.filter((one) => one.startsWith('nobody')).join('\n')).toBeGreaterThanOrEqual(
      LEAST_UNTOUCHED,
    );
  });
});

it('names are found in 700 sentences in six languages that nothing was learned from (DP-7)', () => {
  const { recall, precision, mistakes } = measureNames();
  expect(recall, mistakes.join('\n')).toBeGreaterThanOrEqual(0.8);
  expect(precision, mistakes.join('\n')).toBeGreaterThanOrEqual(0.96);
});

it("what stands in the city's texts is no personal data, though it is called like a person", async () => {
  const { publicContacts } = await knowledgeOf({
    'offices/haus-martin.de.md': '---\ntitle: Haus Martin\n---\n\nEin Haus für alle.\n',
    'services/fest.de.md': '---\ntitle: Familie Sommer Fest\n---\n\nEin Fest im Park.\n',
  });
  const left = (text: string) => redact(text, publicContacts).text;
  expect(left('Wann hat das Haus Martin geöffnet?')).toBe('Wann hat das Haus Martin geöffnet?');
  expect(left('wo ist das Familie Sommer Fest')).toBe('wo ist das Familie Sommer Fest');
  expect(left('Mein Nachbar Martin Krause ist laut.')).toBe('Mein Nachbar [name] ist laut.');
});

/** The places in a regular expression that can take more than linear time, as static analysis finds them. */
function slow({ source, flags }: { source: string; flags: string }): string[] {
  return analyse({ source, flags }).reports.map(({ type }) => `${type}: ${source}`);
}

describe('no regular expression takes more than linear time (DP-7, SEC-4)', () => {
  it('the tool finds one that does', () => {
    expect(slow(/(?:a|ab?)+c/)).not.toEqual([]);
    expect(slow(/\d+x/g)).not.toEqual([]);
  });

  it.each(recognisers)('$class', ({ pattern, hint }) => {
    expect([pattern, ...(hint ? [hint] : [])].flatMap(slow)).toEqual([]);
  });

  const dist = fileURLToPath(new URL('../../server/dist/', import.meta.url));
  const files = globSync(['*.js', '{answering,consent,finder,http,knowledge,language}/**/*.js'], {
    cwd: dist,
  });
  it.each(files.sort())('%s', (file) => {
    const code = readFileSync(dist + file, 'utf8');
    const tokens = [...tokenizer(code, { ecmaVersion: 'latest', sourceType: 'module' })];
    const literals = tokens
      .filter(({ type }) => type === tokTypes.regexp)
      .map(({ start, end }) => /^\/(.*)\/([a-z]*)$/s.exec(code.slice(start, end)))
      .map((found) => ({ source: found?.[1] ?? '', flags: found?.[2] ?? '' }));
    expect(literals.flatMap(slow)).toEqual([]);
  });
});
