import { isValidIBAN } from 'ibantools';
import { isCard, isDocumentNumber, isSocialInsurance, isTaxId } from './checksums.ts';

/** What kinds of personal data are recognised (DP-7). */
export const redactionClasses = [
  'email',
  'iban',
  'social-insurance',
  'card',
  'tax-id',
  'birth-date',
  'phone',
  'id-document',
  'licence-plate',
  'address',
  'name',
] as const;
export type RedactionClass = (typeof redactionClasses)[number];

/** What stands around a match. */
export interface Surroundings {
  before: string;
  after: string;
}

export interface Recogniser {
  class: RedactionClass;
  /** The named group `value` is what is replaced, else the whole match. */
  pattern: RegExp;
  /** A text without this has none: a quick look before the slow one; most need a digit too. */
  hint: RegExp;
  withoutDigits?: true;
  /** Decides where the pattern alone does not. */
  accept?: (value: string, around: Surroundings) => boolean;
}

const compact = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
const digitsOf = (text: string) => text.replace(/\D/g, '');

const DIGITS = /\d/;
/** Between the digits of a number as people type it, line breaks too. */
const GAP = '[ \\t\\n\\r./\\-–]';

const MAILERS =
  '(?:web|gmx|freenet|posteo|mailbox|outlook|hotmail|yahoo|gmail|googlemail|icloud|t-online|aol|live|arcor|mail)';
const AT = '(?: ?[([{<] ?(?:at|ät|@) ?[)\\]}>] ?| ät | ?@ ?)';
const DOT = '(?:\\.| ?[([{<] ?(?:dot|punkt) ?[)\\]}>] ?| (?:dot|punkt) )';

const PHONE_WORDS =
  /(?:tel(?:efon)?(?:nummer|nr)?|handy(?:nummer|nr)?|mobil(?:nummer)?|rufnummer|fax|anruf\p{L}{0,20}|ruf\p{L}{0,20} (?:mich|uns)|erreich\p{L}{0,20}|zurückruf\p{L}{0,20}|whats ?app|phone|mobile|cell|call me|my number|meine nummer|unter der nummer|telefonum|numaram|телефон\p{L}{0,20}|номер\p{L}{0,20}|هاتفي|هاتف|جوالي|رقمي|رقم هاتفي|téléphone|portable|telefono|cellulare|teléfono|móvil|telefonu?|komórk\p{L}{0,20}|تلفن|شماره)\W{0,4}(?:\p{L}{1,30}\W{1,3}){0,3}$/iu;
const NUMBER_WORDS =
  /(?:formular|antrag|vordruck|akten\p{L}{0,20}|az|vorgang\p{L}{0,20}|kassenzeichen|kundennummer|rechnung\p{L}{0,20}|bescheid\p{L}{0,20}|leika|artikel|drucksache|beschluss|haushalt\p{L}{0,20}|isbn|nr|form(?: no)?|file|invoice|reference)\.?\W{0,3}(?:(?:nr|nummer|number|no)\.?\W{0,2})?$/iu;

const DOCUMENT_WORDS =
  /(?:ausweis|pass(?!w)|perso|seriennummer|dokumentennummer|passport|identity card|id[- ]?card|document number|aufenthaltstitel|kimlik|pasaport|паспорт|посвідчення|جواز|هوية|بطاقة)\p{L}{0,20}\W{0,4}(?:\p{L}{1,30}\.?\W{1,3}){0,4}$/iu;
const PLATE_WORDS =
  /(?:kennzeichen|nummernschild|auto|wagen|pkw|kfz|fahrzeug|motorrad|plate|car|vehicle|plaka|номер|لوحة|сar|машин\p{L}{0,20})\W{0,4}(?:\p{L}{1,30}\W{1,3}){0,4}$/iu;
/** Abbreviations that look like a plate beside a number. */
const NO_PLATE =
  /^(?:SGB|BGB|DIN|ISO|EN|EU|TV|VW|LED|USB|PDF|QR|SMS|WC|ICE|IC|RE|RB|BAB|Nr|NR|Az|AZ|StVO|Art|ART|Abs)(?:[ -]|$)|[ -](?:I|II|III|IV|VI|VII|IX|XI|XII)[ -]?\d/;

