/** The files GitHub itself looks for: security policy, contributing, templates. */
import { absent } from '../../absent.js';
import { repositoryHtml } from '../../rest/present/repositories.js';
import type { TreeEntry } from '../../state/git.js';
import { resolveCommit } from '../../state/history.js';
import type { Repository } from '../../state/types.js';
import type { World } from '../../state/world.js';
import type { GraphqlContext } from '../context.js';

/** Where community files are looked for, in GitHub's order. */
const FOLDERS = ['.github', '', 'docs'];

interface Found {
  readonly path: string;
  readonly entry: TreeEntry;
}

function find(repository: Repository, name: RegExp, folders: readonly string[] = FOLDERS): Found | null {
  for (const folder of folders) {
    for (const entry of folderEntries(repository, folder)) {
      if (name.test(entry.name))
        return { path: folder === '' ? entry.name : `${folder}/${entry.name}`, entry };
    }
  }
  return null;
}

function folderEntries(repository: Repository, folder: string): TreeEntry[] {
  const tree = resolveCommit(repository, 'HEAD')?.tree;
  const entry = absent(tree) ? null : repository.git.entryAt(tree, folder);
  return [...(repository.git.trees.get(entry?.oid ?? '')?.entries.values() ?? [])];
}

/** SECURITY.md of the repository, else of the owner's `.github` repository; a snapshot's own word counts first. */
export function hasSecurityPolicy(world: World, repository: Repository): boolean {
  if (repository.securityPolicyEnabled !== null) return repository.securityPolicyEnabled;
  const policy = /^security(\.(md|rst|txt))?$/i;
  if (find(repository, policy) !== null) return true;
  const defaults = world.find(repository.owner.login, '.github')?.repository;
  return defaults !== undefined && defaults.visibility === 'public' && find(defaults, policy) !== null;
}

function textOf(repository: Repository, { entry }: Found): string | null {
  const content = repository.git.blobs.get(entry.oid)?.content;
  return typeof content === 'string' ? content : null;
}

function urlOf({ world }: GraphqlContext, repository: Repository, { path }: Found): string {
  return `${repositoryHtml(world, repository)}/blob/${repository.defaultBranch}/${path}`;
}

export const communityFiles = {
  codeOfConduct: (repository: Repository, _args: unknown, context: GraphqlContext) => {
    const found = find(repository, /^code[_-]of[_-]conduct(\.(md|rst|txt))?$/i);
    if (found === null) return null;
    const url = urlOf(context, repository, found);
    return {
      id: 'CODE_OF_CONDUCT',
      key: 'other',
      name: 'Other',
      body: textOf(repository, found),
      url,
      resourcePath: null,
    };
  },
  contributingGuidelines: (repository: Repository, _args: unknown, context: GraphqlContext) => {
    const found = find(repository, /^contributing(\.(md|rst|txt))?$/i);
    if (found === null) return null;
    const url = urlOf(context, repository, found);
    return { body: textOf(repository, found), url, resourcePath: null };
  },
  fundingLinks: () => [],
  issueTemplates: (repository: Repository) =>
    folderEntries(repository, '.github/ISSUE_TEMPLATE')
      .filter(({ name }) => /\.(md|ya?ml)$/i.test(name) && !/^config\./i.test(name))
      .map(({ name }) => ({
        name: name.replace(/\.\w+$/, ''),
        filename: name,
        about: null,
        title: null,
        body: null,
      })),
  pullRequestTemplates: (repository: Repository) => {
    const found = find(repository, /^pull_request_template(\.(md|txt))?$/i);
    if (found === null) return [];
    return [{ filename: found.entry.name, body: textOf(repository, found), repository }];
  },
  contactLinks: () => [],
  codeowners: (repository: Repository) =>
    find(repository, /^codeowners$/i) === null ? null : { errors: [] },
};
