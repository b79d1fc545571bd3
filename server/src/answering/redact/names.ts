import { anyOf, cues } from './cues.ts';
import { anyCase, NOT_AFTER, type Recogniser } from './recogniser.ts';

const WORD = "\\p{Lu}(?:\\.|[\\p{L}\\p{M}'\\-]{0,40})";
const PARTICLE = "(?:von|van|vom|zu|zur|de|der|den|del|della|di|da|dos|do|la|le|el|al|bin|ben|ter|'t)";
const CAPITALS = `${WORD}(?:(?: ${PARTICLE}){0,2} ${WORD}){0,3}`;
const FULL = `${WORD}(?:(?: ${PARTICLE}){0,2} ${WORD}){1,3}`;
/** "Karin und Uwe Huber" */
const SOME = `${CAPITALS}(?: (?:und|u\\.|&) ${CAPITALS})?`;
const SMALL = "(?:\\p{Ll}\\. ?)?\\p{Ll}[\\p{L}\\p{M}'\\-]{1,40}(?: \\p{Ll}[\\p{L}\\p{M}'\\-]{1,40}){0,3}";
const ARABIC = '\\p{sc=Arabic}{2,20}(?: \\p{sc=Arabic}{2,20}){0,2}';
const HAN = '\\p{sc=Han}{2,4}';
const TITLE = `(?:(?:${anyCase('frau|herrn?|familie|dr\\.?|prof\\.|mrs?\\.?|ms\\.?')}) ){0,3}`;
/** What may stand between an announcement and the name: "ich heiße jetzt Anna Koch". */
const BETWEEN = `[\\s,:]{1,3}(?:${anyCase('(?:früher|jetzt|nun|übrigens|eigentlich|heute|seitdem|now|actually)')} )?`;

/** Words that follow an announcement and are no name. */
const NO_NAME =
  /^(?:ad[ıi]m|benim|nicht|doppelt|lang|kurz|unvollständig|selten|häufig|nötig|wichtig|erforderlich|bekannt|unbekannt|ihnen|so|auch|aber|das|dass|der|die|den|dem|ein|eine|einen|und|oder|hier|falsch|richtig|geändert|anders|jetzt|nun|noch|wie|sehr|ganz|leider|mein|meine|ich|was|wo|wer|wann|warum|bitte|not|the|a|an|kind|kinder|ändern|änderung|wrong|now|and|different|changed|misspelled|spelled|yanlış|değil|değişti|nasıl|не|неправильно|ليس|خطأ|مكتوب|eine?s|zu|in|auf|im|am|für|mit|to|on|at|my|your|no|non|nu|aus|an|pas|mal|weg|schon|immer|kein|keine|unter|bei|okay|gut|alles|es|er|sie|wir|there|here|it|this|that|because|mis|incorrecto|sbagliato|faux|inscrit|errado|greșit|scris|napisane|źle)$/iu;
const NO_PERSON =
  /(?:\p{L}{2}ische?[rn]?|deutsche?[rn]?|rentner(?:in)?|student(?:in)?|schüler(?:in)?|mieter(?:in)?|eltern|bürger(?:in|meister|meisterin)?|mutter|vater|staatsangehörige?r?|ausländer(?:in)?|beamt(?:er?|in)|(?:handwerk|unternehm|arbeit|lehr|pfleg|fahr|inhab|eigentüm|halt|besitz|empfäng|bewohn|besuch|freiberufl)er(?:in)?|(?:ständig|arbeitslos|angestellt)er?|citizen|german|amt|büro)$/iu;
/** Where a name written in small letters, or in a script without capitals, ends. */
const END =
  /^(?:und|ich|aus|wohne|bin|habe|hab|möchte|brauche|komme|will|suche|bitte|geboren|geb|meine?|wir|wie|was|der|die|das|mit|für|in|im|am|kann|hätte|würde|ist|hat|war|kommt|wurde|braucht|zur|seit|danke|and|i|from|live|need|have|with|for|і|и|та|мне|мені|я|je|et|y|e|ve|من|في|أنا|انا|هو|هي|است|هستم|و|و.{3,}|أريد|عندي|می.{0,10}|aber|wann|wo|gebucht|reserviert|eingetragen|is|was|who)$/iu;

const accept = (value: string) => {
  const words = value.split(/\s/);
  return (
    !NO_NAME.test(words[0] ?? '') &&
    !words.some((word, index) => NO_PERSON.test(word) && words[index - 1] !== 'vom')
  );
};

/** The fields of a form, of which what follows up to a comma or the end is one. */
const FIELD =
  "vorname|nachname|familienname|geburtsname|mädchenname|first name|last name|surname|family name|имя|фамилия|ім'я|прізвище";
const FAREWELL =
  '(?:vielen |besten |herzlichen )?dank(?:e)?(?: im voraus| schön)?|thanks|thank you|bis dann|bis bald|tschüss|ciao|schönen tag(?: noch)?|alles gute';
const TITLED = 'frau|herrn?|fr\\.|hr\\.|familie|fam\\.|mrs?\\.?|ms\\.?';

/** What announces a name, in any case, and how the name stands after it. */
const ANNOUNCED: [announcement: string, name: string][] = [
  [cues('name'), `(?:${BETWEEN}${TITLE}(${SOME}|${SMALL}|${ARABIC})|[\\s,:：]{0,3}(${HAN}))`],
  [cues('called'), ` (${SOME})`],
  [cues('greeting'), `[,!.]?\\s{1,3}(?:Ihr |Ihre |von )?${TITLE}(${SOME}|${SMALL}(?=\\s*$))`],
  ['name(?:, ?vorname)? ?:', ` ?(${WORD}, ${WORD})(?=[;.\\n]|$)`],
  [FIELD, ` (${CAPITALS})(?=[,;.\\n]|$)`],
  [
    `${FAREWELL}|(?:${cues('greeting')})[^,.!\\n]{1,30}`,
    `(?:(?:,\\s|\\s?\\n)(${CAPITALS})|! (${FULL}))(?=[.!]?\\s*$)`,
  ],
  [TITLED, ` (?:Dr\\. |Prof\\. ){0,2}(${CAPITALS})`],
];

/** Names where they are announced: "ich heiße …", "Frau …", "Mit freundlichen Grüßen …". */
export const name: Recogniser = {
  class: 'name',
  withoutDigits: true,
  hint: anyOf(ANNOUNCED.map(([announcement]) => announcement)),
  pattern: new RegExp(
    ANNOUNCED.map(([announcement, after]) => `(?:${anyCase(announcement)})${after}`).join('|'),
    'yv',
  ),
  accept,
};

/** A name said before the words for it: "Anna Schmidt mein Name". */
export const nameBefore: Recogniser = {
  class: 'name',
  withoutDigits: true,
  hint: new RegExp(cues('nameAfter'), 'giv'),
  pattern: new RegExp(
    `(?<=^|[,.!]\\s)(${CAPITALS}|${SMALL}),? (?:${anyCase(cues('nameAfter'))})${NOT_AFTER}(?! (?:ist|lautet|war))`,
    'gv',
  ),
  accept,
};

/** A name ends where the sentence goes on: `erika mustermann und` is two words of it. */
export function trimName(text: string): string {
  const words = text.split(' ');
  const capitals = /^\p{Lu}/u.test(text);
  const end = words.findIndex(
    (word, index) =>
      index > 0 &&
      END.test(word) &&
      (!capitals || /^\p{Lu}/u.test(word)) &&
      !/^(?:von|van|de|zu)$/.test(words[index - 1] ?? ''),
  );
  return (end < 0 ? words : words.slice(0, end)).join(' ');
}
