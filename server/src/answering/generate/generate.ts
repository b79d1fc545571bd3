import { randomUUID } from 'node:crypto';
import type { Answer, ChatEvent, ChatRequest, Notice } from '@stadtlotse/sdk';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { withoutLinks } from '../../markdown.ts';
import type { Meaning } from '../../meaning/meaning.ts';
import { byWords } from '../../meaning/meant.ts';
import { ModelError } from '../../models/model.ts';
import { texts } from '../../texts/texts.ts';
import { type Prepared, prepare } from '../pipeline.ts';
import { source } from '../say/say.ts';
import { evidenceOf } from '../verify/evidence.ts';
import { readSentences } from '../verify/sentences.ts';
import { isAnswer, problemOf, verify } from '../verify/verify.ts';
import { type Assistant, askModel, hindrance } from './ask-model.ts';
import { documentOf } from './documents.ts';
import type { ModelWatch } from './model-watch.ts';
import { answerRules, NO_ANSWER, NONE, promptVersion, rewriteRules } from './prompt.ts';

/** More entries than this are not sent: an answer needs one or two. */
const MOST_DOCUMENTS = 3;
/** A rewritten question is not longer than this, in tokens. */
const REWRITE_TOKENS = 60;

interface Situation {
  request: ChatRequest;
  prepared: Prepared;
  base: KnowledgeBase;
  assistant: Assistant;
  /** Understands what the model writes, too. */
  meaning: Meaning;
  /** The id of the consent receipt, for its budget. */
  receipt: string;
  /** Aborted when the client is gone. */
  signal: AbortSignal;
  /** Is told how it went. */
  watch: ModelWatch;
}

/**
 * Answers with the model from the entries that were found, or as the editors wrote it: when the model has no answer, none
 * that the entries bear out, or fails. Each sentence is sent once it is verified; the last event has the whole answer.
 */
export async function* generate(situation: Situation): AsyncGenerator<ChatEvent, Answer> {
  const { base, assistant, receipt, signal, watch, meaning } = situation;
  let { prepared } = situation;
  const id = randomUUID();
  const { lang } = prepared.draft;
  const kept: string[] = [];
  /** The editors' answer; after sentences of the model it is the end only, which replaces them. */
  function* curated(fault?: Fault): Generator<ChatEvent, Answer> {
    const answer = verify(prepared.draft, base);
    const notices = [...answer.notices, ...(fault ? [faultNotice(fault, lang)] : [])];
    if (kept.length === 0) return yield* whole({ ...answer, id, notices });
    yield { event: 'end', data: { ...answer, id, notices } };
    return answer;
  }
  try {
    if (prepared.draft.kind === 'abstain') prepared = (await rewritten(situation)) ?? prepared;
    if (!prepared.generable) return yield* curated();
    const entries = prepared.near.slice(0, MOST_DOCUMENTS);
    const request = {
      system: answerRules(lang, base.city.assistant.address),
      documents: entries.map((entry) => documentOf(entry, lang, base)),
      question: prepared.question,
      maxTokens: assistant.limits.answerTokens,
    };
    const hindered = hindrance(assistant, receipt, request);
    if (hindered) {
      watch.ended(hindered);
      return yield* curated('unavailable');
    }
    const asked = performance.now();
    const cited = new Set<Entry>();
    let dropped = 0;
    const written = begin(askModel(assistant, receipt, request, signal));
    // What the sentences are compared with is collected while the model thinks.
    evidenceOf(entries, lang, base);
    for await (const sentence of readSentences(written)) {
      if (NO_ANSWER.test(sentence.text)) {
        watch.ended('refused');
        return yield* curated();
      }
      const named = sentence.cites.flatMap((number) => entries[number - 1] ?? []);
      const problem =
        named.length === 0 ? 'uncited' : await problemOf(sentence.text, named, lang, base, meaning);
      if (problem) {
        dropped++;
        watch.dropped(problem);
        continue;
      }
      if (kept.length === 0) watch.began(performance.now() - asked);
      if (kept.length === 0) yield { event: 'start', data: { id, lang, provenance: 'ai-generated' } };
      kept.push(withoutLinks(sentence.text));
      for (const entry of named) cited.add(entry);
      yield { event: 'delta', data: { text: kept.at(-1) ?? '' } };
    }
    const text = kept.join('').trim();
    if (text === '' || (dropped > 0 && !isAnswer(text, evidenceOf([...cited], lang, base)))) {
      watch.ended('replaced');
      return yield* curated('unverified');
    }
    watch.ended(dropped > 0 ? 'trimmed' : 'shown');
    const answer: Answer = {
      ...verify(prepared.draft, base),
      id,
      provenance: 'ai-generated',
      text: [text, prepared.links].filter(Boolean).join('\n\n'),
      sources: [...cited].map((entry) => source(entry, lang, base, undefined)),
      notices: [
        ...prepared.draft.notices.filter(({ code }) => code !== 'other-language'),
        generatedNotice(assistant, lang),
      ],
    };
    yield { event: 'end', data: answer };
    return answer;
  } catch (error) {
    if (signal.aborted || !(error instanceof ModelError)) throw error;
    watch.ended(error.fault === 'refused' ? 'refused' : 'failed');
    return yield* curated('unavailable');
  }
}

type Fault = 'unavailable' | 'unverified';

/** A curated answer as events. */
export function* whole(answer: Answer): Generator<ChatEvent, Answer> {
  const { id, lang, provenance, text } = answer;
  yield { event: 'start', data: { id, lang, provenance } };
  for (const block of text.split(/(?<=\n\n)/)) yield { event: 'delta', data: { text: block } };
  yield { event: 'end', data: answer };
  return answer;
}

/** Lets the model put a question that found nothing into the administration's words, and looks again. */
async function rewritten({
  request,
  prepared,
  base,
  assistant,
  receipt,
  signal,
}: Situation): Promise<Prepared | undefined> {
  const ask = { system: rewriteRules, documents: [], question: prepared.question, maxTokens: REWRITE_TOKENS };
  if (hindrance(assistant, receipt, ask)) return undefined;
  let text = '';
  for await (const piece of askModel(assistant, receipt, ask, signal)) text += piece;
  const [message = ''] = text.trim().split('\n');
  if (message === '' || NONE.test(message)) return undefined;
  const again = prepare({ ...request, message: message.slice(0, 200) }, base, byWords, {
    lang: prepared.draft.lang,
  });
  // What is written stays the citizen's question.
  return again.draft.kind === 'answer' ? { ...again, question: prepared.question } : undefined;
}

/** Starts a generator at once, before anybody waits for what it yields. */
async function* begin<T>(stream: AsyncGenerator<T>, first = stream.next()): AsyncGenerator<T> {
  try {
    for (let next = await first; !next.done; next = await stream.next()) yield next.value;
  } finally {
    await stream.return(undefined);
  }
}

function generatedNotice({ model }: Assistant, lang: string): Notice {
  return {
    code: 'generated-by',
    text: texts(lang)('notice.generated-by', { model: model.name, version: promptVersion }),
  };
}

function faultNotice(fault: Fault, lang: string): Notice {
  return { code: `model-${fault}`, text: texts(lang)(`notice.model-${fault}`) };
}
