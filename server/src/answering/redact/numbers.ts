import { isValidIBAN } from 'ibantools';
import { isCard, isDocumentNumber, isSocialInsurance, isTaxId } from './checksums.ts';
import { announcer } from './cues.ts';
import { compact, digitsOf, NOT_AFTER, NOT_BEFORE, type Recogniser } from './recogniser.ts';

/** What people type between the groups of a number. */
const GAP = '[\\s.\\/\\-]{0,2}';
const document = announcer('document');
const phone = announcer('phone');
const tax = announcer('tax');

/** Numbers that a checksum decides on. */
export const iban: Recogniser = {
  class: 'iban',
  hint: /[a-z] ?[a-z]\s?\d ?\d/gi,
  pattern: new RegExp(
    `${NOT_BEFORE}[a-z]{2}\\s?\\d{2}${GAP}[a-z\\d]{4}(?:${GAP}(?=[a-z]{0,3}\\d)[a-z\\d]{4}){1,6}(?:${GAP}(?=[a-z]{0,2}\\d)[a-z\\d]{1,3})?${NOT_AFTER}|${NOT_BEFORE}[a-z] [a-z](?: \\d){2}(?: [a-z\\d]){11,30}${NOT_AFTER}`,
    'iyv',
  ),
  accept: (value) => isValidIBAN(compact(value)),
};

export const socialInsurance: Recogniser = {
  class: 'social-insurance',
  pattern: new RegExp(
    `${NOT_BEFORE}\\d{2}(?:${GAP}\\d{2}){3}${GAP}[a-z]${GAP}\\d{2}${GAP}\\d${NOT_AFTER}`,
    'giv',
  ),
  accept: (value) => isSocialInsurance(compact(value)),
};

export const card: Recogniser = {
  class: 'card',
  pattern: new RegExp(
    `${NOT_BEFORE}(?<!\\+)(?:[2-6]\\d{3}(?:${GAP}\\d{4}){2}${GAP}\\d{1,7}|3[47]\\d{2}${GAP}\\d{6}${GAP}\\d{5})${NOT_AFTER}`,
    'gv',
  ),
  accept: (value) => isCard(digitsOf(value)),
};

export const taxId: Recogniser = {
  class: 'tax-id',
  pattern: new RegExp(
    `${NOT_BEFORE}(?<![+\\/.\\-])[1-9]\\d(?:${GAP}\\d{3}){3}${NOT_AFTER}|${NOT_BEFORE}(?<![+\\/.\\-])[1-9]\\d{4}[\\s]?\\d{6}${NOT_AFTER}`,
    'gv',
  ),
  // A number of eleven digits passes by chance one time in ten.
  accept: (value, around) =>
    isTaxId(digitsOf(value)) && (tax.near(around) || !(phone.near(around) || document.before(around))),
};

/** Documents of France, Türkiye, Italy, Spain and Russia: letters between digits or after them, or digits in groups. */
const FOREIGN =
  '\\d{2}[a-z]{2}\\d{5}|[a-z]\\d{2}[a-z]\\d{5}|[a-z]{1,2}\\d{5,7}[a-z]{1,2}|\\d{8}[a-z]|\\d{2} ?\\d{2} \\d{6}|\\d{2} \\d{7}';

/** Without a word for it only the check digit tells; with one, a foreign document's number is known too. */
export const idDocument: Recogniser = {
  class: 'id-document',
  hint: /[a-z][ -]?\d|\d[ -]?[a-z]|\d{6}/gi,
  pattern: new RegExp(
    `${NOT_BEFORE}(?<!\\d[ \\/\\-])(?:[cfghjklmnprtvwxyz](?:[ \\-]?[0-9cfghjklmnprtvwxyz]){8}(?:[ <\\-]{0,2}\\d(?:<{0,2}D)?)?|(?:[a-z]{1,3}[ \\-]?)?\\d{6,11}D?|${FOREIGN})${NOT_AFTER}`,
    'giv',
  ),
  accept: (value, around) => {
    const text = compact(value).replace(/D$/, '');
    if (!/\d/.test(text)) return false;
    if (/^[A-Z]/.test(text) ? document.near(around) : document.before(around)) return true;
    return /^[A-Z]/.test(text) && /\d.*\d.*\d/.test(text) && isDocumentNumber(text);
  },
};
