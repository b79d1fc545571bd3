import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { marked } from 'marked';
import Mustache from 'mustache';
import { promptVersion } from '../answering/generate/prompt.ts';
import { assistantName } from '../answering/say/self.ts';
import type { Config } from '../config.ts';
import { findings } from '../governance/findings.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { version } from '../version.ts';
import { type Criterion, readCriteria } from './criteria.ts';

const templates = new URL('../../report/', import.meta.url);

/** The software bill of materials (CycloneDX), made by the build. */
export const sbom = fileURLToPath(new URL('../../dist/sbom.cdx.json', import.meta.url));

const UNKNOWN = '*von der Stadt einzutragen*';

export interface Document {
  name: string;
  markdown: string;
  /** A whole page, ready to be printed. */
  html: string;
}

/** The compliance documents for a configuration and a city, in German (Art. 13, 28, 30, 32, 35 DSGVO; BSI). */
export function documents(config: Config, base: KnowledgeBase, now: Date): Document[] {
  const view = viewOf(config, base, now);
  return readdirSync(templates)
    .filter((file) => file.endsWith('.md'))
    .map((file) => {
      const template = readFileSync(new URL(file, templates), 'utf8');
      const markdown = Mustache.render(template, view, {}, { escape: inMarkdown });
      return { name: file.replace('.md', ''), markdown, html: page(markdown) };
    });
}

function viewOf(config: Config, base: KnowledgeBase, now: Date) {
  const { model, privacy, limits, origins, meaning, handover, governance } = config;
  const { city } = base;
  const criteria = readCriteria();
  const latestReview = new Date(now.getFullYear() + 1, now.getMonth(), now.getDate());
  const { office, people, review } = governance;
  return {
    version,
    date: german(now),
    responsible:
      [office, people.service?.function, people.service?.name].filter(Boolean).join(', ') || UNKNOWN,
    nextReview: review && german(new Date(`${review.next}T12:00:00`)),
    latestReview: german(latestReview),
    city: city.name,
    assistant: assistantName(city, 'de'),
    handover,
    controller: city.controller ?? city.name,
    dpo: city.dataProtectionContact ?? UNKNOWN,
    contact: [city.contact.phone, city.contact.email, city.contact.url].filter(Boolean).join(', ') || UNKNOWN,
    accessibilityUrl: city.links.accessibility,
    languages: city.languages.join(', '),
    entries: base.entries().length,
    ...privacy,
    ...limits,
    understanding: understandingOf(meaning),
    origins: origins.join(', ') || 'keine eingetragen',
    storePlace: process.env.STADTLOTSE_STORE_URL
      ? 'Arbeitsspeicher und gemeinsamer Speicher'
      : 'Arbeitsspeicher',
    model: model.declaration && {
      contract: UNKNOWN,
      ...model.declaration,
      name: model.name,
      provider: model.provider,
      promptVersion,
    },
    findings: findings(config, city, now),
    criteria: criteria.map(row),
    accessibility: criteria.filter(({ id }) => id.startsWith('A11Y-')).map(row),
  };
}

/** What understands the questions beside their words, and where. */
function understandingOf(meaning: Config['meaning']): string {
  if (meaning === 'off') return 'Nur die Wörter der Frage zählen; kein KI-Modell ist beteiligt.';
  if (meaning === 'on')
    return 'Ein kleines KI-Modell auf dem Server der Stadt (multilingual-e5-small, Lizenz MIT, gekürzt; Modellkarte server/encoder/MODEL.md) vergleicht die Frage mit den Texten; es schreibt nichts, und nichts verlässt den Server.';
  const { processor, region } = meaning.declaration ?? {};
  return processor
    ? `Das Modell ${meaning.model} bei ${processor} (${region}) vergleicht die Frage mit den Texten, nur mit Einwilligung in die KI; es schreibt nichts.`
    : `Das Modell ${meaning.model} auf einem Rechner der Stadt vergleicht die Frage mit den Texten; es schreibt nichts.`;
}

/** A row of a table: what meets a criterion, and how that can be seen. */
function row({ id, level, title, tests, documents: named, settings, note }: Criterion) {
  const state =
    tests.length > 0 ? 'durch Software' : named.length > 0 ? 'durch Dokument' : 'Aufgabe der Stadt';
  const evidence = [
    ...tests.map((test) => `Prüfung \`${test}\``),
    ...named.map((name) => `Dokument „${name}“`),
    ...settings.map((key) => `Einstellung \`${key}\``),
    ...(note ? [note] : []),
  ];
  return { id, level: level.toUpperCase(), title, state, evidence: evidence.join('; ') };
}

/** Nothing from the configuration may end a cell of a table, or bring in markup of its own. */
function inMarkdown(value: unknown): string {
  return String(value ?? '').replace(/[|<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function german(day: Date): string {
  return new Intl.DateTimeFormat('de', { dateStyle: 'long' }).format(day);
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
