import {
  emptyText,
  type ForeignEntry,
  type ForeignText,
  ImportError,
  isWebAddress,
  type Sink,
} from '../catalogue.ts';
import { toDocument } from '../documents/document.ts';
import { readPdf } from '../documents/pdf.ts';
import { toMarkdown, toPlainText } from '../markdown.ts';
import type { Host } from '../web/host.ts';
import { fetchList, fetchObject } from './client.ts';
import {
  type AgendaItem,
  Body,
  Consultation,
  type File,
  Meeting,
  Organization,
  Paper,
  System,
} from './objects.ts';

/** The largest file of a paper that is read, in bytes. */
const LARGEST_FILE = 20_000_000;

/** A meeting as a committee lists it; `at` is local time. */
interface MeetingRef {
  at: string;
  place?: string;
  document: string;
}

/**
 * Reads a council information system (OParl 1.0, 1.1): committees with their meetings, meetings with their agenda, papers
 * with their main file and what became of them. Throws `ImportError`.
 */
export async function readOparl(host: Host, address: string, sink: Sink): Promise<void> {
  const system = System.safeParse(await fetchObject(host, address));
  if (!system.success) throw new ImportError('oparl', { file: address });
  const bodies: Body[] = [];
  if (/\/Body$/.test(system.data.type)) bodies.push(Body.parse(system.data));
  else for await (const body of list(host, system.data.body, Body, sink)) bodies.push(body);
  if (bodies.length === 0) throw new ImportError('empty');
  for (const body of bodies) await readBody(host, body, sink);
}

function list<T extends Parameters<typeof fetchList>[2]>(
  host: Host,
  address: string | undefined,
  schema: T,
  { note }: Sink,
) {
  return fetchList(host, address, schema, { since: undefined, note });
}

/** What the agenda of a meeting says of a paper. */
interface Decision {
  meeting: Meeting;
  item: AgendaItem;
}

async function readBody(host: Host, body: Body, sink: Sink): Promise<void> {
  const names = new Map<string, string>();
  const committees = new Map<string, { organization: Organization; meetings: MeetingRef[] }>();
  for await (const organization of list(host, body.organization, Organization, sink)) {
    const name = toPlainText(organization.name ?? '');
    if (organization.deleted) sink.take({ kind: 'deletion', of: 'document', key: organization.id });
    else if (name) {
      names.set(organization.id, name);
      committees.set(organization.id, { organization, meetings: [] });
    }
  }
  const decisions = new Map<string, Decision>();
  for await (const meeting of list(host, body.meeting, Meeting, sink)) {
    if (meeting.deleted) {
      sink.take({ kind: 'deletion', of: 'document', key: meeting.id });
      continue;
    }
    for (const item of meeting.agendaItem) {
      for (const key of [item.id, item.consultation]) if (key) decisions.set(key, { meeting, item });
    }
    const entry = meetingEntry(meeting, names);
    if (!entry) {
      sink.note('noDate', { name: meeting.name ?? meeting.id });
      continue;
    }
    sink.take(entry);
    const place = placeOf(meeting);
    for (const id of meeting.organization ?? [])
      if (!meeting.cancelled)
        committees.get(id)?.meetings.push({
          at: localTime(meeting.start ?? ''),
          ...(place && { place }),
          document: meeting.id,
        });
  }
  for (const { organization, meetings } of committees.values())
    if (!organization.endDate || meetings.length > 0) sink.take(committeeEntry(organization, meetings));
  if (sink.since) sink.partial();
  const taken = new Set<string>();
  const take = async (paper: Paper) => {
    if (taken.has(paper.id)) return;
    taken.add(paper.id);
    if (paper.deleted) sink.take({ kind: 'deletion', of: 'document', key: paper.id });
    else if (paper.name) sink.take(await paperEntry(host, paper, decisions, names, sink));
  };
  for await (const paper of fetchList(host, body.paper, Paper, sink)) await take(paper);
  for await (const paper of decidedSince(host, decisions.values(), sink)) await take(paper);
}

/** Papers of which a meeting that changed says something new, though they did not change themselves. */
async function* decidedSince(
  host: Host,
  decisions: Iterable<Decision>,
  { since }: Sink,
): AsyncIterable<Paper> {
  if (!since) return;
  const changed = [...decisions].filter(({ meeting }) => (meeting.modified ?? '') > since);
  for (const address of new Set(changed.flatMap(({ item }) => item.consultation ?? []))) {
    const consultation = Consultation.safeParse(await fetchObject(host, address));
    if (!consultation.data?.paper) continue;
    const paper = Paper.safeParse(await fetchObject(host, consultation.data.paper));
    if (paper.success) yield paper.data;
  }
}

function committeeEntry(organization: Organization, meetings: MeetingRef[]): ForeignEntry {
  const name = toPlainText(organization.name ?? '');
  const text = emptyText(name);
  text.keywords = [organization.shortName, organization.classification].flatMap((word) =>
    word ? toPlainText(word) : [],
  );
  text.questions = [
    'Wann ist die nächste Sitzung?',
    'Was steht auf der Tagesordnung?',
    'Was wurde beschlossen?',
  ].map((question) => `${name}: ${question}`);
  text.intro = toPlainText(organization.classification ?? '');
  const url = address(organization.web) ?? address(organization.website);
  return {
    kind: 'document',
    key: organization.id,
    texts: { de: text },
    facts: { ...(url && { url }), meetings: meetings.sort((a, b) => a.at.localeCompare(b.at)) },
  };
}

