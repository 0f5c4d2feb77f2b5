import type { GitHubError } from '../../github/index.js';
import { monthsEarlier } from '../day.js';
import { ABSENT, known, unknown } from '../fact.js';
import type {
  Commit,
  Fact,
  Head,
  History,
  IssueActivity,
  Milestone,
  PullRequestActivity,
  RepositoryFacts,
  Tag,
  UnknownReason,
} from '../types.js';
import type {
  Nodes,
  RawCommit,
  RawMilestone,
  RawPullRequest,
  RawRepository,
  RawTagTarget,
} from './queries.js';

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
    privateVulnerabilityReporting: unknown('not-read', 'asked only where no security policy is there'),
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

export function reasonOf(error: GitHubError | null): UnknownReason {
  if (error === null) return { kind: 'failed', detail: 'GitHub left it out of its answer' };
  const isForbidden = error.kind === 'forbidden' || error.kind === 'unauthorised' || error.kind === 'gone';
  const needs = error.permission === null ? '' : ` (needs ${error.permission})`;
  return { kind: isForbidden ? 'forbidden' : 'failed', detail: `${error.message}${needs}` };
}

function visibilityOf(visibility: RawRepository['visibility']): 'public' | 'private' | 'internal' {
  if (visibility === 'PUBLIC') return 'public';
  return visibility === 'INTERNAL' ? 'internal' : 'private';
}

/** GitHub gives null, or nothing between quotes, where people have entered no text. */
function textOf(text: string | null): Fact<string> {
  return text === null || text.trim() === '' ? ABSENT : known(text);
}

function emptyOr<T>(raw: RawRepository, whenEmpty: Fact<T>, reason: UnknownReason): Fact<T> {
  return raw.isEmpty ? whenEmpty : { state: 'unknown', reason };
}

function listOf<Raw, T>(
  list: Nodes<Raw> | null,
  reason: UnknownReason,
  map: (raw: Raw) => T,
): Fact<readonly T[]> {
  return list === null ? { state: 'unknown', reason } : known(nodesOf(list).map(map));
}

function nodesOf<T>(list: Nodes<T>): readonly T[] {
  return (list.nodes ?? []).filter((node) => node !== null);
}

/** The newest commit that is not after the day. */
function headOf(raw: RawRepository, reason: UnknownReason): Fact<Head> {
  const history = raw.defaultBranchRef?.target?.history ?? null;
  if (history === null) return emptyOr(raw, ABSENT, reason);
  const [newest] = nodesOf(history);
  return newest === undefined
    ? ABSENT
    : known({ commit: newest.oid, date: newest.committedDate.slice(0, 10) });
}

function historyOf(raw: RawRepository, reason: UnknownReason): Fact<History> {
  const history = raw.defaultBranchRef?.target?.history ?? null;
  if (history === null) {
    return emptyOr(raw, known({ commits: [], total: 0, contributors: 0, complete: true }), reason);
  }
  const sizes = new Map<string, number | null>();
  for (const { oid, changedFilesIfAvailable } of nodesOf(
    raw.defaultBranchRef?.target?.sizes ?? { nodes: null },
  )) {
    sizes.set(oid, changedFilesIfAvailable);
  }
  const pseudonyms = new Map<string, string>();
  const commits = nodesOf(history).map((commit) => commitOf(commit, sizes, pseudonyms));
  const complete = commits.length >= history.totalCount;
  return known({
    commits,
    total: history.totalCount,
    contributors: complete ? pseudonyms.size : null,
    complete,
  });
}

/** Asking for the parents themselves would cost a connection for each commit. */
const MERGE = /^Merge (pull request|branch|remote-tracking branch|remote branch|commit|tag|branches)\b/;

function commitOf(
  raw: RawCommit,
  sizes: ReadonlyMap<string, number | null>,
  pseudonyms: Map<string, string>,
): Commit {
  const parents = MERGE.test(raw.messageHeadline) ? 2 : 1;
  return {
    oid: raw.oid,
    date: raw.committedDate.slice(0, 10),
    author: pseudonymOf(raw.author, pseudonyms),
    parents,
    files: parents > 1 ? null : (sizes.get(raw.oid) ?? null),
    subject: raw.messageHeadline,
  };
}

/** No person is named in the facts: only a bot keeps its name. */
function pseudonymOf(author: RawCommit['author'], pseudonyms: Map<string, string>): string {
  const key = (author?.email ?? author?.name ?? '').toLowerCase();
  const given = pseudonyms.get(key);
  if (given !== undefined) return given;
  const name = author?.name ?? '';
  const pseudonym = name.endsWith('[bot]') ? name : `author-${pseudonyms.size + 1}`;
  pseudonyms.set(key, pseudonym);
  return pseudonym;
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

/** The hundred issues touched last hold every one opened or closed in the last year, unless there were more. */
function issuesOf(raw: RawRepository, reason: UnknownReason, asOf: string): Fact<IssueActivity> {
  if (raw.issues === null || raw.openIssues === null) return { state: 'unknown', reason };
  const from = monthsEarlier(asOf, 12);
  const recent = nodesOf(raw.issues);
  return known({
    open: raw.openIssues.totalCount,
    closed: Math.max(0, raw.issues.totalCount - raw.openIssues.totalCount),
    openedLast12Months: recent.filter(({ createdAt }) => isBetween(createdAt, from, asOf)).length,
    closedLast12Months: recent.filter(({ closedAt }) => isBetween(closedAt, from, asOf)).length,
  });
}

function pullRequestsOf(raw: RawRepository, reason: UnknownReason, asOf: string): Fact<PullRequestActivity> {
  if (raw.merged === null) return { state: 'unknown', reason };
  const from = monthsEarlier(asOf, 12);
  const looked = raw.linked === null ? null : nodesOf(raw.linked);
  return known({
    merged: raw.merged.totalCount,
    mergedLast12Months: nodesOf(raw.merged).filter(({ mergedAt }) => isBetween(mergedAt, from, asOf)).length,
    linkedToIssue: looked === null ? null : looked.filter(isLinked).length,
    lookedAt: looked === null ? null : looked.length,
  });
}

/** `#12`, `KEY-12` in the title; `#12` or the address of an issue in the text. */
const NAMED_IN_TITLE = /(^|[\s([])(#\d+|(?!UTF-|SHA-|ISO-|RFC-|CVE-)[A-Z][A-Z0-9]{1,9}-\d+)\b/;
const NAMED_IN_TEXT = /(^|[\s([])#\d+\b|\/issues\/\d+\b/;
/** Enough of a pull request's text to find the issue it names. */
const LONGEST_TEXT = 5000;

/** A bot's text names the issues of other projects. */
function isLinked({ title, body, author, closingIssuesReferences }: RawPullRequest): boolean {
  if ((closingIssuesReferences?.totalCount ?? 0) > 0) return true;
  if (author?.__typename === 'Bot') return false;
  return NAMED_IN_TITLE.test(title) || NAMED_IN_TEXT.test(body.slice(0, LONGEST_TEXT));
}

function isBetween(time: string | null, from: string, to: string): boolean {
  const day = time?.slice(0, 10) ?? '';
  return day >= from && day <= to;
}
