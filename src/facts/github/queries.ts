import { monthsEarlier } from '../day.js';

/**
 * What is asked of GitHub, and in what shape it answers. GitHub prices a query by its connections: all of them
 * times their parents, divided by a hundred, is its cost in points. A repository has 12 in the first query and as many
 * as it has dated files in the second (at most 17), so that a portfolio costs less than a third of a point a repository.
 */

const METADATA = `fragment Metadata on Repository {
  id name owner { login } nameWithOwner url description homepageUrl visibility
  isArchived isFork isEmpty createdAt hasIssuesEnabled isSecurityPolicyEnabled
  licenseInfo { spdxId }
  topics: repositoryTopics(first: 20) { nodes { topic { name } } }
  defaultBranchRef { name target { ... on Commit {
    history(first: 100, until: $until) { totalCount nodes { ...Line } }
    sizes: history(first: 40, until: $until) { nodes { oid changedFilesIfAvailable } }
    yearBefore: history(first: 100, until: $yearBefore) { nodes { ...Line changedFilesIfAvailable } }
  } } }
  branches: refs(refPrefix: "refs/heads/", first: 100) { nodes { name } }
  tags: refs(refPrefix: "refs/tags/", first: 30, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
    nodes { name target { __typename
      ... on Commit { committedDate }
      ... on Tag { tagger { date } target { ... on Commit { committedDate } } }
    } }
  }
  releases(first: 30, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { tagName publishedAt isDraft } }
  milestones(first: 50, orderBy: { field: UPDATED_AT, direction: DESC }) {
    nodes { id number title description state dueOn createdAt closedAt }
  }
  openIssues: issues(states: OPEN) { totalCount }
  issues(first: 100, orderBy: { field: UPDATED_AT, direction: DESC }) {
    totalCount nodes { createdAt closedAt author { login } }
  }
  merged: pullRequests(states: MERGED, first: 50, orderBy: { field: UPDATED_AT, direction: DESC }) {
    totalCount nodes { mergedAt }
  }
  linked: pullRequests(states: MERGED, first: 20, orderBy: { field: CREATED_AT, direction: DESC }) {
    nodes { title body headRefName author { __typename } }
  }
}
fragment Line on Commit { oid committedDate messageHeadline author { name email } }`;

/** A repository by node id, or by name where no id is known. */
export interface Target {
  readonly id: string | null;
  /** `owner/name`, as last known. */
  readonly name: string;
}

