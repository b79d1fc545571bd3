import { describe, expect, it } from 'vitest';
import { redactionClasses } from './recogniser.ts';
import { recognisers } from './recognisers.ts';
import { redact, withoutPlaceholders } from './redact.ts';

const city = new Set(['06990009115', 'buergerservice@lindenfurt.example', 'rathausplatz 1']);

/** Sentences with what is personal in them in «guillemets», by class. */
const personal: Record<string, string[]> = {
  email: [
    'Schreiben Sie an «erika.muster@web.de» bitte',
    'meine mail: «Max_Mustermann+amt@t-online.de».',
    'erreichbar unter «hans (at) firma.de»',
    'Ich bin «erika@muster.de». Wie geht es weiter?',
    '«kontakt at mueller-bau punkt de»',
    '«jan punkt meier ät web punkt de»',
    '«maria[at]posteo.de» ist meine Adresse',
    'mail an «peter.lang ät gmx punkt de»',
    '«jürgen.größer@müller-bau.de»',
    'E-posta: «ayse.yilmaz@gmail.com»',
    "Mail: «o'neill@posteo.de», danke",
    'пишіть на «olena@ukr.net»',
  ],
  phone: [
    'Rufen Sie mich an: «+49 171 2345678»',
    'Tel. «0171/2345678»',
    'meine nummer ist «0176 - 123 456 78»',
    'Handy «0049 151 23456789»',
    'Telefon «(069) 123456-78»',
    '«069/1234567» oder abends «06101 98765»',
    'Sie erreichen mich unter «0211 9876543» ab 18 Uhr',
    'meine Handynummer: «015112345678»',
    'call me «+44 20 7946 0958»',
    'Telefon «٠١٧١ ٢٣٤٥٦٧٨»',
    'numaram «0532 123 45 67»',
    'Meine Nummer ist «1712345678»',
    'ruf mich an «0171\n2345678»',
    '«+49 (0) 69 1234567»',
  ],
  iban: [
    'IBAN «DE89 3704 0044 0532 0130 00».',
    'IBAN «D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0»',
    'mein konto «de89370400440532013000»',
    'Konto: «DE89-3704-0044-0532-0130-00»',
    'IBAN:«AT61 1904 3002 3457 3201» bitte',
    'überweisen auf «FR14 2004 1010 0505 0001 3M02 606»',
  ],
  card: [
    'Karte «4111 1111 1111 1111»',
    'visa «4111111111111111» gültig',
    'Mastercard «5500-0000-0000-0004»',
    'amex «3782 822463 10005»',
  ],
  'tax-id': [
    'Steuer-ID «86 095 742 719»',
    'meine idnr ist «86095742719»',
    'Steuernummer «47 036 892 816» stimmt',
  ],
  'social-insurance': [
    'SV-Nummer «15 070649 C 103»',
    'Rentenversicherungsnummer: «15070649C103»',
    'meine sozialversicherung «15 07 06 49 C 10 3»',
  ],
  'birth-date': [
    'geboren am «12.03.1985» in Mainz',
    'Geburtsdatum: «1.1.70»',
    'geb. «03/04/1999»',
    'Mein Geburtstag ist der «5. März 2001»',
    'born on «March 5, 2001»',
    'date of birth «1985-03-12»',
    'doğum tarihim «12.03.1985»',
    'Meine Tochter, «12.03.1985» geboren',
    'Jahrgang «14.06.1955»',
    'born «March 3rd, 1990»',
    'дата рождения «5 мая 1985 года»',
    'дата рождения: «12.03.1985»',
    'تاريخ الميلاد «12/03/1985»',
  ],
  'id-document': [
    'Ausweisnummer «L01X00T471»',
    'mein Perso hat die Nummer «T220001293»',
    'Reisepass «C01X00T47»',
    'passport number «C01X 00T4 7» is lost',
    'Seriennummer des Ausweises: «LZ6311T47»',
    'Personalausweis Nr. «1220001297»',
    'Passeport «12AB34567»',
    'passport «45 08 123456»',
  ],
  'licence-plate': [
    'mein Kennzeichen ist «OF-AB 1234»',
    '«F-XY 99» steht im Halteverbot',
    'das auto «b-mw 1234» parkt falsch',
    'Kennzeichen «M AB 123E»',
    'Nummernschild: «HH•AB•12»'.replace('•AB•', '-AB '),
    'wagen mit «KA-PA 777»',
    'Kennzeichen «HG:KL 889»',
    'Kfz-Kennz. «OFAB123»',
  ],
  address: [
    'Ich wohne in der «Gartenstraße 12a» im dritten Stock',
    'Adresse: «Lange Str. 7, 63099 Lindenfurt»',
    'Adresse: «Waldweg 3a, 63099 Lindenfurt»',
    'wir wohnen in der «untere dorfstraße 29a»',
    '«berliner allee 46» ist laut',
    '«Straße des 17. Juni Nr. 52»',
    '«Am Mühlbach 3», das Haus hinten',
    'meine Anschrift ist «Ludwig-Erhard-Allee 100-102, 60311 Frankfurt»',
    'wohne «Birkenweg 5» seit Mai',
    'I live at «Hauptstrasse 44»',
    'Adresim: «Schillerplatz 9»',
    'Wir ziehen in die «Kurfürstendamm 21, 10719 Berlin»',
    'ich wohne in «Unter den Linden 5»',
  ],
  name: [
    'Ich heiße «Erika Mustermann» und brauche einen Pass',
    'ich heisse «erika mustermann» und wohne hier',
    'My name is «John Smith»',
    'Mein Name ist «Dr. Müller-Lüdenscheidt».'.replace('Dr. ', '').replace('«', 'Dr. «'),
    'Name: «Max Mustermann»',
    'meine Tochter heißt «Lena» und ist 5',
    'Hier ist «Peter Schmidt», guten Tag',
    'Ich bin «Anna Becker» aus dem Norden',
    'Mit freundlichen Grüßen\n«Sabine Krause»',
    'Benim adım «Ayşe Yılmaz»',
    'Мене звати «Олена Коваленко»',
    'меня зовут «Иван Петров»',
    'اسمي «محمد»',
    'je m’appelle «Claire Dubois»'.replace('’', "'"),
    'me llamo «María García»',
    'Frau «Schneider» hat mir das gesagt',
    'Ich bin «Erika Hofmeister», wo muss ich hin?',
    'Vorname «Sarah», Nachname «Becker»',
    'Ich heiße «Peter vom Amt»',
    'Mein Name ist «M. Hoffmann»',
    '«Stefan Brandt» hier, ist jemand da?',
    "My wife's name is «Emily Clark»",
    'gez. «Thomas Wagner»',
    'Er heißt «Sebastian Horn»',
    'Grüße von «Antonia Marx»',
    'wir sind «Paul» und «Lisa Kern»',
    'Mon fils s’appelle «Hugo»'.replace('’', "'"),
    'Моего мужа зовут «Виктор»',
    'Hr. «Klein» geht nicht ans Telefon',
    'Danke! «Anja Weiß»',
    'Name, Adresse: «Karl Meier»',
    'Ich, «Gerhard Moser», wohne hier',
    'Name: «Schmitt, Hans-Peter»',
    'Antragsteller «Rüdiger Haas»',
    'Absender: «Monika Hahn»',
    'Der Name meines Mannes ist «Holger Seidel»',
    'Meine Tochter «Marie» kommt in die Schule',
    'Das Kind soll «Emma Luise» heißen',
    'Beste Grüße aus dem Osten, «Paul Sander»',
    'Bis dann, «Jochen»',
    'my wife «Anna» is pregnant',
    'Моя фамилия «Смирнова», имя «Елена»',
    'Mein Nachname ist «petrovic»',
    'Ich hieß früher «Anna Weber»',
    'Ich heiße mit Nachnamen «Kaminski»',
    'Für meine Mutter «Helga Zimmermann» brauche ich eine Vollmacht',
    'Der Pass meines Sohnes «Elias Hartmann» ist abgelaufen',
    'Der Ausweis ist auf «Sandra Pohl» ausgestellt',
    'Danke im Voraus, «Lukas Brandl»',
    'Namen: «Karin» und «Uwe Schulte»',
    'Name, Vorname: «Böhm, Rita»',
    'moin, «sven» hier',
    '«Thorsten Beck» ist mein Name',
    'ich werde «Ole» genannt',
    'mfg «p. schneider»',
    'Adım soyadım: «Emre Şahin»',
  ],
};

