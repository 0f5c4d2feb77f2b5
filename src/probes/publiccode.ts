/** What a product's publiccode.yml says, and what is wrong with the file. */
import { z } from 'zod';
import type { Document, RepositoryFacts } from '../facts/index.js';
import { absent, found, unknown } from './findings.js';
import { remembered } from './remembered.js';
import { unreadOf, unreadText } from './unread.js';
import {
  readPubliccodeFile,
  valueAt,
  type PubliccodeFile,
  type PubliccodeProblem,
} from './publiccode-file.js';
import type { Probe, ProbeContext, ProbeFinding, Saying, Sighting } from './types.js';

const parameters = z.strictObject({
  /** Dotted path of the key that must hold something; `*` stands for any key. */
  key: z.string().min(1),
});
type Parameters = z.infer<typeof parameters>;

/** `count`: entries of a list, or 1. */
export const publiccode: Probe<Parameters> = { name: 'publiccode', parameters, measures: ['count'], find };

const PLACES = ['publiccode.yml', 'publiccode.yaml'];

/** Read once for an assessment: several requirements ask the same file. */
const filesOf = remembered((context: ProbeContext) => {
  const files: { repository: RepositoryFacts; document: Document; file: PubliccodeFile }[] = [];
  for (const repository of context.repositories) {
    for (const place of PLACES) {
      const document = repository.documents.get(place);
      if (document !== undefined)
        files.push({ repository, document, file: readPubliccodeFile(document.text) });
    }
  }
  return files;
});

function find(context: ProbeContext, wanted: Parameters): ProbeFinding {
  const sightings: Sighting[] = [];
  let count = 0;
  for (const { repository, document, file } of filesOf(context)) {
    for (const path of pathsFor(file.data, wanted.key.split('.'))) {
      const value = valueAt(file.data, path);
      if (!isFilled(value)) continue;
      if (
        file.problems.some(
          (problem) => problem.kind === 'placeholder' && isAtOrBelow(problem.key, path.join('.')),
        )
      )
        continue;
      count += Array.isArray(value) ? value.length : 1;
      const date = repository.lastChanged.get(document.path) ?? null;
      const about = { path: document.path, mark: path.join('.') };
      const says = Array.isArray(value)
        ? { key: 'publiccode.lists', parameters: { ...about, count: value.length } }
        : { key: 'publiccode.says', parameters: about };
      sightings.push({ repository, path: document.path, line: file.lineOf(path), date, says });
    }
  }
  const unseen = unreadFile(context) ?? unreadOf(context);
  if (count > 0) return found(sightings, { count }, unseen);
  return unseen === null ? absent() : unknown(unseen);
}

/** A file that is there and that nobody has read. */
function unreadFile(context: ProbeContext): Saying | null {
  for (const repository of context.repositories) {
    if (repository.files.state !== 'known') continue;
    for (const place of PLACES) {
      if (repository.files.value.byPath.has(place) && !repository.documents.has(place))
        return unreadText(place);
    }
  }
  return null;
}

function isAtOrBelow(key: string, above: string): boolean {
  return key === above || key.startsWith(`${above}.`);
}

function pathsFor(data: unknown, parts: readonly string[]): string[][] {
  let paths: string[][] = [[]];
  for (const part of parts) {
    paths = paths.flatMap((path) => {
      const value = valueAt(data, path);
      const keys = part === '*' && value !== null && typeof value === 'object' ? Object.keys(value) : [part];
      return keys.sort(danishFirst).map((key) => [...path, key]);
    });
  }
  return paths;
}

/** Of a text in several languages, Danish is what the readers know best. */
function danishFirst(a: string, b: string): number {
  return Number(b === 'da') - Number(a === 'da');
}

function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== undefined && value !== false;
}

/** What is wrong in the publiccode files, for people to mend. */
export function publiccodeProblems(
  context: ProbeContext,
): readonly (PubliccodeProblem & { repository: RepositoryFacts; path: string })[] {
  return filesOf(context).flatMap(({ repository, document, file }) =>
    file.problems.map((problem) => ({ ...problem, repository, path: document.path })),
  );
}
