import { defineConfig } from 'vite';

/** One small entry that every page view pays; everything else is loaded on the first click. */
export default defineConfig({
  base: './',
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
