import { ChatRequest } from '@stadtlotse/sdk/protocol';
import { parseBody } from '../answering/guard.ts';
import { findMeaning } from '../answering/pipeline.ts';
import { ProblemError } from '../http/problem.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { readKnowledge } from '../knowledge/snapshot.ts';
import type { Meant } from '../meaning/meant.ts';
import { openMeaning } from '../meaning/open-meaning.ts';
import { readCall, UsageError } from './command.ts';

/** A question from the command line, with what it is asked of. Throws `UsageError`. */
export interface AskedQuestion {
  request: ChatRequest;
  base: KnowledgeBase;
  meant: Meant;
  asJson: boolean;
}

/** Reads `"QUESTION" [--lang L] [--json] [--knowledge DIR]` and finds its meaning. */
export async function readQuestion(args: string[]): Promise<AskedQuestion> {
  const { flags, words, config } = readCall(args, { text: ['lang', 'knowledge'], switches: ['json'] });
  const [message, ...more] = words;
  if (message === undefined || more.length > 0)
    throw new UsageError('Give one question, in quotation marks.');
  const request = parse({ message, ...(flags.lang && { lang: flags.lang }) });
  const base = await readKnowledge(flags.knowledge ?? config.knowledge);
  const meaning = await openMeaning(config.meaning, (news) => console.error(news));
  await meaning.prepare(base);
  const meant = await findMeaning(request, base, meaning, false);
  await meaning.close();
  return { request, base, meant, asJson: flags.json === true };
}

function parse(body: unknown): ChatRequest {
  try {
    return parseBody(body, ChatRequest);
  } catch (error) {
    throw error instanceof ProblemError ? new UsageError(error.document('en').detail) : error;
  }
}
