import { defineConfig } from 'vitest/config';

/** Everything that runs in Node: units beside their source, and the whole product end to end. */
export default defineConfig({
  test: {
    include: [
      '{sdk,server}/src/**/*.test.ts',
      'test/{e2e,accessibility,facts,grounding,model,security}/**/*.test.ts',
    ],
    // Half of the time is spent waiting for a browser or a process: as many files at once as there are cores.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
