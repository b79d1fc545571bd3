import type { Entry, EntryText } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { officesFor } from './offices.ts';

type JsonLd = Record<string, unknown>;

/** An entry as schema.org JSON-LD (STD-SCHEMA): `GovernmentService`, `GovernmentOffice`, `DigitalDocument` or `FAQPage`. */
export function toJsonLd(entry: Entry, lang: string, base: KnowledgeBase): JsonLd {
  return { '@context': 'https://schema.org', ...describe(entry, base.text(entry, lang), base) };
}

/** The entries that stand for themselves: no sections of documents. */
export function wholeEntries(base: KnowledgeBase): Entry[] {
  return base.entries().filter(({ part }) => part === undefined);
}

/** All entries in all their languages as one graph. */
export function toGraph(base: KnowledgeBase): JsonLd {
  const graph = wholeEntries(base).flatMap((entry) =>
    [...entry.texts.values()].map((text) => describe(entry, text, base)),
  );
  return { '@context': 'https://schema.org', '@graph': graph };
}

function describe(entry: Entry, text: EntryText, base: KnowledgeBase): JsonLd {
  const { url: page, file, date, reviewed } = entry.facts;
  const url = page ?? file;
  const said = [text.intro, ...text.sections.map((one) => one.text)].filter(Boolean).join('\n\n');
  const common = {
    '@id': `${url ?? 'urn:stadtlotse'}#${entry.id}-${text.lang}`,
    inLanguage: text.lang,
    ...(url && { url }),
  };
  switch (entry.kind) {
    case 'service':
      return { ...common, ...service(entry, text, base) };
    case 'office':
      return { ...common, ...office(entry, text, base) };
    case 'document':
      return {
        ...common,
        '@type': 'DigitalDocument',
        name: text.title,
        ...(date && { datePublished: date }),
        ...(reviewed && { dateModified: reviewed }),
        text: said,
      };
    default:
      return {
        ...common,
        '@type': 'FAQPage',
        ...(reviewed && { dateModified: reviewed }),
        mainEntity: [
          {
            '@type': 'Question',
            name: text.title,
            acceptedAnswer: { '@type': 'Answer', text: said },
          },
        ],
      };
  }
}

function service(entry: Entry, text: EntryText, base: KnowledgeBase): JsonLd {
  const { fees = [], online, appointment, leika } = entry.facts;
  const offices = officesFor(entry, base);
  const channel = (serviceUrl: string) => ({ '@type': 'ServiceChannel', serviceUrl });
  return {
    '@type': 'GovernmentService',
    name: text.title,
    description: text.intro,
    ...(leika && { identifier: { '@type': 'PropertyValue', propertyID: 'LeiKa', value: leika } }),
    provider: { '@type': 'GovernmentOrganization', name: base.city.name },
    areaServed: { '@type': 'AdministrativeArea', name: base.city.name },
    ...(fees.length > 0 && {
      offers: fees.map(({ id, label, amount, to }) => ({
        '@type': 'Offer',
        ...((text.labels[id] ?? label) && { name: text.labels[id] ?? label }),
        priceSpecification: {
          '@type': 'PriceSpecification',
          priceCurrency: 'EUR',
          ...(to === undefined ? { price: amount } : { minPrice: amount, maxPrice: to }),
        },
      })),
    }),
    availableChannel: [
      ...[online, appointment].flatMap((address) => (address ? [channel(address)] : [])),
      ...offices.map((one) => ({
        '@type': 'ServiceChannel',
        serviceLocation: { '@type': 'GovernmentOffice', ...place(one, base.text(one, text.lang)) },
      })),
    ],
  };
}

function office(entry: Entry, text: EntryText, base: KnowledgeBase): JsonLd {
  const { hours, accessibility } = entry.facts;
  return {
    '@type': 'GovernmentOffice',
    ...place(entry, text),
    ...(text.intro && { description: text.intro }),
    parentOrganization: { '@type': 'GovernmentOrganization', name: base.city.name },
    // schema.org's own notation knows no holidays; OpenStreetMap's is the same for days and times.
    ...(hours && {
      openingHours: hours.split(/;\s*/).filter((rule) => /^(?:Mo|Tu|We|Th|Fr|Sa|Su)/.test(rule)),
    }),
    ...(accessibility && {
      amenityFeature: Object.entries(accessibility).map(([name, value]) => ({
        '@type': 'LocationFeatureSpecification',
        name,
        value,
      })),
    }),
  };
}

function place({ facts }: Entry, text: EntryText): JsonLd {
  const { address, phone, email } = facts;
  return {
    name: text.title,
    ...(phone && { telephone: phone }),
    ...(email && { email }),
    ...(address && {
      address: {
        '@type': 'PostalAddress',
        streetAddress: address.street,
        postalCode: address.postcode,
        addressLocality: address.city,
        addressCountry: 'DE',
      },
    }),
  };
}
