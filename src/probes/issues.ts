/** Issue tracking on GitHub: in use, and tied to the changes of the code. */
import { z } from 'zod';
import { monthsBefore } from './days.js';
import { absent, found, unknown } from './findings.js';
import type { Probe, ProbeContext, ProbeFinding, Sighting } from './types.js';

const parameters = z.strictObject({});

/** Over all repositories: issues opened and closed in the last 12 months, open ones, and the share of merged pull requests that name one. */
const MEASURES = ['opened', 'closed', 'open', 'linkedShare'] as const;

export const issues: Probe<z.infer<typeof parameters>> = {
  name: 'issues',
  parameters,
  measures: MEASURES,
  find,
};

function find(context: ProbeContext): ProbeFinding {
  const sightings: Sighting[] = [];
  const totals = { opened: 0, closed: 0, open: 0 };
  let unread: string | null = null;
  let merged = 0;
  let linked = 0;
  for (const repository of context.repositories) {
    if (repository.hasIssues.state === 'known' && !repository.hasIssues.value) continue;
    if (repository.issues.state === 'unknown') unread ??= repository.nameWithOwner;
    if (repository.issues.state !== 'known') continue;
    const { open, openedLast12Months: opened, closedLast12Months: closed } = repository.issues.value;
    totals.opened += opened;
    totals.closed += closed;
    totals.open += open;
    // Issues that are in use may be tied to changes that nobody could see.
    if (opened > 0 && repository.pullRequests.state === 'unknown') unread ??= repository.nameWithOwner;
    if (repository.pullRequests.state === 'known' && repository.pullRequests.value.linkedToIssue !== null) {
      const { lookedAt, merged: all, linkedToIssue } = repository.pullRequests.value;
      merged += lookedAt ?? all;
      linked += linkedToIssue;
    }
    const parameters = { repository: repository.nameWithOwner, opened, closed, open };
    sightings.push({
      repository,
      path: null,
      line: null,
      date: null,
      says: { key: 'issues.activity', parameters },
    });
  }
  if (totals.opened > 0) unread ??= unseenHistory(context);
  const references = referencedShare(context);
  const linkedShare = Math.max(references ?? 0, merged === 0 ? 0 : Math.min(1, linked / merged));
  const measures = { ...totals, linkedShare };
  const unseen = unread === null ? null : { key: 'issues.unread', parameters: { repository: unread } };
  if (totals.opened + totals.closed + totals.open > 0) return found(sightings, measures, unseen);
  return unseen === null ? absent([], measures) : unknown(unseen);
}

/** Changes that nobody could see may name the issues that are in use. */
function unseenHistory({ codeRepositories, unreadRepositories }: ProbeContext): string | null {
  const unseen = codeRepositories.find(({ history }) => history.state === 'unknown') ?? unreadRepositories[0];
  return unseen?.nameWithOwner ?? null;
}

/** The share of the last year's commits that name an issue by its number. */
function referencedShare(context: ProbeContext): number | null {
  const from = monthsBefore(context.asOf, 12);
  let all = 0;
  let naming = 0;
  for (const repository of context.codeRepositories) {
    if (repository.history.state !== 'known') continue;
    for (const commit of repository.history.value.commits) {
      if (commit.date < from || commit.parents >= 2) continue;
      all += 1;
      if (/(^|[\s[(:])#\d+/.test(commit.subject.replace(/\(#\d+\)\s*$/, ''))) naming += 1;
    }
  }
  return all === 0 ? null : naming / all;
}
