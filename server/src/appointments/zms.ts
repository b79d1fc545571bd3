import { z } from 'zod';
import { addDays, dayOf } from '../finder/hours.ts';
import { fetchJson, within } from '../handover/fetch-json.ts';
import { HandoverError } from '../handover/message.ts';
import type { AppointmentsConfig } from './config.ts';

/** Which calendar of the booking system an office's appointments are in. */
export interface Booking {
  office: string;
  service: string;
}

/** Looks up when appointments are free, soonest first. Rejects with `HandoverError` if that cannot be told. */
export type FindSlots = (booking: Booking, most: number, now: Date) => Promise<Date[]>;

/** How far ahead is looked, in days. */
const AHEAD = 60;

/** Days with free appointments, as some editions have them and as others. */
const Days = z.looseObject({
  availableDays: z.array(z.union([z.iso.date(), z.looseObject({ time: z.iso.date() })])),
});
/** Free appointments of a day in seconds since 1970, of one office or by office. */
const Times = z.looseObject({
  offices: z.array(z.looseObject({ appointments: z.array(z.int()) })).optional(),
  appointmentTimestamps: z.array(z.int()).optional(),
});

/** The citizen API of ZMS: the days on which an office has free appointments, then the times of the first of them. */
export function byZms({ url }: AppointmentsConfig): FindSlots {
  return async ({ office, service }, most, now) => {
    const ask = { officeId: office, serviceId: service, serviceCount: '1' };
    const { availableDays } = read(
      Days,
      await get(url, 'available-days-by-office/', {
        startDate: dayOf(now),
        endDate: dayOf(addDays(now, AHEAD)),
        ...ask,
      }),
    );
    const days = availableDays.map((day) => (typeof day === 'string' ? day : day.time)).sort();
    const found: Date[] = [];
    for (const date of days) {
      if (found.length >= most) break;
      const { offices = [], appointmentTimestamps = [] } = read(
        Times,
        await get(url, 'available-appointments-by-office/', { date, ...ask }),
      );
      const seconds = [...appointmentTimestamps, ...offices.flatMap(({ appointments }) => appointments)];
      found.push(
        ...seconds
          .map((second) => new Date(second * 1000))
          .filter((time) => time > now)
          .sort((a, b) => a.getTime() - b.getTime()),
      );
    }
    return found.slice(0, most);
  };
}

function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new HandoverError('the booking system answered what is no list of appointments');
  return parsed.data;
}

function get(url: string, path: string, query: Record<string, string>): Promise<unknown> {
  const address = within(url, path);
  address.search = String(new URLSearchParams(query));
  return fetchJson(address);
}
