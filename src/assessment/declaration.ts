/** The product's own self-evaluation, wherever in its repositories it lies. */
import {
  isDeclarationPath,
  newestDeclaration,
  readDeclaration,
  type DeclarationSource,
} from '../declarations/index.js';
import type { ProductFacts, RepositoryFacts } from '../facts/index.js';
import type { Model } from '../governance/index.js';
import { counts, isAmongTests } from '../probes/index.js';

/** A file that was read as a self-evaluation. */
export interface DeclarationFile extends DeclarationSource {
  /** Everybody can read it. */
  readonly isPublic: boolean;
}

/**
 * The newest self-evaluation in the repositories. `place` is `owner/name/path` of a file or folder that people have named;
 * nothing else is then looked at. A file dated after `facts.asOf` had not been written on that day and does not count.
 * Null when there is none.
 */
export function findDeclaration(
  facts: ProductFacts,
  model: Model,
  place: string | null,
): DeclarationFile | null {
  const files = facts.repositories.filter(counts).flatMap((repository) => filesIn(repository, model, place));
  return newestDeclaration(files.filter((file) => isWrittenBy(file, facts.asOf))).newest;
}

function filesIn(repository: RepositoryFacts, model: Model, place: string | null): DeclarationFile[] {
  const isPublic = !(repository.visibility.state === 'known' && repository.visibility.value !== 'public');
  const files: DeclarationFile[] = [];
  for (const { path, text } of repository.documents.values()) {
    if (!isWanted(`${repository.nameWithOwner}/${path}`, path, place)) continue;
    const reading = readDeclaration(text, { path, model });
    if (reading.declaration === null) continue;
    const committed = repository.lastChanged.get(path) ?? null;
    files.push({ repository: repository.nameWithOwner, path, reading, committed, isPublic });
  }
  return files;
}

function isWanted(fullPath: string, path: string, place: string | null): boolean {
  if (place === null) return isNamedAsDeclaration(path);
  const wanted = comparable(place).replace(/\/+$/, '');
  const full = comparable(fullPath);
  return full === wanted || (full.startsWith(`${wanted}/`) && /\.(md|json)$/.test(full));
}

/** Some file systems write `å` as two characters. */
function comparable(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** What lies among a program's tests is nobody's answer. */
export function isNamedAsDeclaration(path: string): boolean {
  return isDeclarationPath(path) && !isAmongTests(path);
}

/**
 * Whether the product's answers are known: `unread` where a file named as a self-evaluation, or a whole repository, could not
 * be read, so that nobody can say there is none.
 */
export type DeclarationSight = 'read' | 'unread' | 'none';

export function declarationSight(
  declaration: DeclarationFile | null,
  { repositories }: ProductFacts,
): DeclarationSight {
  if (declaration !== null) return 'read';
  for (const { files, unreadTexts } of repositories.filter(counts)) {
    if (files.state === 'unknown' || [...unreadTexts.keys()].some(isNamedAsDeclaration)) return 'unread';
  }
  return 'none';
}

/** The day a self-evaluation tells, or else the day it was last changed; `YYYY-MM-DD`, null where nobody knows. */
export function writtenOn(file: DeclarationFile | null): string | null {
  return file?.reading.declaration?.date ?? file?.committed ?? null;
}

function isWrittenBy(file: DeclarationFile, asOf: string): boolean {
  return (writtenOn(file) ?? '') <= asOf;
}
