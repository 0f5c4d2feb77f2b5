import { absent } from '../../absent.js';
import { canSee } from '../../http/access.js';
import { mainLanguage, repositoryHtml } from '../../rest/present/repositories.js';
import { resolveCommit, resolveExpression, resolveOid } from '../../state/history.js';
import { licenceOf, type Licence } from '../../state/licences.js';
import { roleOf } from '../../state/repositories.js';
import type { Milestone, Release, Repository } from '../../state/types.js';
import { fullName } from '../../state/world.js';
import { connection, ordered, type Order, type PageArguments } from '../connections.js';
import type { GraphqlContext } from '../context.js';
import type { Resolvers } from '../schema.js';
import { pathOf } from './accounts.js';
import type { ReleaseNode } from './repository-parts.js';
import { communityFiles, hasSecurityPolicy } from './community.js';
import { branchRef, gitNode, tagRef, utcOf, type RefNode } from './git.js';
import { listIssues, listPulls, type IssueArguments, type PullArguments } from './issue-lists.js';

interface ListArguments extends PageArguments {
  readonly orderBy?: Order | null;
  readonly query?: string | null;
}

function object(
  repository: Repository,
  { expression, oid }: { expression?: string | null; oid?: string | null },
) {
  if (!absent(oid)) return gitNode(repository, resolveOid(repository, oid));
  const [, path = ''] = (expression ?? '').split(':');
  return gitNode(repository, resolveExpression(repository, expression ?? 'HEAD'), path);
}

function refs(repository: Repository, args: ListArguments & { refPrefix: string }) {
  const { refPrefix, query } = args;
  const found: RefNode[] = [];
  if (refPrefix.startsWith('refs/heads/')) {
    for (const name of repository.branches.keys()) {
      const ref = branchRef(repository, name);
      if (ref !== null) found.push(ref);
    }
  } else if (refPrefix.startsWith('refs/tags/')) {
    for (const tag of repository.tags.values()) found.push(tagRef(repository, tag));
  }
  const wanted = absent(query) ? found : found.filter(({ name }) => name.includes(query));
  return connection(
    ordered(wanted, args.orderBy ?? { field: 'ALPHABETICAL', direction: 'ASC' }, REF_KEYS),
    args,
  );
}

const REF_KEYS = {
  ALPHABETICAL: ({ name }: RefNode) => name,
  TAG_COMMIT_DATE: ({ repository, oid }: RefNode) => {
    const date = oid === null ? undefined : resolveCommit(repository, oid)?.committer.date;
    return date === undefined ? '' : utcOf(date);
  },
};

