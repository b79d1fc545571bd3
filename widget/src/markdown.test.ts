import { expect } from '@open-wc/testing';
import { renderMarkdown } from './markdown.ts';

function html(markdown: string): string {
  const box = document.createElement('div');
  box.append(renderMarkdown(markdown));
  return box.innerHTML;
}

describe('renderMarkdown', () => {
  const cases: [string, string, string][] = [
    ['paragraphs', 'Eins\nzwei\n\ndrei', '<p>Eins zwei</p><p>drei</p>'],
    ['bold and emphasis', '**46 €** und *heute*', '<p><strong>46 €</strong> und <em>heute</em></p>'],
    ['lists in a paragraph', 'Bitte:\n- Pass\n- Foto', '<p>Bitte:</p><ul><li>Pass</li><li>Foto</li></ul>'],
    ['numbered lists', '1. Erst\n2. Dann', '<ol><li>Erst</li><li>Dann</li></ol>'],
    ['headings', '## Kosten\nNichts', '<h4>Kosten</h4><p>Nichts</p>'],
    ['multiplication signs', '2*3*4 und 5 * 6', '<p>2*3*4 und 5 * 6</p>'],
    ['characters of HTML', 'a < b & "c"', '<p>a &lt; b &amp; "c"</p>'],
    ['links to call', '[115](tel:115)', '<p><a href="tel:115">115</a></p>'],
  ];
  for (const [name, markdown, expected] of cases) {
    it(`renders ${name}`, () => expect(html(markdown)).to.equal(expected));
  }

  it('opens other websites beside the chat, without a way back', () => {
    const link = renderMarkdown('[Seite](https://stadt.example/a)').querySelector('a');
    expect([link?.target, link?.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
  });
});

describe('no script comes through (SEC-1)', () => {
  const hostile = [
    '<img src=x onerror=hacked()>',
    '<script>hacked()</script>',
    '<svg onload=hacked()>',
    '[x](javascript:hacked())',
    '[x](JaVaScRiPt:hacked%28%29)',
    '[x](data:text/html,<script>hacked()</script>)',
    '[x](vbscript:hacked)',
    '[x](https://a.example/"onmouseover="hacked())',
    '[x](" onclick="hacked())',
    '[<img src=x onerror=hacked()>](https://a.example)',
    '![x](https://evil.example/pixel.png)',
    '**<iframe srcdoc="<script>hacked()</script>">**',
    '<a href="javascript:hacked()">x</a>',
    '<math><mtext><table><mglyph><style><img src=x onerror=hacked()>',
    '<form action=//evil.example><input name=q></form>',
    '[x](//evil.example)',
    '[x](http://evil.example)',
    '&#60;script&#62;hacked()&#60;/script&#62;',
  ];
  const allowed = new Set(['P', 'UL', 'OL', 'LI', 'STRONG', 'EM', 'A', 'BR', 'H4']);

  for (const markdown of hostile) {
    it(markdown, () => {
      const box = document.createElement('div');
      document.body.append(box);
      box.append(renderMarkdown(markdown));
      for (const element of box.querySelectorAll('*')) {
        expect(allowed.has(element.tagName), element.outerHTML).to.equal(true);
        for (const { name, value } of element.attributes) {
          expect(['href', 'target', 'rel']).to.include(name);
          if (name === 'href') expect(value).to.match(/^(https:|mailto:|tel:)/);
        }
      }
      box.remove();
    });
  }
});
