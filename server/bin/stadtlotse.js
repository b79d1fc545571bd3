#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const [neededMajor, neededMinor] = engines.node.match(/\d+/g).map(Number);
const [major, minor] = process.versions.node.split('.').map(Number);
// Before anything is loaded that an older Node cannot read.
if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
  console.error(
    `Stadtlotse needs Node.js ${neededMajor}.${neededMinor} or newer; this is ${process.versions.node}. Install a current one (https://nodejs.org) and start again.`,
  );
  process.exit(2);
}
await import('../dist/cli/main.js');
