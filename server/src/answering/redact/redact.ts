import { plainDigits } from '../verify/numbers.ts';
import { type RedactionClass, recognisers, trimName } from './recognisers.ts';

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

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\u0000-\u007f]*$/;

/** So much of the text before and after decides whether a number is personal, in characters. */
const SURROUNDINGS = 60;

/**
 * Replaces personal data in a citizen's text before anything else sees it (DP-7).
 * `publicContacts` are the city's own numbers, e-mail and postal addresses, as digits or lower-case text; they stay.
 */
export function redact(text: string, publicContacts: ReadonlySet<string>): Redacted {
  const plain = ASCII.test(text) ? text : plainDigits(text.replace(/[\u00a0\u202f\u2009]/g, ' '));
  const found: Redaction[] = [];
  const hasDigits = /\d/.test(plain);
  for (const { class: name, hint, withoutDigits, pattern, accept } of recognisers) {
    if (!(hasDigits || withoutDigits) || !hint.test(plain)) continue;
    for (const match of plain.matchAll(pattern)) {
      const whole =
        Object.entries(match.groups ?? {}).find(([group, one]) => group.startsWith('value') && one)?.[1] ??
        match[0];
      const value = name === 'name' ? trimName(whole) : whole.replace(/[\s./-]+$/, '');
      const start = match.index + match[0].lastIndexOf(whole);
      const end = start + value.length;
      const around = {
        before: plain.slice(Math.max(0, start - SURROUNDINGS), start),
        after: plain.slice(end, end + SURROUNDINGS),
      };
      if (accept && !accept(value, around)) continue;
      if (isPublic(value, publicContacts)) continue;
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

function isPublic(value: string, publicContacts: ReadonlySet<string>): boolean {
  const digits = value.replace(/\D/g, '').replace(/^(?:00)?49(?=\d{6})/, '0');
  return publicContacts.has(digits) || publicContacts.has(value.toLowerCase().split(',')[0] ?? '');
}

const placeholders = new RegExp(
  `\\[(?:${[...new Set(recognisers.map((one) => one.class))].join('|')})\\]`,
  'g',
);

/** A redacted text without its placeholders: what can be searched. */
export function withoutPlaceholders(text: string): string {
  return text.replace(placeholders, ' ');
}
