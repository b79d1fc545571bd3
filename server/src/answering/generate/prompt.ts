import { readFileSync } from 'node:fs';

const read = (name: string) =>
  readFileSync(new URL(`../../../prompt/${name}`, import.meta.url), 'utf8').trim();

/** The number of the prompt, which every generated answer carries (BSI-5). */
export const promptVersion = read('version');

const answer = read('answer.md');

/** The rules for rewriting a question that found nothing. */
export const rewriteRules = read('rewrite.md');

/** The rules for answering in a language, with what German speakers are called. */
export function answerRules(lang: string, address: 'sie' | 'du'): string {
  const name = new Intl.DisplayNames('en', { type: 'language' }).of(lang.split('-')[0] ?? lang);
  const language =
    lang === 'de-simple' ? 'German in Leichte Sprache (very short sentences, simple words)' : name;
  const rules = answer.replace('{{language}}', language ?? lang);
  return address === 'du' && lang !== 'de-simple' ? rules.replace('say "Sie"', 'say "du"') : rules;
}

/** What a model writes where the documents do not answer, or a message asks for nothing. */
export const NO_ANSWER = /NO_ANSWER/;
export const NONE = /^\W*NONE\W*$/;
