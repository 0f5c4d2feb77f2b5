/** Links to places outside the repositories: a product page, a file archive, a tracker. They are read, never followed. */
import { z } from 'zod';
import type { RepositoryFacts } from '../facts/index.js';
import { slug } from './context.js';
import { absent, found, unknown } from './findings.js';
import { mayHold, unreadOrCut, unreadText } from './unread.js';
import { isUnfilled } from './template.js';
import type { DocumentEntry, Probe, ProbeContext, ProbeFinding, Saying, Sighting } from './types.js';

const parameters = z.strictObject({
  /** Hosts; a host stands for its subdomains too. */
  hosts: z.array(z.string().min(3)).min(1),
  /** Words that the path must begin with, of which one: `produkt`, `os2`. */
  paths: z.array(z.string().min(1)).min(1).optional(),
  /** First words of paths that are something else: `governance`, `kontakt`. */
  exceptPaths: z.array(z.string().min(1)).min(1).optional(),
  /** The address must name the product or its organisation: a link to another product's page is none. */
  own: z.boolean().optional(),
  /** `readme`: only README files and the repository's own homepage. */
  in: z.enum(['documents', 'readme']).optional(),
});
type Parameters = z.infer<typeof parameters>;

export const link: Probe<Parameters> = { name: 'link', parameters, measures: ['count'], find };

/** The shortest address comes first: a product's own page rather than what lies below it. */
function find(context: ProbeContext, wanted: Parameters): ProbeFinding {
  const sightings = new Map<string, Sighting>();
  let unseen = unreadOrCut(context);
  for (const repository of context.repositories) {
    for (const sighting of linksOf(context, repository, wanted)) {
      const url = String(sighting.says.parameters?.['url']);
      if (!sightings.has(url)) sightings.set(url, sighting);
    }
    unseen ??= unreadDocument(context, repository, wanted);
  }
  if (sightings.size > 0) {
    const shortest = [...sightings].sort(([a], [b]) => a.length - b.length).map(([, sighting]) => sighting);
    return found(shortest, { count: sightings.size }, unseen);
  }
  return unseen === null ? absent() : unknown(unseen);
}

/** A text that nobody has read may hold the link. */
function unreadDocument(
  context: ProbeContext,
  repository: RepositoryFacts,
  wanted: Parameters,
): Saying | null {
  const document = context
    .listing(repository)
    .documents.find(
      (one) => mayHold(one) && isSearched(one, wanted) && !repository.documents.has(one.entry.path),
    );
  return document === undefined ? null : unreadText(document.entry.path);
}

function isSearched({ name, isTemplate }: DocumentEntry, wanted: Parameters): boolean {
  return !isTemplate && (wanted.in !== 'readme' || name.startsWith('readme'));
}

function linksOf(context: ProbeContext, repository: RepositoryFacts, wanted: Parameters): Sighting[] {
  const sightings: Sighting[] = [];
  if (repository.homepage.state === 'known' && isWanted(repository.homepage.value, wanted, context.slugs)) {
    const url = repository.homepage.value;
    sightings.push({
      repository,
      path: null,
      line: null,
      date: null,
      says: { key: 'link.homepage', parameters: { url: shortened(url) } },
    });
  }
  for (const document of context.listing(repository).documents) {
    const { entry } = document;
    const text = repository.documents.get(entry.path);
    if (text === undefined || !isSearched(document, wanted)) continue;
    for (const { url, line } of text.links) {
      if (!isWanted(url, wanted, context.slugs) || isUnfilled(context.templateMark(text))) continue;
      const date = repository.lastChanged.get(entry.path) ?? null;
      sightings.push({
        repository,
        path: entry.path,
        line,
        date,
        says: { key: 'link.found', parameters: { path: entry.path, url: shortened(url) } },
      });
    }
  }
  return sightings;
}

function isWanted(url: string, wanted: Parameters, slugs: ReadonlySet<string>): boolean {
  const lower = url.toLowerCase();
  if (!wanted.hosts.some((host) => lower.includes(host))) return false;
  const address = lower.startsWith('www.') ? `https://${lower}` : lower;
  if (!/^https?:/.test(address) || !URL.canParse(address)) return false;
  const parsed = new URL(address);
  if (!wanted.hosts.some((host) => parsed.hostname === host || parsed.hostname.endsWith(`.${host}`)))
    return false;
  const path = decoded(parsed.pathname.replace(/^\/+/, ''));
  if (wanted.own === true && !namesOneOf(path, slugs)) return false;
  if (wanted.exceptPaths?.some((words) => path.startsWith(words)) === true) return false;
  return wanted.paths === undefined || wanted.paths.some((words) => path.startsWith(words));
}

/** Danish letters as people read them; an address that is encoded wrongly is taken as it is written. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A short name stands inside many words, so it must be a word of the address by itself. */
const LONG_NAME = 5;

function namesOneOf(path: string, slugs: ReadonlySet<string>): boolean {
  const whole = slug(path);
  const words = new Set(path.split(/[^\p{L}\p{N}]+/u).map((word) => slug(word).replace(/^os2/, '')));
  for (const name of slugs) {
    if (name.length >= LONG_NAME ? whole.includes(name) : words.has(name)) return true;
  }
  return false;
}

const MOST_OF_URL = 70;

/** As people say an address: without scheme and `www`, and not at any length. */
function shortened(url: string): string {
  const short = url
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/\/$/, '');
  return short.length > MOST_OF_URL ? `${short.slice(0, MOST_OF_URL)}…` : short;
}
