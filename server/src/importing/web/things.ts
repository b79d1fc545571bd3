import { z } from 'zod';
import type { Thing } from '../schema-org.ts';

const Address = z.looseObject({
  streetAddress: z.string().min(1),
  postalCode: z.union([z.string(), z.number()]).optional(),
  addressLocality: z.string().optional(),
});
const Place = z.looseObject({
  address: z.union([Address, z.array(Address).min(1)]).transform((address) => [address].flat()[0]!),
  telephone: z.string().optional(),
  email: z.string().optional(),
  openingHours: z.union([z.string(), z.array(z.string())]).optional(),
  openingHoursSpecification: z.unknown(),
});
const Day = z.string().transform((day) => day.replace(/^.*\//, '').slice(0, 2));
const Opening = z.looseObject({
  dayOfWeek: z.union([Day, z.array(Day)]).transform((days) => [days].flat()),
  opens: z.string().regex(/^\d{2}:\d{2}/),
  closes: z.string().regex(/^\d{2}:\d{2}/),
});

/** Whether a thing of schema.org is a place that one can go to. */
export function isOffice(thing: Thing): boolean {
  return Place.safeParse(thing).success;
}

/** The address, contacts and hours that a place says of itself, as facts of an office. */
export function factsOf(thing: Thing): Record<string, unknown> {
  const { address, telephone, email, openingHours, openingHoursSpecification } = Place.parse(thing);
  const { streetAddress: street, postalCode, addressLocality: city } = address;
  const spans = [openingHoursSpecification ?? []].flat().flatMap((one) => Opening.safeParse(one).data ?? []);
  const told = spans.flatMap(({ dayOfWeek, opens, closes }) =>
    opens === closes ? [] : dayOfWeek.map((day) => `${day} ${opens.slice(0, 5)}-${closes.slice(0, 5)}`),
  );
  const hours = told.length > 0 ? told.join('; ') : [openingHours ?? []].flat().join('; ');
  return {
    address: {
      street,
      ...(postalCode !== undefined && { postcode: String(postalCode) }),
      ...(city && { city }),
    },
    ...(telephone && { phone: telephone }),
    ...(email && { email: email.replace(/^mailto:/, '') }),
    ...(hours && { hours }),
  };
}
