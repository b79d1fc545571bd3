import { announcer, anyOf, cueList, cues } from './cues.ts';
import { anyCase, NOT_AFTER, NOT_BEFORE, type Recogniser, type Surroundings } from './recogniser.ts';

/** Abbreviations that look like a plate beside a number. */
const NO_PLATE =
  /^(?:SGB|BGB|DIN|ISO|EN|EU|TV|VW|LED|USB|PDF|QR|SMS|WC|TÜV|ICE|IC|RE|RB|BAB|NR|AZ|STVO|ART|ABS|KW|PIN|ID|EG)(?:[ -]|$)|[ -](?:I|II|III|IV|VI|VII|IX|XI|XII)[ -]?\d/i;
const COUNTED =
  /^\s?(?:€|euro|eur|uhr|prozent|%|tag|woche|monat|jahr|stunde|minute|person|kind|stück|meter|km|liter|plätze|grad|zimmer|leute|mitbewohner|kilometer|[.:]\d)/i;
const announced = announcer('plate');

export const licencePlate: Recogniser = {
  class: 'licence-plate',
  hint: /[a-zäöü][ :-]{1,3}[a-z]{1,2}[ -]?[1-9]/gi,
  pattern: new RegExp(
    `${NOT_BEFORE}(?<!-)[a-zäöü]{1,3}(?: ?[\\-:] ?| )[a-z]{1,2}[ \\-]?[1-9]\\d{0,3}[eh]?(?![[\\p{L}\\p{N}]--\\p{sc=Han}]|[.,:]\\d|-\\d)`,
    'giv',
  ),
  accept: (value, around) => {
    if (COUNTED.test(around.after) || NO_PLATE.test(value.trim())) return false;
    if (announced.near(around)) return true;
    // Without a word for it: capitals, and the hyphen or at least two digits.
    return value === value.toUpperCase() && (/-/.test(value) || /[A-Z]{1,2} ?\d{2,4}[EH]?$/.test(value));
  },
};

/** Right after a word for it a plate is one however it is written, but for "Kennzeichen ab 50 Euro". */
export const plateAfterCue: Recogniser = {
  class: 'licence-plate',
  hint: anyOf(['kennz', 'nummernschild', 'license plate', 'licence plate', 'plaka']),
  pattern: new RegExp(
    `(?:${anyCase('kennz\\p{L}{0,10}|nummernschild|licen[cs]e plate|plaka\\p{L}{0,6}')})[.:]{0,2}(?: ${anyCase('ist|lautet|is')})?[ :]{1,2}([a-zäöüA-ZÄÖÜ]{1,3}[ :\\-]{0,2}[a-zA-Z]{1,2}[ \\-]?[1-9]\\d{0,3}[ehEH]?)${NOT_AFTER}(?![.,:]\\d)`,
    'yv',
  ),
  accept: (value, { after }) =>
    !COUNTED.test(after) && !NO_PLATE.test(value) && (value === value.toUpperCase() || /[:-]/.test(value)),
};

const KIND = anyCase(
  '(?:stra(?:ß|ss)e|strase|str\\.?|gasse|allee|chaussee|promenade|weg|platz|ring|damm|ufer|pfad)',
);
const RARE_KIND =
  '(?:steig|stieg|markt|graben|wall|hof|berg|wiesen?|kamp|garten|gärten|hain|grund|tal|feld|bogen|zeile|winkel|siedlung|anger|heide|höhe|twiete|steg|brücke|tor|acker|rain|reihe|mühle|blick)';
const CAPITAL = `(?!Nr)\\p{Lu}[\\p{L}'.\\-]{1,40}`;
const ADJECTIVE = `(?:${anyCase('alte|neue|große|kleine|obere|untere|lange|breite|hohe')})[rns]?`;
/** "mainzer", as in "mainzer landstraße", and not "meiner". */
const OF_TOWN = `(?!${anyCase('(?:[mds]?ein|ihr|unser|eur|dies|jed|jen|welch|all|od|ab|imm|unt|üb|hint|wied|hi|nu)er|unserer|unsrer')} )\\p{Ll}{3,30}er`;
/** Names of streets that are one by their form alone. */
const STREET = [
  `(?:(?:\\p{Lu}[\\p{L}\\-]{2,30}(?:er|e|es)|${ADJECTIVE}|${OF_TOWN}) )?[\\p{L}'.\\-]{2,40}${KIND}`,
  `${OF_TOWN} ${KIND}`,
  `${CAPITAL}${RARE_KIND}`,
  `${CAPITAL}[ \\-]${KIND}`,
  `${ADJECTIVE} (?:${KIND}|${anyCase(RARE_KIND)})`,
  `(?:${anyCase('stra(?:ß|ss)e|platz|allee|weg|ring|ufer')}) (?:des|der|am|an der|zum|zur) (?:\\d{1,2}\\. )?\\p{L}{3,40}(?: ${CAPITAL})?`,
  `(?:Am|An der|An den|Im|In der|In den|Zum|Zur|Auf der|Auf dem|Unter den|Hinter der|Hinter den|Vor dem|Beim) ${CAPITAL}(?: ${CAPITAL})?`,
].join('|');
const HOUSE =
  '(?:[Nn][Rr]\\.? ?)?\\d{1,3}(?: ?[a-hA-H](?![\\p{L}\\p{N}]))?(?: ?[\\-\\/] ?\\d{1,3}(?: ?[a-h](?!\\p{L}))?)?';
