import { perKey } from '../../per-key.ts';

/** How a language writes weekdays and dates with a month's name. */
interface Calendar {
  /** 0 is Monday. */
  weekdays: [pattern: RegExp, day: number][];
  /** The groups are day and year. */
  dates: [pattern: RegExp, month: number][];
  /** Months alone; the group is the year. */
  months: [pattern: RegExp, month: number][];
}

/** The patterns of a language, and of German, whose words answers may keep. */
export const calendarOf = perKey((lang: string): Calendar => {
  const own = patternsOf(lang);
  if (lang === 'de') return own;
  const [german, english] = [patternsOf('de'), lang === 'en' ? [] : [patternsOf('en')]].flat();
  const all = [own, german, english].filter((one) => one !== undefined);
  return {
    weekdays: all.flatMap(({ weekdays }) => weekdays),
    dates: all.flatMap(({ dates }) => dates),
    months: all.flatMap(({ months }) => months),
  };
});

const patternsOf = perKey((lang: string): Calendar => {
  const format = (options: Intl.DateTimeFormatOptions, date: Date) =>
    new Intl.DateTimeFormat(lang, options).format(date).toLowerCase();
  const months = new Map<string, number>();
  const weekdays = new Map<string, number>();
  for (let index = 0; index < 12; index++) {
    const month = new Date(2026, index, 15);
    for (const style of ['long', 'short'] as const) {
      months.set(format({ month: style }, month).replace('.', ''), index + 1);
      months.set(
        format({ month: style, day: 'numeric' }, month).replace(/[\d\s.٠-٩۰-۹]+|\bde\b/g, ''),
        index + 1,
      );
    }
    weekdays.set(format({ weekday: 'long' }, new Date(2026, 8, 7 + (index % 7))), index % 7);
  }
  const longest = (map: Map<string, number>) =>
    [...map].filter(([name]) => name.length > 2).sort(([a], [b]) => b.length - a.length);
  return {
    weekdays: longest(weekdays).map(([name, day]) => [
      new RegExp(`(?<!\\p{L})${name.slice(0, Math.max(5, name.length - 1))}\\p{L}{0,3}(?!\\p{L})`, 'gu'),
      day,
    ]),
    // "May" is a month only where a day or a word for time stands beside it.
    months: longest(months)
      .filter(([name]) => name.length > 3 || lang === 'de')
      .map(([name, month]) => [
        new RegExp(`(?<!\\p{L})${name}(?:s)?(?!\\p{L})(?:\\s+(\\d{4}))?`, 'gu'),
        month,
      ]),
    dates: longest(months).flatMap(([name, month]): [RegExp, number][] => {
      const word = `${name.slice(0, Math.max(4, name.length - 1))}\\p{L}{0,3}\\.?`;
      return [
        [
          new RegExp(
            `(?<!\\d)(\\d{1,2})(?:\\.|st|nd|rd|th|º|er)?\\s+(?:of |de )?${word}(?:,?\\s+(?:de )?(\\d{4}))?`,
            'gu',
          ),
          month,
        ],
        [
          new RegExp(`(?<!\\p{L})${word}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?\\s+(\\d{4}))?`, 'gu'),
          month,
        ],
      ];
    }),
  };
});
