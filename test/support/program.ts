/** Programs that tests start as processes of their own, many times: built into one file, they start in half the time. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Builds a TypeScript program with all it imports; answers the file to start. Throws on a mistake in the code. */
export async function buildProgram(source: string): Promise<string> {
  // Within the project, where the packages that stay outside are found.
  const folder = `${ROOT}node_modules/.cache/os2modning-test/`;
  mkdirSync(folder, { recursive: true });
  const name = createHash('sha256').update(source).digest('hex').slice(0, 16);
  const outfile = `${folder}${name}-${process.pid}.mjs`;
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    // The engine looks for its own files beside itself.
    external: ['@electric-sql/pglite', 'pg-native'],
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`,
    },
    plugins: [OWN_ADDRESSES],
    logLevel: 'silent',
  });
  return outfile;
}

/** Files look for data beside themselves: each keeps the address it has in the project. */
const OWN_ADDRESSES: Plugin = {
  name: 'own addresses',
  setup: (hooks) => {
    hooks.onLoad({ filter: /\.tsx?$/ }, ({ path }) => ({
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
    }));
  },
};
