/** What kinds of personal data are recognised (DP-7). */
export type RedactionClass = 'email' | 'phone' | 'iban' | 'card' | 'tax-id' | 'birth-date' | 'name';

/** A place in the citizen's text that was replaced; offsets are UTF-16 code units of the input. */
export interface Redaction {
  class: RedactionClass;
  start: number;
  end: number;
}

export interface Redacted {
  /** The text with each place replaced by its class in brackets, e.g. `[email]`. */
  text: string;
  redactions: Redaction[];
}

interface Recogniser {
  class: RedactionClass;
  pattern: RegExp;
  /** Decides where the pattern alone does not; `digits` are those of the match. */
  accept?: (match: string, digits: string) => boolean;
}

/** In the order in which they win where they overlap. The named group `value` is replaced, else the whole match. */
const recognisers: Recogniser[] = [
  { class: 'email', pattern: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu },
  {
    class: 'iban',
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}\b/gi,
    accept: (match) => hasIbanChecksum(match.replace(/ /g, '').toUpperCase()),
  },
  {
    class: 'card',
    pattern: /\b\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}\b/g,
    accept: (_, digits) => hasLuhnChecksum(digits),
  },
  {
    class: 'tax-id',
    pattern: /\b[1-9]\d(?: ?\d{3}){3}\b/g,
    accept: (_, digits) => hasTaxIdChecksum(digits),
  },
  {
    class: 'birth-date',
    pattern:
      /\b(?:geboren|geb\.?|geburtsdatum|geburtstag|born|date of birth|birthday)(?: (?:am|ist|on|is|was|in|the))*:? *(?<value>\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|\d{4}-\d{2}-\d{2})/giu,
  },
  {
    class: 'phone',
    pattern:
      /(?<![\p{L}\p{N}.,§]|\d{4} )(?:\+|00)[1-9]\d{0,2}(?:[ /().-]{0,3}\d){6,13}(?!\p{L}|\d)|(?<![\p{L}\p{N}.,§]|\d{4} )\(?0[1-9]\d{1,4}\)?(?:[ /.-]{0,3}\d){5,10}(?!\p{L}|\d)/gu,
    accept: (match) => !/^\d{1,2}\.\d{1,2}\.\d{2,4}$/.test(match),
  },
  {
    class: 'name',
    pattern:
      /\b(?:[Ii]ch hei(?:ß|ss)e|[Mm]ein [Nn]ame (?:ist|lautet)|[Mm]y name is|I am called) (?<value>\p{Lu}[\p{L}'’-]{1,40}(?: \p{Lu}[\p{L}'’-]{1,40}){0,3})/gu,
  },
];

/**
 * Replaces personal data in a citizen's text before anything else sees it (DP-7).
 * `publicContacts` are the city's own numbers and addresses, as digits or lower-case text; they stay.
 */
export function redact(text: string, publicContacts: ReadonlySet<string>): Redacted {
  const found: Redaction[] = [];
  for (const { class: name, pattern, accept } of recognisers) {
    for (const match of text.matchAll(pattern)) {
      const value = match.groups?.value ?? match[0];
      const start = match.index + match[0].lastIndexOf(value);
      const end = start + value.length;
      const digits = value.replace(/\D/g, '');
      if (accept && !accept(value, digits)) continue;
      if (publicContacts.has(digits) || publicContacts.has(value.toLowerCase())) continue;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ class: name, start, end });
    }
  }
  found.sort((a, b) => a.start - b.start);
  let result = '';
  let position = 0;
  for (const { class: name, start, end } of found) {
    result += `${text.slice(position, start)}[${name}]`;
    position = end;
  }
  return { text: result + text.slice(position), redactions: found };
}

/** A redacted text without its placeholders: what can be searched. */
export function withoutPlaceholders(text: string): string {
  return text.replace(/\[(?:email|phone|iban|card|tax-id|birth-date|name)\]/g, ' ');
}

/** ISO 13616: letters as numbers, the first four characters last, remainder 1 modulo 97. */
function hasIbanChecksum(iban: string): boolean {
  if (iban.length < 15 || iban.length > 34) return false;
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of String(Number.parseInt(character, 36)))
      remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder === 1;
}

/** ISO/IEC 7812-1, annex B. */
function hasLuhnChecksum(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const value = index % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0;
}

/** § 139b AO: ISO 7064 MOD 11,10 over the first ten digits. */
function hasTaxIdChecksum(digits: string): boolean {
  if (digits.length !== 11) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits[10]);
}
