import { known, unknown } from '../fact.js';
import { datedPaths, selectTexts, type Limits } from '../selection/index.js';
import type { RepositoryFacts } from '../types.js';
import { headOn } from './head.js';
import { defaultBranchOf, readBranches, readTags } from './refs.js';
import { identify, openRepository } from './repository.js';
import { readTexts } from './texts.js';
import { countHistory } from './totals.js';
import { readTree } from './tree.js';
import { walkHistory } from './walk.js';

export interface GitOptions {
  /** The day to judge on, `YYYY-MM-DD`: the last commit of the checked out branch on or before it is read. */
  readonly asOf: string;
}

const LIMITS: Limits = { texts: 1000, bytes: 16 * 1024 * 1024 };

/**
 * Facts of a git checkout or bare repository, at what is checked out. Nothing of the repository is run, fetched or changed.
 * What only GitHub knows (issues, settings, milestones) is unknown.
 * Throws a FactsError: not-found, not-readable, not-git, empty-repository, before-first-commit, no-git, git-failed.
 */
export async function readGitRepository(path: string, { asOf }: GitOptions): Promise<RepositoryFacts> {
  const repository = await openRepository(path);
  const head = await headOn(repository, path, asOf);
  const tree = await readTree(repository, head.commit);
  const { wanted, unread } = selectTexts(tree, LIMITS);
  const dated = new Set(datedPaths(tree));
  const [identity, texts, walk, totals, branches, tags, defaultBranch] = await Promise.all([
    identify(repository),
    readTexts(repository, wanted),
    walkHistory(repository, head.commit, dated, asOf),
    countHistory(repository, head.commit),
    readBranches(repository),
    readTags(repository, asOf),
    defaultBranchOf(repository),
  ]);
  const { owner, name, url } = identity;
  return {
    owner,
    name,
    nameWithOwner: owner === '' ? name : `${owner}/${name}`,
    id: null,
    url,
    defaultBranch:
      defaultBranch === null ? unknown('not-read', 'no branch is checked out') : known(defaultBranch),
    createdAt: totals.first === null ? unknown('not-read', 'the clone is shallow') : known(totals.first),
    head: known(head),
    history: known({
      commits: walk.commits,
      total: totals.commits,
      contributors: totals.contributors,
      complete: totals.commits !== null && walk.commits.length >= totals.commits,
    }),
    branches: known(branches),
    tags: known(tags),
    files: known(tree),
    documents: texts.documents,
    unreadTexts: new Map([...unread, ...texts.unread]),
    lastChanged: walk.lastChanged,
    ...notInGit(),
  };
}

/** What a git repository does not hold. */
function notInGit() {
  const setting = unknown('not-read', 'a git repository does not hold what only GitHub knows');
  return {
    visibility: setting,
    isArchived: setting,
    isFork: setting,
    description: setting,
    homepage: setting,
    topics: setting,
    licenseSpdxId: setting,
    hasIssues: setting,
    issues: setting,
    pullRequests: setting,
    securityPolicyEnabled: setting,
    privateVulnerabilityReporting: setting,
    releases: setting,
    milestones: setting,
  } satisfies Partial<RepositoryFacts>;
}
