import { defineConfig } from 'vitest/config';

/** Everything that runs in Node: units beside their source, and the whole product end to end. */
export default defineConfig({
  test: {
    include: ['{sdk,server}/src/**/*.test.ts', 'test/{e2e,accessibility,security}/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
