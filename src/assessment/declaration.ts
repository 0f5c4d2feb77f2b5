/** The product's own self-evaluation, wherever in its repositories it lies. */
import { isDeclarationPath, readDeclaration, type DeclarationReading } from '../declarations/index.js';
import type { ProductFacts, RepositoryFacts } from '../facts/index.js';
import type { Model } from '../governance/index.js';
import { counts } from '../probes/index.js';

/** One file that was read as a self-evaluation. */
export interface DeclarationFile {
  /** `owner/name`; null for a file given by hand. */
  readonly repository: string | null;
  readonly path: string;
  readonly reading: DeclarationReading;
  /** Last change of the file, `YYYY-MM-DD`; null where not known. */
  readonly changed: string | null;
  /** Everybody can read it. */
  readonly isPublic: boolean;
}

/**
 * The newest self-evaluation in the repositories: by the date in it, then by the file's last change, then by path.
 * `place` is `owner/name/path` of a file or folder that people have named; nothing else is then looked at.
 * Null when there is none. A file dated after `facts.asOf` had not been written on that day and does not count.
 */
export function findDeclaration(
  facts: ProductFacts,
  model: Model,
  place: string | null,
): DeclarationFile | null {
  const files = facts.repositories.filter(counts).flatMap((repository) => filesIn(repository, model, place));
  const inTime = files.filter((file) => (dateOf(file) ?? '') <= facts.asOf);
  inTime.sort(
    (a, b) =>
      compare(b.reading.declaration?.date, a.reading.declaration?.date) ||
      compare(b.changed, a.changed) ||
      compare(a.path, b.path),
  );
  return inTime.find(({ reading }) => isFilled(reading)) ?? inTime[0] ?? null;
}

function filesIn(repository: RepositoryFacts, model: Model, place: string | null): DeclarationFile[] {
  const isPublic = !(repository.visibility.state === 'known' && repository.visibility.value !== 'public');
  const files: DeclarationFile[] = [];
  for (const { path, text } of repository.documents.values()) {
    if (!isWanted(`${repository.nameWithOwner}/${path}`, path, place)) continue;
    const reading = readDeclaration(text, { path, model });
    if (reading.declaration === null) continue;
    files.push({
      repository: repository.nameWithOwner,
      path,
      reading,
      changed: repository.lastChanged.get(path) ?? null,
      isPublic,
    });
  }
  return files;
}

function isWanted(fullPath: string, path: string, place: string | null): boolean {
  if (place === null) return isDeclarationPath(path);
  const wanted = place.toLowerCase().replace(/\/+$/, '');
  const full = fullPath.toLowerCase();
  return full === wanted || (full.startsWith(`${wanted}/`) && /\.(md|json)$/.test(full));
}

function dateOf(file: DeclarationFile): string | null {
  return file.reading.declaration?.date ?? file.changed;
}

function isFilled({ declaration }: DeclarationReading): boolean {
  return (
    declaration !== null && [...declaration.answers.values()].some(({ status }) => status !== 'unanswered')
  );
}

function compare(a: string | null | undefined, b: string | null | undefined): number {
  const left = a ?? '';
  const right = b ?? '';
  return left === right ? 0 : left < right ? -1 : 1;
}
