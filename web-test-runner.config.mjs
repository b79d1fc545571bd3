import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner';
import { chromiumArgs, findChromium } from './test/browsers.ts';

/** Component tests of the widget, in a real browser. */
export default {
  files: 'widget/src/**/*.test.ts',
  nodeResolve: true,
  // A page in the background draws no frames, and Lit's tests wait for them.
  concurrency: 1,
  testFramework: { config: { timeout: '10000' } },
  plugins: [esbuildPlugin({ ts: true, target: 'esnext' })],
  browsers: [chromeLauncher({ launchOptions: { executablePath: findChromium(), args: chromiumArgs } })],
};
