import { beforeAll, describe, expect, it } from 'vitest';
import { knowledgeOf, sampleKnowledge } from '../../../test/support/knowledge.ts';
import { Config } from '../config.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { Answers } from './answers.ts';
import { documents } from './documents.ts';
import { registerEntry } from './register.ts';

const now = new Date('2026-11-24T12:00:00');
const model = {
  provider: 'anthropic',
  name: 'ein-modell',
  declaration: { processor: 'Beispiel GmbH', region: 'EU (Frankfurt)', retention: 'keine', training: 'nein' },
};

let base: KnowledgeBase;
beforeAll(async () => {
  base = await sampleKnowledge();
});

const of = (name: string, config: object = {}, city = base, answers: Answers = {}) =>
  documents(Config.parse(config), city, answers, now).find((one) => one.name === name);

describe('the compliance documents (AIA-4, AIA-6, DP-10, A11Y-10, BSI-11)', () => {
  it('are all there, filled in, as Markdown and as pages to print', () => {
    const all = documents(Config.parse({}), base, {}, now);
    expect(all.map(({ name }) => name).sort()).toEqual([
      'auftragsverarbeiter',
      'barrierefreiheit',
      'barrierefreiheit-acr',
      'bedrohungsmodell',
      'bsi-kriterien',
      'cloud-mindeststandard',
      'datenschutzhinweis',
      'dsfa',
      'einstufung',
      'it-grundschutz',
      'ki-kompetenz',
      'ki-steckbrief',
      'loeschkonzept',
      'modellauswahl',
      'nutzungsbedingungen',
      'nutzungsende',
      'personalrat',
      'pilotbericht',
      'pilotplan',
      'risikoliste',
      'technische-dokumentation',
      'tom',
      'verarbeitungsverzeichnis',
    ]);
    for (const { markdown, html } of all) {
      expect(markdown).not.toMatch(/\{\{|undefined|\[object/);
      expect(html).toMatch(/^<!doctype html>[\s\S]*<html lang="de">[\s\S]*<h1>/);
    }
  });

  it('say what the configuration says: the model and its declaration, or that there is none', () => {
    expect(of('ki-steckbrief')?.markdown).toContain('keines: Antworten sind Texte der Redaktion');
    const { markdown = '' } = of('datenschutzhinweis', { model }) ?? {};
    expect(markdown).toMatch(/Beispiel GmbH \(EU \(Frankfurt\)\) für das Sprachmodell ein-modell/);
    expect(markdown).not.toContain('kein Sprachmodell angeschlossen');
    expect(of('auftragsverarbeiter')?.markdown).toContain('keine Daten an andere weiter');
    expect(of('loeschkonzept', { privacy: { receiptMinutes: 45 } })?.markdown).toContain(
      'höchstens 45 Minuten',
    );
    expect(of('ki-steckbrief')?.markdown).toContain('spätestens 24. November 2027');
  });

  it('say what understands the questions, and where', () => {
    const said = (meaning: object | string) => of('ki-steckbrief', { meaning })?.markdown;
    expect(said('on')).toMatch(
      /multilingual-e5-small[\s\S]*es schreibt nichts, und nichts verlässt den Server/,
    );
    expect(said('off')).toContain('kein KI-Modell ist beteiligt');
    const own = { url: 'http://127.0.0.1:9000/v1', model: 'eigenes' };
    expect(said(own)).toContain('eigenes auf einem Rechner der Stadt');
    const declaration = { processor: 'Beispiel GmbH', region: 'EU', retention: 'keine', training: 'nein' };
    expect(said({ url: 'https://vektoren.example/v1', model: 'fremdes', declaration })).toMatch(
      /fremdes bei Beispiel GmbH \(EU\)[\s\S]*nur mit Einwilligung/,
    );
  });

  it('say what is missing and what contradicts itself', () => {
    const said = of('ki-steckbrief', { governance: { review: { next: '2026-01-01' } } })?.markdown;
    expect(said).toContain('- `governance.office`: Es fehlt, welche Stelle zuständig ist.');
    expect(said).toContain('- `governance.review.next`: Die Prüfung war am 2026-01-01 fällig.');
  });

  it('name who is responsible and when it is reviewed, as the city says', () => {
    const people = { service: { function: 'Leitung Bürgerservice', name: 'A. Beispiel' } };
    const governance = { office: 'Amt 33', people, review: { next: '2027-03-01' } };
    const said = of('ki-steckbrief', { governance })?.markdown;
    expect(said).toContain('| Zuständige Stelle | Amt 33 |');
    expect(said).toContain('| Fachlich verantwortlich | Leitung Bürgerservice, A. Beispiel |');
    expect(said).toContain('| Nächste Prüfung | 1. März 2027, alle 12 Monate');
  });

  it('say where messages to people go, and for how long, where the city takes any', () => {
    const handover = { by: 'webhook', url: 'https://intern.example/', recipient: 'Bürgerbüro', keepDays: 30 };
    for (const name of ['datenschutzhinweis', 'loeschkonzept', 'verarbeitungsverzeichnis']) {
      expect(of(name, { handover })?.markdown).toContain('Bürgerbüro');
      expect(of(name)?.markdown).not.toMatch(/Nachricht(?:en)? an Menschen|Nachricht, geht/);
    }
    expect(of('loeschkonzept', { handover })?.markdown).toContain('beim Empfänger 30 Tage');
  });

  it('say where conversations with people go, where the city has a desk', () => {
    const told = { recipient: 'Bürgertelefon', keepDays: 14 };
    const live = {
      by: 'chatwoot',
      ...told,
      url: 'https://desk.example/',
      account: 1,
      inbox: 1,
      identifier: 'x',
    };
    for (const name of ['datenschutzhinweis', 'loeschkonzept', 'verarbeitungsverzeichnis']) {
      expect(of(name, { live })?.markdown).toContain('Bürgertelefon');
      expect(of(name)?.markdown).not.toMatch(/mit einem Menschen|mit Menschen/);
    }
  });

  it('leave to the city what only the city knows', async () => {
    const small = await knowledgeOf({});
    expect(of('datenschutzhinweis', {}, small)?.markdown).toContain('*von der Stadt einzutragen*');
  });

  it('let nothing from the configuration break a table or bring in markup', () => {
    const evil = {
      ...model,
      declaration: { ...model.declaration, processor: 'A | <script>alert(1)</script>' },
    };
    const { html = '' } = of('auftragsverarbeiter', { model: evil }) ?? {};
    expect(html).not.toContain('<script>');
    expect(html).toContain('<td>A | &lt;script&gt;alert(1)&lt;/script&gt;</td>');
  });

  it('say what the city answered, and ask where it did not', () => {
    const asked = of('ki-kompetenz')?.questions;
    expect(asked).toContainEqual({
      document: 'ki-kompetenz',
      key: 'schulung-durch',
      question: 'Wer schult?',
    });
    expect(of('ki-kompetenz')?.markdown).toContain('*von der Stadt einzutragen: Wer schult?*');
    const answers = { 'ki-kompetenz': { 'schulung-durch': 'Amt 10 |\n<b>und</b> Amt 11' } };
    expect(of('ki-kompetenz', {}, base, answers)?.markdown).toContain(
      'durch: Amt 10 &#124;<br>&#60;b&#62;und&#60;/b&#62; Amt 11',
    );
  });

  it('show the measures of the BSI by phase: 64, of which 41 are a must', () => {
    const { markdown = '', questions = [] } = of('bsi-kriterien') ?? {};
    expect(markdown).toContain('64 Maßnahmen, davon 41 MUSS: ');
    const phases = markdown.split('### ').slice(1);
    const rows = phases.map((phase) => phase.match(/^\| [A-Z]-\d+ \|/gm)?.length);
    expect(rows).toEqual([25, 7, 12, 5, 7, 6, 2]);
    for (const phase of phases) {
      const [, software] = /(\d+) durch Software/.exec(phase) ?? [];
      expect(phase.match(/\| durch Software \|/g)?.length ?? 0).toBe(
        Number(software) +
          (phase.match(/\| (?:AIA|DP|A11Y|BSI|SEC)-\d+ .*\| durch Software \|/g)?.length ?? 0),
      );
    }
    expect(questions.map(({ key }) => key)).toContain('G-15');
  });

  it('count a measure as met by the configuration only where it says it, without a contradiction', () => {
    const row = (id: string, config: object = {}) =>
      of('bsi-kriterien', config)
        ?.markdown.split('\n')
        .find((line) => line.startsWith(`| ${id} |`));
    expect(row('G-08')).toContain('| Aufgabe der Stadt | offen: `governance.review` |');
    const review = { next: '2027-03-01' };
    expect(row('G-08', { governance: { review } })).toContain(
      '| durch Angabe | Angabe `governance.review` |',
    );
    const late = { next: '2026-01-01' };
    expect(row('G-08', { governance: { review: late } })).toContain('| Aufgabe der Stadt | offen:');
    expect(row('B-12')).toContain('| Aufgabe der Stadt |');
    const declared = { ...model.declaration, training: 'ja', acceptTraining: true };
    expect(row('B-10', { model })).toContain('| durch Software |');
    expect(row('B-10', { model: { ...model, declaration: declared } })).toContain('| Aufgabe der Stadt |');
  });

  it('claim no more than a named test, document or setting shows', () => {
    const { markdown = '' } = of('bsi-kriterien') ?? {};
    const rows = markdown.split('\n').filter((line) => /^\| [A-Z]/.test(line) && !line.startsWith('| Nr.'));
    for (const line of rows)
      expect(line).toMatch(
        /durch Software \| Prüfung|durch Angabe \| Angabe|durch Dokument \| Dokument|Aufgabe der Stadt/,
      );
    expect(markdown).toContain('| DP-12 | MUSS |');
  });
});

it('the register entry has what the city configured, without placeholders, and what it left open (AIA-4)', () => {
  const governance = { office: 'Amt 33', hoster: { name: 'Rechenzentrum' } };
  const entry = registerEntry(Config.parse({ model, governance }), base, now);
  expect(entry.model).toMatchObject({ name: 'ein-modell', processor: 'Beispiel GmbH', training: 'nein' });
  expect(entry.governance).toMatchObject(governance);
  expect(JSON.stringify(entry)).not.toContain('einzutragen');
  expect(entry.open.map(({ key }) => key)).toContain('governance.hoster.contract');
});
