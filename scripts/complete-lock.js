/**
 * Completes package-lock.json after a change of dependencies: `npm ci` wants an entry for every optional package, also those for
 * other platforms, and a registry that does not serve them leaves them out. Run it with `node scripts/complete-lock.js`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const LOCK = new URL('../package-lock.json', import.meta.url);
const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (path === '' || isThere(path, name) || !/^\d+\.\d+\.\d+/.test(range)) continue;
    const system = SYSTEMS.find((one) => name.includes(one));
    const processor = PROCESSORS.find((one) => new RegExp(`[-_]${one}`).test(name));
    lock.packages[`node_modules/${name}`] = {
      version: range,
      optional: true,
      ...(entry.dev === true ? { dev: true } : {}),
      ...(system === undefined ? {} : { os: [system] }),
      ...(processor === undefined ? {} : { cpu: [processor] }),
    };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} entries added\n`);

/** As Node looks for it: beside the package, or in any node_modules above it. */
function isThere(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
    if (!folder.includes('/node_modules/')) folder = '';
    if (folder === '' && lock.packages[`node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
  }
}
