import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type City, makeCity } from '../../../../test/support/city.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { texts } from '../../texts/texts.ts';
import { importFrom } from '../import.ts';
import { readPaths } from '../read-paths.ts';

type Answer = string | ((request: IncomingMessage, response: ServerResponse) => void);

let city: City;
let server: Server;
let site: string;
/** What the site has, by path. */
let pages: Record<string, Answer>;
let asked: string[];

beforeEach(async () => {
  city = makeCity();
  pages = {};
  asked = [];
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = pages[path];
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'function') answer(request, response);
    else
      response
        .writeHead(200, {
          'content-type': /\.(txt|xml)$/.test(path) ? 'text/plain' : 'text/html; charset=utf-8',
        })
        .end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  site = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  city.remove();
});

const sentences =
  'Das Angebot gilt für alle, die in der Stadt wohnen. Kommen Sie während der Öffnungszeiten vorbei. '.repeat(
    3,
  );
const page = (title: string, body = `<p>${sentences}</p>`, head = '') =>
  `<!doctype html><html lang="de"><head><title>${title} – Stadt</title>${head}</head><body><nav><a href="/">Start</a> <a href="/a.html">A</a></nav><main><h1>${title}</h1>${body}</main><footer>Impressum und vieles mehr</footer></body></html>`;

async function crawl(start = `${site}/`) {
  const report = await importFrom(
    start,
    (sink, dir) => readPaths([start], { sink, dir, progress: () => {} }),
    city.dir,
  );
  return { counts: report.counts, page: report.page(texts('de')), isOpen: report.isOpen };
}
const read = (path: string) => readFileSync(join(city.dir, path), 'utf8');

describe('a website', () => {
  it('becomes drafts with their source, which are not served until an editor accepts them', async () => {
    pages['/'] = page(
      'Startseite',
      `<p>${sentences}<a href="/baum.html?utm_source=x#oben">Bäume</a> <a href="https://anderswo.example/">weg</a></p>`,
    );
    pages['/baum.html'] = page(
      'Baumfällung',
      `<p>${sentences}</p><h2>Kosten</h2><p>50 Euro</p><h2>Bearbeitungsdauer</h2><p>2 Wochen</p><h2>Unterlagen</h2><ul><li>Lageplan</li></ul>`,
      '<meta property="article:modified_time" content="2026-10-01T08:00:00Z">',
    );
    await crawl();
    const file = read('services/baumfaellung.de.md');
    expect(file).toContain(`url: ${site}/baum.html\nreviewed: 2026-10-01`);
    expect(file).toMatch(/fees:\n {2}- id: fee-1\n {4}amount: 50/);
    expect(file).toContain('## Unterlagen\n\n- Lageplan');
    expect(file).not.toMatch(/Impressum|Start/);
    expect((await loadKnowledge(city.dir)).entries.size).toBe(0);
    city.write('services/baumfaellung.de.md', file.replace('draft: true\n', ''));
    expect((await loadKnowledge(city.dir)).entries.get('baumfaellung')?.facts.duration).toEqual({
      from: 2,
      unit: 'weeks',
    });
    expect(asked).not.toContain('/baum.html?utm_source=x');
  });

  it('says of itself with schema.org where an office is, and what questions it answers', async () => {
    pages['/'] = page('Start', '<p><a href="/amt.html">Amt</a> <a href="/faq.html">Fragen</a></p>');
    pages['/amt.html'] = page(
      'Bürgeramt',
      `<p>${sentences}</p>`,
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'GovernmentOffice', address: { streetAddress: 'Weg 1', postalCode: '12345', addressLocality: 'Probe' }, telephone: '030 1', openingHoursSpecification: [{ dayOfWeek: ['https://schema.org/Monday', 'Tuesday'], opens: '08:00', closes: '12:00' }] })}</script>`,
    );
    pages['/faq.html'] = page(
      'Fragen',
      '',
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'FAQPage', mainEntity: [{ '@type': 'Question', name: 'Wo parke ich?', acceptedAnswer: { text: 'Am Markt.' } }] })}</script>`,
    );
    await crawl();
    expect(read('offices/buergeramt.de.md')).toMatch(
      /street: Weg 1[\s\S]*postcode: "12345"[\s\S]*phone: 030 1[\s\S]*hours: Mo 08:00-12:00; Tu 08:00-12:00/,
    );
    expect(read('faq/wo-parke-ich.de.md')).toMatch(/draft: true[\s\S]*Am Markt\./);
  });

  it('is read by its sitemaps, nested ones too, and only below the folder that was given', async () => {
    pages['/robots.txt'] = `User-agent: *\nDisallow: /geheim\nSitemap: ${site}/karten.xml\n`;
    pages['/karten.xml'] =
      `<sitemapindex><sitemap><loc>${site}/karte.xml</loc></sitemap><sitemap><loc>https://anderswo.example/karte.xml</loc></sitemap></sitemapindex>`;
    pages['/karte.xml'] =
      `<urlset>${['/amt/a.html', '/amt/geheim.html', '/geheim/b.html', '/sport/c.html'].map((path) => `<url><loc>${site}${path}</loc></url>`).join('')}</urlset>`;
    pages['/amt/'] = page('Ämter');
    pages['/amt/a.html'] = page('Amt A', `<p>${sentences}<a href="/amt/unverlinkt.html">x</a></p>`);
    pages['/amt/geheim.html'] = page('Offen');
    await crawl(`${site}/amt/`);
    expect(asked.filter((path) => path.endsWith('.html')).sort()).toEqual([
      '/amt/a.html',
      '/amt/geheim.html',
    ]);
  });
});

