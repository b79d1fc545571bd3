import type { Answer, ChatRequest } from '@stadtlotse/sdk';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { compose, type Draft } from './compose/compose.ts';
import { mergeDrafts } from './compose/merge.ts';
import { type Redacted, redact } from './redact.ts';
import { retrieve } from './retrieve.ts';
import { splitQuestions } from './split.ts';
import { understand } from './understand.ts';
import { verify } from './verify/verify.ts';

/** The way of a question that `guard` has let in. Each step is a function of its own file. */
export function answer(request: ChatRequest, base: KnowledgeBase): Answer {
  const redacted = redact(request.message, base.publicContacts);
  const parts = splitQuestions(redacted);
  const draft = (parts.length > 1 && answerParts(parts, request, base)) || draftFor(request, redacted, base);
  return verify(draft, base);
}

function draftFor(request: ChatRequest, redacted: Redacted, base: KnowledgeBase): Draft {
  const understood = understand(request, redacted, base);
  const retrieved = retrieve(understood, base);
  return compose(retrieved, base);
}

/** Several questions in one message: answered one after the other if each has an answer of its own. */
function answerParts(parts: Redacted[], request: ChatRequest, base: KnowledgeBase): Draft | undefined {
  const drafts: Draft[] = [];
  let context = request.context;
  for (const part of parts) {
    const draft = draftFor({ ...request, ...(context && { context }) }, part, base);
    if (draft.kind !== 'answer') return undefined;
    context = { ...context, entries: draft.sources.slice(0, 1).map(({ id }) => id) };
    drafts.push(draft);
  }
  return mergeDrafts(drafts);
}
