/** The documents the app offers: `templates/documents/<language>/<name>`. */
import { readFileSync } from 'node:fs';
import { sayIn, type Language } from '../messages/index.js';

const FOLDER = new URL('../../templates/documents/', import.meta.url);
/** A plain file name, so that a model cannot point elsewhere. */
const NAME = /^[\w-]+(\.[\w-]+)*$/;
const PLACEHOLDER = /\{\{(\w+)\}\}/g;
const cache = new Map<string, string | null>();

/**
 * The text of a template, in Danish where the language has none; null where there is no such template.
 * Throws what the file system throws when the folder itself cannot be read.
 */
export function readTemplate(name: string, language: Language): string | null {
  if (!NAME.test(name)) return null;
  return readOnce(`${language}/${name}`) ?? readOnce(`da/${name}`);
}

function readOnce(path: string): string | null {
  const known = cache.get(path);
  if (known !== undefined) return known;
  const text = readIfThere(new URL(path, FOLDER));
  cache.set(path, text);
  return text;
}

function readIfThere(file: URL): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

const FILLABLE: readonly string[] = ['product', 'repository', 'owner', 'licence', 'contact'];

/**
 * The template with what is known in its `{{…}}`; what is not known becomes a place to fill in, which no probe takes
 * for an answer. Values are kept to one line without quotation marks, so that they can stand in YAML and Markdown alike.
 */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string | null>>,
  language: Language,
): string {
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (value !== undefined && value !== null && value !== '')
      return value.replace(/["`\\\s{}<>]+/g, ' ').trim();
    const known = FILLABLE.includes(name) ? name : 'other';
    const what = sayIn(language, `issues.document.unknown.${known}`);
    return `[${sayIn(language, 'issues.document.fill', { name: what })}]`;
  });
}
