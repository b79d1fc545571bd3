import type { Config } from '../config.ts';
import { dayOf } from '../finder/hours.ts';
import type { City } from '../knowledge/schema.ts';
import { isLoopback } from '../meaning/loopback.ts';
import { type Declaration, isInEea } from './declaration.ts';

/** What a configuration leaves open, or where it contradicts itself: a key, and a sentence in German. */
export interface Finding {
  key: string;
  /** Something only the city can add; else it should be changed. */
  isMissing: boolean;
  sentence: string;
}

/** Endpoints whose makers process in the USA unless agreed otherwise. */
const AMERICAN = new Set(['api.anthropic.com', 'api.openai.com']);
const OWN_ADDRESS: Partial<Record<Config['model']['provider'], string>> = {
  anthropic: 'https://api.anthropic.com',
  openai: 'https://api.openai.com',
};

/** What of the governance is missing, and what does not fit together (BSI-11, Art. 5(2) DSGVO). */
export function findings(config: Config, city: City, now: Date): Finding[] {
  return [...missing(config, city), ...contradictions(config, now)];
}

function missing({ governance, model, meaning }: Config, city: City): Finding[] {
  const { people, hoster } = governance;
  const declared = Object.entries(declarations({ model, meaning })).flatMap(([key, declaration]) => [
    [`${key}.abuseMonitoring`, declaration.abuseMonitoring, 'ob der Anbieter Fragen auf Missbrauch prüft'],
    [`${key}.subprocessors`, declaration.subprocessors, 'wer für den Anbieter mit den Fragen arbeitet'],
    [`${key}.certificates`, declaration.certificates[0], 'wofür der Anbieter ein Zertifikat hat'],
    [`${key}.contract`, declaration.contract, 'welcher Vertrag mit dem Anbieter gilt'],
    [`${key}.contractDate`, declaration.contractDate, 'von wann der Vertrag mit dem Anbieter ist'],
  ]) satisfies [string, unknown, string][];
  const hosterContract: [string, unknown, string][] =
    typeof hoster === 'object'
      ? [
          [
            'governance.hoster.contract',
            hoster.contract,
            'welcher Vertrag mit dem Betreiber des Servers gilt',
          ],
        ]
      : [];
  const rows: [key: string, value: unknown, what: string][] = [
    ['governance.office', governance.office, 'welche Stelle zuständig ist'],
    ['governance.people.ai', people.ai, 'wer für KI in der Stadt zuständig ist'],
    ['governance.people.service', people.service, 'wer fachlich verantwortlich ist'],
    ['governance.people.dataProtection', people.dataProtection, 'wer für den Datenschutz beteiligt war'],
    ['governance.people.security', people.security, 'wer für die Informationssicherheit beteiligt war'],
    ['governance.staffCouncil', governance.staffCouncil, 'wann die Personalvertretung beteiligt wurde'],
    ['governance.uses', governance.uses[0], 'wofür das System genutzt werden darf'],
    ['governance.review', governance.review, 'wann es das nächste Mal geprüft wird'],
    [
      'governance.supervisoryAuthority',
      governance.supervisoryAuthority,
      'welche Aufsichtsbehörde zuständig ist',
    ],
    ['governance.hoster', hoster, 'wer den Server betreibt („city“: die Stadt selbst)'],
    ...hosterContract,
    ['governance.approvals', governance.approvals[0], 'wer das System wann freigegeben hat'],
    ['city.yaml: controller', city.controller, 'wer verantwortlich ist (Art. 4 Nr. 7 DSGVO)'],
    [
      'city.yaml: dataProtectionContact',
      city.dataProtectionContact,
      'wie die datenschutzbeauftragte Stelle zu erreichen ist',
    ],
    ...declared,
  ];
  return rows
    .filter(([, value]) => !value)
    .map(([key, , what]) => ({ key, isMissing: true, sentence: `Es fehlt, ${what}.` }));
}