const BIRTH =
  '(?:geboren\\p{L}{0,20}|geb\\.?|geburtsdatum|geburtstag|geburtsdaten|born|date of birth|birth ?day|birth ?date|dob|doğum tarihi\\p{L}{0,20}|doğum günü\\p{L}{0,20}|doğdum|народ\\p{L}{0,20}|дата рождения|родил\\p{L}{0,20}|تاريخ (?:ال)?ميلاد\\p{L}{0,20}|مواليد|né[e]? le|nacid[oa]|nat[oa]|urodz\\p{L}{0,20}|născut\\p{L}{0,20}|متولد|تاریخ تولد)';
const MONTH =
  '(?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec|ocak|şub|mart|nis|mayıs|haz|tem|ağu|eyl|ekim|kas|ara|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|янв|фев|мая|мая|июн|июл|авг|сен|окт|ноя|дек)\\p{L}{0,20}\\.?';
const DATE = `(?:\\d{1,2}[./ -] ?\\d{1,2}[./ -] ?\\d{2,4}|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}\\.? ${MONTH},? \\d{2,4}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})`;

const STREET =
  "(?:\\p{L}[\\p{L}'’.-]{0,40}(?:stra(?:ß|ss)e|str\\.?|strase|gasse|allee|chaussee|promenade)|\\p{L}[\\p{L}'’-]{0,40}(?: |-)(?:[Ss]tra(?:ß|ss)e|[Ss]tr\\.|[Pp]latz|[Ww]eg|[Aa]llee|[Rr]ing|[Gg]asse|[Dd]amm|[Uu]fer)|\\p{Lu}[\\p{L}'’-]{2,}(?:weg|platz|ring|damm|ufer|steig|pfad|markt|graben|wall|hof|berg|wiese|stieg|kamp|garten|gärten)|(?:Am|An der|An den|Im|In der|In den|Zum|Zur|Auf der|Auf dem|Unter den|Hinter der|Vor dem|Beim) \\p{Lu}[\\p{L}'’-]{2,}(?: \\p{Lu}[\\p{L}'’-]{1,40})?)";
const HOUSE =
  '(?:nr\\.? ?)?\\d{1,3}(?: ?[a-hA-H](?![\\p{L}\\p{N}]))?(?: ?[-/] ?\\d{1,3}(?: ?[a-h](?!\\p{L}))?)?';
const TOWN =
  '(?:,? ?(?:in )?(?:D-)?\\d{5} \\p{Lu}[\\p{L}-]{1,40}(?: (?:am|an der|bei) \\p{Lu}\\p{L}{1,30})?|,? in \\p{Lu}[\\p{L}-]{1,40})';
/** A place, not where somebody lives; or a number that counts something. */
const NO_STREET =
  /(?:arbeits|park|stell|kita|krippen|sitz|spiel|studien|ausbildungs|bolz|steh|bade|liege|ablage|markt|betreuungs|um|aus|hin|rück|schul|rad|fuß|wald|wander|königs|im )(?:platz|weg)$|^(?:am|im|zum|zur|in der|an der) (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jahr|alter|schnitt|durchschnitt|monat|tag|woche|formular|paragraph|paragraf|artikel|absatz|zimmer|raum|schalter|fenster|gleis|haus|stock|erdgeschoss|kapitel|anhang|anlage|punkt|abschnitt|klasse|notfall|fall|schnitt|gruppe|stufe|nummer|wert|ende|anfang|tage|bus|linie)\b/i;
const COUNTED =
  /^\s?(?:€|euro|eur|uhr|prozent|%|tag|woche|monat|jahr|stunde|minute|person|kind|stück|meter|km|liter|plätze|grad|[.:]\d)/i;

