import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Switches with which a headless Chromium runs in containers and stays off the network. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Plain http under a name is no secure context, on a loopback address it is one.
  '--host-resolver-rules=MAP plain.example 127.0.0.1',
];

const chromiums = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where Debian's packages put the other engines. */
export const places = {
  firefox: '/usr/bin/firefox-esr',
  webkitDriver: '/usr/bin/WebKitWebDriver',
  screen: '/usr/bin/Xvfb',
  webkit: `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
};

/** Debian's packages of each engine. */
const packages = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
};

/** The path of a Chromium or Chrome on this machine (`CHROME_PATH` first), or undefined. */
export function findChromium(): string | undefined {
  const candidates = [process.env.CHROME_PATH, ...chromiums, chromium.executablePath()];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** Starts a Chromium. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ ...(executablePath && { executablePath }), args: chromiumArgs });
}

/** Finds a Chromium or installs one. Throws with one clear sentence. */
export function ensureChromium(): void {
  ensure(['chromium']);
  if (findChromium()) return;
  throw new Error(
    'The tests need Chrome or Chromium: install one, or set CHROME_PATH to its path, and run them again.',
  );
}

/** Finds all engines or installs them. The tests of one that cannot be had fail and say why (`whyNot`). */
export function ensureBrowsers(): void {
  ensureChromium();
  ensure(Object.values(packages).flat());
}

/** Why an engine cannot be started, as a sentence; undefined if it can. */
export function whyNot(engine: keyof typeof packages): string | undefined {
  const missing = missingOf(packages[engine]);
  return missing.length > 0
    ? `There is no ${engine} on this machine: install Debian's packages ${missing.join(', ')}.`
    : undefined;
}

function missingOf(wanted: string[]): string[] {
  const files: Record<string, string | undefined> = {
    chromium: findChromium(),
    'firefox-esr': places.firefox,
    'webkit2gtk-driver': places.webkitDriver,
    xvfb: places.screen,
  };
  return wanted.filter((name) => !existsSync(files[name] ?? ''));
}

/** Installs what is missing: Debian's packages as root, elsewhere Playwright's Chromium. */
function ensure(wanted: string[]): void {
  const missing = missingOf(wanted);
  if (missing.length === 0) return;
  console.log(`Missing for the tests: ${missing.join(', ')}. Installing.`);
  try {
    install(missing);
  } catch {
    // What went wrong was printed by the installer; who asked says what to do.
  }
}

function install(names: string[]): void {
  if (isDebian() && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    execFileSync('apt-get', ['install', '-y', '-qq', ...names], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
  } else if (names.includes('chromium'))
    execFileSync('npx', ['playwright-core', 'install', '--with-deps', 'chromium'], { stdio: 'inherit' });
}

function isDebian(): boolean {
  return (
    existsSync('/etc/os-release') &&
    /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}
