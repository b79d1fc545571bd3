import type { Answer, ChatRequest } from '@stadtlotse/sdk';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { compose } from './compose/compose.ts';
import { redact } from './redact.ts';
import { retrieve } from './retrieve.ts';
import { understand } from './understand.ts';
import { verify } from './verify.ts';

/** The way of a question that `guard` has let in. Each step is a function of its own file. */
export function answer(request: ChatRequest, base: KnowledgeBase): Answer {
  const redacted = redact(request.message, base.publicContacts);
  const understood = understand(request, redacted, base);
  const retrieved = retrieve(understood, base);
  const draft = compose(retrieved, base);
  return verify(draft, base);
}
