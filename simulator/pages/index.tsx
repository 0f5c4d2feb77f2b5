/** Plain pages at github.com's own addresses, so that a person can read what the app wrote. */
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Reply } from '../http/context.js';
import { findCheckRun } from '../state/checks.js';
import { resolveExpression } from '../state/history.js';
import type { Repository } from '../state/types.js';
import type { World } from '../state/world.js';
import { CheckRunPage, FilePage, NewFilePage, ProjectPage } from './others.js';
import { HomePage, IssuePage, RepositoryPage } from './repositories.js';

/** What a component gives; none of ours waits for anything. */
type Page = HtmlEscapedString | Promise<HtmlEscapedString>;

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
};

/** The page of an address; null where there is none. */
export function renderPage(world: World, path: string, query: URLSearchParams): Reply | null {
  const found =
    path === '/' ? (
      <HomePage world={world} />
    ) : (
      (projectPage(world, path) ?? repositoryPage(world, path, query))
    );
  if (found instanceof Promise) throw new Error('A page of the simulator waited');
  return found === null
    ? null
    : { status: 200, body: `<!doctype html>${found.toString()}`, headers: HEADERS };
}

function projectPage(world: World, path: string): Page | null {
  const [, owner = '', number = ''] = /^\/(?:orgs|users)\/([^/]+)\/projects\/(\d+)$/.exec(path) ?? [];
  const project = world.account(owner)?.projects.get(Number(number));
  return project === undefined ? null : <ProjectPage project={project} />;
}

function repositoryPage(world: World, path: string, query: URLSearchParams): Page | null {
  const [, owner = '', name = '', kind = '', ...rest] = path.split('/');
  const repository = world.find(owner, name)?.repository;
  if (repository === undefined) return null;
  const first = rest[0] ?? '';
  switch (kind) {
    case '':
    case 'issues':
    case 'pull':
      return issuePage(world, repository, first);
    case 'runs': {
      const run = findCheckRun(repository, Number(first));
      return run === null ? null : <CheckRunPage world={world} run={run} />;
    }
    case 'blob':
      return filePage(repository, first, rest.slice(1).join('/'));
    case 'new':
      return (
        <NewFilePage repository={repository} path={query.get('filename') ?? ''} text={query.get('value')} />
      );
    default:
      return <RepositoryPage repository={repository} />;
  }
}

function issuePage(world: World, repository: Repository, number: string): Page | null {
  if (number === '') return <RepositoryPage repository={repository} />;
  const issue = repository.issues.get(Number(number));
  return issue === undefined ? null : <IssuePage world={world} issue={issue} />;
}

function filePage(repository: Repository, ref: string, path: string): Page | null {
  const file = resolveExpression(repository, `${ref}:${path}`);
  if (file?.kind !== 'Blob') return null;
  return (
    <FilePage
      repository={repository}
      path={path}
      text={file.content === null ? null : file.content.toString()}
    />
  );
}