function meetingEntry(meeting: Meeting, names: Map<string, string>): ForeignEntry | undefined {
  const at = localTime(meeting.start ?? '');
  if (at === '') return undefined;
  const committees = (meeting.organization ?? []).flatMap((id) => names.get(id) ?? []);
  const name = committees.join(', ') || toPlainText(meeting.name ?? '') || 'Sitzung';
  const text = emptyText(`${name}: Sitzung am ${germanDay(at)}`);
  if (meeting.name && toPlainText(meeting.name) !== name) text.keywords = [toPlainText(meeting.name)];
  const when = `${germanDay(at)}, ${at.slice(11, 16)} Uhr`;
  const place = placeOf(meeting);
  text.intro = [
    `${meeting.cancelled ? 'Abgesagt: ' : ''}${name}, ${when}${place ? `, ${place}` : ''}.`,
    agendaOf(meeting),
  ]
    .filter(Boolean)
    .join('\n\n');
  const url = address(meeting.web);
  return {
    kind: 'document',
    key: meeting.id,
    texts: { de: text },
    facts: { ...(url && { url }), date: at.slice(0, 10) },
  };
}

/** The public part of an agenda with its results. */
function agendaOf({ agendaItem }: Meeting): string {
  return agendaItem
    .filter((item) => item.name && item.public !== false && !item.deleted)
    .map(
      ({ number, name = '', result }) =>
        `- ${[number && `TOP ${number}`, toPlainText(name)].filter(Boolean).join(': ')}${result ? ` – ${toPlainText(result)}` : ''}`,
    )
    .join('\n');
}

async function paperEntry(
  host: Host,
  paper: Paper,
  decisions: Map<string, Decision>,
  names: Map<string, string>,
  sink: Sink,
): Promise<ForeignEntry> {
  const file = typeof paper.mainFile === 'object' ? paper.mainFile : undefined;
  const title = toPlainText(paper.name ?? '');
  const read = await sectionsOf(host, file, title, sink);
  const entry = toDocument({ title, sections: read }, { key: paper.id, lang: 'de' });
  const text: ForeignText = entry.texts.de ?? emptyText(title);
  const about = [paper.paperType, paper.reference].flatMap((word) => (word ? toPlainText(word) : []));
  const day = paper.date?.slice(0, 10);
  text.keywords = paper.reference ? [toPlainText(paper.reference)] : [];
  text.intro = [
    [about.join(' '), day && `vom ${germanDay(day)}`].filter(Boolean).join(' '),
    paper.consultation
      .flatMap((one) => {
        const found = decisions.get(one.agendaItem ?? '') ?? decisions.get(one.id ?? '');
        return found ? `- ${decided(found, names)}` : [];
      })
      .join('\n'),
    text.intro,
  ]
    .filter(Boolean)
    .join('\n\n');
  text.intro ||= title;
  if (paper.consultation.length > 0) text.questions = [`${title}: Was wurde beschlossen?`];
  const url = address(file?.accessUrl) ?? address(paper.web);
  return {
    ...entry,
    texts: { de: text },
    facts: {
      ...(url && (file?.accessUrl ? { file: url } : { url })),
      ...(day && /^\d{4}-\d{2}-\d{2}$/.test(day) && { date: day }),
    },
  };
}

/** What became of a paper at a meeting. */
function decided({ meeting, item }: Decision, names: Map<string, string>): string {
  const at = localTime(meeting.start ?? '');
  const committee =
    (meeting.organization ?? []).flatMap((id) => names.get(id) ?? []).join(', ') ||
    toPlainText(meeting.name ?? '');
  const where = [committee, at && germanDay(at), item.number && `TOP ${item.number}`]
    .filter(Boolean)
    .join(', ');
  const result = [
    item.result && toPlainText(item.result),
    item.resolutionText && toMarkdown(item.resolutionText),
  ]
    .filter(Boolean)
    .join('. ');
  return `${where}: ${result || 'noch kein Ergebnis'}`;
}

/** What the main file of a paper says, where the source gives its text or the file on its own host. */
async function sectionsOf(host: Host, file: File | undefined, name: string, sink: Sink) {
  if (file?.text) return [{ heading: 'Text', text: toMarkdown(file.text) }];
  if (!file?.accessUrl || file.mimeType !== 'application/pdf' || !host.isOwn(file.accessUrl)) return [];
  const fetched = await host.get(file.accessUrl, LARGEST_FILE);
  try {
    if (typeof fetched === 'string') throw new ImportError(fetched, { most: LARGEST_FILE / 1_000_000 });
    if (fetched.status !== 200) throw new ImportError('status', { status: fetched.status });
    return (await readPdf(fetched.bytes, name)).sections;
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    sink.note('unusable', { file: file.accessUrl, reason: error.reason, ...error.values });
    return [];
  }
}

function placeOf({ location }: Meeting): string {
  if (typeof location !== 'object') return '';
  const { description, room, streetAddress, locality } = location;
  return [description, room, streetAddress, locality]
    .flatMap((part) => (part ? toPlainText(part) : []))
    .join(', ');
}

/** The time in Germany, as `2026-12-03T17:00`; empty if it is none. */
function localTime(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  })
    .format(date)
    .replace(' ', 'T');
}

function germanDay(day: string): string {
  return new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day.slice(0, 10)}T00:00Z`),
  );
}

function address(text: string | undefined): string | undefined {
  return text && isWebAddress(text) ? text : undefined;
}
