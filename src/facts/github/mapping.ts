import type { GitHubError } from '../../github/index.js';
import { ABSENT, known, unknown } from '../fact.js';
import type { Fact, Milestone, RepositoryFacts, Tag, UnknownReason } from '../types.js';
import { reasonOf } from './failure.js';
import { issuesOf, pullRequestsOf } from './activity.js';
import { headOf, historyOf } from './history.js';
import { emptyOr, listOf, nodesOf } from './lists.js';
import type { RawMilestone, RawRepository, RawTagTarget } from './queries.js';

/** Facts without files, texts and dates. */
export type Metadata = Omit<RepositoryFacts, 'files' | 'documents' | 'unreadTexts' | 'lastChanged'>;

/** Why a field came back empty, by the name it has in the query. */
export type FieldErrors = ReadonlyMap<string, GitHubError>;

/** What query one says of a repository. Times are GitHub's, in UTC. */
export function metadataOf(raw: RawRepository, errors: FieldErrors, asOf: string): Metadata {
  const why = (field: string): UnknownReason => reasonOf(errors.get(field) ?? null);
  const branch = raw.defaultBranchRef;
  return {
    owner: raw.owner.login,
    name: raw.name,
    nameWithOwner: raw.nameWithOwner,
    id: raw.id,
    url: raw.url,
    visibility: known(visibilityOf(raw.visibility)),
    isArchived: known(raw.isArchived),
    isFork: known(raw.isFork),
    defaultBranch: branch === null ? emptyOr(raw, ABSENT, why('defaultBranchRef')) : known(branch.name),
    createdAt: known(raw.createdAt),
    head: headOf(raw, why('defaultBranchRef')),
    history: historyOf(raw, why('defaultBranchRef')),
    branches: listOf(raw.branches, why('branches'), ({ name }) => name),
    tags: tagsOf(raw, why('tags'), asOf),
    description: textOf(raw.description),
    homepage: textOf(raw.homepageUrl),
    topics: listOf(raw.topics, why('topics'), ({ topic }) => topic.name),
    licenseSpdxId: textOf(raw.licenseInfo?.spdxId ?? null),
    hasIssues: known(raw.hasIssuesEnabled),
    issues: issuesOf(raw, why('issues'), asOf),
    pullRequests: pullRequestsOf(raw, why('merged'), asOf),
    securityPolicyEnabled:
      raw.isSecurityPolicyEnabled === null
        ? { state: 'unknown', reason: why('isSecurityPolicyEnabled') }
        : known(raw.isSecurityPolicyEnabled),
    privateVulnerabilityReporting: unknown(
      'not-read',
      'asked only where code comes without a word on security',
    ),
    releases: releasesOf(raw, why('releases')),
    milestones: listOf(raw.milestones, why('milestones'), milestoneOf),
  };
}

/** Every fact unknown for the one reason: a repository that could not be read says nothing. */
export function unreadMetadata(nameWithOwner: string, id: string | null, reason: UnknownReason): Metadata {
  const [owner = '', name = ''] = nameWithOwner.split('/');
  const fact = { state: 'unknown', reason } as const;
  return {
    owner,
    name,
    nameWithOwner,
    id,
    url: null,
    visibility: fact,
    isArchived: fact,
    isFork: fact,
    defaultBranch: fact,
    createdAt: fact,
    head: fact,
    history: fact,
    branches: fact,
    tags: fact,
    description: fact,
    homepage: fact,
    topics: fact,
    licenseSpdxId: fact,
    hasIssues: fact,
    issues: fact,
    pullRequests: fact,
    securityPolicyEnabled: fact,
    privateVulnerabilityReporting: fact,
    releases: fact,
    milestones: fact,
  };
}

function visibilityOf(visibility: RawRepository['visibility']): 'public' | 'private' | 'internal' {
  if (visibility === 'PUBLIC') return 'public';
  return visibility === 'INTERNAL' ? 'internal' : 'private';
}

/** GitHub gives null, or nothing between quotes, where people have entered no text. */
function textOf(text: string | null): Fact<string> {
  return text === null || text.trim() === '' ? ABSENT : known(text);
}

function tagsOf({ tags }: RawRepository, reason: UnknownReason, asOf: string): Fact<readonly Tag[]> {
  if (tags === null) return { state: 'unknown', reason };
  const all = nodesOf(tags).map(({ name, target }) => ({ name, date: tagDay(target) }));
  return known(all.filter(({ date }) => date === null || date <= asOf));
}

function tagDay(target: RawTagTarget | null): string | null {
  const time = target?.committedDate ?? target?.tagger?.date ?? target?.target?.committedDate;
  return time?.slice(0, 10) ?? null;
}

function releasesOf({ releases }: RawRepository, reason: UnknownReason): RepositoryFacts['releases'] {
  if (releases === null) return { state: 'unknown', reason };
  const published = nodesOf(releases).filter(({ isDraft }) => !isDraft);
  return known(published.map(({ tagName, publishedAt }) => ({ tag: tagName, publishedAt })));
}

function milestoneOf(raw: RawMilestone): Milestone {
  const { id, number, title, description, dueOn, createdAt, closedAt } = raw;
  const state = raw.state === 'OPEN' ? 'open' : 'closed';
  // Counting a milestone's issues would cost two connections each.
  return {
    id,
    number,
    title,
    description,
    state,
    dueOn,
    createdAt,
    closedAt,
    openIssues: null,
    closedIssues: null,
  };
}