const nobodys = [
  'Wie heißt das Formular?',
  'Comment s’appelle le formulaire ?',
  'Den Namen von Kindern auf Antrag ändern lassen',
  'Mein Kind Kindergeld',
  'Antragsteller müssen kommen',
  'Name und Adresse',
  'Viele Grüße aus Lindenfurt',
  'Für meinen Vater Schwerbehindertenausweis beantragen',
  'Auf Antrag ausgestellt',
  'Mein Nachname ist doppelt',
  'In meiner Straße 5 Tage kein Wasser',
  'Czy urząd jest czynny 24.12.2026?',
  'Kennzeichen ab 50 Euro',
  'Ich bin ständiger Bewohner',
  'Ich bin Freiberufler, was brauche ich?',
  'Ist das die 115 oder 112?',
  'Im Notfall 110 wählen, Giftnotruf 19240',
  '§ 25 TDDDG vom 1.12.2021',
  '§§ 28 bis 31 PStG, Art. 6 Abs. 1 DSGVO',
  'Das kostet 37,00 € oder 27,60 Euro',
  'Der Hebesatz ist 520 Prozent, 1.234.567 Euro im Jahr',
  '63099 Lindenfurt',
  'Postleitzahlen 63096 - 63099',
  'Mo-Fr 08:00-16:00, Do bis 18.00 Uhr',
  'IBAN DE00 3704 0044 0532 0130 00 ist falsch',
  'Formular 2026-11-24',
  'Formular-Nr. 0123456789',
  'Aktenzeichen 32-45678/2026',
  'Vorgangsnummer 00123456',
  'Die Wahl ist am 14.03.2027',
  'vom 01.05.2026 bis 31.05.2026 geschlossen',
  'Ich heiße nicht so',
  'Ich bin Deutsche Staatsangehörige',
  'Ich bin Student und 20 Jahre alt',
  'Telefon 069 90009-115',
  'buergerservice@lindenfurt.example',
  'Das Bürgerbüro ist am Rathausplatz 1',
  'Ich brauche einen Kita-Platz 2027',
  'Parkplatz 12 ist frei',
  'im Zimmer 12 im 3. Stock',
  'am Montag 10 Uhr',
  'DIN A4 und ISO 9001',
  'SGB II 12 Monate',
  'Bus 41, 44 und S-Bahn S8',
  'Die Drucksache 18/12345 des Landtags',
  'LeiKa 99008002016000',
  'Der Personalausweis kostet seit 2026 mehr',
  'Was brauche ich für den Namen meines Kindes?',
  'Wie ändere ich meinen Namen?',
  'Mein Name ist falsch geschrieben',
  'Kinder unter 16 Jahren',
  'Antrag Nr. 12 von 34',
  'TV-L E 13',
  'zwischen 2020-2026',
  'Tel: 115',
];