const NAME_WORD = "\\p{Lu}[\\p{L}'’-]{1,40}";
const NAME = `${NAME_WORD}(?:(?: (?:von|van|de|der|den|zu|al|el|bin|ben|da|dos|del))? ${NAME_WORD}){0,3}`;
const ANNOUNCED =
  "(?:[Ii]ch (?:heiße|heisse|heise)|[Mm]ein(?:e)? (?:voller |vollständiger )?(?:[Nn]ame|[Vv]orname|[Nn]achname|[Ff]amilienname) (?:ist|lautet|war)|(?:[Mm]ein(?:e)? |[Uu]nser(?:e)? )(?:[Tt]ochter|[Ss]ohn|[Mm]ann|[Ff]rau|[Kk]ind|[Mm]utter|[Vv]ater|[Bb]ruder|[Ss]chwester|[Oo]ma|[Oo]pa|[Pp]artnerin|[Pp]artner) (?:heißt|heisst)|[Hh]ier (?:ist|spricht|schreibt)|(?:[Vv]or|[Nn]ach|[Ff]amilien)?[Nn]ame ?:|[Mm]y (?:full |first |last )?name(?:'s| is)|I am called|I'm called|[Tt]his is(?= \\p{Lu}\\p{L}{1,30} \\p{Lu}\\p{L}{1,30})|[Cc]all me|(?:[Bb]enim )?[Aa]d[ıi]m|[İi]smim|[Мм]ене звати|[Мм]еня зовут|[Мм]оє ім['’ʼ]я|[Мм]оё имя|اسمي(?: هو)?|أنا اسمي|نام من|اسم من|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es|[Mm]i chiamo|[Ii]l mio nome è|[Nn]azywam się|[Mm]am na imię|[Mm]ă numesc|[Nn]umele meu este|[Mm]ă cheamă)";
const GREETINGS =
  '(?:[Mm]it freundlichen [Gg]rüßen|[Mm]it freundlichem [Gg]ruß|[Ff]reundliche [Gg]rüße|[Vv]iele [Gg]rüße|[Ll]iebe [Gg]rüße|[Bb]este [Gg]rüße|[Hh]erzliche [Gg]rüße|[Kk]ind regards|[Bb]est regards|[Yy]ours sincerely|MfG|VG|LG)';
/** Words that follow an announcement and are no name. */
const NO_NAME =
  /^(?:ad[ıi]m|benim|nicht|so|auch|aber|das|der|die|den|ein|eine|und|oder|hier|falsch|richtig|geändert|anders|jetzt|nun|noch|wie|sehr|ganz|leider|mein|meine|ich|was|wo|wer|wann|warum|bitte|not|the|a|an|wrong|now|and|different|changed|misspelled|değil|не|ليس|eine?s|zu)$/i;
const NO_PERSON =
  /(?:ische?[rn]?|deutsche?[rn]?|rentner(?:in)?|student(?:in)?|schüler(?:in)?|mieter(?:in)?|eltern|bürger(?:in)?)$/i;
const NAME_END =
  /^(?:und|ich|aus|wohne|bin|habe|möchte|brauche|komme|will|suche|and|i|from|live|need|have|ve|і|и|و|та|мне|мені|je|et|y|e|i|bitte|geboren|geb|meine?|wir|wie|was|der|die|das|mit|für|in|am|kann|hätte|würde)$/i;

