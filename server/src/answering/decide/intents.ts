import type { Recalled } from '../recall/recall.ts';
import { ofOffices } from '../recall/statements.ts';

/** What a message wants beside an answer of the city's. */
const social = [
  'wants-a-person',
  'identity',
  'privacy',
  'greeting',
  'thanks',
  'goodbye',
  'insult',
  'gibberish',
] as const;

/** What is said to a message that asks for nothing that an entry answers. */
export type Talk = (typeof social)[number] | 'complaint' | 'defect' | 'off-topic' | 'empty';

/** From which probability on a message is taken for an emergency, and for what may be one: `npm run learn -- --figures`. */
const EMERGENCY = { meaning: { sure: 0.35, perhaps: 0.05 }, words: { sure: 0.6, perhaps: 0.2 } };
/** An answer to a question back is an emergency from this probability on. */
const ANSWERING = 0.7;
/** What is left out in a conversation sounds like anything: "sie ist 9". From this probability on it is an emergency. */
const CARRYING_ON = 0.55;
/** The number of the emergency call and little beside it. */
const EMERGENCY_CALL = /^\D{0,12}11[02]\D{0,12}$/;
/** Asks for one's rights by name (Art. 15 and 17 DSGVO). */
const RIGHTS = /\b(?:art(?:ikel|icle)?\.? ?1[57]|dsgvo|ds-gvo|gdpr)\b/i;
/** From which probability on a message is taken for what it most likely is. */
const SOCIAL = 0.45;
/** A person is offered sooner: it costs nothing to be asked for one too many. */
const PERSON = 0.3;
/** A complaint is led to people from this probability on, whatever it is about. */
const COMPLAINT = 0.6;
/** What no city does is not answered from this probability on, if it names no entry. */
const OFF_TOPIC = 0.85;

/** Whether somebody is in danger: surely, perhaps, or not. */
export function dangerOf(recalled: Recalled): 'sure' | 'perhaps' | 'none' {
  const { danger, vector, length, message } = recalled;
  const limits = vector ? EMERGENCY.meaning : EMERGENCY.words;
  // A word or two tell little, and without a vector three or four do not tell much.
  const factor = length <= (vector ? 2 : 4) ? 2 : 1;
  // What answers a question back, and what the editors wrote, is seldom a cry for help.
  const isAnswer = answersBack(recalled) || recalled.way !== undefined || recalled.isOwnQuestion;
  const alone = Math.min(0.9, factor * limits.sure);
  const carried = recalled.earlier.length > 0 && recalled.isShort ? Math.max(CARRYING_ON, alone) : alone;
  const sure = isAnswer ? ANSWERING : carried;
  if (danger >= sure || EMERGENCY_CALL.test(message)) return 'sure';
  return danger >= factor * limits.perhaps ? 'perhaps' : 'none';
}

/** Whether a message says where the citizen lives, after being asked. */
export function answersBack({ asking, onlyPlace }: Recalled): boolean {
  return asking !== undefined && onlyPlace;
}

/** What a message most likely wants, if it is no question. An entry's name is a question for it, and so is what offices have. */
export function talkOf({
  reading,
  message,
  isOwnQuestion,
  namesEntry,
  offices,
  kind,
}: Recalled): Talk | undefined {
  if (!/[\p{L}\p{N}]/u.test(message)) return 'empty';
  if (isOwnQuestion) return undefined;
  if (RIGHTS.test(message)) return 'privacy';
  const { intents } = reading;
  const [first] = intents;
  if (first?.name === 'complaint' && first.probability >= COMPLAINT) return 'complaint';
  if (namesEntry || (offices.length > 0 && ofOffices.has(kind ?? ''))) return undefined;
  if (first?.name === 'off-topic' && first.probability >= OFF_TOPIC) return 'off-topic';
  const likely = intents.find(({ name, probability }) =>
    name === 'wants-a-person' ? probability >= PERSON : name !== 'question' && probability >= SOCIAL,
  );
  return social.find((name) => name === likely?.name);
}

/** How likely a message wants something, 0…1. */
export function likelihood({ reading }: Recalled, intent: string): number {
  return reading.intents.find(({ name }) => name === intent)?.probability ?? 0;
}
