/** Configuration and other files by path, with or without words in them: tools, workflows, manifests. */
import picomatch from 'picomatch';
import { z } from 'zod';
import type { FileEntry, RepositoryFacts } from '../facts/index.js';
import { absent, found, unknown } from './findings.js';
import { unreadOf, unreadRepository, unreadText } from './unread.js';
import { remembered } from './remembered.js';
import { lineAt } from './template.js';
import type { Listing, Probe, ProbeContext, ProbeFinding, Saying, Sighting } from './types.js';

const parameters = z.strictObject({
  /** Glob patterns against the path, without regard to case, such as `renovate.json` or `.github/workflows/*`. */
  paths: z.array(z.string().min(1)).min(1),
  /** Pieces of text of which the file must hold one, without regard to case. */
  text: z.array(z.string().min(2)).min(1).optional(),
  repositories: z.enum(['all', 'code']).optional(),
});
type Parameters = z.infer<typeof parameters>;

export const file: Probe<Parameters> = { name: 'file', parameters, measures: ['count'], find };

interface PathPattern {
  /** Without wildcards the last part of the path is looked up by name, not searched for. */
  readonly name: string | null;
  /** What every matching name begins with; null where the pattern goes by more than the name. */
  readonly namePrefix: string | null;
  readonly matches: (path: string) => boolean;
}

const WILD = /[*?[\]{}!()+@]/;
const patterns = new Map<string, PathPattern>();

function patternFor(glob: string): PathPattern {
  let pattern = patterns.get(glob);
  if (pattern === undefined) {
    const lower = glob.toLowerCase();
    const bare = lower.replace(/^\*\*\//, '');
    pattern = {
      name: WILD.test(bare) ? null : (bare.split('/').at(-1) ?? null),
      namePrefix: bare === lower || bare.includes('/') ? null : (bare.split(WILD)[0] ?? ''),
      matches: picomatch(lower, { dot: true }),
    };
    patterns.set(glob, pattern);
  }
  return pattern;
}

const entriesIn = remembered((listing: Listing) =>
  remembered((globs: readonly string[]) => entriesFor(listing, globs)),
);

function entriesFor(listing: Listing, globs: readonly string[]): readonly FileEntry[] {
  const entries = new Set<FileEntry>();
  for (const glob of globs) {
    const pattern = patternFor(glob);
    const candidates = pattern.name === null ? listing.files : (listing.byName.get(pattern.name) ?? []);
    for (const entry of candidates) {
      if (pattern.namePrefix !== null && !entry.lowerName.startsWith(pattern.namePrefix)) continue;
      if (pattern.matches(entry.lowerPath)) entries.add(entry);
    }
  }
  return [...entries];
}

function find(context: ProbeContext, wanted: Parameters): ProbeFinding {
  const sightings: Sighting[] = [];
  let unclear: Saying | null = null;
  const repositories = wanted.repositories === 'code' ? context.codeRepositories : context.repositories;
  if (wanted.repositories === 'code') unclear = unreadOf(context);
  for (const repository of repositories) {
    const listing = context.listing(repository);
    const cut = listing.incomplete === 'cut' && wanted.paths.some((path) => path.startsWith('**'));
    if (listing.incomplete === 'unread' || cut) unclear ??= unreadRepository(repository, listing);
    for (const entry of entriesIn(listing)(wanted.paths)) {
      const seen = look(repository, entry, wanted);
      if (seen === 'unread') unclear ??= unreadText(entry.path);
      else if (seen !== null) sightings.push(seen);
    }
  }
  if (sightings.length > 0) return found(sightings, { count: sightings.length }, unclear);
  return unclear === null ? absent() : unknown(unclear);
}

function look(repository: RepositoryFacts, entry: FileEntry, wanted: Parameters): Sighting | 'unread' | null {
  const { path } = entry;
  const date = repository.lastChanged.get(path) ?? null;
  if (wanted.text === undefined) {
    return { repository, path, line: null, date, says: { key: 'things.file', parameters: { path } } };
  }
  const text = repository.documents.get(path);
  if (text === undefined) return 'unread';
  for (const piece of wanted.text) {
    const at = text.lower.indexOf(piece.toLowerCase());
    if (at < 0) continue;
    return {
      repository,
      path,
      line: lineAt(text.lower, at),
      date,
      says: { key: 'file.mentions', parameters: { path, mark: piece } },
    };
  }
  return null;
}