describe('a second run', () => {
  beforeEach(() => {
    pages['/'] = page('Start', '<p><a href="/a.html">A</a> <a href="/b.html">B</a></p>');
    pages['/a.html'] = page('Angebot A', `<p>${sentences}</p><p>Alt.</p>`);
    pages['/b.html'] = page('Angebot B');
  });

  it('writes nothing where nothing changed', async () => {
    await crawl();
    expect((await crawl()).counts).toMatchObject({ added: 0, updated: 0, conflicts: 0 });
  });

  it('updates untouched drafts, says what vanished, and never touches what was accepted', async () => {
    await crawl();
    const accepted = read('faq/angebot-b.de.md').replace('draft: true\n', '');
    city.write('faq/angebot-b.de.md', accepted);
    pages['/a.html'] = page('Angebot A', `<p>${sentences}</p><p>Neu.</p>`);
    pages['/b.html'] = page('Angebot B', `<p>${sentences}</p><p>Ganz anders.</p>`);
    const changed = await crawl();
    expect(read('faq/angebot-a.de.md')).toContain('Neu.');
    expect(read('faq/angebot-b.de.md')).toBe(accepted);
    expect(changed.page).toContain('faq/angebot-b.de.md: Die Seite hat sich geändert.');
    delete pages['/b.html'];
    pages['/'] = page('Start', '<p><a href="/a.html">A</a></p>');
    expect((await crawl()).page).toMatch(/Nicht mehr in der Quelle \(1\)[^\n]*\n\n- faq\/angebot-b\.de\.md/);
  });

  it('goes on where the first was interrupted', async () => {
    pages['/b.html'] = (_, response) => void response.destroy();
    pages['/c.html'] = page('Angebot C');
    let count = 0;
    const stop = importFrom(
      'x',
      (sink, dir) =>
        readPaths([`${site}/`], {
          sink,
          dir,
          progress: () => {
            if (++count === 2) throw new Error('stopped');
          },
        }),
      city.dir,
    );
    await expect(stop).rejects.toThrow('stopped');
    expect(readdirSync(city.dir)).not.toContain('faq');
    asked = [];
    await crawl();
    expect(asked).not.toContain('/a.html');
    expect(asked).toContain('/b.html');
    expect(read('faq/angebot-a.de.md')).toContain('Alt.');
  });

  it('keeps what it could not read this time', async () => {
    await crawl();
    pages['/b.html'] = (_, response) => void response.writeHead(500).end();
    const { page: said } = await crawl();
    expect(said).toContain(`${site}/b.html: Die Website meldet den Fehler 500.`);
    expect(said).not.toContain('Nicht mehr in der Quelle');
    expect(read('faq/angebot-b.de.md')).toContain('title: Angebot B');
  });
});

describe('a site that', () => {
  it.each([
    [
      'forbids robots',
      'robots',
      () => {
        pages['/robots.txt'] = 'User-agent: *\nDisallow: /\n';
      },
    ],
    [
      'has a broken robots.txt',
      'robots',
      () => {
        pages['/robots.txt'] = (_, response) => void response.writeHead(503, { 'retry-after': '0' }).end();
      },
    ],
    [
      'leads elsewhere',
      'elsewhere',
      () => {
        pages['/'] = (_, response) =>
          void response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
      },
    ],
    [
      'leads in circles',
      'loop',
      () => {
        pages['/'] = (_, response) => void response.writeHead(302, { location: '/' }).end();
      },
    ],
    [
      'answers 500',
      'status',
      () => {
        pages['/'] = (_, response) => void response.writeHead(500).end();
      },
    ],
    [
      'is not there',
      'unreachable',
      () => {
        pages['/'] = (_, response) => void response.destroy();
      },
    ],
    [
      'never ends',
      'large',
      () => {
        pages['/'] = (_, response) => {
          response.writeHead(200, { 'content-type': 'text/html' });
          const write = () => {
            while (!response.destroyed && response.write('x'.repeat(1_000_000)));
            if (!response.destroyed) response.once('drain', write);
          };
          write();
        };
      },
    ],
  ])('%s is reported, and nothing is written', async (_, reason, prepare) => {
    prepare();
    const before = readdirSync(city.dir);
    await expect(crawl()).rejects.toMatchObject({ reason });
    expect(readdirSync(city.dir)).toEqual(before);
    if (reason === 'robots') expect(asked).not.toContain('/');
  });

  it('links to private addresses makes us ask none of them', async () => {
    const inner: string[] = [];
    const hidden = createServer((request, response) => {
      inner.push(request.url ?? '');
      response.end('geheim');
    });
    await new Promise<void>((resolve) => hidden.listen(0, '127.0.0.1', resolve));
    const address = hidden.address();
    const other = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    pages['/robots.txt'] = `User-agent: *\nSitemap: ${other}sitemap.xml\n`;
    pages['/'] = page(
      'Start',
      `<p>${sentences}<a href="${other}">innen</a> <a href="/weiter.html">x</a></p>`,
    );
    pages['/weiter.html'] = (_, response) => void response.writeHead(301, { location: other }).end();
    await crawl();
    hidden.close();
    expect(inner).toEqual([]);
  });

  it('asks for a pace gets it', async () => {
    pages['/robots.txt'] = 'User-agent: *\nCrawl-delay: 0.1\n';
    pages['/'] = page(
      'Start',
      [1, 2, 3, 4].map((number) => `<a href="/${number}.html">${number}</a>`).join(' '),
    );
    for (const number of [1, 2, 3, 4]) pages[`/${number}.html`] = page(`Seite ${number}`);
    const start = performance.now();
    await crawl();
    expect(performance.now() - start).toBeGreaterThan(400);
  });
});
