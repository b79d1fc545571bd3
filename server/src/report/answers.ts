import { readFileSync } from 'node:fs';
import { Document, isMap, parseDocument } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../config.ts';
import { writeWhole } from '../write-whole.ts';

/** What only the city knows: answers by document and key. */
const Answers = z.record(
  z.string(),
  z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String).nullable())
    .nullable(),
);
export type Answers = z.infer<typeof Answers>;

/** Something that a document leaves to the city. */
export interface OpenQuestion {
  document: string;
  key: string;
  question: string;
}

const HEAD = ` Was nur die Stadt weiß. Schreiben Sie die Antwort hinter den Doppelpunkt; „stadtlotse report“ setzt sie in die
 Dokumente ein und lässt stehen, was hier steht.`;

/** Reads answers; there are none yet if the file is not there. Throws `ConfigError`. */
export function readAnswers(file: string): Answers {
  const document = open(file);
  const [error] = document.errors;
  if (error) throw new ConfigError(`${file}, ${error.message.split('\n')[0]}`);
  const answers = Answers.safeParse(document.toJS() ?? {});
  if (answers.success) return answers.data;
  const [issue] = answers.error.issues;
  throw new ConfigError(
    `${file}, ${issue?.path.join('.')}: write a text behind the colon, in quotation marks.`,
  );
}

/** Adds the questions that are not there yet, each as the comment of an empty answer; all else stays as it stands. */
export async function addQuestions(file: string, questions: readonly OpenQuestion[]): Promise<void> {
  const document = open(file);
  const missing = questions.filter(({ document: name, key }) => !document.hasIn([name, key]));
  if (missing.length === 0) return;
  if (!document.contents) document.contents = document.createNode({});
  if (!document.commentBefore) document.commentBefore = HEAD;
  for (const { document: name, key, question } of missing) {
    if (!document.has(name)) document.set(name, document.createNode({}));
    const answers = document.get(name);
    const named = document.createNode(key);
    named.commentBefore = ` ${question}`;
    if (isMap(answers)) answers.add(document.createPair(named, null));
  }
  await writeWhole(file, Buffer.from(document.toString({ lineWidth: 0, nullStr: '' })));
}

function open(file: string): Document {
  try {
    return parseDocument(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Document({});
    throw error;
  }
}
