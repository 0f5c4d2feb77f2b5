import {
  AmbiguousWrite,
  GitHubError,
  type Actor,
  type CloseReason,
  type GitHubIssue,
  type IssueReader,
  type IssueWriter,
  type NewIssue,
} from '../../src/github/index.js';

export const BOT: Actor = { login: 'os2modning[bot]', id: 99, isBot: true };
export const PERSON: Actor = { login: 'koordinator', id: 7, isBot: false };
export const ACCOUNT = { login: BOT.login, appId: 4242 };

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type FakeIssue = Mutable<GitHubIssue>;

/** What a write shall end in: `lost` was done but not answered, `unsent` was neither, an error comes before anything is done, or after. */
export type Fault = 'lost' | 'unsent' | GitHubError | { readonly after: Error } | null;

/** A repository host with issues, in memory: as strict as GitHub where the app leans on it. */
export interface FakeGitHub extends IssueReader, IssueWriter {
  readonly issues: FakeIssue[];
  readonly comments: { repository: string; number: number; author: Actor; body: string }[];
  readonly labels: string[];
  /** `createIssue os2eksempel/kode`, in order. */
  readonly writes: string[];
  /** Asked before each write. */
  fault: (write: string) => Fault;
  /** What a listing answers instead of the truth. */
  listed: ((issues: readonly GitHubIssue[]) => readonly GitHubIssue[]) | null;
  /** Numbers that people have deleted. */
  readonly deleted: Set<number>;
  now: string;
  readonly close: (number: number, reason: CloseReason, by?: Actor) => void;
  readonly reopen: (number: number) => void;
  readonly remove: (number: number) => void;
  readonly open: (requirement?: string) => FakeIssue[];
}

export function fakeGitHub(options: { readonly tellsClosedBy?: boolean } = {}): FakeGitHub {
  const issues: FakeIssue[] = [];
  const byNumber = (repository: string, number: number) => {
    const found = issues.find((issue) => issue.number === number && issue.repository === repository);
    if (found === undefined) throw new GitHubError('gone', { request: 'a write', status: 404 });
    return found;
  };
  const github: FakeGitHub = {
    issues,
    comments: [],
    labels: [],
    writes: [],
    fault: () => null,
    listed: null,
    deleted: new Set(),
    now: '2026-06-23T08:20:00Z',
    listOwnIssues: (repository) => {
      const all = issues.filter((issue) => issue.repository === repository).map(copy);
      return Promise.resolve(github.listed === null ? all : github.listed(all));
    },
    readIssue: (repository, number) => {
      if (github.deleted.has(number)) return Promise.resolve('deleted');
      const found = issues.find((issue) => issue.number === number && issue.repository === repository);
      return Promise.resolve(found === undefined ? 'not-found' : copy(found));
    },
    listOwnComments: (repository, number) => {
      const own = github.comments.filter(
        (one) => one.repository === repository && one.number === number && one.author === BOT,
      );
      return Promise.resolve(own.map((one, index) => ({ id: index + 1, body: one.body })));
    },
    createIssue: (repository, issue) =>
      write(`createIssue ${repository}`, () => {
        const number = Math.max(0, ...issues.map((one) => one.number), ...github.deleted) + 1;
        const made = newIssue(repository, number, issue, github.now);
        issues.push(made);
        return copy(made);
      }),
    updateIssue: (repository, number, change) =>
      write(`updateIssue ${repository}#${number}`, () =>
        copy(Object.assign(byNumber(repository, number), change)),
      ),
    closeIssue: (repository, number, reason, body) =>
      write(`closeIssue ${repository}#${number}`, () => {
        const issue = byNumber(repository, number);
        if (body !== undefined) issue.body = body;
        setClosed(issue, reason, BOT);
        return copy(issue);
      }),
    reopenIssue: (repository, number, body) =>
      write(`reopenIssue ${repository}#${number}`, () => {
        const issue = byNumber(repository, number);
        if (body !== undefined) issue.body = body;
        setOpen(issue);
        return copy(issue);
      }),
    comment: (repository, number, body) =>
      write(`comment ${repository}#${number}`, () => {
        byNumber(repository, number);
        github.comments.push({ repository, number, author: BOT, body });
        return { id: github.comments.length, body };
      }),
    createLabel: (repository, label) =>
      write(`createLabel ${repository}`, () => {
        github.labels.push(label.name);
      }),
    addLabels: () => Promise.resolve(),
    react: () => Promise.resolve(),
    close: (number, reason, by = PERSON) =>
      setClosed(
        issues.find((one) => one.number === number)!,
        reason,
        by,
      ),
    reopen: (number) => setOpen(issues.find((one) => one.number === number)!),
    remove: (number) => {
      issues.splice(
        issues.findIndex((one) => one.number === number),
        1,
      );
      github.deleted.add(number);
    },
    open: (requirement) =>
      issues.filter(
        (issue) =>
          issue.state === 'open' &&
          issue.body.includes(
            requirement === undefined ? 'os2modning:document' : `requirement=${requirement} `,
          ),
      ),
  };
  return github;

  async function write<T>(name: string, work: () => T): Promise<T> {
    const fault = github.fault(name);
    if (fault instanceof GitHubError) throw fault;
    if (fault === 'unsent') throw new AmbiguousWrite(name, new Error('reset'));
    const answer = work();
    github.writes.push(name);
    await Promise.resolve();
    if (fault !== null && typeof fault === 'object') throw fault.after;
    if (fault === 'lost') throw new AmbiguousWrite(name, new Error('timeout'));
    return answer;
  }

  function setClosed(issue: FakeIssue, reason: CloseReason, by: Actor): void {
    issue.state = 'closed';
    issue.closeReason = reason;
    issue.closedAt = github.now;
    issue.closedBy = options.tellsClosedBy === false ? null : by;
  }
}

function setOpen(issue: FakeIssue): void {
  issue.state = 'open';
  issue.closeReason = null;
  issue.closedAt = null;
  issue.closedBy = null;
}

function newIssue(repository: string, number: number, issue: NewIssue, now: string): FakeIssue {
  return {
    repository,
    number,
    nodeId: `I_${number}`,
    url: `https://github.com/${repository}/issues/${number}`,
    title: issue.title,
    body: issue.body,
    state: 'open',
    closeReason: null,
    isLocked: false,
    labels: issue.labels,
    author: BOT,
    appId: ACCOUNT.appId,
    closedBy: null,
    createdAt: now,
    closedAt: null,
  };
}

function copy(issue: FakeIssue): GitHubIssue {
  return { ...issue };
}
