import { defineConfig } from 'vitest/config';

/** Everything that runs in Node: units beside their source, and the whole product end to end. */
export default defineConfig({
  test: {
    include: [
      '{sdk,server}/src/**/*.test.ts',
      'test/{e2e,accessibility,facts,fairness,grounding,model,redaction,security,wild}/**/*.test.ts',
    ],
    maxWorkers: '100%',
    // Files share a worker's modules: the sample city is built once for each worker, not for each file.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