function ref(repository: Repository, { qualifiedName }: { qualifiedName: string }): RefNode | null {
  const name = qualifiedName.replace(/^refs\/(heads|tags)\//, '');
  const tag = repository.tags.get(name);
  if (qualifiedName.startsWith('refs/tags/')) return tag === undefined ? null : tagRef(repository, tag);
  return branchRef(repository, name) ?? (tag === undefined ? null : tagRef(repository, tag));
}

function releases(repository: Repository, args: ListArguments) {
  const visible = repository.releases.filter((release) => !release.draft);
  const nodes = ordered(visible, args.orderBy ?? { field: 'CREATED_AT', direction: 'DESC' }, RELEASE_KEYS);
  return connection(
    nodes.map((release) => ({ repository, release })),
    args,
  );
}

const RELEASE_KEYS = {
  CREATED_AT: (release: Release) => release.createdAt,
  NAME: (release: Release) => release.name,
};

function milestones(repository: Repository, args: ListArguments & { states?: readonly string[] | null }) {
  const found = [...repository.milestones.values()].filter(
    ({ state, title }) =>
      (absent(args.states) || args.states.includes(state.toUpperCase())) &&
      (absent(args.query) || title.includes(args.query)),
  );
  return connection(ordered(found, args.orderBy, MILESTONE_KEYS), args);
}

const MILESTONE_KEYS = {
  CREATED_AT: ({ createdAt }: Milestone) => createdAt,
  DUE_DATE: ({ dueOn }: Milestone) => dueOn,
  NUMBER: ({ number }: Milestone) => number,
  UPDATED_AT: ({ updatedAt }: Milestone) => updatedAt,
};

function languages({ languages: sizes }: Repository, args: PageArguments) {
  const sorted = Object.entries(sizes).sort((a, b) => b[1] - a[1]);
  const nodes = sorted.map(([name]) => language(name));
  const page = connection(nodes, args);
  const size = (name: string): number => sizes[name] ?? 0;
  return {
    ...page,
    totalSize: sorted.reduce((sum, entry) => sum + entry[1], 0),
    edges: page.nodes.map((node, index) => ({ cursor: String(index), node, size: size(node.name) })),
  };
}

function language(name: string) {
  return { id: `LG_${name}`, name, color: null };
}

function licenseInfo(repository: Repository) {
  const licence = licenceOf(repository);
  return licence === null ? null : presentLicence(licence);
}

function presentLicence({ key, name, spdxId }: Licence) {
  const pseudoLicense = spdxId === 'NOASSERTION';
  return {
    id: `MDc6TGljZW5zZ${key}`,
    key,
    name,
    spdxId,
    pseudoLicense,
    url: null,
    nickname: null,
    hidden: false,
  };
}

function viewerPermission(repository: Repository, _args: unknown, { auth }: GraphqlContext): string | null {
  if (auth.kind !== 'user') return null;
  const role = roleOf(repository, auth.account);
  return role === 'none' ? null : role.toUpperCase();
}

const no = () => false;
const empty = (_source: unknown, args: PageArguments) => connection([], args);

export const repositoryResolvers = {
  Repository: {
    id: ({ nodeId }: Repository) => nodeId,
    databaseId: ({ id }: Repository) => id,
    name: ({ name }: Repository) => name,
    nameWithOwner: fullName,
    owner: ({ owner }: Repository) => owner,
    description: ({ description }: Repository) => description,
    homepageUrl: ({ homepage }: Repository) => homepage,
    url: (repository: Repository, _args: unknown, { world }: GraphqlContext) =>
      repositoryHtml(world, repository),
    resourcePath: pathOf,
    visibility: ({ visibility }: Repository) => visibility.toUpperCase(),
    isPrivate: ({ visibility }: Repository) => visibility !== 'public',
    isArchived: ({ archived }: Repository) => archived,
    archivedAt: ({ archivedAt }: Repository) => archivedAt,
    isDisabled: ({ disabled }: Repository) => disabled,
    isEmpty: ({ branches }: Repository) => branches.size === 0,
    isFork: ({ isFork }: Repository) => isFork,
    isTemplate: no,
    isMirror: no,
    isLocked: no,
    isInOrganization: ({ owner }: Repository) => owner.kind === 'Organization',
    parent: ({ parent }: Repository, _args: unknown, { auth }: GraphqlContext) =>
      parent !== null && canSee(auth, parent) ? parent : null,
    createdAt: ({ createdAt }: Repository) => createdAt,
    updatedAt: ({ updatedAt }: Repository) => updatedAt,
    pushedAt: ({ pushedAt }: Repository) => pushedAt,
    diskUsage: ({ git }: Repository) => git.commits.size,
    forkCount: () => 0,
    stargazerCount: () => 0,
    hasIssuesEnabled: ({ hasIssues }: Repository) => hasIssues,
    hasDiscussionsEnabled: no,
    hasProjectsEnabled: () => true,
    hasWikiEnabled: no,
    hasVulnerabilityAlertsEnabled: no,
    isBlankIssuesEnabled: () => true,
    isSecurityPolicyEnabled: (repository: Repository, _args: unknown, { world }: GraphqlContext) =>
      hasSecurityPolicy(world, repository),
    securityPolicyUrl: (repository: Repository, _args: unknown, { world }: GraphqlContext) =>
      hasSecurityPolicy(world, repository) ? `${repositoryHtml(world, repository)}/security/policy` : null,
    deleteBranchOnMerge: no,
    mergeCommitAllowed: () => true,
    squashMergeAllowed: () => true,
    rebaseMergeAllowed: () => true,
    autoMergeAllowed: no,
    webCommitSignoffRequired: no,
    forkingAllowed: () => true,
    lockReason: () => null,
    licenseInfo,
    primaryLanguage: (repository: Repository) => {
      const main = mainLanguage(repository);
      return main === null ? null : language(main);
    },
    languages,
    repositoryTopics: ({ topics }: Repository, args: PageArguments) =>
      connection(
        topics.map((name) => ({
          id: `RT_${name}`,
          topic: { id: `T_${name}`, name },
          url: `/topics/${name}`,
        })),
        args,
      ),
    ...communityFiles,
    defaultBranchRef: (repository: Repository) => branchRef(repository, repository.defaultBranch),
    object,
    ref,
    refs,
    releases,
    latestRelease: (repository: Repository): ReleaseNode | null => {
      const release = repository.releases.filter(({ draft, prerelease }) => !draft && !prerelease).at(-1);
      return release === undefined ? null : { repository, release };
    },
    milestone: ({ milestones: all }: Repository, { number }: { number: number }) => all.get(number) ?? null,
    milestones,
    issue: ({ issues }: Repository, { number }: { number: number }) => {
      const issue = issues.get(number);
      return issue?.kind === 'Issue' ? issue : null;
    },
    pullRequest: ({ issues }: Repository, { number }: { number: number }) => {
      const issue = issues.get(number);
      return issue?.kind === 'PullRequest' ? issue : null;
    },
    issueOrPullRequest: ({ issues }: Repository, { number }: { number: number }) =>
      issues.get(number) ?? null,
    issues: (repository: Repository, args: IssueArguments, context: GraphqlContext) =>
      listIssues(context, repository, args),
    pullRequests: (repository: Repository, args: PullArguments, context: GraphqlContext) =>
      listPulls(context, repository, args),
    label: ({ labels }: Repository, { name }: { name: string }) => labels.get(name.toLowerCase()) ?? null,
    labels: ({ labels }: Repository, args: PageArguments) => connection([...labels.values()], args),
    projectsV2: empty,
    discussions: empty,
    forks: empty,
    stargazers: empty,
    rulesets: empty,
    branchProtectionRules: empty,
    viewerPermission,
    viewerCanAdminister: no,
  },
} satisfies Resolvers;
