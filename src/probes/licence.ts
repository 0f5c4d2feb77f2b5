/** The licence of every code repository: its own file, package metadata, publiccode.yml, GitHub's reading. */
import { z } from 'zod';
import type { Document, FileEntry, RepositoryFacts } from '../facts/index.js';
import { absent, found, unknown } from './findings.js';
import { unreadOf, unreadRepository, unreadText } from './unread.js';
import { baseId, isOsiApproved, licenceOf, licencesIn } from './licence-text.js';
import { isUnfilled } from './template.js';
import type { Listing, Probe, ProbeContext, ProbeFinding, Saying, Sighting } from './types.js';

const parameters = z.strictObject({});

/** `licensed`: code repositories with an OSI-approved licence file; the others count what falls short, and why. */
const MEASURES = ['licensed', 'unlicensed', 'metadataOnly', 'notOsi', 'unrecognised', 'conflicts'] as const;

export const licence: Probe<z.infer<typeof parameters>> = {
  name: 'licence',
  parameters,
  measures: MEASURES,
  find,
};

const LICENCE_FILE = /^(un)?licen[cs]e([-._].*)?$|^copying([-._].*)?$/;
const METADATA: readonly (readonly [string, RegExp])[] = [
  ['package.json', /"license"\s*:\s*"([^"]{2,80})"/],
  ['composer.json', /"license"\s*:\s*\[?\s*"([^"]{2,80})"/],
  ['pyproject.toml', /^license\s*=\s*(?:\{\s*text\s*=\s*)?["']([^"']{2,80})["']/m],
  ['cargo.toml', /^license\s*=\s*"([^"]{2,80})"/m],
  ['pom.xml', /<license>\s*<name>([^<]{2,80})<\/name>/],
  ['publiccode.yml', /^\s+license:\s*["']?([A-Za-z0-9.+\- ()]{2,80}?)["']?\s*$/m],
  ['publiccode.yaml', /^\s+license:\s*["']?([A-Za-z0-9.+\- ()]{2,80}?)["']?\s*$/m],
];

const METADATA_PATTERNS = new Map(METADATA);

interface Reading {
  readonly repository: RepositoryFacts;
  readonly ids: readonly string[];
  readonly source: 'file' | 'github' | 'metadata' | 'unrecognised' | 'none';
  readonly stated: readonly string[];
  readonly sighting: Sighting | null;
  /** What nobody could read, where that leaves the licence open. */
  readonly unread: Saying | null;
}

function find(context: ProbeContext): ProbeFinding {
  const repositories = context.codeRepositories.length > 0 ? context.codeRepositories : context.repositories;
  const readings = repositories.map((repository) => read(context, repository));
  const unread = readings.find((reading) => reading.unread !== null)?.unread ?? null;
  if (unread !== null) return unknown(unread);
  const measures: Record<string, number> = Object.fromEntries(MEASURES.map((name) => [name, 0]));
  const add = (name: (typeof MEASURES)[number]): void => {
    measures[name] = (measures[name] ?? 0) + 1;
  };
  for (const reading of readings) add(standing(reading));
  const own = new Set(readings.flatMap((reading) => (reading.source === 'none' ? [] : reading.ids)));
  for (const reading of readings) {
    if (reading.stated.some((id) => !own.has(id)) && own.size > 0) add('conflicts');
  }
  const sightings = readings.flatMap((reading) => (reading.sighting === null ? [] : [reading.sighting]));
  const any =
    (measures['licensed'] ?? 0) +
      (measures['metadataOnly'] ?? 0) +
      (measures['notOsi'] ?? 0) +
      (measures['unrecognised'] ?? 0) >
    0;
  const unseen = unreadOf(context);
  if (any) return found(sightings, measures, unseen);
  return unseen === null ? absent(sightings, measures) : unknown(unseen);
}

function standing(reading: Reading): (typeof MEASURES)[number] {
  if (reading.source === 'none') return 'unlicensed';
  if (reading.source === 'unrecognised') return 'unrecognised';
  if (reading.source === 'metadata') return 'metadataOnly';
  return reading.ids.every(isOsiApproved) ? 'licensed' : 'notOsi';
}

function read(context: ProbeContext, repository: RepositoryFacts): Reading {
  const listing = context.listing(repository);
  const metadata = statedLicence(repository, listing);
  const base = { repository, stated: metadata?.ids ?? [], unread: null };
  const files = listing.files.filter((entry) => isLicenceFile(entry));
  for (const entry of files) {
    const id = idOf(repository, entry);
    if (id === null) continue;
    const says = { key: 'licence.file', parameters: { path: entry.path, licence: id } };
    return { ...base, ids: [id], source: 'file', sighting: at(repository, entry.path, 1, says) };
  }
  if (repository.licenseSpdxId.state === 'known' && repository.licenseSpdxId.value !== 'NOASSERTION') {
    const id = baseId(repository.licenseSpdxId.value);
    const path = files[0]?.path ?? null;
    return {
      ...base,
      ids: [id],
      source: 'github',
      sighting: at(repository, path, null, { key: 'licence.github', parameters: { licence: id } }),
    };
  }
  const texts = files.flatMap(({ path }) => repository.documents.get(path) ?? []);
  const real = texts.find((text) => !isUnfilled(context.templateMark(text)));
  if (real !== undefined) {
    const says = { key: 'licence.unrecognised', parameters: { path: real.path } };
    return { ...base, ids: [], source: 'unrecognised', sighting: at(repository, real.path, 1, says) };
  }
  const unread = unreadLicence(context, repository, files);
  if (unread !== null) return { ...base, ids: [], source: 'none', sighting: null, unread };
  if (metadata !== null)
    return { ...base, ids: metadata.ids, source: 'metadata', sighting: metadata.sighting };
  const unstated = unreadLicence(context, repository, metadataFiles(listing));
  if (unstated !== null) return { ...base, ids: [], source: 'none', sighting: null, unread: unstated };
  return { ...base, ids: [], source: 'none', sighting: noLicence(context, repository, texts[0]) };
}

/** A licence that nobody read (a symlink is not followed) may be any; so may that of a repository nobody read. */
function unreadLicence(
  context: ProbeContext,
  repository: RepositoryFacts,
  files: readonly FileEntry[],
): Saying | null {
  if (repository.files.state === 'unknown') return unreadRepository(repository, context.listing(repository));
  const file = files.find(({ path }) => !repository.documents.has(path));
  return file === undefined ? null : unreadText(file.path);
}

/** Advice on choosing a licence, saved in its place, is none. */
function noLicence(
  context: ProbeContext,
  repository: RepositoryFacts,
  template: Document | undefined,
): Sighting {
  const mark = template === undefined ? null : context.templateMark(template);
  if (template === undefined || mark === null)
    return at(repository, null, null, {
      key: 'licence.none',
      parameters: { repository: repository.nameWithOwner },
    });
  const { path } = template;
  return at(repository, path, mark.line, {
    key: `document.${mark.kind}`,
    parameters: { path, mark: mark.mark },
  });
}

/** In the root or, after the REUSE convention, in LICENSES/. */
function isLicenceFile(entry: FileEntry): boolean {
  if (entry.lowerPath.startsWith('licenses/')) return true;
  return !entry.lowerPath.includes('/') && LICENCE_FILE.test(entry.lowerName);
}

function idOf(repository: RepositoryFacts, entry: FileEntry): string | null {
  const text = repository.documents.get(entry.path);
  const byText = text === undefined ? null : licenceOf(text.lower);
  if (byText !== null || !entry.lowerPath.startsWith('licenses/')) return byText;
  const [named] = licencesIn(entry.path.slice('licenses/'.length).replace(/\.(txt|md)$/i, ''));
  return named ?? null;
}

/** In the root, and in the order their word counts. */
function metadataFiles(listing: Listing): readonly FileEntry[] {
  return METADATA.flatMap(([name]) =>
    (listing.byName.get(name) ?? []).filter((entry) => entry.lowerPath === name),
  );
}

function statedLicence(
  repository: RepositoryFacts,
  listing: Listing,
): { ids: readonly string[]; sighting: Sighting } | null {
  for (const { path, lowerName } of metadataFiles(listing)) {
    const document = repository.documents.get(path);
    const pattern = METADATA_PATTERNS.get(lowerName);
    if (pattern === undefined) continue;
    const match = document === undefined ? null : pattern.exec(document.text);
    if (document === undefined || match === null) continue;
    const ids = licencesIn(match[1] ?? '');
    if (ids.length === 0) continue;
    const line = document.text.slice(0, match.index).split('\n').length;
    const says = { key: 'licence.metadata', parameters: { path, licence: ids.join(', ') } };
    return { ids, sighting: at(repository, path, line, says) };
  }
  return null;
}

function at(repository: RepositoryFacts, path: string | null, line: number | null, says: Saying): Sighting {
  const date = path === null ? null : (repository.lastChanged.get(path) ?? null);
  return { repository, path, line, date, says };
}
