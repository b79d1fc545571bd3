import { promptVersion } from '../answering/generate/prompt.ts';
import { assistantName } from '../answering/say/self.ts';
import type { Config } from '../config.ts';
import type { Governance } from '../governance/config.ts';
import { isInEea } from '../governance/declaration.ts';
import { type Finding, findings } from '../governance/findings.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { version } from '../version.ts';
import { type Criterion, metBy, PHASES, readCriteria, STATES } from './criteria.ts';
import { gap } from './gap.ts';

const PHASE_NAMES: Record<(typeof PHASES)[number], string> = {
  governance: 'Für alle KI der Stadt',
  planung: 'Planung',
  beschaffung: 'Beschaffung',
  anpassung: 'Anpassung',
  integration: 'Integration',
  einsatz: 'Einsatz',
  beendigung: 'Beendigung',
};

/** The values that the templates of the documents name, in German. */
export function viewOf(config: Config, base: KnowledgeBase, now: Date) {
  const { model, privacy, limits, origins, meaning, handover, live, defects, governance } = config;
  const { city } = base;
  const found = findings(config, city, now);
  const latestReview = new Date(now.getFullYear() + 1, now.getMonth(), now.getDate());
  return {
    version,
    date: german(now),
    latestReview: german(latestReview),
    city: city.name,
    assistant: assistantName(city, 'de'),
    handover,
    live,
    defects,
    controller: city.controller ?? city.name,
    dpo: city.dataProtectionContact ?? gap(),
    contact: [city.contact.phone, city.contact.email, city.contact.url].filter(Boolean).join(', ') || gap(),
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
      ...inWords(model.declaration),
      name: model.name,
      provider: model.provider,
      promptVersion,
    },
    governance: governanceOf(governance),
    findings: found,
    ...criteriaOf(readCriteria(), found, config),
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

type Declared = NonNullable<Config['model']['declaration']>;

function inWords({ certificates, subprocessors, contractDate, ...declaration }: Declared) {
  return {
    ...declaration,
    transfer: declaration.transfer ?? (isInEea(declaration.region) ? 'nicht nötig: EU oder EWR' : gap()),
    abuseMonitoring: declaration.abuseMonitoring ?? gap(),
    contract: declaration.contract ?? gap(),
    contractDate: contractDate ? germanDay(contractDate) : gap(),
    certificates: certificates.join(', ') || gap(),
    subprocessors: subprocessors ? subprocessors.join(', ') || 'keine' : gap(),
  };
}

function governanceOf({ people, review, staffCouncil, hoster, legalBasis, ...rest }: Governance) {
  const person = (one: (typeof people)['ai']) =>
    [one?.function, one?.name].filter(Boolean).join(', ') || gap();
  return {
    office: rest.office ?? gap(),
    ai: person(people.ai),
    service: person(people.service),
    dataProtection: person(people.dataProtection),
    security: person(people.security),
    staffCouncil: staffCouncil
      ? [`beteiligt am ${germanDay(staffCouncil.consulted)}`, staffCouncil.result].filter(Boolean).join(': ')
      : gap(),
    uses: rest.uses.join('; ') || gap(),
    nextReview: review ? germanDay(review.next) : gap(),
    everyMonths: review?.everyMonths ?? 12,
    isConsent: legalBasis.basis === 'consent',
    legalBasis:
      legalBasis.basis === 'consent'
        ? 'Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO)'
        : `Aufgabe im öffentlichen Interesse (Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit ${legalBasis.norm})`,
    supervisoryAuthority: rest.supervisoryAuthority ?? gap(),
    hoster:
      hoster === 'city'
        ? 'die Stadt selbst'
        : hoster
          ? `${hoster.name} (Vertrag: ${hoster.contract ?? gap()})`
          : gap(),
    approvals: rest.approvals.map(({ by, on }) => `${by} am ${germanDay(on)}`).join('; ') || gap(),
  };
}

/** Requirements in a table, and the measures of the BSI by phase, each with counts. */
function criteriaOf(criteria: readonly Criterion[], found: readonly Finding[], config: Config) {
  const isSaid = (key: string) => {
    const value = valueAt(config, key);
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  };
  const rows = criteria.map((criterion) => {
    const { id, phase, level, title } = criterion;
    const { state, evidence } = metBy(criterion, criteria, found, isSaid);
    const isDuty = state === 'Aufgabe der Stadt';
    return { id, phase, level: level.toUpperCase(), title, state, isDuty, evidence: evidence.join('; ') };
  });
  const counts = (own: typeof rows) =>
    STATES.map((state) => `${own.filter((row) => row.state === state).length} ${state}`).join(', ');
  const measures = rows.filter(({ phase }) => phase);
  return {
    criteria: rows.filter(({ phase }) => !phase),
    accessibility: rows.filter(({ id }) => id.startsWith('A11Y-')),
    measures: measures.length,
    must: measures.filter(({ level }) => level === 'MUSS').length,
    counts: counts(measures),
    phases: PHASES.map((phase) => {
      const own = measures.filter((row) => row.phase === phase);
      return { name: PHASE_NAMES[phase], counts: counts(own), rows: own };
    }),
  };
}

/** What stands at a path like `governance.people.ai`. */
function valueAt(config: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        value && typeof value === 'object'
          ? Object.entries(value).find(([name]) => name === key)?.[1]
          : undefined,
      config,
    );
}

function german(day: Date): string {
  return new Intl.DateTimeFormat('de', { dateStyle: 'long' }).format(day);
}

/** `2026-10-01` as `1. Oktober 2026`. */
function germanDay(day: string): string {
  return german(new Date(`${day}T12:00:00`));
}
