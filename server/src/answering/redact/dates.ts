import { lexicons } from '../../language/lexicon.ts';
import { announcer, anyOf } from './cues.ts';
import { NOT_AFTER, NOT_BEFORE, type Recogniser } from './recogniser.ts';

/** What months are called beside a day in a locale, small, without the stop of an abbreviation. */
function monthNames(locale: string): string[] {
  const names = (['long', 'short'] as const).flatMap((month) => {
    const format = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month,
      year: 'numeric',
      numberingSystem: 'latn',
    });
    return Array.from({ length: 12 }, (_, index) =>
      format.formatToParts(new Date(2026, index, 25)).find(({ type }) => type === 'month'),
    ).flatMap((part) => part?.value.replace(/\.$/, '').toLowerCase() ?? []);
  });
  return names.filter((name) => /^\p{L}[\p{L}\p{M}]+$/u.test(name));
}

/** Some languages name months otherwise from country to country, Persian those of two calendars. */
const REGIONAL = ['ar-SY', 'ar-MA', 'de-AT', 'sr-Latn', 'fa-u-ca-gregory'];

const months = [...lexicons.keys(), ...REGIONAL].flatMap(monthNames);
const exactMonths = new Set(months);
/** Names this long are known by their beginning, so that their cases are too. */
const longMonths = months.filter(({ length }) => length >= 4);

function isMonth(word: string): boolean {
  const name = word.toLowerCase();
  return exactMonths.has(name) || longMonths.some((month) => name.startsWith(month));
}

/** What a date has in words beside its month. */
const NO_MONTH = /^(?:st|nd|rd|th|er|de|del|of|an|ê|го|те|г|р|года|року)$/iu;
/** What stands for a month beside its number. */
const MONTH_SIGN = /^(?:[年月日]|tháng|thg|năm)$/iu;

/** Whether the words of a date are a month: "12 Kinder 2020" is none. */
function isWritten(date: string): boolean {
  if (!/\p{L}/u.test(date)) return true;
  const words = (date.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []).filter((word) => !NO_MONTH.test(word));
  return words.length > 0 && words.every((word) => MONTH_SIGN.test(word) || isMonth(word));
}

const SEPARATOR = '[.\\/\\-\\s]{1,2}';
const MONTH = '\\p{L}[\\p{L}\\p{M}]{1,14}\\.?';
const DATE = [
  `\\d{1,2}${SEPARATOR}\\d{1,2}${SEPARATOR}(?:\\d{4}|\\d{2})`,
  `\\d{4}${SEPARATOR}\\d{1,2}${SEPARATOR}\\d{1,2}`,
  '\\d{1,2} (?:tháng|thg) \\d{1,2},?(?: năm)? \\d{4}',
  `\\d{1,2}(?:\\.|st|nd|rd|th|º|er|ê|-?го|-?те)?(?: de| of)?\\s?${MONTH},?(?: de| del)? ?\\d{2,4}(?: ?(?:[гр]\\.|года|року)|an)?`,
  `\\d{4}\\.? ${MONTH} \\d{1,2}\\.?`,
  '\\d{4}年\\d{1,2}月\\d{1,2}日?',
].join('|');

const announced = announcer('born');

/** Only birthdays are personal: the dates of elections, deadlines and appointments stay. */
export const birthDate: Recogniser = {
  class: 'birth-date',
  pattern: new RegExp(`${NOT_BEFORE}(?:${DATE})${NOT_AFTER}`, 'giv'),
  accept: (value, around) =>
    isWritten(value) && (announced.near(around) || /(?<![\p{L}\p{N}])\* ?$/u.test(around.before)),
};

/** "March 5, 2001": where the month comes first, which is an English way to write it. */
export const birthDateAfterMonth: Recogniser = {
  class: 'birth-date',
  hint: anyOf(monthNames('en')),
  pattern: new RegExp(`${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}${NOT_AFTER}`, 'iyv'),
  accept: (_, around) => announced.near(around),
};
