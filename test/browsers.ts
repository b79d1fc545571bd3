import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Switches with which a headless Chromium runs in containers and stays off the network. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
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
  webkit: `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
};

/** The path of a Chromium or Chrome on this machine (`CHROME_PATH` first), or undefined. */
export function findChromium(): string | undefined {
  const candidates = [process.env.CHROME_PATH, ...chromiums, chromium.executablePath()];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
}

/**
 * Finds the three engines or installs them: Debian's packages as root; elsewhere Playwright's Chromium, and for the others
 * the tests fail with what to install. Returns the path of Chromium; throws with one clear sentence if there is none.
 */
export function ensureBrowsers(): string {
  const missing = missingPackages();
  if (missing.length > 0) {
    console.log(`Missing for the tests: ${missing.join(', ')}. Installing.`);
    try {
      install(missing);
    } catch {
      // What went wrong was printed by the installer; the sentence below says what to do.
    }
  }
  const found = findChromium();
  if (found) return found;
  throw new Error(
    'The tests need Chrome or Chromium: install one, or set CHROME_PATH to its path, and run them again.',
  );
}

/** Why an engine cannot be started, as a sentence; undefined if it can. */
export function whyNot(engine: 'chromium' | 'firefox' | 'webkit'): string | undefined {
  const wanted = { chromium: 'chromium', firefox: 'firefox-esr', webkit: 'webkit2gtk-driver' }[engine];
  return missingPackages().includes(wanted)
    ? `There is no ${engine} on this machine: install Debian's packages firefox-esr, webkit2gtk-driver and xvfb.`
    : undefined;
}

function missingPackages(): string[] {
  const files = {
    'firefox-esr': places.firefox,
    'webkit2gtk-driver': places.webkitDriver,
    xvfb: '/usr/bin/Xvfb',
  };
  const others = Object.entries(files).flatMap(([name, file]) => (existsSync(file) ? [] : [name]));
  return findChromium() ? others : ['chromium', ...others];
}

function install(packages: string[]): void {
  if (isDebian() && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    execFileSync('apt-get', ['install', '-y', '-qq', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
  } else if (packages.includes('chromium'))
    execFileSync('npx', ['playwright-core', 'install', '--with-deps', 'chromium'], { stdio: 'inherit' });
}

function isDebian(): boolean {
  return (
    existsSync('/etc/os-release') &&
    /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}
