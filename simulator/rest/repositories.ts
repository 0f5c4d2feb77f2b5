import { absent } from '../absent.js';
import type { Route } from '../http/context.js';
import { json, noContent } from '../http/context.js';
import { page } from '../http/pagination.js';
import { log, resolveCommit } from '../state/history.js';
import { licenceFile } from '../state/licences.js';
import { notFound, Problem } from '../state/problem.js';
import { gitNodeId, presentFile } from './present/git.js';
import { presentRelease } from './present/releases.js';
import { presentLicence, presentRepository, repositoryUrl } from './present/repositories.js';
import { onRepository } from './repository-route.js';

const METADATA = { metadata: 'read' } as const;
const CONTENTS = { contents: 'read' } as const;
const README = /^readme(\.(md|markdown|rst|txt|adoc))?$/i;

export const repositoryRoutes = {
  'GET /repos/{owner}/{repo}': onRepository(METADATA, ({ world }, repository) =>
    json(presentRepository(world, repository)),
  ),
  'GET /repos/{owner}/{repo}/topics': onRepository(METADATA, (_request, { topics }) =>
    json({ names: topics }),
  ),
  'GET /repos/{owner}/{repo}/languages': onRepository(METADATA, (_request, { languages }) => json(languages)),
  'GET /repos/{owner}/{repo}/contributors': onRepository(METADATA, (request, repository) => {
    const head = resolveCommit(repository, 'HEAD');
    if (head === null) return noContent();
    const counts = new Map<string, number>();
    for (const { author } of log(repository.git, head))
      counts.set(author.name, (counts.get(author.name) ?? 0) + 1);
    const sorted = [...counts].sort((a, b) => b[1] - a[1]);
    return page(request, sorted, ([name, contributions]) => ({ type: 'Anonymous', name, contributions }));
  }),
  'GET /repos/{owner}/{repo}/branches': onRepository(CONTENTS, (request, repository) =>
    page(request, [...repository.branches], ([name, sha]) => ({
      name,
      commit: { sha, url: `${repositoryUrl(request.world, repository)}/commits/${sha}` },
      protected: false,
    })),
  ),
  'GET /repos/{owner}/{repo}/tags': onRepository(METADATA, (request, repository) => {
    const url = repositoryUrl(request.world, repository);
    const tags = [...repository.tags.values()].filter((tag) => tag.oid !== null);
    return page(request, tags, ({ name, oid }) => ({
      name,
      commit: { sha: oid, url: `${url}/commits/${oid ?? ''}` },
      zipball_url: `${url}/zipball/refs/tags/${name}`,
      tarball_url: `${url}/tarball/refs/tags/${name}`,
      node_id: gitNodeId('REF_kwDO', repository, `refs/tags/${name}`),
    }));
  }),
  'GET /repos/{owner}/{repo}/releases': onRepository(CONTENTS, (request, repository) => {
    const newestFirst = [...repository.releases].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    return page(request, newestFirst, (release) => presentRelease(request.world, repository, release));
  }),
  'GET /repos/{owner}/{repo}/license': onRepository(METADATA, ({ world }, repository) => {
    const file = licenceFile(repository);
    if (file === null) throw notFound();
    const entry = { name: file.path, mode: '100644' as const, oid: file.oid };
    const shape = presentFile(
      world,
      repository,
      { path: file.path, entry, ref: repository.defaultBranch },
      true,
    );
    return json({ ...shape, license: presentLicence(world, repository) });
  }),
  'GET /repos/{owner}/{repo}/readme': onRepository(CONTENTS, ({ world, query }, repository) => {
    const ref = query['ref'] ?? repository.defaultBranch;
    const { git } = repository;
    const root = resolveCommit(repository, ref)?.tree;
    for (const folder of ['.github', '', 'docs']) {
      const entry = absent(root) ? null : git.entryAt(root, folder);
      for (const file of git.trees.get(entry?.oid ?? '')?.entries.values() ?? []) {
        if (!README.test(file.name)) continue;
        const path = folder === '' ? file.name : `${folder}/${file.name}`;
        return json(presentFile(world, repository, { path, entry: file, ref }, true));
      }
    }
    throw notFound();
  }),
  'GET /repos/{owner}/{repo}/private-vulnerability-reporting': onRepository(
    METADATA,
    (_request, repository) => {
      if (repository.visibility !== 'public') {
        throw new Problem(422, 'Private vulnerability reporting is only available for public repositories');
      }
      return json({ enabled: repository.privateVulnerabilityReporting });
    },
  ),
} satisfies Record<string, Route>;
