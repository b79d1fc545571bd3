import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type RequestHandler, Router } from 'express';
import sirv from 'sirv';
import type { Config } from '../config.ts';
import type { Defects } from '../defects/defects.ts';
import type { LiveKnowledge } from '../knowledge/watch.ts';
import { cityModule } from './city-config.ts';

/** The built widget. */
const widgetFiles = fileURLToPath(new URL('./dist', import.meta.resolve('@stadtlotse/widget/package.json')));

/**
 * The widget's files and the city's own words beside them: public and the same for everyone. What a browser or a shared
 * cache keeps of them for one website works for any other, so no website is named in them (Fetch, CORS protocol).
 */
export function publicFiles(knowledge: LiveKnowledge, config: Config, defects?: Defects): RequestHandler {
  const router = Router();
  router.get('/city.js', (request, response) => {
    const script = cityModule(knowledge.current(), config, defects?.categories);
    response.type('text/javascript').set({ 'Cache-Control': 'no-cache', ...forEveryone });
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip')) response.set('Content-Encoding', 'gzip').send(gzipSync(script));
    else response.send(script);
  });
  router.get('/chunks/avatar-:version.js', (request, response, next) => {
    const { avatar } = knowledge.current();
    if (avatar?.version !== request.params.version) return next();
    response.type('text/javascript').set({ 'Cache-Control': cacheControl(request.path), ...forEveryone });
    response.send(`export default '${Buffer.from(avatar.bytes).toString('base64')}';\n`);
  });
  router.use(
    sirv(widgetFiles, {
      brotli: true,
      setHeaders: (response, path) => {
        response.setHeader('Cache-Control', cacheControl(path));
        for (const [name, value] of Object.entries(forEveryone)) response.setHeader(name, value);
      },
    }),
  );
  return router;
}

const forEveryone = { 'Access-Control-Allow-Origin': '*' };

/** Files with a hash or a version in their name never change; the entry is asked for again after five minutes. */
function cacheControl(path: string): string {
  return /^\/(?:chunks\/|stadtlotse-)/.test(path)
    ? 'public, max-age=31536000, immutable'
    : 'public, max-age=300';
}
