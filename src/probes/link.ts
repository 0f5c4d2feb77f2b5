/** Links to places outside the repositories: a product page, a file archive, a tracker. They are read, never followed. */
import { z } from 'zod';
import type { RepositoryFacts } from '../facts/index.js';
import { slug } from './context.js';
import { absent, found, unknown } from './findings.js';
import type { Probe, ProbeContext, ProbeFinding, Sighting } from './types.js';

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

function find(context: ProbeContext, wanted: Parameters): ProbeFinding {
  const sightings = new Map<string, Sighting>();
  let unread: string | null = null;
  for (const repository of context.repositories) {
    for (const sighting of linksOf(context, repository, wanted)) {
      const url = String(sighting.says.parameters?.['url']);
      if (!sightings.has(url)) sightings.set(url, sighting);
    }
    if (context.listing(repository).incomplete === 'unread') unread ??= repository.nameWithOwner;
  }
  if (sightings.size > 0) return found([...sightings.values()], { count: sightings.size });
  return unread === null
    ? absent()
    : unknown({ key: 'incomplete.unread', parameters: { repository: unread } });
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
      says: { key: 'link.homepage', parameters: { url } },
    });
  }
  for (const { entry, name, isTemplate } of context.listing(repository).documents) {
    if (isTemplate || (wanted.in === 'readme' && !name.startsWith('readme'))) continue;
    const text = repository.documents.get(entry.path);
    if (text === undefined) continue;
    for (const { url, line } of text.links) {
      if (!isWanted(url, wanted, context.slugs)) continue;
      const date = repository.lastChanged.get(entry.path) ?? null;
      sightings.push({
        repository,
        path: entry.path,
        line,
        date,
        says: { key: 'link.found', parameters: { path: entry.path, url } },
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
  const path = parsed.pathname.replace(/^\/+/, '');
  if (wanted.own === true && ![...slugs].some((name) => slug(path).includes(name))) return false;
  if (wanted.exceptPaths?.some((words) => path.startsWith(words)) === true) return false;
  return wanted.paths === undefined || wanted.paths.some((words) => path.startsWith(words));
}
