import { afterAll, describe, expect, it } from 'vitest';
import { makeCity } from '../../test/support/city.ts';
import { ConfigError, loadConfig, readSecrets } from './config.ts';

const folder = makeCity();
afterAll(() => folder.remove());

function load(yaml: string) {
  folder.write('stadtlotse.config.yaml', yaml);
  return loadConfig(`${folder.dir}/stadtlotse.config.yaml`);
}

describe('loadConfig', () => {
  it('has a default for every key', () => {
    const config = load('');
    expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', origins: [], trustProxy: false });
    expect(config.model.provider).toBe('none');
  });

  it('takes the knowledge folder relative to the file', () => {
    expect(load('knowledge: stadt').knowledge).toBe(`${folder.dir}/stadt`);
  });

  it('finds the file that STADTLOTSE_CONFIG names', () => {
    folder.write('other.yaml', 'port: 9000');
    expect(loadConfig(undefined, { STADTLOTSE_CONFIG: `${folder.dir}/other.yaml` }).port).toBe(9000);
  });

  it.each([
    ['port: viele', /config\.yaml:1: port: /],
    ['host: 0.0.0.0\nprot: 80', /prot/],
    ['limits:\n  questionsPerMinute: -1', /config\.yaml:2: limits\.questionsPerMinute: /],
    ['origins: ["https://stadt.example/pfad"]', /without a path/],
    ['a: [', /config\.yaml: line 1/],
  ])('says file, line and key of what is wrong: %s', (yaml, message) => {
    expect(() => load(yaml)).toThrow(ConfigError);
    expect(() => load(yaml)).toThrow(message);
  });

  it('says that a named file cannot be read', () => {
    expect(() => loadConfig('/does/not/exist.yaml')).toThrow(/exist\.yaml: the file cannot be read/);
  });
});

describe('secrets (SEC-8)', () => {
  it('comes from the environment', () => {
    expect(readSecrets({ STADTLOTSE_SECRET: 'x'.repeat(32) }).secret).toBe('x'.repeat(32));
  });

  it('is needed in production and has at least 32 bytes', () => {
    expect(() => readSecrets({ NODE_ENV: 'production' })).toThrow(/openssl rand/);
    expect(() => readSecrets({ STADTLOTSE_SECRET: 'short' })).toThrow(/32 bytes/);
  });

  it('is made anew elsewhere, at each start', () => {
    expect(readSecrets({}).secret.length).toBeGreaterThanOrEqual(32);
    expect(readSecrets({}).secret).not.toBe(readSecrets({}).secret);
  });
});
