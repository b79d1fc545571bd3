import { Readability } from '@mozilla/readability';
import { emptyText, type ForeignEntry, isEntry, type Sink } from '../catalogue.ts';
import { documentOf } from '../documents/dom.ts';
import { readHtml } from '../documents/html.ts';
import { toPlainText } from '../markdown.ts';
import { plainFees, plainSpan } from '../plain-facts.ts';
import { isOfType, jsonLdOf, type Thing, takeFaqPages } from '../schema-org.ts';
import { factsOf, isOffice } from './things.ts';

/** Headings of services (FIM): a page with one of them describes a service. */
const OF_SERVICES =
  /^(?:kosten|gebühren|(?:erforderliche )?unterlagen|voraussetzungen|(?:verfahrens)?ablauf|bearbeitungsdauer|fristen?|rechtsgrundlagen?)$/i;

/** Reads a web page into drafts, and returns where it leads: what it says of itself with schema.org first, else its main content. */
export function readPage(html: string, address: string, modified: string | undefined, sink: Sink): string[] {
  const document = documentOf(html);
  const attribute = (selector: string, name: string) =>
    document.querySelector(selector)?.getAttribute(name) ?? undefined;
  const absolute = (href: string | undefined) => (href === undefined ? undefined : URL.parse(href, address));
  const rules = (attribute('meta[name="robots" i]', 'content') ?? '').toLowerCase();
  const links = rules.includes('nofollow')
    ? []
    : [...document.querySelectorAll('a[href]')].flatMap(
        (link) => absolute(link.getAttribute('href') ?? '')?.href ?? [],
      );
  const own = absolute(attribute('link[rel="canonical" i]', 'href'));
  const canonical = own && own.origin === new URL(address).origin ? own.href : address;
  if (rules.includes('noindex')) return links;
  const things = jsonLdOf(html);
  const drafts: Sink = { ...sink, take: (one) => sink.take(isEntry(one) ? { ...one, isDraft: true } : one) };
  const hasQuestions = takeFaqPages(things, canonical, drafts);
  const entry = hasQuestions ? undefined : draftOf(document, things, canonical, modified, sink);
  if (entry) drafts.take(entry);
  return links;
}

function draftOf(
  document: ReturnType<typeof documentOf>,
  things: Thing[],
  url: string,
  modified: string | undefined,
  sink: Sink,
): ForeignEntry | undefined {
  const lang = (document.documentElement.getAttribute('lang') || 'de').toLowerCase().split(/[-_]/)[0] ?? 'de';
  const german = [...document.querySelectorAll('link[rel="alternate" i][hreflang]')]
    .find((link) => link.getAttribute('hreflang')?.toLowerCase().startsWith('de'))
    ?.getAttribute('href');
  const keywords = document.querySelector('meta[name="keywords" i]')?.getAttribute('content') ?? '';
  const changed =
    document.querySelector('meta[property="article:modified_time"]')?.getAttribute('content')?.slice(0, 10) ??
    modified;
  for (const link of document.querySelectorAll('a[href]')) {
    const target = URL.parse(link.getAttribute('href') ?? '', url);
    if (target) link.setAttribute('href', target.href);
  }
  const heading = document.querySelector('main h1, article h1, h1')?.textContent;
  const article = new Readability(document, { charThreshold: 100, disableJSONLD: true }).parse();
  const title = toPlainText(heading ?? article?.title ?? '');
  const { sections } = readHtml(article?.content ?? '', title);
  if (title === '' || sections.length === 0) {
    sink.note('emptyPage', { url });
    return undefined;
  }
  const text = emptyText(title);
  text.keywords = keywords.split(',').flatMap((word: string) => toPlainText(word) || []);
  const facts: Record<string, unknown> = {
    url,
    ...(changed && /^\d{4}-\d{2}-\d{2}$/.test(changed) && { reviewed: changed }),
  };
  const office = things.find(isOffice);
  const isService =
    things.some((thing) => isOfType(thing, 'GovernmentService', 'Service')) ||
    sections.some(({ heading }) => OF_SERVICES.test(heading));
  const kind = office ? 'office' : isService ? 'service' : 'faq';
  if (office) Object.assign(facts, factsOf(office));
  for (const { heading, text: said } of sections) {
    const fees = kind === 'service' && /^(?:kosten|gebühren)$/i.test(heading) ? plainFees(said) : [];
    const span = kind === 'service' && /^bearbeitungsdauer$/i.test(heading) ? plainSpan(said) : undefined;
    if (fees.length > 0) facts.fees = fees.map((fee, index) => ({ id: `fee-${index + 1}`, ...fee }));
    else if (span) facts.duration = span;
    else if (heading === '' || heading === title)
      text.intro = [text.intro, said].filter(Boolean).join('\n\n');
    else text.sections.push({ heading, text: said });
  }
  const key = german ? (URL.parse(german, url)?.href ?? url) : url;
  return { kind, key, texts: { [lang]: text }, facts };
}
