import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { marked } from 'marked';
import Mustache from 'mustache';
import type { Config } from '../config.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { Answers, OpenQuestion } from './answers.ts';
import { gap, inMarkdown } from './gap.ts';
import { viewOf } from './view.ts';

const templates = new URL('../../report/', import.meta.url);

/** The software bill of materials (CycloneDX), made by the build. */
export const sbom = fileURLToPath(new URL('../../dist/sbom.cdx.json', import.meta.url));

export interface Document {
  name: string;
  markdown: string;
  /** A whole page, ready to be printed. */
  html: string;
  /** What it leaves to the city. */
  questions: OpenQuestion[];
}

/** The compliance documents for a configuration, a city and its answers, in German (Art. 13, 28, 30, 32, 35 DSGVO; BSI). */
export function documents(config: Config, base: KnowledgeBase, answers: Answers, now: Date): Document[] {
  const view = viewOf(config, base, now);
  return readdirSync(templates)
    .filter((file) => file.endsWith('.md'))
    .map((file) => {
      const name = file.replace('.md', '');
      const template = readFileSync(new URL(file, templates), 'utf8');
      const questions: OpenQuestion[] = [];
      /** `{{#open}}key: question{{/open}}` is the city's answer, or a gap that asks for it. */
      const open = () => (section: string, render: (template: string) => string) => {
        const [key = '', question = ''] = render(section).split(/:\s*(.*)/s);
        questions.push({ document: name, key, question });
        const answer = answers[name]?.[key];
        return answer ? inMarkdown(answer).replace(/\n+/g, '<br>') : gap(question);
      };
      const markdown = Mustache.render(template, { ...view, open }, {}, { escape: inMarkdown });
      return { name, markdown, html: page(markdown), questions };
    });
}

function page(markdown: string): string {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? '';
  return `<!doctype html>
<html lang="de">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
  table { border-collapse: collapse; inline-size: 100%; }
  th, td { padding: 0.375rem 0.5rem; border: 1px solid #999; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
  th:empty { display: none; }
  tr { break-inside: avoid; }
  @page { size: A4; margin: 2cm; }
</style>
${marked.parse(markdown, { async: false })}</html>
`;
}
