import type { IssueAction, Skip } from './actions.js';
import type { IssuePlanInput } from './plan-input.js';
import { planDocumentIssues, shownDocuments } from './plan-documents.js';
import { maturityState, planMaturityIssue, willMakeMaturity } from './plan-maturity.js';

/**
 * The difference between what should stand on GitHub and what does: first the documents' issues, then the maturity issue,
 * which names them. Pure: the same input gives the same plan, and a plan that was carried out gives an empty one.
 */
export function planIssues(input: IssuePlanInput): readonly IssueAction[] {
  const obstacle = obstacleIn(input);
  if (obstacle !== null) return [obstacle];
  const maturity = maturityState(input);
  const documents = planDocumentIssues(input, maturity.issue, willMakeMaturity(maturity, input));
  return [...documents.actions, ...planMaturityIssue(input, maturity, documents.shown)];
}

/** The maturity issue alone, for when the documents' issues stand as they should, or as well as they can. */
export function planMaturity(input: IssuePlanInput): readonly IssueAction[] {
  const obstacle = obstacleIn(input);
  if (obstacle !== null) return [obstacle];
  return planMaturityIssue(input, maturityState(input), shownDocuments(input));
}

/** Why nothing may be done at all: the home cannot be written, or a newer run has been here. */
function obstacleIn(input: IssuePlanInput): Skip | null {
  const { home, generation } = input;
  const skip = { kind: 'skip', repository: home.nameWithOwner, number: null, permission: null } as const;
  if (home.isArchived === true) return { ...skip, reason: 'archived' };
  if (home.hasIssues === false) return { ...skip, reason: 'issues-disabled' };
  if (!home.mayWrite) return { ...skip, reason: 'forbidden', permission: 'issues=write' };
  const { issue } = maturityState(input);
  const written = issue?.marker?.kind === 'maturity' ? issue.marker.generation : 0;
  const isOlder = written > generation || input.records.some((record) => record.generation > generation);
  return isOlder ? { ...skip, reason: 'newer', number: issue?.issue.number ?? null } : null;
}
