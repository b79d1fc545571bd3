import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** One small entry that every page view pays; everything else is loaded on the first click. */
export default defineConfig({
  base: './',
  plugins: [precompress()],
  build: {
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: 'src/stadt-lotse.ts',
      preserveEntrySignatures: false,
      output: {
        format: 'es',
        entryFileNames: 'stadtlotse.js',
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.some((id) => id.includes('/locales/'))
            ? 'chunks/locales/[name]-[hash].js'
            : 'chunks/[name]-[hash].js',
      },
    },
  },
});

/** Puts a `.br` file beside each script, as small as brotli can make it: the server compresses nothing. */
function precompress(): Plugin {
  const dist = fileURLToPath(new URL('./dist/', import.meta.url));
  return {
    name: 'precompress',
    writeBundle() {
      for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
        if (name.endsWith('.js'))
          writeFileSync(`${dist}${name}.br`, brotliCompressSync(readFileSync(dist + name)));
      }
    },
  };
}
