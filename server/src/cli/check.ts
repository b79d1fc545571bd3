import { answer, findMeaning } from '../answering/pipeline.ts';
import { contentFaults } from '../knowledge/content-faults.ts';
import { contradictions } from '../knowledge/contradictions.ts';
import type { KnowledgeProblem } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { simpleLanguageProblems } from '../knowledge/simple-language.ts';
import { readKnowledge } from '../knowledge/snapshot.ts';
import type { Meaning } from '../meaning/meaning.ts';
import { openMeaning } from '../meaning/open-meaning.ts';
import { texts } from '../texts/texts.ts';
import { type Command, readCall } from './command.ts';

export const command: Command = {
  usage: 'check [DIR]',
  summary:
    'Checks a knowledge folder for editors: files, fields, references, and that each example question finds its entry.',
  async run(args) {
    const { words, config } = readCall(args);
    const base = await readKnowledge(words[0] ?? config.knowledge);
    const meaning = await openMeaning(config.meaning, (news) => console.error(news));
    await meaning.prepare(base);
    const { problems, questions } = await checkQuestions(base, meaning);
    await meaning.close();
    const all = [
      ...base.problems,
      ...contentFaults(base),
      ...checkSimpleLanguage(base),
      ...contradictions(base),
      ...problems,
    ];
    for (const problem of all) console.log(describeProblem(problem, base.mainLang));
    const errors = all.filter(({ severity }) => severity === 'error').length;
    const counts = { entries: base.entries().length, questions, errors, warnings: all.length - errors };
    console.log(texts(base.mainLang)(all.length === 0 ? 'check.passed' : 'check.failed', counts));
    return errors === 0 ? 0 : 1;
  },
};

/** A problem in one line, as an editor finds it: `faq/muell.de.md:7 validUntil: Fehler: …`. */
export function describeProblem(
  { severity, file, line, field, message }: KnowledgeProblem,
  lang: string,
): string {
  return `${file}:${line}${field ? ` ${field}` : ''}: ${texts(lang)(`check.${severity}`)}: ${message}`;
}

/** What is hard to read in texts of Leichte Sprache (A11Y-9). */
function checkSimpleLanguage(base: KnowledgeBase): KnowledgeProblem[] {
  const t = texts(base.mainLang);
  return base.entries().flatMap((entry) =>
    [...entry.texts.values()]
      .filter(({ lang }) => lang.endsWith('-simple'))
      .flatMap((text) =>
        simpleLanguageProblems(text).map(({ key, said }) => ({
          severity: 'warning' as const,
          file: text.file,
          line: 1,
          field: undefined,
          message: t(`check.simple.${key}`, { said }),
        })),
      ),
  );
}

/** Asks each example question as a citizen would: its entry must be the first source. */
async function checkQuestions(
  base: KnowledgeBase,
  meaning: Meaning,
): Promise<{ problems: KnowledgeProblem[]; questions: number }> {
  const t = texts(base.mainLang);
  const problems: KnowledgeProblem[] = [];
  let questions = 0;
  for (const entry of base.entries()) {
    for (const { lang, file, questions: examples } of entry.texts.values()) {
      for (const question of examples) {
        questions++;
        const { kind, sources } = answer(
          { message: question, lang },
          base,
          await findMeaning({ message: question, lang }, base, meaning, false),
        );
        const [first] = sources;
        if (kind === 'answer' && first?.id === entry.id) continue;
        const found =
          sources.length > 0 ? sources.map(({ title }) => `„${title}“`).join(', ') : t('check.foundNothing');
        const message = t('check.question', { question, found });
        problems.push({ severity: 'error', file, line: 1, field: 'questions', message });
      }
    }
  }
  return { problems, questions };
}
