import { isValidPhoneNumber } from 'libphonenumber-js';
import { announcer } from './cues.ts';
import { digitsOf, type Recogniser, type Surroundings } from './recogniser.ts';

/** Between the digits of a number as people type it, line breaks too. */
const GAP = '[ \\t\\n\\r.\\/\\-]';
/** Numbers of forms, files and bills. */
const COUNTS =
  /(?<!\p{L})(?:formular|antrag|vordruck|akten\p{L}{0,20}|az|vorgang\p{L}{0,20}|kassenzeichen|kunden\p{L}{0,20}|rechnung\p{L}{0,20}|bescheid\p{L}{0,20}|ticket|\p{L}{0,20}schlüssel|leika|artikel|drucksache|beschluss|haushalt\p{L}{0,20}|isbn|form(?: no)?|file|invoice|reference|case|\p{L}{0,10}notruf|hotline|\p{L}{0,12}seelsorge)\.?[^\p{L}\p{N}]{0,3}(?:(?:nr|nummer|number|no)\.?[^\p{L}\p{N}]{0,2})?$/iu;
const DATES =
  /^(?:\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?(?:\s?-\s?\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?)?|\d{4}-\d{2}-\d{2}|\d{1,2}([./ -])\d{1,2}\1(?:19|20)\d{2}|(?:19|20)\d{2}\s?[-/]\s?(?:19|20)?\d{2})$/;
const POSTCODES = /^\d{5}\s?-\s?\d{5}$/;
/** Free calls, shared costs, helplines and directories belong to nobody. */
const SERVICE = /^(?:0800|0180[1-7]|0900|0137|0700|11[568]\d{1,3}$)/;

const announced = announcer('phone');
const tax = announcer('tax');
const document = announcer('document');

/** A German or foreign number as people type it; dates, times, forms and prices are none. */
export const phone: Recogniser = {
  class: 'phone',
  pattern: new RegExp(
    `(?<![[\\p{L}\\p{N}]--\\p{sc=Han}])(?<![.,§]|\\d:)(?:\\+|\\(\\+?)?\\(?\\d(?:${GAP}{0,3}[\\(\\)]?${GAP}{0,2}\\d){4,16}(?![[\\p{L}\\d]--\\p{sc=Han}])`,
    'gv',
  ),
  accept: isPhone,
};

function isPhone(value: string, around: Surroundings): boolean {
  const digits = digitsOf(value);
  const text = value.trim();
  if (digits.length < 5 || digits.length > 17 || SERVICE.test(digits)) return false;
  if (DATES.test(text) || /\d{1,2}\.\d{1,2}\.\d{4}/.test(text)) return false;
  if (/^\s?(?:€|euro|eur\b|%|uhr)/i.test(around.after)) return false;
  if (digits.length >= 7 && /^\(*\+/.test(text)) return true;
  if (COUNTS.test(around.before)) return false;
  if (announced.near(around)) return true;
  if (POSTCODES.test(text) || document.before(around) || tax.before(around)) return false;
  if (digits.length < 7) return false;
  if (/^\(*00[1-9]/.test(text)) return true;
  // Written in groups it is meant as a number to call; else only a number that exists is.
  return /^\(*0 ?[1-9]/.test(text) && (/\D\d{3}|\) ?\d/.test(text) || isValidPhoneNumber(digits, 'DE'));
}
