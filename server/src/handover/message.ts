import { randomInt } from 'node:crypto';
import type { HandoverRequest } from '@stadtlotse/sdk';

/** A citizen's message on its way to people. */
export interface Message extends HandoverRequest {
  /** What the citizen can name it by: `K7M2-QX4P`. */
  number: string;
  /** The title of the entry it is about. */
  subject: string | undefined;
  /** To whom, where the office that it is about has an address or group of its own. */
  to: string | undefined;
}

/** Hands a message over. Throws `HandoverError`; then nothing arrived. */
export type Deliver = (message: Message) => Promise<void>;

/** A message that did not arrive; `reason` is for the log, and holds nothing of the message. */
export class HandoverError extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** How long a delivery may take, in milliseconds. */
export const PATIENCE = 10_000;

/** Without letters and digits that look alike. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A number that nobody can guess another message by. */
export function newNumber(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** The message as people read it. */
export function asText({ number, matter, subject, name, reach, when, lang }: Message): string {
  const lines = [
    ['Nummer', number],
    ['Betrifft', subject],
    ['Name', name],
    ['Telefon', reach.phone],
    ['E-Mail', reach.email],
    ['Erreichbar', when],
    ['Sprache', lang],
  ].flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []));
  return `${lines.join('\n')}\n\n${matter}\n`;
}

/** One line about it. */
export function asSubject({ number, subject, matter }: Message): string {
  const about = (subject ?? matter).replace(/\s+/g, ' ').slice(0, 80);
  return `Nachricht ${number}: ${about}`;
}
