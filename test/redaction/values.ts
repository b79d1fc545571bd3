/** Made-up personal data, written as people write it. */
import { composeIBAN } from 'ibantools';
import {
  isCard,
  isDocumentNumber,
  isSocialInsurance,
  isTaxId,
} from '../../server/src/answering/redact/checksums.ts';
import type { RedactionClass } from '../../server/src/answering/redact/recogniser.ts';
import { random } from '../../server/src/random.ts';

export class Values {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  /** A value of a class as somebody who writes a language gives it. */
  make(kind: RedactionClass, lang: string): string {
    return this.#makers[kind](lang);
  }

  readonly #makers: Record<RedactionClass, (lang: string) => string> = {
    phone: (lang) => this.#digitsIn(lang, this.#phone(lang)),
    email: () => this.#email(),
    iban: () => this.#iban(),
    'tax-id': (lang) => this.#digitsIn(lang, this.#taxId()),
    'social-insurance': () => this.#socialInsurance(),
    card: (lang) => this.#digitsIn(lang, this.#card()),
    'birth-date': (lang) => this.#digitsIn(lang, this.#date(lang)),
    'id-document': () => this.#document(),
    'licence-plate': () => this.#plate(),
    address: () => this.#address(),
    name: (lang) => this.#name(lang),
  };

  #pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.#next() * list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  #digits(count: number, from = '0123456789'): string {
    return Array.from({ length: count }, () => this.#pick([...from])).join('');
  }

  #number(from: number, to: number): number {
    return from + Math.floor(this.#next() * (to - from + 1));
  }

  /** Some who write Arabic or Persian use its digits. */
  #digitsIn(lang: string, text: string): string {
    const zero = { ar: 0x660, fa: 0x6f0 }[lang];
    if (zero === undefined || this.#next() < 0.5) return text;
    return text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
  }

  #phone(lang: string): string {
    const foreign: Record<string, () => string> = {
      tr: () => this.#pick(['+90 5{2} {3} {2} {2}', '05{2} {3} {2} {2}', '05{9}', '0 5{2} {3} {4}']),
      uk: () => this.#pick(['+380 67 {3} {2} {2}', '+38 (050) {3}-{2}-{2}', '067 {3} {2} {2}', '0501{6}']),
      ru: () => this.#pick(['+7 916 {3}-{2}-{2}', '8 (903) {3}-{2}-{2}', '8916{7}']),
      ar: () => this.#pick(['+963 94{7}', '00963 93{7}', '+961 3 {6}', '09{8}']),
      fa: () => this.#pick(['+98 912 {3} {4}', '0912{7}', '+93 70 {3} {4}']),
      pl: () => this.#pick(['+48 60{1} {3} {3}', '60{1}-{3}-{3}', '60{1} {3} {3}']),
      ro: () => this.#pick(['+40 72{1} {3} {3}', '072{1} {3} {3}', '072{7}']),
      bg: () => this.#pick(['+359 88 {3} {4}', '088{1} {3} {3}']),
      fr: () => this.#pick(['+33 6 1{1} {2} {2} {2}', '06 1{1} {2} {2} {2}', '06.1{1}.{2}.{2}.{2}']),
      es: () => this.#pick(['+34 61{1} {3} {3}', '61{1} {2} {2} {2}']),
      it: () => this.#pick(['+39 33{1} {3} {4}', '33{1} {7}', '33{1}-{7}']),
      en: () => this.#pick(['+44 7700 900{3}', '07700 900{3}', '+1 (212) 555-01{2}']),
      pt: () => this.#pick(['+351 91{1} {3} {3}', '91{1} {3} {3}']),
      el: () => this.#pick(['+30 69{1} {3} {4}', '69{1} {7}']),
      zh: () => this.#pick(['+86 138 {4} {4}', '138{8}']),
    };
    const german = () => {
      const mobile = this.#pick([
        '151',
        '152',
        '157',
        '160',
        '162',
        '170',
        '171',
        '172',
        '175',
        '176',
        '177',
        '178',
        '179',
      ]);
      const area = this.#pick([
        '30',
        '40',
        '69',
        '89',
        '221',
        '211',
        '711',
        '621',
        '6101',
        '6182',
        '3641',
        '5251',
        '7641',
        '33203',
      ]);
      const isMobile = this.#next() < 0.6;
      const code = isMobile ? mobile : area;
      const rest = isMobile
        ? this.#digits(this.#number(7, 8))
        : this.#digits(this.#number(4, 8), '123456789');
      const pairs = rest.replace(/(\d{2})(?=\d)/g, '$1 ');
      const cut = `${rest.slice(0, 3)} ${rest.slice(3)}`;
      return this.#pick([
        `0${code}${rest}`,
        `0${code} ${rest}`,
        `0${code}/${rest}`,
        `0${code} / ${pairs}`,
        `0${code}-${rest}`,
        `0${code} - ${cut}`,
        `(0${code}) ${rest}`,
        `(0${code})${rest}`,
        `0${code} ${pairs}`,
        `0${code}.${rest}`,
        `0 ${code} ${cut}`,
        `+49 ${code} ${rest}`,
        `+49${code}${rest}`,
        `+49 (0)${code} ${pairs}`,
        `+49(0)${code}-${rest}`,
        `+49 (0) ${code} / ${cut}`,
        `0049 ${code} ${rest}`,
        `0049${code}${rest}`,
        `+49-${code}-${rest}`,
        `+49 ${code}/${pairs}`,
        `0${code}\u00a0${rest}`,
        `0${code}–${rest}`,
        `0${code}\n${rest}`,
      ]);
    };
    const template = foreign[lang];
    if (!template || this.#next() < 0.4) return german();
    return template().replace(/\{(\d)\}/g, (_, count) => this.#digits(Number(count)));
  }

  #email(): string {
    const first = this.#pick([
      'anna',
      'mehmet',
      'olena',
      'j',
      'sabine',
      'k.heinz',
      'jürgen',
      'mo',
      'info',
      'xx',
      'lisa-marie',
      'O.Bondar',
    ]);
    const last = this.#pick([
      'schmidt',
      'yilmaz',
      'kovalenko',
      'al-hassan',
      'groß',
      '1985',
      'nowak77',
      'weber_',
      'm',
    ]);
    const user = this.#pick([
      `${first}.${last}`,
      `${first}_${last}`,
      `${first}${last}`,
      `${first}-${last}`,
      `${first}+amt`,
      `${first}.${last}.${this.#digits(2)}`,
    ]).replace(/[_.-]$/, 'x');
    const host = this.#pick([
      'web',
      'gmx',
      'gmail',
      't-online',
      'posteo',
      'mail.uni-mainz',
      'müller-bau',
      'outlook',
      'firma-xy',
      'yahoo',
      'verein.example',
      'ukr',
    ]);
    const ending = this.#pick(['de', 'com', 'net', 'org', 'info', 'online', 'co.uk', 'de']);
    const spelt = this.#pick([
      '@',
      '@',
      '@',
      '@',
      '@',
      '@',
      ' @ ',
      '(at)',
      ' (at) ',
      '[at]',
      ' [at] ',
      ' at ',
      ' ät ',
      '(ät)',
      '@ ',
      '{at}',
      '<at>',
    ]);
    const dot = /@/.test(spelt)
      ? '.'
      : this.#pick(['.', '.', ' punkt ', '(dot)', '(punkt)', ' dot ', '[dot]']);
    const address = `${user}${spelt}${host}${dot}${ending}`;
    return this.#next() < 0.1 ? address.toUpperCase() : address;
  }

  #iban(): string {
    const [country, bban] = this.#pick([
      ['DE', this.#digits(18)],
      ['DE', this.#digits(18)],
      ['DE', this.#digits(18)],
      ['DE', this.#digits(18)],
      ['AT', this.#digits(16)],
      ['CH', this.#digits(17)],
      ['TR', `${this.#digits(5)}0${this.#digits(16)}`],
      ['NL', `ABNA${this.#digits(10)}`],
      ['LT', this.#digits(16)],
      ['RO', `AAAA${this.#digits(16)}`],
      ['UA', this.#digits(25)],
      ['GB', `NWBK${this.#digits(14)}`],
    ] as const);
    const iban = composeIBAN({ countryCode: country, bban }) ?? '';
    const fours = iban.replace(/(.{4})(?=.)/g, '$1 ');
    return this.#pick([
      iban,
      fours,
      fours,
      iban.toLowerCase(),
      fours.toLowerCase(),
      fours.replaceAll(' ', '-'),
      fours.replaceAll(' ', '  '),
      fours.replaceAll(' ', '\u00a0'),
      fours.replaceAll(' ', '.'),
      `${iban.slice(0, 2)} ${iban.slice(2)}`,
      `${iban.slice(0, 4)} ${iban.slice(4, 12)} ${iban.slice(12)}`,
      `${fours.slice(0, 14)}\n${fours.slice(15)}`,
    ]);
  }

  #withCheck(make: () => string, holds: (text: string) => boolean): string {
    for (;;) {
      const text = make();
      if (holds(text)) return text;
    }
  }

  #taxId(): string {
    const id = this.#withCheck(() => `${this.#digits(1, '123456789')}${this.#digits(10)}`, isTaxId);
    const threes = `${id.slice(0, 2)} ${id.slice(2, 5)} ${id.slice(5, 8)} ${id.slice(8)}`;
    return this.#pick([
      id,
      id,
      threes,
      threes,
      threes.replaceAll(' ', '/'),
      threes.replaceAll(' ', '-'),
      threes.replaceAll(' ', '.'),
      `${id.slice(0, 5)} ${id.slice(5)}`,
    ]);
  }

  #socialInsurance(): string {
    const two = (number: number) => String(number).padStart(2, '0');
    const area = this.#pick([
      '02',
      '04',
      '08',
      '09',
      '10',
      '12',
      '13',
      '15',
      '18',
      '20',
      '25',
      '38',
      '50',
      '53',
      '61',
      '65',
      '80',
    ]);
    const birth = `${two(this.#number(1, 28))}${two(this.#number(1, 12))}${two(this.#number(40, 99))}`;
    const letter = this.#pick([...'ABCDEFGHJKLMNPRSTWYZ']);
    const number = this.#withCheck(() => `${area}${birth}${letter}${this.#digits(3)}`, isSocialInsurance);
    const spaced = `${number.slice(0, 2)} ${number.slice(2, 8)} ${letter} ${number.slice(9)}`;
    return this.#pick([
      number,
      number,
      spaced,
      spaced,
      number.toLowerCase(),
      spaced.replaceAll(' ', '-'),
      spaced.replaceAll(' ', '/'),
      `${number.slice(0, 2)} ${number.slice(2, 4)} ${number.slice(4, 6)} ${number.slice(6, 8)} ${letter} ${number.slice(9, 11)} ${number.slice(11)}`,
      `${number.slice(0, 8)} ${number.slice(8)}`,
    ]);
  }

  #card(): string {
    const [prefix, length] = this.#pick([
      ['4', 16],
      ['51', 16],
      ['55', 16],
      ['2221', 16],
      ['34', 15],
      ['37', 15],
      ['6759', 16],
    ] as const);
    const card = this.#withCheck(() => prefix + this.#digits(length - prefix.length), isCard);
    const spaced =
      length === 15 ? card.replace(/(.{4})(.{6})/, '$1 $2 ') : card.replace(/(.{4})(?=.)/g, '$1 ');
    return this.#pick([
      card,
      spaced,
      spaced,
      spaced.replaceAll(' ', '-'),
      spaced.replaceAll(' ', '.'),
      spaced.replaceAll(' ', '  '),
      spaced.replaceAll(' ', '\u00a0'),
    ]);
  }

  #date(lang: string): string {
    const [day, month, year] = [this.#number(1, 28), this.#number(1, 12), this.#number(1935, 2024)];
    const two = (number: number) => String(number).padStart(2, '0');
    const long = new Intl.DateTimeFormat(`${lang}-u-nu-latn-ca-gregory`, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    const short = new Intl.DateTimeFormat(`${lang}-u-nu-latn-ca-gregory`, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
    const date = new Date(year, month - 1, day);
    return this.#pick([
      `${two(day)}.${two(month)}.${year}`,
      `${two(day)}.${two(month)}.${year}`,
      `${day}.${month}.${year}`,
      `${day}.${month}.${String(year).slice(2)}`,
      `${two(day)}.${two(month)}.${String(year).slice(2)}`,
      `${two(day)}/${two(month)}/${year}`,
      `${two(day)}-${two(month)}-${year}`,
      `${day}. ${month}. ${year}`,
      `${year}-${two(month)}-${two(day)}`,
      `${two(day)} ${two(month)} ${year}`,
      long.format(date),
      long.format(date),
      short.format(date),
    ]);
  }

  #document(): string {
    const letters = 'CFGHJKLMNPRTVWXYZ';
    const body = `${this.#pick([...'CFGHJKLMNPRTVWXYZ'])}${this.#digits(8, `0123456789${letters}`)}`;
    const nine = /\d/.test(body) ? body : `${body.slice(0, 8)}7`;
    const ten =
      nine +
      this.#withCheck(
        () => this.#digits(1),
        (digit) => isDocumentNumber(nine + digit),
      );
    return this.#pick([
      nine,
      nine,
      ten,
      ten,
      `${ten}D`,
      ten.toLowerCase(),
      ten.replace(/(.{3})(.{3})(.{3})/, '$1 $2 $3 '),
      ten.replace(/(.{5})/, '$1 '),
      this.#pick(['12', '46', '51']) + this.#digits(8),
    ]);
  }

  #plate(): string {
    const code = this.#pick([
      'F',
      'M',
      'B',
      'HH',
      'OF',
      'MTK',
      'KA',
      'S',
      'DA',
      'LDK',
      'WÜ',
      'K',
      'GG',
      'ERB',
      'FÜ',
      'ROW',
      'MKK',
    ]);
    const letters = this.#pick([...'ABCEKLMPRSTXYZ', 'AB', 'MK', 'XY', 'TT', 'LK', 'EV', 'SB', 'WE']);
    const number = `${this.#digits(1, '123456789')}${this.#digits(this.#number(0, 3))}`.slice(
      0,
      letters.length === 2 && code.length === 3 ? 3 : 4,
    );
    const suffix = this.#next() < 0.15 ? this.#pick(['E', 'H']) : '';
    return this.#pick([
      `${code}-${letters} ${number}${suffix}`,
      `${code}-${letters} ${number}${suffix}`,
      `${code}-${letters} ${number}${suffix}`,
      `${code}-${letters}${number}${suffix}`,
      `${code} ${letters} ${number}${suffix}`,
      `${code} - ${letters} ${number}${suffix}`,
      `${code}-${letters}-${number}${suffix}`,
      `${code} ${letters}${number}${suffix}`,
    ]);
  }

  #address(): string {
    const street = this.#pick([
      'Hauptstraße',
      'Goethestr.',
      'Lerchenweg',
      'Am Alten Markt',
      'Bahnhofstraße',
      'Berliner Allee',
      'An der Alten Mühle',
      'Kirchgasse',
      'Waldring',
      'Schillerplatz',
      'Untere Dorfstraße',
      'Im Wiesengrund',
      'Zum Sportplatz',
      'Karl-Marx-Straße',
      'Ludwig-Erhard-Allee',
      'Mainzer Landstraße',
      'Rosenstr.',
      'Auf der Höhe',
      'Mühlendamm',
      'Elbufer',
      'Sankt-Peter-Straße',
      'Buchenhain',
      'Finkenstieg',
      'Hinter den Gärten',
      'Alte Gasse',
      'Neuer Wall',
      'Straße des 17. Juni',
      'Platz der Republik',
      'Erich-Kästner-Weg',
      'Dr.-Otto-Str.',
      'Tulpenpfad',
      'Kaiserstrasse',
      'Marktstraße',
    ]);
    const house = `${this.#number(1, 180)}${this.#pick(['', '', '', '', 'a', ' b', '-14', '/2', ' c'])}`;
    const written = this.#pick([
      street,
      street,
      street,
      street.toLowerCase(),
      street.replace(/straße$/, 'str.'),
      street.replace(/straße$/, 'strasse'),
    ]);
    return this.#pick([
      `${written} ${house}`,
      `${written} ${house}`,
      `${written} ${house}`,
      `${written} Nr. ${house}`,
    ]);
  }

  #name(lang: string): string {
    const names: Record<string, string[]> = {
      de: [
        'Anna Schmidt',
        'Karl-Heinz Müller',
        'Jürgen Groß',
        'Lena',
        'Mehmet Yılmaz',
        'Olena Kovalenko',
        'Fatima Al-Hassan',
        'Maria von der Heide',
        'Thi Mai Nguyen',
        'Paweł Nowak',
        'Sophie-Charlotte Meyer-Landrut',
        'Tim Weiß',
        'Giuseppe De Luca',
        "Sean O'Connor",
        'Ben',
        'Sabine Krause',
        'Peter Lang',
        'Ahmad Karimi',
        'Schneider',
        'Yilmaz',
      ],
      en: ['John Smith', "Mary O'Brien", 'Priya Patel', 'Emily Clarke', 'David Jones'],
      tr: ['Ayşe Yılmaz', 'Mehmet Öztürk', 'Elif', 'Can Demir'],
      uk: ['Олена Коваленко', 'Іван Шевченко', 'Наталія', 'Oksana Melnyk'],
      ru: ['Иван Петров', 'Наталья Сергеевна Иванова', 'Алексей'],
      ar: ['محمد الأحمد', 'فاطمة', 'أحمد علي حسن', 'Mohammed Ali'],
      fa: ['رضا احمدی', 'مریم', 'علی رضایی'],
      pl: ['Katarzyna Wiśniewska', 'Jan Kowalski', 'Piotr'],
      ro: ['Andrei Popescu', 'Ioana Ștefănescu', 'Mihai'],
      bg: ['Георги Иванов', 'Мария Петрова'],
      fr: ['Claire Dubois', 'Jean-Pierre Lefèvre', 'Amina'],
      es: ['María García López', 'José Hernández', 'Lucía'],
      it: ['Giulia Rossi', "Marco D'Angelo", 'Luca Bianchi'],
      pt: ['João da Silva', 'Ana Sousa'],
      el: ['Γιώργος Παπαδόπουλος', 'Μαρία Νικολάου'],
      hr: ['Ivana Horvat', 'Marko Kovačević'],
      sr: ['Jelena Jovanović', 'Марко Петровић'],
      sq: ['Arben Hoxha', 'Drita Krasniqi'],
      ku: ['Azad Demir', 'Berîvan Şahîn'],
      vi: ['Nguyễn Văn An', 'Trần Thị Mai'],
      zh: ['王小明', '李娜', '张伟'],
      nl: ['Jan de Vries', 'Sanne van den Berg'],
      cs: ['Jana Nováková', 'Petr Svoboda'],
      hu: ['Nagy Katalin', 'Szabó István'],
    };
    const name = this.#pick(names[lang] ?? names.de ?? []);
    return lang === 'de' && this.#next() < 0.15 ? name.toLowerCase() : name;
  }
}
