import { parseHTML } from 'linkedom';
import { parse, serialize } from 'parse5';

/** A document as browsers make it of HTML, whatever it leaves out (WHATWG HTML, section 13.2). */
export function documentOf(html: string): ReturnType<typeof parseHTML>['document'] {
  return parseHTML(serialize(parse(html))).document;
}
