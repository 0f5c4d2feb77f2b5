/** How the code is developed: cadence, releases dumped in one piece, pull requests, references to issues, merges from elsewhere. */
import { z } from 'zod';
import type { Commit, History, RepositoryFacts } from '../facts/index.js';
import { monthsBefore, monthsBetween } from './days.js';
import { absent, found, unknown } from './findings.js';
import { unreadOf } from './unread.js';
import type { Probe, ProbeContext, ProbeFinding, Sighting } from './types.js';

const parameters = z.strictObject({
  /** How far back is looked. */
  months: z.int().min(1).max(60).optional(),
});
type Parameters = z.infer<typeof parameters>;

/**
 * Over the code repositories in the months asked for (24 unless told):
 * `commits` and `activeDays` without merges; `dumpShare`, the share of changed files that came in releases put in whole;
 * `pullRequestShare` and `issueShare`, of commits; `elsewhereShare`, of merges and squashed requests that name another code host;
 * `quietMonths` since the newest commit.
 */
const MEASURES = [
  'commits',
  'activeDays',
  'dumpShare',
  'pullRequestShare',
  'issueShare',
  'elsewhereShare',
  'quietMonths',
  'contributors',
] as const;

export const development: Probe<Parameters> = { name: 'development', parameters, measures: MEASURES, find };

const RELEASE_SUBJECT =
  /^(new |ny )?(release|version|ver\.?|udgivelse|v)?[\s:_-]*v?\d+([.\-_r]\d+)+\S*$|^(new |ny )?(release|version|udgivelse)\b.{0,40}$/i;
const PULL_REQUEST = /^merge pull request #\d+|\(#\d+\)\s*$/i;
/** A number, or a key of a tracker; `UTF-8` and its like are the names of standards. */
const ISSUE =
  /(^|[\s[(:])#\d+|\b(?!(?:UTF|ISO|IEC|SHA|AES|CVE|CWE|RFC|HTTP|TLS|MPL|[AL]?GPL|EUPL|BSD|WCAG)-)[A-Z][A-Z0-9]+-\d+\b/;
/** What GitHub and Bitbucket add to the subject of a squashed request: no reference to an issue. */
const REQUEST_NUMBER = /\((pull request )?#\d+\)\s*$/i;
const ELSEWHERE =
  /\(pull request #\d+\)|bitbucket\.org|gitlab\.|see merge request|^merge branch '[^']*' into '[^']*'/i;
/** A commit of so many files counts as a dump whatever it says; a release of fewer is only a new version number. */
const DUMP_FILES = 100;
const FEWEST_RELEASE_FILES = 10;
/** So that one reformatting does not outweigh a year of work. */
const FILES_CAP = 100;
const FILES_WHEN_NOT_COUNTED = 3;

function find(context: ProbeContext, { months = 24 }: Parameters): ProbeFinding {
  const from = monthsBefore(context.asOf, months);
  const recent: Commit[] = [];
  const sightings: Sighting[] = [];
  let newest: string | null = null;
  for (const repository of context.codeRepositories) {
    if (repository.history.state === 'unknown') {
      return unknown({
        key: 'development.unread',
        parameters: { repository: repository.nameWithOwner, reason: repository.history.reason.detail },
      });
    }
    if (repository.history.state === 'absent') continue;
    const { commits } = repository.history.value;
    const inside = commits.filter((commit) => commit.date >= from && commit.date <= context.asOf);
    recent.push(...inside);
    const last = commits.find((commit) => commit.date <= context.asOf)?.date ?? null;
    if (last !== null && (newest === null || last > newest)) newest = last;
    const more = isCutShort(repository.history.value, from);
    sightings.push(sightingOf(repository, inside, { last, months, more }));
  }
  const unseen = unreadOf(context);
  if (context.codeRepositories.length === 0) return unseen === null ? absent() : unknown(unseen);
  return found(sightings, measure(recent, newest, context.asOf), unseen);
}

/** The reader stopped before the first day asked for: there are more changes than were counted. */
function isCutShort({ commits, complete }: History, from: string): boolean {
  return !complete && (commits.at(-1)?.date ?? '') >= from;
}

function sightingOf(
  repository: RepositoryFacts,
  commits: readonly Commit[],
  { last, months, more }: { readonly last: string | null; readonly months: number; readonly more: boolean },
): Sighting {
  const work = commits.filter((commit) => commit.parents < 2);
  const days = new Set(work.map((commit) => commit.date)).size;
  const counted = { commits: work.length, days, atLeast: more ? 'yes' : 'no' };
  const numbers = { ...counted, months, repository: repository.nameWithOwner, lastDay: last ?? '' };
  const says =
    work.length === 0 && last !== null
      ? { key: 'development.quiet', parameters: numbers }
      : {
          key: 'development.activity',
          parameters: {
            ...numbers,
            share: percent(pullRequestShare(commits)),
            issues: percent(issueShare(commits)),
          },
        };
  return { repository, path: null, line: null, date: last, says };
}

function measure(commits: readonly Commit[], newest: string | null, asOf: string): Record<string, number> {
  const work = commits.filter((commit) => commit.parents < 2);
  const merges = commits.filter((commit) => commit.parents >= 2 || REQUEST_NUMBER.test(commit.subject));
  const figures: Record<string, number> = {
    commits: work.length,
    activeDays: new Set(work.map((commit) => commit.date)).size,
    contributors: new Set(work.map((commit) => commit.author)).size,
  };
  if (newest !== null) figures['quietMonths'] = monthsBetween(newest, asOf);
  if (work.length > 0) {
    figures['dumpShare'] = dumpShare(work);
    figures['pullRequestShare'] = pullRequestShare(commits);
    figures['issueShare'] = issueShare(commits);
  }
  if (merges.length > 0)
    figures['elsewhereShare'] =
      merges.filter((commit) => ELSEWHERE.test(commit.subject)).length / merges.length;
  return figures;
}

/** The share of changed files that came in whole releases. One large day, such as a renamed folder, is no pattern. */
function dumpShare(work: readonly Commit[]): number {
  const largeDays = new Set(work.filter(isLarge).map((commit) => commit.date)).size;
  let dumped = 0;
  let all = 0;
  for (const commit of work) {
    const files = Math.min(commit.files ?? FILES_WHEN_NOT_COUNTED, FILES_CAP);
    all += files;
    if (isRelease(commit) || (largeDays > 1 && isLarge(commit))) dumped += files;
  }
  return all === 0 ? 0 : dumped / all;
}

function isLarge(commit: Commit): boolean {
  return commit.files !== null && commit.files >= DUMP_FILES;
}

function isRelease(commit: Commit): boolean {
  return (
    RELEASE_SUBJECT.test(commit.subject.replace(REQUEST_NUMBER, '').trim()) &&
    (commit.files === null || commit.files >= FEWEST_RELEASE_FILES)
  );
}

function pullRequestShare(commits: readonly Commit[]): number {
  const work = commits.filter((commit) => commit.parents < 2).length;
  const through = commits.filter((commit) => PULL_REQUEST.test(commit.subject)).length;
  return work === 0 ? 0 : Math.min(1, through / work);
}

function issueShare(commits: readonly Commit[]): number {
  const work = commits.filter((commit) => commit.parents < 2);
  const naming = work.filter((commit) => ISSUE.test(commit.subject.replace(REQUEST_NUMBER, ''))).length;
  return work.length === 0 ? 0 : naming / work.length;
}

function percent(share: number): number {
  return Math.round(share * 100);
}