const unmarked = (text: string) => text.replace(/[«»]/g, '');

/** What a sentence marks, as `class: text`. */
function marked(name: string, text: string): string[] {
  return [...text.matchAll(/«([^»]+)»/g)].map(([, value]) => `${name}: ${value}`);
}

function found(text: string): string[] {
  return redact(text, city).redactions.map(
    ({ class: name, start, end }) => `${name}: ${text.slice(start, end)}`,
  );
}

describe('personal data is replaced (DP-7)', () => {
  it.each(
    Object.entries(personal).flatMap(([name, texts]) => texts.map((text) => [name, text] as const)),
  )('%s: %s', (name, text) => {
    expect(found(unmarked(text))).toEqual(marked(name, text));
  });

  it('of every class', () => {
    expect(Object.keys(personal).sort()).toEqual([...redactionClasses].sort());
  });
});

describe('what is nobody’s stays', () => {
  it.each(nobodys)('%s', (text) => {
    expect(redact(text, city)).toEqual({ text, redactions: [] });
  });
});

it('says where it replaced what, in UTF-16 code units of the input', () => {
  const text = '😀 a@b.de und 0171 2345678';
  const { redactions } = redact(text, city);
  expect(redactions.map(({ class: name, start, end }) => [name, text.slice(start, end)])).toEqual([
    ['email', 'a@b.de'],
    ['phone', '0171 2345678'],
  ]);
});

it('leaves no placeholder to be searched', () => {
  expect(withoutPlaceholders('Pass für [name], [id-document]').trim()).toBe('Pass für  ,');
});

it('takes time in proportion to the length, whatever it is made of', () => {
  const pieces = [
    '0',
    '1 ',
    'a',
    'A-',
    '@',
    'a.a@',
    'DE89',
    'Straße ',
    'Am A',
    '12.',
    'geboren ',
    'ich heiße ',
    ' at ',
    '\n',
    '-1',
  ];
  for (const piece of [...pieces, ...recognisers.map(({ class: name }) => personal[name]?.[0] ?? '')]) {
    const time = (length: number) => {
      const text = piece.repeat(Math.ceil(length / piece.length));
      const runs = Array.from({ length: 4 }, () => {
        const start = performance.now();
        redact(text, city);
        return performance.now() - start;
      });
      return Math.min(...runs);
    };
    // 16 times the length may take 16 times as long, and twice that for a busy machine; squared it would be 256 times.
    expect(time(32_000), piece).toBeLessThan(Math.max(60, time(2_000) * 32));
  }
});
