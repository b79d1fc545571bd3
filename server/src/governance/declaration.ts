import { z } from 'zod';
import { Day, Words } from '../fields.ts';

/** What a provider declares about the questions it gets (DP-9, Art. 28 DSGVO); shown in the consent text. */
export const Declaration = z
  .strictObject({
    /** Who processes them. */
    processor: Words,
    /** Where, e.g. `EU (Frankfurt)`. */
    region: Words,
    /** Outside of EU and EEA: what allows it (Art. 44 to 49 DSGVO), e.g. `Standardvertragsklauseln`. */
    transfer: Words.optional(),
    /** How long they are kept, e.g. `keine Speicherung`. */
    retention: Words,
    /** Whether models are trained with them: `nein`; anything else needs `acceptTraining`. */
    training: z.union([Words, z.boolean().transform((does) => (does ? 'ja' : 'nein'))]),
    /** The city accepts that models are trained with its citizens' questions; the consent text says so. */
    acceptTraining: z.boolean().default(false),
    /** Whether and how the provider looks at questions to find misuse, and what is exempt. */
    abuseMonitoring: Words.optional(),
    /** What it is certified for, e.g. `ISO 27001`, `C5`, `AIC4`. */
    certificates: z.array(Words).default([]),
    /** Who works for it on the questions. */
    subprocessors: z.array(Words).optional(),
    /** The contract, e.g. `AV-Vertrag`. */
    contract: Words.optional(),
    contractDate: Day.optional(),
  })
  .refine(({ training, acceptTraining }) => acceptTraining || isNo(training), {
    path: ['training'],
    error:
      'models would be trained with the questions of citizens. Agree with the provider that they are not (training: nein), or write acceptTraining: true; the consent text then says so',
  });
export type Declaration = z.infer<typeof Declaration>;

/** Whether it is said plainly that there is no training: "nein", "keines", "no training"; what follows a comma explains it. */
function isNo(said: string): boolean {
  return /^(?:nein|no|none|kein(?:e|es)?)(?: training)?\s*(?:$|[,.;:(])/i.test(said);
}

/** The states of the EU and the EEA (ISO 3166-1). */
const EEA = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
  ' ',
);
const inEea = [
  ...['EU', 'EWR', 'EEA', 'Europäische Union', 'Europäischer Wirtschaftsraum', 'European Union'],
  ...['de', 'en'].flatMap((lang) => {
    const names = new Intl.DisplayNames(lang, { type: 'region' });
    return EEA.map((code) => names.of(code) ?? code);
  }),
];
const NAMED_EEA = new RegExp(`(?<![\\p{L}-])(?:${inEea.join('|')})(?![\\p{L}])`, 'iu');

/** Whether a region that was declared is inside of EU and EEA, where no further basis is needed (Art. 44 DSGVO). */
export function isInEea(region: string): boolean {
  return NAMED_EEA.test(region);
}
