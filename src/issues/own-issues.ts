/** Which issues are ours, and what they are about. */
import type { GitHubIssue, IssueReader, OwnAccount } from '../github/index.js';
import type { IssueRecord } from '../store/index.js';
import { parseMarker, type DocumentMarker, type MaturityMarker } from './marker.js';
import type { RepositoryView } from './types.js';

export interface OwnIssue {
  readonly issue: GitHubIssue;
  /** Node id of the repository it lives in. */
  readonly repositoryId: string;
  readonly marker: MaturityMarker | DocumentMarker | null;
}

export interface ExistingIssues {
  readonly issues: readonly OwnIssue[];
  /** Kinds of record whose issue people have deleted or transferred. */
  readonly gone: ReadonlySet<string>;
  /** Kinds of record whose issue is neither listed nor to be read: nothing is known of it, so nothing is done about it. */
  readonly unread: ReadonlySet<string>;
  /** GitHub lists none of our issues in the home, although the store knows that there are some. */
  readonly isListDoubtful: boolean;
}

/**
 * Anyone can paste a marker into an issue of theirs; nobody can open an issue as our bot. An App id that GitHub leaves out
 * does not make an issue foreign: taking our own for foreign would make a second one.
 */
export function isOwnIssue(issue: GitHubIssue, account: OwnAccount): boolean {
  const isOurs = issue.author?.login === account.login && issue.author.isBot;
  return isOurs && (issue.appId === null || issue.appId === account.appId);
}

export function ownIssue(issue: GitHubIssue, repositoryId: string): OwnIssue {
  const marker = parseMarker(issue.body);
  return { issue, repositoryId, marker: marker?.kind === 'note' ? null : marker };
}

export interface Whereabouts {
  readonly home: { readonly id: string; readonly nameWithOwner: string };
  readonly repositories: readonly RepositoryView[];
  readonly account: OwnAccount;
}

/**
 * Our issues of a product: one listing of the home, and of a former home where the store knows one. What the store knows
 * and the listing lacks is read by its number, since listings have been empty or short before. Throws a GitHubError.
 */
export async function readExistingIssues(
  reader: IssueReader,
  records: readonly IssueRecord[],
  where: Whereabouts,
): Promise<ExistingIssues> {
  const found: OwnIssue[] = [];
  let isHomeEmpty = false;
  for (const [id, name] of placesToLook(records, where)) {
    const listed = (await reader.listOwnIssues(name)).filter((issue) => isOwnIssue(issue, where.account));
    if (id === where.home.id && listed.length === 0) isHomeEmpty = true;
    for (const issue of listed) found.push(ownIssue(issue, id));
  }
  const gone = new Set<string>();
  const unread = new Set<string>();
  let isListDoubtful = false;
  for (const record of records) {
    if (record.number === null || record.state === 'gone' || isAmong(found, record)) continue;
    const answer = await lookFor(reader, record, where);
    if (answer === 'gone') gone.add(record.kind);
    else if (answer === 'unread') unread.add(record.kind);
    else found.push(answer);
    if (answer !== 'gone' && isHomeEmpty && record.repository === where.home.id) isListDoubtful = true;
  }
  return { issues: found, gone, unread, isListDoubtful };
}

/** Names by node id; the home first. */
function placesToLook(records: readonly IssueRecord[], where: Whereabouts): ReadonlyMap<string, string> {
  const places = new Map([[where.home.id, where.home.nameWithOwner]]);
  for (const record of records) {
    const view = where.repositories.find((one) => one.id === record.repository);
    if (view !== undefined && !places.has(view.id)) places.set(view.id, view.nameWithOwner);
  }
  return places;
}

function isAmong(found: readonly OwnIssue[], record: IssueRecord): boolean {
  return found.some((one) => one.repositoryId === record.repository && one.issue.number === record.number);
}

async function lookFor(
  reader: IssueReader,
  record: IssueRecord,
  where: Whereabouts,
): Promise<OwnIssue | 'gone' | 'unread'> {
  const name =
    record.repository === where.home.id
      ? where.home.nameWithOwner
      : where.repositories.find((one) => one.id === record.repository)?.nameWithOwner;
  if (name === undefined || record.number === null) return 'unread';
  const answer = await reader.readIssue(name, record.number);
  if (answer === 'not-found') return 'unread';
  if (answer === 'deleted') return 'gone';
  // GitHub follows a transferred issue to where people have put it.
  if (answer.repository.toLowerCase() !== name.toLowerCase()) return 'gone';
  return isOwnIssue(answer, where.account) ? ownIssue(answer, record.repository) : 'unread';
}
