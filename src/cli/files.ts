import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadModel, readModel, type Model } from '../governance/index.js';
import { say } from '../messages/index.js';
import { PROBES } from '../probes/index.js';
import { CommandError, EXIT, mistakesError } from './failure.js';

/** Files that come with the program lie beside `src/` and `dist/` alike. */
const PACKAGE = new URL('../../', import.meta.url);
export const SHIPPED_MODEL = fileURLToPath(new URL('governance/os2-1.1.yml', PACKAGE));

/** Names of the document templates that come with the program. */
export function shippedTemplates(): ReadonlySet<string> {
  return new Set(readdirSync(new URL('templates/documents/da/', PACKAGE)));
}

/** The text of a file that a person named; a CommandError says what is wrong with it. */
export async function readInput(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CommandError(say(`cli.file.${causeOf(error)}`, { path }), EXIT.usage, { cause: error });
  }
}

/** Writes a result to the file that `--out` names. */
export async function writeOutput(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new CommandError(say('cli.file.notWritable', { path }), EXIT.failed, { cause: error });
  }
}

function causeOf(error: unknown): 'notFound' | 'isFolder' | 'notReadable' {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'notFound';
  return code === 'EISDIR' ? 'isFolder' : 'notReadable';
}

/** The model to rate with: the one that comes with the program, or a file of the user's. Throws a CommandError with all mistakes. */
export async function openModel(path: string | undefined): Promise<Model> {
  const { model, mistakes } =
    path === undefined
      ? await loadModel(SHIPPED_MODEL, { probes: PROBES, templates: shippedTemplates() })
      : readModel(await readInput(path), { file: path, probes: PROBES, templates: shippedTemplates() });
  if (model === null) throw mistakesError(path ?? SHIPPED_MODEL, mistakes);
  return model;
}
