import { readdirSync, readFileSync } from 'node:fs';
import { ChatRequest } from '@stadtlotse/sdk/protocol';
import { z } from 'zod';

/** A question to the sample city, as a citizen would ask it, with what answers it. */
const Question = z.object({
  q: z.string(),
  lang: z.string().default('de'),
  /** The entry that answers, and others that do as well; without an answer the one it is about. */
  entry: z.string().optional(),
  also: z.array(z.string()).default([]),
  /** The entry it is about, where another answers or none does. */
  about: z.string().optional(),
  kind: z.string().optional(),
  /** The sentence or fact that answers, or that one does; none if the texts do not say it. */
  answer: z.union([z.string(), z.literal(true)]).optional(),
  /** What a right answer says, as a regular expression. */
  must: z.string().optional(),
  history: ChatRequest.shape.history,
  context: ChatRequest.shape.context,
});
export type Question = z.infer<typeof Question>;

/** The questions of each set in `questions/`, written for this by its name. */
export function readQuestions(): Map<string, Question[]> {
  const folder = new URL('questions/', import.meta.url);
  return new Map(
    readdirSync(folder)
      .sort()
      .map((file) => {
        const lines = readFileSync(new URL(file, folder), 'utf8').trim().split('\n');
        return [file.replace('.jsonl', ''), lines.map((line) => Question.parse(JSON.parse(line)))];
      }),
  );
}

/** A question as a client sends it. */
export function requestOf({ q, lang, history, context }: Question): ChatRequest {
  return { message: q, lang, ...(history && { history }), ...(context && { context }) };
}
