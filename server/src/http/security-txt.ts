import { telephone } from '../finder/cards.ts';
import type { City } from '../knowledge/schema.ts';
import { baseLang } from '../language/base-lang.ts';

/** How long what is said holds, in days: it is made anew for whoever asks. */
const HOLDS = 90;

/** Where to report a weakness (RFC 9116, BSI-14): how the city can be reached; none if it says nothing of that. */
export function securityTxt({ contact: { email, url, phone }, languages }: City): string | undefined {
  const contacts = [email && `mailto:${email}`, url, phone && telephone(phone)].filter(Boolean);
  if (contacts.length === 0) return undefined;
  const expires = new Date(Date.now() + HOLDS * 24 * 60 * 60 * 1000);
  return [
    ...contacts.map((address) => `Contact: ${address}`),
    `Expires: ${expires.toISOString()}`,
    `Preferred-Languages: ${[...new Set(languages.map(baseLang))].join(', ')}`,
    '',
  ].join('\n');
}
