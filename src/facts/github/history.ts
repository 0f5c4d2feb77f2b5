import { ABSENT, known } from '../fact.js';
import type { Commit, Fact, Head, History, UnknownReason } from '../types.js';
import { emptyOr, nodesOf } from './lists.js';
import type { RawCommit, RawRepository } from './queries.js';

/** The newest commit that is not after the day. */
export function headOf(raw: RawRepository, reason: UnknownReason): Fact<Head> {
  const history = raw.defaultBranchRef?.target?.history ?? null;
  if (history === null) return emptyOr(raw, ABSENT, reason);
  const [newest] = nodesOf(history);
  return newest === undefined
    ? ABSENT
    : known({ commit: newest.oid, date: newest.committedDate.slice(0, 10) });
}

/**
 * The newest hundred commits, and a hundred of the year before: a lively repository fills the first in weeks, and its
 * habits show over years. Between the two, commits may be missing. Files are counted for the newest forty and the older.
 */
export function historyOf(raw: RawRepository, reason: UnknownReason): Fact<History> {
  const target = raw.defaultBranchRef?.target ?? null;
  const history = target?.history ?? null;
  if (history === null) {
    return emptyOr(raw, known({ commits: [], total: 0, contributors: 0, complete: true }), reason);
  }
  const older = nodesOf(target?.yearBefore ?? { nodes: null });
  const sizes = new Map<string, number | null>();
  for (const { oid, changedFilesIfAvailable } of [...older, ...nodesOf(target?.sizes ?? { nodes: null })]) {
    sizes.set(oid, changedFilesIfAvailable ?? null);
  }
  const pseudonyms = new Map<string, string>();
  const byOid = new Map([...nodesOf(history), ...older].map((commit) => [commit.oid, commit]));
  const commits = [...byOid.values()].map((commit) => commitOf(commit, sizes, pseudonyms));
  const complete = commits.length >= history.totalCount;
  return known({
    commits,
    total: history.totalCount,
    contributors: complete ? pseudonyms.size : null,
    complete,
  });
}

/** Asking for the parents themselves would cost a connection for each commit. */
const MERGE =
  /^(Merge (pull request|branch|branches|remote-tracking branch|remote branch|commit|tag)\b|Merged in \S+ \(pull request #|Merged \S+ into )/;

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