const TOWN_NAME = `\\p{Lu}[\\p{L}\\-]{1,40}(?: (?:am|an der|bei) \\p{Lu}\\p{L}{1,30}| \\(\\p{L}{2,20}\\))?`;
const TOWN = `(?:(?:,|\\s){1,3}(?:in )?(?:D-)?\\d{5} (?:Bad )?${TOWN_NAME}|,? in (?:Bad )?${TOWN_NAME})`;

/** A place, not where somebody lives; or a number that counts something. */
const NO_STREET =
  /(?:arbeits|park|stell|kita|krippen|sitz|spiel|studien|ausbildungs|bolz|steh|bade|liege|ablage|betreuungs|um|aus|hin|rück|rad|fuß|wander|im )(?:platz|weg)$|(?:^|\s)(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jahr|alter|schnitt|durchschnitt|monat|tag|tage|woche|formular|paragraph|paragraf|artikel|absatz|zimmer|raum|schalter|fenster|gleis|haus|stock|erdgeschoss|kapitel|anhang|anlage|punkt|abschnitt|klasse|notfall|fall|gruppe|stufe|nummer|wert|ende|anfang|bus|linie|seit|etwa|circa|über|rund|schon|noch|with|since|for|seit dem|bezirk|kreis|wahlbezirk|um|ab|bis)$/i;
const accept = (value: string, { after }: Surroundings) => {
  const street = value.replace(/[.,]? {0,2}(?:nr\.? ?)?\d{1,3}(?!\.)[\s\S]{0,120}$/i, '');
  return !NO_STREET.test(street) && !COUNTED.test(after) && !/^\s?[.,]\d/.test(after);
};

/** Streets that are ones by their name alone, or by the town behind it. */
export const address: Recogniser = {
  class: 'address',
  hint: new RegExp(
    [
      `(?:${KIND}|${RARE_KIND})[., ]{1,3}(?:nr\\.? ?)?\\d`,
      '(?:des|der|am|zum|zur) [^ ]{1,40} (?:[^ ]{1,20} ){0,2}\\d',
      '(?:am|an de[rn]|im|in de[rn]|zum|zur|auf de[rm]|unter den|hinter de[rn]|vor dem|beim) [^\\d]{3,80} \\d',
      '\\d[^ ]{0,5},? \\d{5} ',
    ].join('|'),
    'gi',
  ),
  pattern: new RegExp(
    `${NOT_BEFORE}(?:(?:${STREET})[.,]? {0,2}${HOUSE}${NOT_AFTER}${TOWN}?|${CAPITAL}(?: ${CAPITAL}){0,2} ${HOUSE},? \\d{5} ${TOWN_NAME})`,
    'gv',
  ),
  accept,
};

const LINK =
  '(?:(?:ist|lautet|nach|in der|in dem|in|is|at|on|la|en|na|w|u|i|em|aan de|na adrese|de)[ :]{1,2}){0,2}';
const SMALL = '(?:\\p{Ll}[\\p{L}\\-]{1,40} ){0,3}\\p{Ll}[\\p{L}\\-]{3,40}';

/** Any other name is one after a word for living somewhere, in small letters only right after it. */
export const addressAfterCue: Recogniser = {
  class: 'address',
  hint: anyOf(cueList('address')),
  pattern: new RegExp(
    `(?:${anyCase(cues('address'))})(?:(?<=\\p{sc=Han})|\\p{L}{0,20}(?!\\p{L}))(?:[ :]{1,2}${LINK}(${SMALL}[.,]? ${HOUSE}${NOT_AFTER}${TOWN}?)|(?:[^\\p{L}\\p{N}]{1,3}\\p{L}{1,20}){0,3}?[^\\p{L}\\p{N}]{0,3}((?:${STREET}|${CAPITAL}(?: ${CAPITAL}){0,2})[.,]? {0,2}${HOUSE}${NOT_AFTER}${TOWN}?))`,
    'yv',
  ),
  accept,
};
