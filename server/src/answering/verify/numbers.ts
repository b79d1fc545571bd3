/** Number words by language, with what they stand for: an English "once" is no Spanish eleven. */
const words: Record<string, Record<string, number>> = {};
const add = (langs: string, list: string, from: number, step = 1) => {
  for (const lang of langs.split(' ')) {
    const own = words[lang] ?? {};
    words[lang] = own;
    for (const [index, group] of list.split(' ').entries())
      for (const word of group.split('/')) own[word] = from + index * step;
  }
};
add(
  'de en',
  'null/zero eins/einem/einen/einer/eine/ein/one zwei/two drei/three vier/four fünf/five sechs/six sieben/seven acht/eight neun/nine zehn/ten elf/eleven zwölf/twelve dreizehn/thirteen vierzehn/fourteen fünfzehn/fifteen sechzehn/sixteen siebzehn/seventeen achtzehn/eighteen neunzehn/nineteen zwanzig/twenty',
  0,
);
add(
  'de en',
  'zehn/ten zwanzig/twenty dreißig/dreissig/thirty vierzig/forty fünfzig/fifty sechzig/sixty siebzig/seventy achtzig/eighty neunzig/ninety hundert/hundred',
  10,
  10,
);
add(
  'fr es it',
  'un/une/uno/una deux/dos/due trois/tres/tre quatre/cuatro/quattro cinq/cinco/cinque seis/sei sept/siete/sette huit/ocho/otto neuf/nueve/nove dix/diez/dieci onze/once/undici douze/doce/dodici',
  1,
);
add('tr', 'bir iki üç dört beş altı yedi sekiz dokuz on', 1);
add(
  'pl',
  'jeden/jedna/jedno dwa/dwie/dwóch trzy/trzech cztery/czterech pięć/pięciu sześć/sześciu siedem/siedmiu osiem/ośmiu dziewięć dziesięć/dziesięciu',
  1,
);
add('ro', 'unu doi/două trei patru cinci șase șapte opt nouă zece', 1);
add(
  'uk ru',
  'один/одна/одного/одну два/дві/две/двох/двух три/трьох/трёх чотири/четыре/чотирьох/четырёх пять/п’ять/пяти/пʼять шість/шесть/шести сім/семь/семи вісім/восемь девять/дев’ять десять/десяти',
  1,
);
add(
  'ar fa',
  'واحد/واحدة/یک اثنان/اثنين/دو ثلاثة/ثلاث/سه أربعة/أربع/چهار خمسة/خمس/پنج ستة/ست/شش سبعة/سبع/هفت ثمانية/ثمان/هشت تسعة/تسع/نه عشرة/عشر/ده',
  1,
);

const tens: Record<string, number> = {
  zwanzig: 20,
  dreißig: 30,
  dreissig: 30,
  vierzig: 40,
  fünfzig: 50,
  sechzig: 60,
  siebzig: 70,
  achtzig: 80,
  neunzig: 90,
};
const ones: Record<string, number> = {
  ein: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
};

const none: Record<string, number> = {};

/** What a number word of a language stands for: `drei`, `einundzwanzig`, `twenty-one`; undefined if it is none. */
export function numberWord(word: string, lang: string): number | undefined {
  const own = words[lang] ?? none;
  if (own[word] !== undefined) return own[word];
  const [, one = '', ten = ''] = /^(\p{L}+)und(\p{L}+?)(?:er|en)?$/u.exec(word) ?? [];
  if (ones[one] !== undefined && tens[ten] !== undefined) return ones[one] + tens[ten];
  const [, big = '', small = ''] = /^(\p{L}+)-(\p{L}+)$/u.exec(word) ?? [];
  const [most = 0, least = 10] = [own[big], own[small]];
  return most >= 20 && least < 10 ? most + least : undefined;
}

/** A number as digits may mean several: `1.650` is 1650 in German and 1.65 in English. */
export function readings(digits: string): number[] {
  const plain = digits.replace(/[\s\u00a0\u202f'’]/g, '').replace(/[.,](?:-|–|—)$/, '');
  if (/^\d+$/.test(plain)) return [Number(plain)];
  const found = new Set<number>();
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(plain)) found.add(Number(plain.replace(/[.,]/g, '')));
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(plain)) found.add(Number(plain.replaceAll('.', '').replace(',', '.')));
  if (/^\d{1,3}(?:,\d{3})+\.\d+$/.test(plain)) found.add(Number(plain.replaceAll(',', '')));
  if (/^\d+[.,]\d+$/.test(plain)) found.add(Number(plain.replace(',', '.')));
  return [...found];
}

const ZEROS = [0x0660, 0x06f0, 0x0966, 0xff10];

/** Digits of other scripts as 0…9, and their separators; length stays the same. */
export function plainDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = ZEROS.find((one) => code >= one && code < one + 10);
      return zero === undefined ? digit : String(code - zero);
    })
    .replace(/٫/g, ',')
    .replace(/٬/g, '.');
}
