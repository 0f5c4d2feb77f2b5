/** Carries out a plan, one request at a time, and looks before it writes. */
import { GitHubError } from '../github/index.js';
import { skipReasonOf, type IssueAction, type Skip, type Stop } from './actions.js';
import { applyAction } from './apply-action.js';
import type { OwnIssue } from './own-issues.js';
import { skipped, startWork, type ApplyContext, type ApplyPorts, type Outcome, type Work } from './work.js';

export interface ApplyReport {
  /** Actions that changed something on GitHub. */
  readonly done: readonly IssueAction[];
  readonly skipped: readonly Skip[];
  readonly stopped: readonly Stop[];
  /** Issues as they stand after what was done to them. */
  readonly touched: readonly OwnIssue[];
}

/**
 * Applies the actions in their order. What GitHub refuses for good is skipped and told, and nothing more is tried in that
 * repository; what is unclear is left for the next run. Throws a GitHubError when a later try may do better (limits,
 * failures, an expired key): everything done until then stays done and is not done again.
 */
export async function applyPlan(
  actions: readonly IssueAction[],
  ports: ApplyPorts,
  context: ApplyContext,
): Promise<ApplyReport> {
  const work = startWork(ports, context);
  const report = { done: [] as IssueAction[], skipped: [] as Skip[], stopped: [] as Stop[] };
  const refused = new Set<string>();
  for (const action of actions) {
    if (action.kind === 'skip') report.skipped.push(action);
    if (action.kind === 'stop') report.stopped.push(action);
    if (action.kind === 'skip' || action.kind === 'stop') continue;
    const repository = repositoryOf(action, context);
    if (refused.has(repository) && isRequest(action)) continue;
    const outcome = await carryOut(work, action, repository);
    if (outcome === 'done') report.done.push(action);
    if (typeof outcome === 'string') continue;
    if (outcome.kind === 'stop') report.stopped.push(outcome);
    else report.skipped.push(outcome);
    if (outcome.kind === 'skip' && isAboutRepository(outcome)) refused.add(repository);
  }
  return { ...report, touched: [...work.touched.values()] };
}

async function carryOut(
  work: Work,
  action: Exclude<IssueAction, Skip | Stop>,
  repository: string,
): Promise<Outcome | Stop> {
  try {
    return await applyAction(work, action);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const reason = skipReasonOf(error.kind);
    if (reason === null) throw error;
    const number = 'issue' in action ? action.issue.issue.number : null;
    return { ...skipped(reason, repository, number), permission: error.permission };
  }
}

function repositoryOf(action: IssueAction, context: ApplyContext): string {
  return 'issue' in action ? action.issue.issue.repository : context.home.nameWithOwner;
}

function isRequest(action: IssueAction): boolean {
  return action.kind !== 'remember' && action.kind !== 'note-declined';
}

/** A text that GitHub refuses says nothing of the other texts. */
function isAboutRepository({ reason }: Skip): boolean {
  return reason === 'archived' || reason === 'issues-disabled' || reason === 'forbidden' || reason === 'gone';
}
