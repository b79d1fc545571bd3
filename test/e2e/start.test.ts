import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('npm start serves the website on one origin and the chat on another, and says where once both answer', async () => {
  const demo = spawn(process.execPath, [fileURLToPath(new URL('../../demo/serve.ts', import.meta.url))]);
  let out = '';
  const both = new Promise<RegExpExecArray>((resolve) => {
    demo.stdout.on('data', (chunk) => {
      out += chunk;
      const found = /Website .*?(http:\S+)\s+Chat server\s+(http:\S+)/.exec(out);
      if (found) resolve(found);
    });
  });
  const [, site = '', chat = ''] = await both;
  expect(new URL(site).origin).not.toBe(new URL(chat).origin);
  expect(await (await fetch(site)).text()).toContain(`<script type="module" src="${chat}/stadtlotse.js">`);
  const { headers } = await fetch(`${chat}/v1/config`, { headers: { origin: site } });
  expect(headers.get('access-control-allow-origin')).toBe(site);
  const ended = once(demo, 'close');
  demo.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