function contradictions({ governance, model, meaning }: Config, now: Date): Finding[] {
  const today = dayOf(now);
  const { review, staffCouncil, approvals } = governance;
  const found: [key: string, sentence: string | false | undefined][] = [
    [
      'governance.review.next',
      review &&
        review.next < today &&
        `Die Prüfung war am ${review.next} fällig. Prüfen Sie, und tragen Sie den nächsten Tag ein.`,
    ],
    [
      'governance.review.next',
      review?.last !== undefined &&
        review.next > monthsAfter(review.last, review.everyMonths) &&
        `Die nächste Prüfung ist später als ${review.everyMonths} Monate nach der letzten.`,
    ],
    ...[review?.last, staffCouncil?.consulted, ...approvals.map(({ on }) => on)].map(
      (day): [string, string | false] => [
        'governance',
        day !== undefined &&
          day > today &&
          `Der ${day} liegt in der Zukunft: Etwas, das geschehen sein soll, kann noch nicht geschehen sein.`,
      ],
    ),
    ...Object.entries(declarations({ model, meaning })).flatMap(([key, declaration]) =>
      ofDeclaration(key, declaration, addressOf(key, { model, meaning }), today),
    ),
    [
      'model.declaration.region',
      model.declaration &&
        isInEea(model.declaration.region) &&
        model.region !== undefined &&
        !/^(?:eu|europe)-/.test(model.region) &&
        `Erklärt ist „${model.declaration.region}“, eingestellt aber die Region „${model.region}“.`,
    ],
  ];
  return found.flatMap(([key, sentence]) => (sentence ? [{ key, isMissing: false, sentence }] : []));
}

function ofDeclaration(
  key: string,
  { region, transfer, training, acceptTraining, contractDate }: Declaration,
  address: string | undefined,
  today: string,
): [key: string, sentence: string | false | undefined][] {
  const host = address === undefined ? undefined : URL.parse(address)?.hostname;
  return [
    [
      `${key}.region`,
      !isInEea(region) &&
        transfer === undefined &&
        !(address !== undefined && isLoopback(address)) &&
        `„${region}“ liegt nicht erkennbar in EU oder EWR. Dorthin dürfen Fragen nur mit einer Grundlage nach Art. 44 bis 49 DSGVO: Nennen Sie sie als „transfer“, oder wählen Sie einen Anbieter in der EU.`,
    ],
    [
      `${key}.region`,
      isInEea(region) &&
        host !== undefined &&
        AMERICAN.has(host) &&
        `Erklärt ist „${region}“, die Fragen gehen aber an ${host} in den USA. Tragen Sie die europäische Adresse als „baseUrl“ ein, oder berichtigen Sie die Erklärung.`,
    ],
    [
      `${key}.training`,
      acceptTraining &&
        `Erlaubt ist, dass Modelle mit den Fragen der Menschen trainiert werden („${training}“). Die Einwilligung sagt es; das Vertrauen leidet darunter.`,
    ],
    [
      `${key}.contractDate`,
      contractDate !== undefined &&
        contractDate > today &&
        `Der Vertrag vom ${contractDate} gilt noch nicht.`,
    ],
  ];
}

function declarations({ model, meaning }: Pick<Config, 'model' | 'meaning'>): Record<string, Declaration> {
  return {
    ...(model.declaration && { 'model.declaration': model.declaration }),
    ...(typeof meaning === 'object' && meaning.declaration && { 'meaning.declaration': meaning.declaration }),
  };
}

function addressOf(key: string, { model, meaning }: Pick<Config, 'model' | 'meaning'>): string | undefined {
  if (key !== 'model.declaration') return typeof meaning === 'object' ? meaning.url : undefined;
  return model.baseUrl ?? OWN_ADDRESS[model.provider];
}

/** The day so many months after another, as YYYY-MM-DD. */
function monthsAfter(day: string, months: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}
