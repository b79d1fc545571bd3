import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'rolldown';

const inHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The oldest browsers of the last four years; in Safari before 16.4 only `<style>` elements differ (`adopt.ts`). */
const browsers = ['chrome107', 'edge107', 'firefox107', 'safari16.1'];

/** One small entry that every page view pays; everything else is loaded on the first click. */
export default defineConfig({
  input: inHere('./src/stadt-lotse.ts'),
  platform: 'browser',
  preserveEntrySignatures: false,
  plugins: [withoutIndents(), publish()],
  transform: { target: browsers },
  output: {
    dir: inHere('./dist'),
    cleanDir: true,
    format: 'es',
    minify: true,
    entryFileNames: 'stadtlotse.js',
    chunkFileNames: ({ moduleIds }) =>
      moduleIds.some((id) => id.includes('/locales/'))
        ? 'chunks/locales/[name]-[hash:6].js'
        : 'chunks/[name]-[hash:6].js',
  },
});

/** Takes the indents out of style sheets and templates, which no minifier reads. */
function withoutIndents(): Plugin {
  return {
    name: 'without-indents',
    transform: (code, id) => (id.endsWith('.ts') ? code.replace(/\n +/g, '\n') : null),
  };
}

/**
 * Makes a copy of the entry that never changes, prints its script tag with the hash that pins it (SEC-9), and puts a
 * `.br` file beside each script, as small as brotli can make it: the server compresses nothing.
 */
function publish(): Plugin {
  return {
    name: 'publish',
    writeBundle({ dir = '' }) {
      const { version } = JSON.parse(readFileSync(inHere('./package.json'), 'utf8'));
      const pinned = `stadtlotse-${version}.js`;
      copyFileSync(`${dir}/stadtlotse.js`, `${dir}/${pinned}`);
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (name.endsWith('.js'))
          writeFileSync(`${dir}/${name}.br`, brotliCompressSync(readFileSync(`${dir}/${name}`)));
      }
      const hash = createHash('sha384')
        .update(readFileSync(`${dir}/${pinned}`))
        .digest('base64');
      console.log(
        `\n<script type="module" src="https://YOUR-SERVER/${pinned}" integrity="sha384-${hash}" crossorigin="anonymous"></script>\n`,
      );
    },
  };
}
