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

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The path of a Chromium or Chrome on this machine (`CHROME_PATH` first), or undefined. */
export function findChromium(): string | undefined {
  const candidates = [process.env.CHROME_PATH, ...places, chromium.executablePath()];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** Finds a Chromium or installs one: Debian's as root, Playwright's elsewhere. Throws with one clear sentence. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log('No Chrome or Chromium found: installing one.');
  try {
    if (isDebian() && process.getuid?.() === 0) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
      execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env,
      });
    } else {
      execFileSync('npx', ['playwright-core', 'install', '--with-deps', 'chromium'], { stdio: 'inherit' });
    }
  } catch {
    // What went wrong was printed by the installer; the sentence below says what to do.
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'The tests need Chrome or Chromium: install one, or set CHROME_PATH to its path, and run them again.',
  );
}

function isDebian(): boolean {
  return (
    existsSync('/etc/os-release') &&
    /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}
