/** The documentation as a whole: open or closed formats, and the tool or template it is built with. */
import { z } from 'zod';
import type { RepositoryFacts } from '../facts/index.js';
import { absent, found, unknown } from './findings.js';
import { unreadOrCut, unreadText } from './unread.js';
import { lineAt } from './template.js';
import type { DocumentEntry, Probe, ProbeContext, ProbeFinding, Sighting } from './types.js';

const parameters = z.strictObject({
  /** Pieces of text in a site's configuration that show the network's own template: `just-the-docs`. */
  template: z.array(z.string().min(3)).min(1),
  /** The template's own values, left standing: the site has not been made the product's. */
  unfilled: z.array(z.string().min(3)).optional(),
});
type Parameters = z.infer<typeof parameters>;

/** `open` and `closed`: documents beside a repository's standing files; `closedShare` of both; `template`, `otherTool`: sites. */
const MEASURES = ['open', 'closed', 'closedShare', 'template', 'otherTool'] as const;

export const documentation: Probe<Parameters> = {
  name: 'documentation',
  parameters,
  measures: MEASURES,
  find,
};

const STANDING =
  /^(readme.*|licen[cs]e.*|copying.*|changelog.*|change log|news|security|contributing|code of conduct|governance|maintainers|authors|credits|agents|claude|support|publiccode.*)$/;
const SITE = ['_config.yml', 'docs/_config.yml'];
const OTHER_TOOLS =
  /^(docs\/|doc\/)?(mkdocs\.ya?ml|\.readthedocs\.ya?ml|readthedocs\.ya?ml|conf\.py|source\/conf\.py|docusaurus\.config\.[jt]s|antora\.yml|book\.toml)$/;

function find(context: ProbeContext, wanted: Parameters): ProbeFinding {
  const totals = { open: 0, closed: 0, template: 0, otherTool: 0 };
  const sites: Sighting[] = [];
  const tools: Sighting[] = [];
  const counts: { readonly documents: number; readonly sighting: Sighting }[] = [];
  let unseen = unreadOrCut(context);
  for (const repository of context.repositories) {
    const listing = context.listing(repository);
    const texts = listing.documents.filter((one) => isText(context, repository, one));
    const closed = texts.filter((one) => one.format === 'closed').length;
    totals.closed += closed;
    totals.open += texts.length - closed;
    if (texts.length > 0)
      counts.push({
        documents: texts.length,
        sighting: countSighting(repository, texts.length - closed, closed),
      });
    const config = SITE.find((path) => isUnread(repository, path));
    if (config !== undefined) unseen ??= unreadText(config);
    const site = siteSighting(repository, wanted);
    if (site !== null) {
      totals.template += site.filled ? 1 : 0;
      sites.unshift(site.sighting);
    }
    const tool = listing.files.find((entry) => OTHER_TOOLS.test(entry.lowerPath));
    if (tool !== undefined) {
      totals.otherTool += 1;
      tools.push({
        repository,
        path: tool.path,
        line: 1,
        date: repository.lastChanged.get(tool.path) ?? null,
        says: { key: 'documentation.otherTool', parameters: { path: tool.path } },
      });
    }
  }
  // The repository with most of it says most of the share that counts; each stays its own, so that a private one can be left out.
  counts.sort((a, b) => b.documents - a.documents);
  const sightings = [...sites, ...counts.map(({ sighting }) => sighting), ...tools];
  const all = totals.open + totals.closed;
  const measures = { ...totals, closedShare: all === 0 ? 0 : totals.closed / all };
  if (all > 0) return found(sightings, measures, unseen);
  return unseen === null ? absent(sightings, measures) : unknown(unseen);
}

/** A page of the documentation that somebody has written; how short it is does not matter here. */
function isText(context: ProbeContext, repository: RepositoryFacts, one: DocumentEntry): boolean {
  if (one.format === 'video' || one.isTemplate || one.entry.kind === 'symlink' || STANDING.test(one.name))
    return false;
  const text = repository.documents.get(one.entry.path);
  const mark = text === undefined ? null : context.templateMark(text);
  return mark?.kind !== 'fingerprint' && mark?.kind !== 'unfilled';
}

function isUnread(repository: RepositoryFacts, path: string): boolean {
  const listed = repository.files.state === 'known' && repository.files.value.byPath.has(path);
  return listed && !repository.documents.has(path);
}

function countSighting(repository: RepositoryFacts, open: number, closed: number): Sighting {
  const parameters = { repository: repository.nameWithOwner, open, closed };
  const says = { key: 'documentation.counted', parameters };
  return { repository, path: null, line: null, date: null, says };
}

function siteSighting(
  repository: RepositoryFacts,
  wanted: Parameters,
): { filled: boolean; sighting: Sighting } | null {
  for (const path of SITE) {
    const config = repository.documents.get(path);
    if (config === undefined) continue;
    const date = repository.lastChanged.get(path) ?? null;
    const left = wanted.unfilled?.find((piece) => config.lower.includes(piece.toLowerCase()));
    if (left !== undefined) {
      const line = lineAt(config.lower, config.lower.indexOf(left.toLowerCase()));
      return {
        filled: false,
        sighting: {
          repository,
          path,
          line,
          date,
          says: { key: 'documentation.unfilled', parameters: { path, mark: left } },
        },
      };
    }
    const piece = wanted.template.find((one) => config.lower.includes(one.toLowerCase()));
    if (piece === undefined) continue;
    const line = lineAt(config.lower, config.lower.indexOf(piece.toLowerCase()));
    return {
      filled: true,
      sighting: {
        repository,
        path,
        line,
        date,
        says: { key: 'documentation.template', parameters: { path, mark: piece } },
      },
    };
  }
  return null;
}