/** In the order in which they win where they overlap. */
export const recognisers: Recogniser[] = [
  {
    class: 'email',
    withoutDigits: true,
    hint: /@|(?<!\p{L})ät(?!\p{L})|[([{<] ?at| at /iu,
    pattern: new RegExp(
      `[\\p{L}\\p{N}][\\p{L}\\p{N}._%+-]{0,63}(?:${AT}[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}(?:${DOT}[\\p{L}\\p{N}-]{1,63}){0,3}${DOT}\\p{L}{2,12}| at ${MAILERS}(?:${DOT})\\p{L}{2,6})(?![\\p{L}\\p{N}])`,
      'giu',
    ),
  },
  {
    class: 'iban',
    hint: /[a-z]{2}\s?\d{2}/i,
    pattern:
      /(?<![\p{L}\p{N}])[a-z]{2}\s?\d{2}[\s-]{0,2}[a-z\d]{4}(?:[\s-]{0,2}(?=[a-z]{0,3}\d)[a-z\d]{4}){1,6}(?:[\s-]{0,2}(?=[a-z]{0,2}\d)[a-z\d]{1,3})?(?![\p{L}\p{N}])/giu,
    accept: (value) => isValidIBAN(compact(value)),
  },
  {
    class: 'social-insurance',
    hint: /\d\s?[a-z]\s?\d/i,
    pattern:
      /(?<![\p{L}\p{N}])\d{2}[\s./-]?\d{2}[\s./-]?\d{2}[\s./-]?\d{2}[\s./-]?[a-z][\s./-]?\d{2}[\s./-]?\d(?![\p{L}\p{N}])/giu,
    accept: (value) => isSocialInsurance(compact(value)),
  },
  {
    class: 'card',
    hint: /\d{4}/,
    pattern:
      /(?<![\p{L}\p{N}])\d{4}(?:[\s-]?\d{4}){2}[\s-]?\d{1,7}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])3[47]\d{2}[\s-]?\d{6}[\s-]?\d{5}(?!\d)/gu,
    accept: (value) => isCard(digitsOf(value)),
  },
  {
    class: 'tax-id',
    hint: DIGITS,
    pattern:
      /(?<![\p{L}\p{N}+/.-])[1-9]\d(?:[\s./-]?\d{3}){3}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}+/.-])[1-9]\d{10}(?!\d)/gu,
    accept: (value) => isTaxId(digitsOf(value)),
  },
  {
    class: 'birth-date',
    hint: /geb|born|birth|dob|doğ|народ|рожд|родил|ميلاد|مواليد|né|nac|nat|urodz|născ|متولد|zur welt|\*/iu,
    pattern: new RegExp(
      `(?<!\\p{L})${BIRTH}(?![\\p{L}])[ :.,]{0,3}(?:(?:am|ist|war|der|den|on|is|was|in|the|mein|meine|мій|мой|моя|هو|le|il|el)[ :]{1,2}){0,3}(?<value>${DATE})|(?<value2>${DATE})(?= ?(?:geboren|doğumlu|народжен|рожд|zur Welt|in \\p{Lu}\\p{L}{1,30} geboren))|(?<![\\p{L}\\p{N}])\\* ?(?<value3>\\d{1,2}\\.\\d{1,2}\\.\\d{4})`,
      'giu',
    ),
  },
  {
    class: 'phone',
    hint: /\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d/,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}.,§:])(?:\\+|\\(\\+?)?\\(?\\d(?:${GAP}{0,3}[()]?${GAP}?\\d){4,14}(?![\\p{L}\\d])`,
      'gu',
    ),
    accept: isPhone,
  },
  {
    class: 'id-document',
    hint: /\d/,
    pattern:
      /(?<![\p{L}\p{N}])[CFGHJKLMNPRTVWXYZ](?:[ -]?[0-9CFGHJKLMNPRTVWXYZ]){8}(?:[ <-]{0,2}\d(?:D)?)?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\d{10}(?![\p{L}\p{N}])/giu,
    accept: (value, { before }) => {
      const text = compact(value).replace(/D$/, '');
      if (!/\d/.test(text)) return false;
      if (DOCUMENT_WORDS.test(before)) return true;
      // Without a word for it only the check digit tells.
      return /^[A-Z]/.test(text) && /\d.*\d.*\d/.test(text) && isDocumentNumber(text);
    },
  },
  {
    class: 'licence-plate',
    hint: /[a-zäöü]{1,2}[ -]?\d/i,
    pattern:
      /(?<![\p{L}\p{N}-])[A-ZÄÖÜ]{1,3}(?:[ ]?[-–•][ ]?|[ ])[A-Z]{1,2}[ -]?[1-9]\d{0,3}[EH]?(?![\p{L}\p{N}]|[.,:]\d|-\d)/giu,
    accept: (value, { before, after }) => {
      if (COUNTED.test(after) || NO_PLATE.test(value.trim())) return false;
      if (PLATE_WORDS.test(before)) return true;
      // Without a word for it: capitals, and the hyphen or at least two digits.
      return value === value.toUpperCase() && (/[-–•]/.test(value) || /[A-Z]{1,2} \d{2,4}[EH]?$/.test(value));
    },
  },
  {
    class: 'address',
    hint: /(?:str|weg|platz|allee|ring|damm|ufer|gasse|chaussee|promenade|steig|pfad|markt|graben|wall|hof|berg|wiese|stieg|kamp|g[aä]rten|(?<!\p{L})(?:am|an|im|in|zum|zur|auf|unter|hinter|vor|beim) |wohn|adres|anschrift|lebe|live|адрес|عنوان)/iu,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])(?<value>(?<street>${STREET}),? ${HOUSE}(?![\\p{L}\\p{N}])${TOWN}?)|(?<=(?:wohn\\p{L}{0,20}|adresse|anschrift|lebe|address|live|leben|adresim|адрес\\p{L}{0,20}|адреса|عنواني)[ :]{1,2}(?:(?:ist|in|im|am|an|bei|der|dem|den|is|at|on|lautet)[ :]){0,3})(?<value2>\\p{Lu}[\\p{L}'’-]{1,40}(?: \\p{L}[\\p{L}'’-]{1,40}){0,2},? ${HOUSE}(?![\\p{L}\\p{N}])${TOWN}?)`,
      'gu',
    ),
    accept: (value, { after }) => {
      const street = value.replace(/,? ?(?:nr\.? ?)?\d[\s\S]{0,40}$/i, '');
      return !NO_STREET.test(street) && !COUNTED.test(after) && !/^\s?[.,]\d/.test(after);
    },
  },
  {
    class: 'name',
    withoutDigits: true,
    hint: /hei(?:ß|s)|name|hier |adım|adim|ismim|звати|зовут|ім['’ʼ]я|имя|اسمي|نام|اسم|appelle|nom est|llamo|nombre|chiamo|nome|nazywam|imię|numesc|cheamă|gr[uü]ß|regards|sincerely|MfG|VG|LG|ich bin|frau |herrn? |familie |called|call me|this is/i,
    pattern: new RegExp(
      `(?<!\\p{L})${ANNOUNCED}(?!\\p{L})[ ,:]{1,3}(?:(?:Frau|Herr|Dr\\.|Prof\\.|Familie) ?)*(?<value>${NAME}|\\p{Ll}[\\p{L}'’-]{1,40}(?: \\p{Ll}[\\p{L}'’-]{1,40})?|[\\p{Script=Arabic}]{2,}(?: [\\p{Script=Arabic}]{2,})?)|${GREETINGS},?\\s{1,3}(?<value2>${NAME})|(?<![\\p{L}])[Ii]ch bin (?:die |der )?(?<value3>${NAME_WORD} ${NAME_WORD})(?=[ ,.!?\\n]|$)|(?<![\\p{L}])(?:Frau|Herr|Herrn|Familie) (?<value4>(?:Dr\\. )?${NAME_WORD}(?: ${NAME_WORD})?)`,
      'gu',
    ),
    accept: (value) =>
      !NO_NAME.test(value.split(' ')[0] ?? '') && !value.split(' ').some((word) => NO_PERSON.test(word)),
  },
];