export interface Query {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The alias of the repository at a place of the batch. */
export function aliasAt(index: number): string {
  return `r${index}`;
}

/** Query one: all but files and texts, up to the end of a day (`YYYY-MM-DD`, UTC). */
export function metadataQuery(targets: readonly Target[], asOf: string): Query {
  const variables: Record<string, unknown> = {
    until: endOf(asOf),
    yearBefore: endOf(monthsEarlier(asOf, 12)),
  };
  const declared = ['$until: GitTimestamp', '$yearBefore: GitTimestamp'];
  const fields = targets.map(({ id, name }, index) => {
    if (id !== null) {
      variables[`id${index}`] = id;
      declared.push(`$id${index}: ID!`);
      return `${aliasAt(index)}: node(id: $id${index}) { ...Metadata }`;
    }
    const slash = name.indexOf('/');
    variables[`owner${index}`] = name.slice(0, slash);
    variables[`name${index}`] = name.slice(slash + 1);
    declared.push(`$owner${index}: String!`, `$name${index}: String!`);
    return `${aliasAt(index)}: repository(owner: $owner${index}, name: $name${index}) { ...Metadata }`;
  });
  const document = `query Metadata(${declared.join(', ')}) {\n  rateLimit { cost remaining resetAt }\n  ${fields.join('\n  ')}\n}\n${METADATA}`;
  return { document, variables };
}

function endOf(day: string): string {
  return `${day}T23:59:59Z`;
}

/** Lists that GitHub may leave holes in. */
export interface Nodes<T> {
  readonly nodes: readonly (T | null)[] | null;
}

export interface RawCommit {
  readonly oid: string;
  readonly committedDate: string;
  readonly messageHeadline: string;
  readonly author: { readonly name: string | null; readonly email: string | null } | null;
  readonly changedFilesIfAvailable?: number | null;
}

export interface RawRepository {
  readonly id: string;
  readonly name: string;
  readonly owner: { readonly login: string };
  readonly nameWithOwner: string;
  readonly url: string;
  readonly description: string | null;
  readonly homepageUrl: string | null;
  readonly visibility: 'PUBLIC' | 'PRIVATE' | 'INTERNAL';
  readonly isArchived: boolean;
  readonly isFork: boolean;
  readonly isEmpty: boolean;
  readonly createdAt: string;
  readonly hasIssuesEnabled: boolean;
  readonly isSecurityPolicyEnabled: boolean | null;
  readonly licenseInfo: { readonly spdxId: string | null } | null;
  readonly topics: Nodes<{ readonly topic: { readonly name: string } }> | null;
  readonly defaultBranchRef: {
    readonly name: string;
    readonly target: {
      readonly history?: (Nodes<RawCommit> & { readonly totalCount: number }) | null;
      readonly yearBefore?: Nodes<RawCommit> | null;
      readonly sizes?: Nodes<{
        readonly oid: string;
        readonly changedFilesIfAvailable: number | null;
      }> | null;
    } | null;
  } | null;
  readonly branches: Nodes<{ readonly name: string }> | null;
  readonly tags: Nodes<{ readonly name: string; readonly target: RawTagTarget | null }> | null;
  readonly releases: Nodes<{
    readonly tagName: string;
    readonly publishedAt: string | null;
    readonly isDraft: boolean;
  }> | null;
  readonly milestones: Nodes<RawMilestone> | null;
  readonly openIssues: { readonly totalCount: number } | null;
  readonly issues:
    | (Nodes<{
        readonly createdAt: string;
        readonly closedAt: string | null;
        readonly author?: { readonly login: string } | null;
      }> & { readonly totalCount: number })
    | null;
  readonly merged: (Nodes<{ readonly mergedAt: string | null }> & { readonly totalCount: number }) | null;
  readonly linked: Nodes<RawPullRequest> | null;
}

export interface RawTagTarget {
  readonly committedDate?: string;
  readonly tagger?: { readonly date: string | null } | null;
  readonly target?: { readonly committedDate?: string } | null;
}

export interface RawMilestone {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly description: string | null;
  readonly state: 'OPEN' | 'CLOSED';
  readonly dueOn: string | null;
  readonly createdAt: string;
  readonly closedAt: string | null;
}

export interface RawPullRequest {
  readonly title: string;
  readonly body: string;
  readonly headRefName: string;
  readonly author: { readonly __typename: string } | null;
}

/** By alias; null where GitHub gave none. */
export type MetadataData = Readonly<Record<string, RawRepository | null>>;

/** What query two asks of one repository. */
export interface ContentQuestion {
  readonly id: string;
  readonly commit: string;
  /** Object ids of texts. */
  readonly oids: readonly string[];
  /** Paths whose last change is asked for. */
  readonly paths: readonly string[];
}

const OBJECT_ID = /^[0-9a-f]{40,64}$/;

/** Query two: texts and last changes of several repositories. */
export function contentQuery(questions: readonly ContentQuestion[]): Query {
  const fields = questions.map(({ id, commit, oids, paths }, index) => {
    const texts = oids.map((oid, place) => `t${place}: object(oid: "${objectId(oid)}") { ...Text }`);
    const dates = paths.map(
      (path, place) =>
        `d${place}: history(first: 1, path: ${JSON.stringify(path)}) { nodes { committedDate } }`,
    );
    const head =
      dates.length === 0
        ? ''
        : `head: object(oid: "${objectId(commit)}") { ... on Commit { ${dates.join(' ')} } }`;
    return `${aliasAt(index)}: node(id: ${JSON.stringify(id)}) { ... on Repository { id ${texts.join(' ')} ${head} } }`;
  });
  const hasTexts = questions.some(({ oids }) => oids.length > 0);
  const fragment = hasTexts
    ? '\nfragment Text on GitObject { ... on Blob { text isBinary isTruncated } }'
    : '';
  return {
    document: `query Content {\n  rateLimit { cost remaining resetAt }\n  ${fields.join('\n  ')}\n}${fragment}`,
    variables: {},
  };
}

/** Object ids stand in the document itself: nothing else may. */
function objectId(oid: string): string {
  if (!OBJECT_ID.test(oid)) throw new Error(`not a git object id: ${oid}`);
  return oid;
}

export interface RawText {
  readonly text?: string | null;
  readonly isBinary?: boolean | null;
  readonly isTruncated?: boolean;
}

/** `t<place>` texts, and `head` with `d<place>` dates. */
export type RawContent = Readonly<Record<string, RawText | null>> & {
  readonly head?: Readonly<Record<string, Nodes<{ readonly committedDate: string }> | null>> | null;
};

export type ContentData = Readonly<Record<string, RawContent | null>>;

export const POLL_QUERY = `query Poll($ids: [ID!]!) {
  rateLimit { cost remaining resetAt }
  nodes(ids: $ids) { id ... on Repository {
    nameWithOwner isArchived isFork visibility pushedAt updatedAt defaultBranchRef { name target { oid } }
  } }
}`;
