import type { Card, CardItem } from '@stadtlotse/sdk';

type Due = NonNullable<CardItem['due']>;

/**
 * The day (ISO 8601) by which something is due, counted from the day of the event. Working days are Monday to Friday:
 * public holidays are not known on the device, so that a date may be early, never late.
 */
export function dueDay(event: string, { within, unit, before }: Due): string {
  const day = new Date(`${event}T12:00:00Z`);
  const sign = before ? -1 : 1;
  switch (unit) {
    case 'months':
    case 'years': {
      const date = day.getUTCDate();
      day.setUTCDate(1);
      day.setUTCMonth(day.getUTCMonth() + sign * within * (unit === 'years' ? 12 : 1));
      // 31 January and a month is the last day of February (§ 188 Abs. 3 BGB).
      const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
      day.setUTCDate(Math.min(date, last));
      break;
    }
    case 'working-days':
      for (let left = within; left > 0; ) {
        day.setUTCDate(day.getUTCDate() + sign);
        if (day.getUTCDay() % 6 !== 0) left--;
      }
      break;
    case 'weeks':
    case 'days':
      day.setUTCDate(day.getUTCDate() + sign * within * (unit === 'weeks' ? 7 : 1));
      break;
    default:
  }
  return day.toISOString().slice(0, 10);
}

/** The deadlines of a checklist as a calendar file (RFC 5545), made on the device. */
export function calendarFile({ title, items }: Card, event: string): string {
  const stamp = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const events = items.flatMap(({ value, label, due }, index) => {
    if (!due) return [];
    const day = dueDay(event, due);
    return [
      'BEGIN:VEVENT',
      `UID:${crypto.randomUUID()}-${index}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
      `SUMMARY:${escaped(value)}`,
      `DESCRIPTION:${escaped(`${title}: ${label}`)}`,
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(value)}`,
      'TRIGGER:-P2D',
      'END:VALARM',
      'END:VEVENT',
    ];
  });
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Stadtlotse//DE', ...events, 'END:VCALENDAR'];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');
}

/** Lines of at most 75 octets, continued after a space. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let [folded, length] = ['', 0];
  for (const character of line) {
    const octets = encoder.encode(character).length;
    if (length + octets > 74) {
      folded += '\r\n ';
      length = 1;
    }
    folded += character;
    length += octets;
  }
  return folded;
}
