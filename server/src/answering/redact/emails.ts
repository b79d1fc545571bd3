import type { Recogniser } from './recogniser.ts';

const AT = '(?: ?[\\(\\[\\{<] ?(?:at|ät|@) ?[\\)\\]\\}>] ?| ät | ?@ ?)';
const DOT = '(?:\\.| ?[\\(\\[\\{<] ?(?:dot|punkt) ?[\\)\\]\\}>] ?| (?:dot|punkt) )';
const USER =
  "(?:(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}]{1,30} (?:punkt|dot) ){0,2}(?<![\\p{L}\\p{N}._%+\\-]|\\p{L}')[\\p{L}\\p{N}][\\p{L}\\p{N}._%+'\\-]{0,63}";
const HOST = `[\\p{L}\\p{N}][\\p{L}\\p{N}\\-]{0,62}(?:${DOT}[\\p{L}\\p{N}\\-]{1,63}){0,3}${DOT}\\p{L}{2,12}(?![\\p{L}\\p{N}]|-\\p{L})`;
const SPELLED_HOST = '[\\p{L}\\p{N}][\\p{L}\\p{N}\\-]{0,62} (?:punkt|dot) \\p{L}{2,6}(?![\\p{L}\\p{N}])';
/**
 * "at" is a word, too: only between what nothing else is written like, or before a host whose dot is spelled out or that
 * is a provider of mail.
 */
const USER_LIKE = '(?<![\\p{L}\\p{N}._%+\\-])[\\p{L}\\p{N}]{1,40}[._+\\p{N}\\-][\\p{L}\\p{N}._+\\-]{0,40}';
const MAILERS =
  '(?:web|gmx|freenet|posteo|mailbox|outlook|hotmail|yahoo|gmail|googlemail|icloud|t-online|aol|live|arcor|mail|proton|protonmail|ukr)';

export const email: Recogniser = {
  class: 'email',
  withoutDigits: true,
  hint: /@| ät |[([{<] ?[aä]t| at /gi,
  pattern: new RegExp(
    `${USER}${AT}${HOST}|${USER_LIKE} at ${HOST}|${USER} at ${SPELLED_HOST}|${USER} at ${MAILERS}${DOT}\\p{L}{2,6}(?![\\p{L}\\p{N}])`,
    'giv',
  ),
};
