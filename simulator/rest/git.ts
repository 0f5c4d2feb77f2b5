/** Trees, blobs, commits, references, files. */
import { absent } from '../absent.js';
import type { Reply, Request, Route } from '../http/context.js';
import { actorOf, json } from '../http/context.js';
import { page } from '../http/pagination.js';
import type { GitCommit, TreeEntry } from '../state/git.js';
import { diffTrees, log, logOfPath, resolveCommit, resolveExpression } from '../state/history.js';
import { invalid, notFound, Problem, unprocessable } from '../state/problem.js';
import { commitFiles, moveBranch } from '../state/pushes.js';
import { requireWritable } from '../state/repositories.js';
import type { Repository } from '../state/types.js';
import {
  base64Of,
  gitNodeId,
  presentCommit,
  presentDiff,
  presentFile,
  presentGitCommit,
  presentTreeEntry,
} from './present/git.js';
import { repositoryUrl } from './present/repositories.js';
import { compare } from './compare.js';
import { onRepository, text } from './repository-route.js';

const READ = { contents: 'read' } as const;
const WRITE = { contents: 'write' } as const;
const MOST_ENTRIES = 100_000;
const LARGEST_BLOB = 100 * 1024 * 1024;

function commitOf(repository: Repository, ref: string): GitCommit {
  const commit = resolveCommit(repository, ref);
  if (commit === null) throw unprocessable(`No commit found for SHA: ${ref}`);
  return commit;
}

function getTree(request: Request, repository: Repository): Reply {
  const { params, query, world } = request;
  const { git } = repository;
  const name = params['tree_sha'] ?? '';
  const oid = resolveCommit(repository, name)?.tree ?? git.trees.get(name)?.oid;
  if (oid === undefined) {
    if (repository.branches.size === 0) throw new Problem(409, 'Git Repository is empty.');
    throw notFound();
  }
  const entries: unknown[] = [];
  let truncated = false;
  const add = (path: string, entry: TreeEntry): void => {
    if (entries.length >= MOST_ENTRIES) truncated = true;
    else entries.push(presentTreeEntry(world, repository, path, entry));
  };
  if (query['recursive'] === undefined) {
    for (const entry of git.trees.get(oid)?.entries.values() ?? []) add(entry.name, entry);
  } else git.collect(oid, '', add);
  const url = `${repositoryUrl(world, repository)}/git/trees/${oid}`;
  return json({ sha: oid, url, tree: entries, truncated });
}

function getBlob({ params, world }: Request, repository: Repository): Reply {
  const blob = repository.git.blobs.get(params['file_sha'] ?? '');
  if (blob === undefined) throw notFound();
  if (blob.content === null || blob.size > LARGEST_BLOB) {
    const message =
      'This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API.';
    const details = [{ resource: 'Blob', field: 'data', code: 'too_large' }];
    throw new Problem(403, message, { details });
  }
  return json({
    sha: blob.oid,
    node_id: gitNodeId('B_kwDO', repository, blob.oid),
    size: blob.size,
    url: `${repositoryUrl(world, repository)}/git/blobs/${blob.oid}`,
    content: base64Of(blob),
    encoding: 'base64',
  });
}

function presentRef({ world }: Request, repository: Repository, ref: string, sha: string): unknown {
  const url = repositoryUrl(world, repository);
  return {
    ref,
    node_id: gitNodeId('REF_kwDO', repository, ref),
    url: `${url}/git/${ref}`,
    object: { sha, type: 'commit', url: `${url}/git/commits/${sha}` },
  };
}

function getRef(request: Request, repository: Repository): Reply {
  const name = request.params['ref'] ?? '';
  const branch = /^heads\/(.+)$/.exec(name)?.[1];
  const tag = /^tags\/(.+)$/.exec(name)?.[1];
  const sha = repository.branches.get(branch ?? '') ?? repository.tags.get(tag ?? '')?.oid;
  if (absent(sha)) throw notFound();
  return json(presentRef(request, repository, `refs/${name}`, sha));
}

function createRef(request: Request, repository: Repository): Reply {
  requireWritable(repository);
  const { body, world, auth } = request;
  const ref = text(body['ref']) ?? '';
  const sha = text(body['sha']) ?? '';
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined) throw unprocessable('Reference name must start with refs/heads/ here');
  if (repository.branches.has(branch)) throw unprocessable('Reference already exists');
  if (!repository.git.commits.has(sha)) throw unprocessable('Object does not exist');
  moveBranch(world, actorOf(auth), repository, branch, sha);
  return json(presentRef(request, repository, ref, sha), 201);
}

