import { z } from 'zod';
import { Day, Words } from '../fields.ts';

/** A function in the administration, and who holds it. */
const Person = z.strictObject({ function: Words, name: Words.optional() });

/** `governance:` in `stadtlotse.config.yaml`: who answers for the assistant, and what was decided; the report says it. */
export const Governance = z.strictObject({
  /** The office that runs it. */
  office: Words.optional(),
  people: z
    .strictObject({
      /** Who coordinates all AI of the city. */
      ai: Person.optional(),
      /** Who answers for what it says. */
      service: Person.optional(),
      dataProtection: Person.optional(),
      security: Person.optional(),
    })
    .prefault({}),
  /** When the works council was consulted. */
  staffCouncil: z.strictObject({ consulted: Day, result: Words.optional() }).optional(),
  /** What it may be used for. */
  uses: z.array(Words).default([]),
  review: z
    .strictObject({ next: Day, everyMonths: z.int().min(1).max(12).default(12), last: Day.optional() })
    .optional(),
  /** Consent (Art. 6(1)(a) DSGVO), or a public task (Art. 6(1)(e)) with the norm that gives it. */
  legalBasis: z
    .discriminatedUnion('basis', [
      z.strictObject({ basis: z.literal('consent') }),
      z.strictObject({ basis: z.literal('public-task'), norm: Words }),
    ])
    .default({ basis: 'consent' }),
  supervisoryAuthority: Words.optional(),
  /** Who runs the server, with the contract (Art. 28 DSGVO); `city`: it is the city's own. */
  hoster: z
    .union([z.literal('city'), z.strictObject({ name: Words, contract: Words.optional() })])
    .optional(),
  approvals: z.array(z.strictObject({ by: Words, on: Day })).default([]),
});
export type Governance = z.infer<typeof Governance>;
