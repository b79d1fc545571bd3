import type { Fields } from './fields.ts';
import { linkTo, toMarkdown, toPlainText } from './markdown.ts';

export function common(fields: Fields, meta: Fields, title: string): Record<string, unknown> {
  const url = link(meta, 'url') || link(fields, 'url');
  const updated = /^\d{4}-\d{2}-\d{2}/.exec(meta.text('lastupdate') || fields.text('lastupdate'))?.[0];
  const isHidden = fields.flag('public') === false;
  if (isHidden) fields.refuse('public', 'hidden', title);
  meta.skip('id');
  return { ...(url && { url }), ...(updated && { reviewed: updated }), ...(isHidden && { draft: true }) };
}

/** A text, or a list of texts, records with a name, or yes and no by name. */
export function listed(fields: Fields, name: string): string {
  if (fields.isText(name)) return toMarkdown(fields.text(name));
  return asItems(list(fields, name));
}

export function messageOf(fields: Fields, name: string): string {
  if (fields.isText(name)) return fields.text(name);
  const group = fields.group(name);
  return [group.text('message'), group.text('period')].filter(Boolean).join('\n\n');
}

export function alternatives(fields: Fields, title: string): string[] {
  const names = [
    fields.text('name'),
    fields.text('prioname'),
    ...fields.words('displayNameAlternatives'),
    fields.text('displayName'),
  ];
  return names.map(toPlainText).filter((name) => name !== '' && name !== title);
}

export function keywords(fields: Fields, meta: Fields): string[] {
  return [...fields.words('keywords'), ...meta.words('keywords')].map(toPlainText).filter(Boolean);
}

export function locale(meta: Fields): string {
  return (meta.text('locale') || 'de').toLowerCase();
}

interface Item {
  name: string;
  details: string;
  link: string;
}

export function list(fields: Fields, name: string): Item[] {
  if (fields.isText(name)) {
    const said = toMarkdown(fields.text(name));
    return said.split('\n').flatMap((line) => {
      const one = toPlainText(line.replace(/^\s*(?:[-*]|\d+\.)\s+/, ''));
      return one ? [{ name: one, details: '', link: '' }] : [];
    });
  }
  return fields.list(name, 'name').flatMap((one) => {
    const item = {
      name: toPlainText(one.text('name') || one.text('title')),
      details: toMarkdown(one.text('description')),
      link: link(one, 'link') || link(one, 'url'),
    };
    return item.name || item.details || item.link ? [{ ...item, name: item.name || item.link }] : [];
  });
}

export function unique(items: Item[]): Item[] {
  return [...new Map(items.map((item) => [item.link || item.name, item])).values()];
}

export function asItems(items: Item[]): string {
  return items
    .map(({ name, details, link }) => {
      const linked = link ? linkTo(name, link) : name;
      return `- ${[linked, details.replace(/\n+/g, '\n  ')].filter(Boolean).join(': ')}`;
    })
    .join('\n');
}

/** A text that may be `true` or `false` where there is none. */
export function flagless(fields: Fields, name: string): string {
  if (fields.isText(name)) return toMarkdown(fields.text(name));
  fields.flag(name);
  return '';
}

/** A web address; placeholders and what is no address are noted. */
export function link(fields: Fields, name: string): string {
  const found = fields.text(name);
  const address = /^www\./.test(found) ? `https://${found}` : found;
  if (/[{}]|%7B/i.test(address)) fields.refuse(name, 'placeholder', found);
  else if (/^https?:\/\/[^\s()<>]+$/.test(address) && URL.canParse(address)) return address;
  else if (found) fields.refuse(name, 'address', found);
  return '';
}
