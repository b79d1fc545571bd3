import mammoth from 'mammoth';
import { ImportError } from '../catalogue.ts';
import type { ReadDocument } from './document.ts';
import { readHtml } from './html.ts';
import { checkZip } from './zip.ts';

/** Reads a DOCX (ISO/IEC 29500) into its sections. Throws `ImportError` for one that is broken or blown up. */
export async function readDocx(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  checkZip(bytes);
  const { value } = await mammoth
    .convertToHtml(
      { buffer: Buffer.from(bytes) },
      { styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Titel'] => h1:fresh"] },
    )
    .catch(() => {
      throw new ImportError('brokenFile');
    });
  // By-laws often have section signs in bold instead of headings.
  const html = value.replace(
    /<p>(?:<strong>)?(§\s*\d+[a-z]?(?:\s+[\p{Lu}(][^<.;]{0,110})?)(?:<\/strong>)?<\/p>/gu,
    '<h2>$1</h2>',
  );
  return readHtml(html, name);
}
