import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readKnowledge } from '../knowledge/snapshot.ts';
import { addQuestions, readAnswers } from '../report/answers.ts';
import { documents, sbom } from '../report/documents.ts';
import { registerEntry } from '../report/register.ts';
import { texts } from '../texts/texts.ts';
import { writeWhole } from '../write-whole.ts';
import { type Command, readCall } from './command.ts';

const DEFAULT_FOLDER = 'report';

export const command: Command = {
  usage: 'report [--out FOLDER] [--knowledge DIR]',
  summary: `Writes the compliance documents in German from the running configuration (${DEFAULT_FOLDER}/), as Markdown and as HTML to print.`,
  async run(args) {
    const { flags, config } = readCall(args, { text: ['out', 'knowledge'] });
    const folder = flags.out ?? DEFAULT_FOLDER;
    const base = await readKnowledge(flags.knowledge ?? config.knowledge);
    await mkdir(folder, { recursive: true });
    const answers = join(folder, 'answers.yaml');
    const now = new Date();
    const written = documents(config, base, readAnswers(answers), now);
    for (const { name, markdown, html } of written) {
      await writeWhole(join(folder, `${name}.md`), markdown);
      await writeWhole(join(folder, `${name}.html`), html);
    }
    const entry = JSON.stringify(registerEntry(config, base, now), null, 2);
    await writeWhole(join(folder, 'ki-register.json'), `${entry}\n`);
    await addQuestions(
      answers,
      written.flatMap(({ questions }) => questions),
    );
    await copyFile(sbom, join(folder, 'sbom.cdx.json'));
    console.log(texts('de')('report.written', { files: written.length, folder }));
    return 0;
  },
};