function getContents(request: Request, repository: Repository): Reply {
  const { params, query, world } = request;
  const { git } = repository;
  const path = (params['path'] ?? '').replace(/^\/+|\/+$/g, '');
  const ref = query['ref'] ?? repository.defaultBranch;
  const commit = resolveCommit(repository, ref);
  if (commit === null) throw new Problem(404, `No commit found for the ref ${ref}`);
  const entry = commit.tree === null ? null : git.entryAt(commit.tree, path);
  if (entry === null) throw notFound();
  if (entry.mode !== '040000') return json(presentFile(world, repository, { path, entry, ref }, true));
  const entries = [...(git.trees.get(entry.oid)?.entries.values() ?? [])];
  return json(
    entries.map((child) => {
      const childPath = path === '' ? child.name : `${path}/${child.name}`;
      return presentFile(world, repository, { path: childPath, entry: child, ref }, false);
    }),
  );
}

function putContents(request: Request, repository: Repository): Reply {
  const { params, body, world, auth } = request;
  requireWritable(repository);
  const path = params['path'] ?? '';
  const branch = text(body['branch']) ?? repository.defaultBranch;
  const tree = resolveCommit(repository, branch)?.tree ?? null;
  if (body['branch'] !== undefined && !repository.branches.has(branch)) {
    throw new Problem(404, `Branch ${branch} not found`);
  }
  const existing = tree === null ? null : repository.git.entryAt(tree, path);
  const sha = text(body['sha']);
  if (existing !== null && sha === undefined) {
    throw unprocessable(`Invalid request.\n\n"sha" wasn't supplied.`);
  }
  if (existing !== null && sha !== existing.oid)
    throw new Problem(409, `${path} does not match ${sha ?? ''}`);
  const encoded = text(body['content']) ?? '';
  if (!/^[A-Za-z0-9+/=\s]*$/.test(encoded)) throw unprocessable('content is not valid Base64');
  const files = { [path]: Buffer.from(encoded, 'base64') };
  const message = text(body['message']) ?? '';
  const commit = commitFiles(world, actorOf(auth), repository, { branch, message, files });
  const entry = repository.git.entryAt(commit.tree ?? '', path);
  if (entry === null) throw invalid('Content', 'path', 'invalid');
  const content = presentFile(world, repository, { path, entry, ref: branch }, false);
  const shape = { content, commit: presentGitCommit(world, repository, commit) };
  return json(shape, existing === null ? 201 : 200);
}

function listCommits(request: Request, repository: Repository): Reply {
  const { query, world } = request;
  const start = resolveCommit(repository, query['sha'] ?? 'HEAD');
  if (start === null)
    throw repository.branches.size === 0 ? new Problem(409, 'Git Repository is empty.') : notFound();
  const commits =
    query['path'] === undefined ? log(repository.git, start) : logOfPath(repository, start, query['path']);
  const within = commits.filter(({ committer }) => {
    const time = Date.parse(committer.date);
    if (query['since'] !== undefined && time < Date.parse(query['since'])) return false;
    return query['until'] === undefined || time <= Date.parse(query['until']);
  });
  return page(request, within, (commit) => presentCommit(world, repository, commit));
}

export const gitRoutes = {
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}': onRepository(READ, getTree),
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}': onRepository(READ, getBlob),
  'GET /repos/{owner}/{repo}/git/commits/{commit_sha}': onRepository(
    READ,
    ({ params, world }, repository) => {
      const commit = repository.git.commits.get(params['commit_sha'] ?? '');
      if (commit === undefined) throw notFound();
      return json(presentGitCommit(world, repository, commit));
    },
  ),
  'GET /repos/{owner}/{repo}/git/ref/{ref}': onRepository(READ, getRef),
  'POST /repos/{owner}/{repo}/git/refs': onRepository(WRITE, createRef),
  'GET /repos/{owner}/{repo}/contents/{path}': onRepository(READ, getContents),
  'PUT /repos/{owner}/{repo}/contents/{path}': onRepository(WRITE, putContents),
  'GET /repos/{owner}/{repo}/commits': onRepository(READ, listCommits),
  'GET /repos/{owner}/{repo}/commits/{ref}': onRepository(READ, (request, repository) => {
    const { world, params } = request;
    const commit = commitOf(repository, params['ref'] ?? '');
    const parent = resolveExpression(repository, commit.parents[0] ?? '');
    const before = parent?.kind === 'Commit' ? parent.tree : null;
    const files = commit.tree === null ? [] : diffTrees(repository.git, before, commit.tree).slice(0, 300);
    const shape = presentCommit(world, repository, commit);
    return json({ ...shape, files: files.map((file) => presentDiff(world, repository, file, commit.oid)) });
  }),
  'GET /repos/{owner}/{repo}/compare/{basehead}': onRepository(READ, compare),
} satisfies Record<string, Route>;
