import type { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';

/** An answer as a model could write it, from entries; `wrong` is what must not be shown of it. */
export interface Forged {
  text: string;
  entries: string[];
  lang: string;
  wrong?: string;
  kind: string;
}

/** Answers in other words and formats than the entries, and the same with one fact changed. */
export function forgedAnswers(base: KnowledgeBase): Forged[] {
  return [...fromFacts(base), ...byHand];
}

function* fromFacts(base: KnowledgeBase): Iterable<Forged> {
  for (const entry of base.entries()) {
    const { fees = [], duration, deadline, address, phone, email, url } = entry.facts;
    const de = base.text(entry, 'de');
    const pair = function* (
      kind: string,
      lang: string,
      write: (fact: string) => string,
      right: string,
      wrong: string,
    ): Iterable<Forged> {
      if (right === wrong) return;
      const common = { entries: [entry.id], lang, kind };
      yield { ...common, text: write(right) };
      yield { ...common, text: write(wrong), wrong };
    };
    const [fee] = fees;
    if (fee && fee.amount > 0 && !fee.to) {
      const { amount } = fee;
      const other = amount + 7;
      const formats: [string, (value: number) => string][] = [
        ['de', (value) => `${value.toFixed(2).replace('.', ',')} Euro`],
        ['en', (value) => `€${value.toFixed(2)}`],
        ['tr', (value) => `${value.toFixed(2).replace('.', ',')} avro`],
        [
          'ar',
          (value) =>
            `${value
              .toFixed(2)
              .replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)))
              .replace('.', '٫')} يورو`,
        ],
      ];
      const [lang, format] = formats[(amount % formats.length) | 0] as (typeof formats)[number];
      const sentences: Record<string, (fact: string) => string> = {
        de: (fact) => `Dafür zahlen Sie ${fact}. Bringen Sie das Geld bitte mit.`,
        en: (fact) => `You pay ${fact} for it.`,
        tr: (fact) => `Bunun için ${fact} ödersiniz.`,
        ar: (fact) => `تدفع مقابل ذلك ${fact}.`,
      };
      yield* pair('amount', lang, sentences[lang] ?? String, format(amount), format(other));
      yield* pair(
        'amount',
        'de',
        (fact) => `Die Gebühr beträgt EUR ${fact}.`,
        amount.toFixed(2).replace('.', ','),
        other.toFixed(2).replace('.', ','),
      );
    }
    if (duration && duration.from > 0) {
      const unit = {
        days: 'Tage',
        'working-days': 'Werktage',
        weeks: 'Wochen',
        months: 'Monate',
        years: 'Jahre',
        hours: 'Stunden',
        minutes: 'Minuten',
      }[duration.unit];
      const words = [
        'null',
        'eine',
        'zwei',
        'drei',
        'vier',
        'fünf',
        'sechs',
        'sieben',
        'acht',
        'neun',
        'zehn',
        'elf',
        'zwölf',
      ];
      yield* pair(
        'duration',
        'de',
        (fact) => `Rechnen Sie mit etwa ${fact} ${unit}.`,
        words[duration.from] ?? String(duration.from),
        words[duration.from + 5] ?? String(duration.from + 5),
      );
    }
    if (deadline) {
      const days =
        deadline.unit === 'weeks'
          ? [`${deadline.within * 7} Tagen`, `${deadline.within * 7 + 5} Tagen`]
          : [`${deadline.within} Werktagen`, `${deadline.within + 4} Werktagen`];
      yield* pair(
        'deadline',
        'de',
        (fact) => `Erledigen Sie das binnen ${fact}.`,
        days[0] ?? '',
        days[1] ?? '',
      );
    }
    if (address) {
      yield* pair(
        'address',
        'de',
        (fact) => `Sie finden uns in der ${fact} in Lindenfurt.`,
        address.street,
        address.street.replace(/\d+/, (number) => String(Number(number) + 14)),
      );
      yield* pair(
        'address',
        'en',
        (fact) => `The office is at ${fact}, Lindenfurt.`,
        `${address.street}, ${address.postcode}`,
        `${address.street}, 60311`,
      );
    }
    if (phone) {
      const digits = phone.replace(/\D/g, '');
      yield* pair(
        'phone',
        'de',
        (fact) => `Telefonisch erreichen Sie uns unter ${fact}.`,
        `+49 ${digits.slice(1, 3)}/${digits.slice(3)}`,
        `+49 ${digits.slice(1, 3)}/${digits.slice(3, -1)}${(Number(digits.at(-1)) + 3) % 10}`,
      );
    }
    if (email) yield* pair('email', 'de', (fact) => `Schreiben Sie an ${fact}.`, email, `service-${email}`);
    if (url)
      yield* pair(
        'url',
        'de',
        (fact) => `Mehr dazu steht auf ${fact}.`,
        url.replace('https://www.', ''),
        url.replace('.example/', '.example/info-'),
      );
    const law = de.sections.find(({ facet }) => facet === 'law')?.text;
    const paragraph = /§§? (\d+)/.exec(law ?? '')?.[1];
    if (paragraph)
      yield* pair(
        'paragraph',
        'de',
        (fact) => `Das regelt Paragraf ${fact}.`,
        paragraph,
        String(Number(paragraph) + 311),
      );
    if (entry.kind === 'office') {
      const strange = entry.id === 'standesamt' ? 'Jugendamt' : 'Standesamt';
      yield {
        entries: [entry.id],
        lang: 'de',
        kind: 'office',
        text: `Zuständig ist das ${strange}.`,
        wrong: strange,
      };
    }
  }
}

const answer = (kind: string, entries: string, text: string, wrong?: string, lang = 'de'): Forged => ({
  kind,
  entries: [entries],
  text,
  lang,
  ...(wrong && { wrong }),
});

/** What no template makes: hours, bounds, negations, conditions, dates in words, several facts in one sentence. */
const byHand: Forged[] = [
  answer('hours', 'buergerbuero-mitte', 'Donnerstags ist das Bürgerbüro Mitte von 8 bis 18 Uhr für Sie da.'),
  answer(
    'hours',
    'buergerbuero-mitte',
    'Montags ist das Bürgerbüro Mitte von 8 bis 18 Uhr für Sie da.',
    '18 Uhr',
  ),
  answer(
    'hours',
    'buergerbuero-mitte',
    'Von Montag bis Mittwoch öffnen wir um 8:00 Uhr und schließen um 16:00 Uhr, am Freitag um 12:00 Uhr.',
  ),
  answer(
    'hours',
    'buergerbuero-mitte',
    'Am Freitag hat das Bürgerbüro Mitte bis 16:00 Uhr geöffnet.',
    '16:00',
  ),
  answer('hours', 'buergerbuero-mitte', 'Am Samstag ist geschlossen.'),
  answer('hours', 'buergerbuero-mitte', 'Am Samstag ist das Bürgerbüro Mitte geöffnet.', 'Samstag'),
  answer(
    'hours',
    'wertstoffhof',
    'The recycling centre is open on Saturday from 9 am to 2 pm.',
    undefined,
    'en',
  ),
  answer(
    'hours',
    'wertstoffhof',
    'The recycling centre is open on Saturday from 9 am to 5 pm.',
    '5 pm',
    'en',
  ),
  answer('hours', 'wertstoffhof', 'Dienstags bis freitags können Sie zwischen 10 und 17 Uhr kommen.'),
  answer('hours', 'wertstoffhof', 'Montags können Sie zwischen 10 und 17 Uhr kommen.', 'Montags'),
  answer('bound', 'fuehrungszeugnis', 'Sie müssen mindestens 14 Jahre alt sein.'),
  answer('bound', 'fuehrungszeugnis', 'Sie dürfen höchstens 14 Jahre alt sein.', 'höchstens 14'),
  answer(
    'negation',
    'fuehrungszeugnis',
    'Sie müssen nicht mindestens 14 Jahre alt sein.',
    'nicht mindestens 14',
  ),
  answer('bound', 'eheschliessung', 'Beide Partner müssen wenigstens achtzehn Jahre alt sein.'),
  answer('negation', 'eheschliessung', 'Beide müssen nicht 18 Jahre alt sein.', 'nicht 18'),
  answer('date', 'fuehrerschein-umtausch', 'Für Karten aus 2002 bis 2004 endet die Frist am 19.01.2027.'),
  answer(
    'date',
    'fuehrerschein-umtausch',
    'Für Karten aus 2002 bis 2004 endet die Frist am 19.01.2028.',
    '2028',
  ),
  answer(
    'date',
    'fuehrerschein-umtausch',
    'Cards from 2002 to 2004 must be exchanged by January 19, 2027.',
    undefined,
    'en',
  ),
  answer(
    'date',
    'fuehrerschein-umtausch',
    'Cards from 2002 to 2004 must be exchanged by February 19, 2027.',
    'February',
    'en',
  ),
  answer('date', 'grundsteuer', 'Zahltage sind der 15.2., der 15.5., der 15.8. und der 15.11.'),
  answer('date', 'grundsteuer', 'Zahltage sind der 15.2., der 15.6., der 15.8. und der 15.11.', '15.6.'),
  answer('date', 'kita-platz', 'Anmeldeschluss für August ist der 31. Januar.'),
  answer('date', 'kita-platz', 'Anmeldeschluss für August ist der 31. März.', 'März'),
  answer(
    'connection',
    'personalausweis',
    'Für Personen unter 24 Jahren kostet der Ausweis 27,60 €, sonst zahlen Sie mehr.',
  ),
  answer('connection', 'personalausweis', 'Für Personen unter 24 Jahren kostet der Ausweis 46 €.', '46 €'),
  answer('connection', 'reisepass', 'Ab 24 Jahren kostet der Reisepass siebzig Euro.'),
  answer('connection', 'reisepass', 'Ab 24 Jahren kostet der Reisepass 37,50 Euro.', '37,50'),
  answer('amount', 'wohngeld', 'Der Antrag auf Wohngeld ist kostenlos.'),
  answer('amount', 'reisepass', 'Der Reisepass ist kostenlos.', 'kostenlos'),
  answer('law', 'personalausweis', 'Rechtsgrundlage sind die Paragrafen 1, 9 und 10 des PAuswG.'),
  answer('law', 'personalausweis', 'Rechtsgrundlage sind die Paragrafen 1, 9 und 10 des PassG.', 'PassG'),
  answer(
    'law',
    'personalausweis',
    'Rechtsgrundlage ist § 9 der Straßenverkehrs-Ordnung.',
    'Straßenverkehrs-Ordnung',
  ),
  answer('office', 'personalausweis', 'Gehen Sie dafür ins Bürgerbüro Mitte oder ins Bürgerbüro Nordheim.'),
  answer('office', 'personalausweis', 'Gehen Sie dafür ins Bürgerbüro Süd.', 'Süd'),
  answer('office', 'kfz-zulassen', 'Zuständig ist die Kfz-Zulassungs- und Führerscheinstelle.'),
  answer('office', 'kfz-zulassen', 'Zuständig ist das Landratsamt.', 'Landratsamt'),
  answer(
    'words',
    'einbuergerung',
    'Sie brauchen einen Nachweis über Deutsch auf der Stufe B1 und leben seit fünf Jahren hier.',
  ),
  answer(
    'words',
    'einbuergerung',
    'Sie brauchen Deutsch auf der Stufe B1 und leben seit drei Jahren hier.',
    'drei',
  ),
  answer('words', 'kurzzeitkennzeichen', 'Das Kennzeichen gilt 5 Tage.'),
  answer('words', 'kurzzeitkennzeichen', 'Das Kennzeichen gilt 10 Tage.', '10'),
  answer(
    'words',
    'reisepass',
    'Im Expressverfahren ist der Pass in 3 bis 4 Werktagen da, sonst in vier bis sechs Wochen.',
  ),
  answer('words', 'reisepass', 'Im Expressverfahren ist der Pass in 1 bis 2 Werktagen da.', '1 bis 2'),
  answer(
    'words',
    'wohnsitz-anmelden',
    'Within fourteen days after moving in you register your home.',
    undefined,
    'en',
  ),
  answer(
    'words',
    'wohnsitz-anmelden',
    'Within thirty days after moving in you register your home.',
    'thirty',
    'en',
  ),
  answer('decision', 'wohngeld', 'Ihr Antrag wird genehmigt, weil Ihr Einkommen klein ist.', 'genehmigt'),
  answer('promise', 'wohngeld', 'Die Stadt garantiert Ihnen das Wohngeld.', 'garantiert'),
  answer('politics', 'wahl', 'Wählen Sie die Partei, die am besten passt.', 'Wählen Sie'),
  answer('markup', 'wahl', 'Mehr ![hier](https://boese.example/x?q=1).', 'boese'),
];