/** A name ends where the sentence goes on: `erika mustermann und` is two words of it. */
export function trimName(name: string): string {
  const words = name.split(' ');
  const end = words.findIndex((word, index) => index > 0 && NAME_END.test(word));
  return (end < 0 ? words : words.slice(0, end)).join(' ');
}

/** A German or foreign number as people type it; dates, times, forms and prices are none. */
function isPhone(value: string, { before, after }: Surroundings): boolean {
  const digits = digitsOf(value);
  const text = value.trim();
  if (digits.length < 6 || digits.length > 15) return false;
  if (/^\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?(?:\s?[-–]\s?\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?)?$/.test(text))
    return false;
  if (
    /^\d{4}-\d{2}-\d{2}$/.test(text) ||
    /^\d{5}\s?[-–]\s?\d{5}$/.test(text) ||
    /^(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)?\d{2}$/.test(text)
  )
    return false;
  if (/\d{1,2}[.]\d{1,2}[.]\d{4}/.test(text) || /^\s?(?:€|euro|eur\b|%|uhr)/i.test(after)) return false;
  if (NUMBER_WORDS.test(before) && !PHONE_WORDS.test(before)) return false;
  if (/^\(?\+|^\(?00[1-9]/.test(text)) return digits.length >= 8;
  if (/^\(?0[1-9]/.test(text)) return digits.length >= 7 && digits.length <= 13;
  return PHONE_WORDS.test(before);
}
