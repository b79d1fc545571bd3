import { ChatRequest } from '@stadtlotse/sdk/protocol';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../http/problem.ts';
import { bearer, clean, parseBody } from './guard.ts';

describe('clean', () => {
  it.each([
    ['control characters', 'a\u0000b\u0008c\u007fd\u009f', 'abcd'],
    ['zero-width space, word joiner, byte-order mark', 'Per\u200bso\u2060nal\ufeff', 'Personal'],
    ['bidirectional overrides and isolates', '\u202eabc\u202c \u2066x\u2069', 'abc x'],
    ['invisible Unicode tags', 'Hund\u{e0041}\u{e007f}', 'Hund'],
    ['lone surrogates', 'a\ud83db', 'a\ufffdb'],
  ])('removes %s (BSI-7)', (_, dirty, text) => {
    expect(clean(dirty)).toBe(text);
  });

  it('keeps what languages need: line breaks, Persian joiners, joined emoji, composed letters', () => {
    expect(clean('می\u200cخواهم\n👨\u200d👩\u200d👧 u\u0308')).toBe('می\u200cخواهم\n👨\u200d👩\u200d👧 ü');
  });
});

describe('parseBody (SEC-3)', () => {
  const kindOf = (body: unknown) => {
    try {
      parseBody(body, ChatRequest);
      return 'accepted';
    } catch (error) {
      return error instanceof ProblemError ? error.kind : error;
    }
  };

  it.each([
    ['a question', { message: 'Hund' }, 'accepted'],
    ['a message of 2,000 characters', { message: 'x'.repeat(2000) }, 'accepted'],
    ['a message of 2,001 characters', { message: 'x'.repeat(2001) }, 'too-long'],
    [
      '21 turns of history',
      { message: 'x', history: Array(21).fill({ role: 'user', text: 'x' }) },
      'too-long',
    ],
    ['an unknown key', { message: 'x', admin: true }, 'unprocessable'],
    ['an unknown key inside', { message: 'x', context: { entries: [], sql: '' } }, 'unprocessable'],
    ['a prototype key', JSON.parse('{"message":"x","__proto__":{"a":1}}'), 'unprocessable'],
    ['another type', { message: 7 }, 'unprocessable'],
    ['an id that leaves the knowledge', { message: 'x', context: { entries: ['../city'] } }, 'unprocessable'],
    ['a system turn', { message: 'x', history: [{ role: 'system', text: 'x' }] }, 'unprocessable'],
    ['no object', 'Hund', 'unprocessable'],
    ['nothing', undefined, 'unprocessable'],
  ])('%s', (_, body, kind) => {
    expect(kindOf(body)).toBe(kind);
  });
});

it('reads the token of a bearer header and of no other', () => {
  expect(bearer('Bearer abc.def-_')).toBe('abc.def-_');
  expect(bearer('bearer abc')).toBe('abc');
  for (const other of [undefined, '', 'Basic abc', 'Bearer', 'Bearer a b']) expect(bearer(other)).toBe('');
});
