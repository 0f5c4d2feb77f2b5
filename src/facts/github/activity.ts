import { monthsEarlier } from '../day.js';
import { known } from '../fact.js';
import type { Fact, IssueActivity, PullRequestActivity, UnknownReason } from '../types.js';
import { nodesOf } from './lists.js';
import type { RawPullRequest, RawRepository } from './queries.js';

/** The hundred issues touched last hold every one opened or closed in the last year, unless there were more. */
export function issuesOf(raw: RawRepository, reason: UnknownReason, asOf: string): Fact<IssueActivity> {
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

/** Null where GitHub listed fewer issues than it counts, or does not say who opened one. */
export function issueAuthorsOf(raw: Partial<RawRepository> | null | undefined): ReadonlySet<string> | null {
  const listed = raw?.issues;
  if (listed === null || listed === undefined) return null;
  const logins = nodesOf(listed).flatMap(({ author }) => author?.login ?? []);
  if (logins.length < listed.totalCount) return null;
  return new Set(logins.map((login) => login.toLowerCase().replace(/\[bot\]$/, '')));
}

/** Of the merged pull requests: the fifty touched last give the year's, the twenty newest whether they name an issue. */
export function pullRequestsOf(
  raw: RawRepository,
  reason: UnknownReason,
  asOf: string,
): Fact<PullRequestActivity> {
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

/** `#12` in the title or the text, the address of an issue in the text, `KEY-12` in the title or the branch. */
const NUMBER = /(^|[\s([])#\d+\b/;
const ADDRESS = /\/issues\/\d+\b/;
const KEY = /(^|[\s([/])(?!UTF-|SHA-|ISO-|RFC-|CVE-)[A-Z][A-Z0-9]{1,9}-\d+\b/;
/** Enough of a pull request's text to find the issue it names. */
const LONGEST_TEXT = 5000;

/**
 * Whether it closes or names an issue by its own words. GitHub's `closingIssuesReferences` would also tell links made
 * by hand, but costs a connection for each pull request. A bot's text names the issues of other projects.
 */
function isLinked({ title, body, headRefName, author }: RawPullRequest): boolean {
  if (author?.__typename === 'Bot') return false;
  const text = body.slice(0, LONGEST_TEXT);
  if (NUMBER.test(title) || NUMBER.test(text) || ADDRESS.test(text)) return true;
  return KEY.test(title) || KEY.test(headRefName);
}

function isBetween(time: string | null, from: string, to: string): boolean {
  const day = time?.slice(0, 10) ?? '';
  return day >= from && day <= to;
}
