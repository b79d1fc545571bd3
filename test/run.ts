/**
 * Runs everything: build with types, lint, the sample city's check, sizes, unit and end-to-end tests (vitest), component
 * tests (@web/test-runner). Ends with one line `N passed, N failed`, and with exit code 1 if anything failed.
 */
import { spawnSync } from 'node:child_process';
import { startTestRunner, type TestSuiteResult } from '@web/test-runner';
import { startVitest } from 'vitest/node';
import { ensureBrowsers } from './browsers.ts';
import { describeSizes, measureSizes, withinBudget } from './sizes.ts';
import { ensureStore } from './support/store.ts';

const total = { passed: 0, failed: 0 };

function count(passed: number, failed: number): void {
  total.passed += passed;
  total.failed += failed;
}

/** A command that passes or fails as a whole. Returns whether it passed. */
function step(name: string, command: string, ...args: string[]): boolean {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  count(status === 0 ? 1 : 0, status === 0 ? 0 : 1);
  return status === 0;
}

async function units(): Promise<void> {
  const vitest = await startVitest('test', [], { watch: false });
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const passed = tests.filter((test) => test.ok()).length;
  const broken = modules.filter((module) => module.errors().length > 0).length;
  // A skipped test counts as failed: nothing is left out silently.
  count(passed, tests.length - passed + broken + vitest.state.getUnhandledErrors().length);
  await vitest.close();
}

async function components(): Promise<void> {
  const runner = await startTestRunner({ readCliArgs: false, autoExitProcess: false });
  if (!runner) return count(0, 1);
  await new Promise((resolve) => runner.on('finished', resolve));
  for (const { testResults, errors, passed } of runner.sessions.all()) {
    const results = testResults ? inSuite(testResults) : [];
    const failed = results.filter((result) => !result.passed).length;
    // A file that breaks without a failing test, or that holds none, is one failure.
    count(results.length - failed, failed + (failed === 0 && (!passed || results.length === 0) ? 1 : 0));
    for (const error of errors) console.error(error.message);
  }
  await runner.stop();
}

function inSuite({ tests, suites }: TestSuiteResult): TestSuiteResult['tests'] {
  return [...tests, ...suites.flatMap(inSuite)];
}

/** Known weaknesses of what is shipped; where the registry does not tell, that is said and not counted. */
function audit(): void {
  console.log('\n— npm audit');
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
    encoding: 'utf8',
  });
  if (!stdout.includes('"auditReportVersion"')) {
    console.log('This registry does not answer audits.');
    return;
  }
  const { high, critical } = JSON.parse(stdout).metadata.vulnerabilities;
  console.log(`${high} high, ${critical} critical`);
  count(high + critical === 0 ? 1 : 0, high + critical === 0 ? 0 : 1);
}

function sizes(): void {
  console.log('\n— sizes');
  const measured = measureSizes();
  console.log(describeSizes(measured));
  count(withinBudget(measured) ? 1 : 0, withinBudget(measured) ? 0 : 1);
}

ensureBrowsers();
ensureStore();
if (step('build and types', 'npm', 'run', '--silent', 'build')) {
  step('format and lint', 'biome', 'check', '.');
  step('sample city', 'stadtlotse', 'check');
  audit();
  sizes();
  await units();
  await components();
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
