/** Units by their words in the languages that answers are written in; a word is known by its beginning. */
const units: Record<string, string> = {
  euro: '€|eur|euro|євро|евро|يورو|یورو|avro',
  cent: 'cent',
  percent: '%|prozent|percent|per cent|pour cent|por ciento|yüzde|відсотк|процент|بالمئة|درصد',
  minute: 'minute|minuten|min\\.|minut|хвилин|минут|dakika|دقيقة|دقائق|دقیقه',
  hour: 'stunde|hour|heures?(?! )|ora\\b|ore\\b|saat|годин|час(?:а|ов)?\\b|godzin|ساعة|ساعات|ساعت',
  workday:
    'werktag|arbeitstag|working day|business day|jours? ouvrable|día laborable|días laborables|giorni lavorativi|giorno lavorativo|iş günü|dni robocz|dzień robocz|робоч|рабоч|أيام عمل|يوم عمل|روز کاری|zile lucrătoare',
  day: 'tag|day|jour|día|dia|giorn|gün|dni|dzień|день|дні|дня|дней|дн\\b|يوم|أيام|روز|zi\\b|zile',
  week: 'woche|week|semaine|semana|settiman|hafta|tydzień|tygodn|тижн|недел|أسبوع|أسابيع|هفته|săptăm',
  month: 'monat|month|mois|mes\\b|meses|mesi|mese|ay\\b|miesi|місяц|месяц|شهر|أشهر|ماه|lun[iăa]',
  year: 'jahr|lebensjahr|year|an\\b|ans\\b|année|año|anni|anno|yıl|yaş|lat\\b|rok|рок|років|року|год|лет|سنة|سنوات|سال|ani\\b',
  metre: 'meter|metre|metro|metri',
  cubic: 'kubikmeter|cubic met',
  litre: 'liter|litre',
  page: 'seite|page|pagin',
};
const pattern = (list: string) => new RegExp(`^(?:${list})`, 'iu');
const patterns = Object.entries(units).map(([name, list]) => [name, pattern(list)] as const);

/** How many of a smaller unit one is, where both tell the same length of time. */
const lengths: Record<string, [unit: string, factor: number]> = {
  week: ['day', 7],
  year: ['month', 12],
};

/** The unit at the beginning of a text. */
export function unitAt(text: string): string | undefined {
  return patterns.find(([, one]) => one.test(text))?.[0];
}

/** The same measure in the unit that is compared: 2 weeks are 14 days, a year is 12 months. */
export function measure(value: number, unit: string): string {
  const [smaller, factor] = lengths[unit] ?? [unit, 1];
  return `${smaller}:${Math.round(value * factor * 100) / 100}`;
}
