import { basename, extname } from 'node:path';
import { splitSections } from '../../knowledge/sections.ts';
import { ImportError, type Sink } from '../catalogue.ts';
import { type ReadDocument, toDocument } from './document.ts';
import { readDocx } from './docx.ts';
import { readHtml } from './html.ts';
import { readPdf } from './pdf.ts';

/** The forms that documents come in. */
export type DocumentForm = 'pdf' | 'docx' | 'html' | 'markdown';

/** The largest document that is read, in bytes. */
export const LARGEST_DOCUMENT = 100_000_000;

/**
 * Reads a document into its sections. One that cannot be read is noted, and the others are read all the same. `file` is
 * the address at which citizens find it.
 */
export async function readDocument(
  bytes: Uint8Array,
  form: DocumentForm,
  { key, file }: { key: string; file?: string },
  sink: Sink,
): Promise<void> {
  const name = basename(key, extname(key)).replaceAll(/[_-]+/g, ' ');
  try {
    if (bytes.length > LARGEST_DOCUMENT)
      throw new ImportError('large', { most: LARGEST_DOCUMENT / 1_000_000 });
    const read = await readers[form](bytes, name);
    if (read.sections.length === 0) throw new ImportError('noText');
    sink.take(toDocument(read, { key, lang: 'de', ...(file && { file }) }));
    if (!file) sink.note('noFile', { record: `document:${key}` });
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    sink.note('unusable', { file: key, reason: error.reason, ...error.values });
  }
}

const readers: Record<
  DocumentForm,
  (bytes: Uint8Array, name: string) => ReadDocument | Promise<ReadDocument>
> = {
  pdf: readPdf,
  docx: readDocx,
  html: (bytes, name) => readHtml(new TextDecoder().decode(bytes), name),
  markdown: (bytes, name) => {
    const text = new TextDecoder().decode(bytes).replace(/^---\n[\s\S]*?\n---\n/, '');
    const title = /^#\s+(.+)$/m.exec(text)?.[1]?.trim();
    const { intro, sections } = splitSections(title ? text.replace(/^#\s+.+$/m, '') : text);
    return {
      title: title ?? name,
      sections: [{ heading: '', text: intro }, ...sections].filter(({ text }) => text !== ''),
    };
  },
};
