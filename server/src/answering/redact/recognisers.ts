import { birthDate, birthDateAfterMonth } from './dates.ts';
import { email } from './emails.ts';
import { name, nameBefore } from './names.ts';
import { card, iban, idDocument, socialInsurance, taxId } from './numbers.ts';
import { phone } from './phones.ts';
import { address, addressAfterCue, licencePlate, plateAfterCue } from './places.ts';
import type { Recogniser } from './recogniser.ts';

/** In the order in which they win where they overlap. */
export const recognisers: readonly Recogniser[] = [
  email,
  iban,
  socialInsurance,
  card,
  birthDate,
  birthDateAfterMonth,
  taxId,
  idDocument,
  phone,
  plateAfterCue,
  licencePlate,
  addressAfterCue,
  address,
  name,
  nameBefore,
];
