/** What is to be opened: again, or for the first time. Pure. */
import type { RequirementAssessment } from '../assessment/index.js';
import type { IssueAction } from './actions.js';
import { reopenedNote } from './comments.js';
import { documentIssue } from './document-issue.js';
import type { DocumentState } from './document-state.js';
import type { IssuePlanInput } from './plan-input.js';
import { wantedDocuments } from './wanted.js';

/** Once per issue: a regression after the second time is told in the maturity issue alone. */
const MOST_REOPENED = 1;

/** The most valuable first, until as many are open as the product allows, or the installation's brake is reached. */
export function openings(
  input: IssuePlanInput,
  states: ReadonlyMap<string, DocumentState>,
  requested: ReadonlySet<string>,
  now: { readonly open: number; readonly isMaturityNew: boolean },
): IssueAction[] {
  const { assessment, model, product, limits, existing, home } = input;
  const actions: IssueAction[] = [];
  let room = product.openIssues - now.open;
  let left = limits.most - limits.made - (now.isMaturityNew ? 1 : 0);
  let isHeldBack = false;
  const underWay = documentsUnderWay(input, states);
  for (const requirement of wantedDocuments(assessment, model, product, requested)) {
    if (room <= 0) break;
    const state = states.get(requirement.id);
    // Two requirements may want one document: it gets one issue at a time, unless people ask for both.
    const template = requirement.gap?.template ?? '';
    if (underWay.has(template) && !requested.has(requirement.id)) continue;
    const opening = state === undefined ? null : reopening(state, requirement, input);
    if (opening !== null) {
      actions.push(opening);
      underWay.add(template);
      room -= 1;
    }
    if (state !== undefined && !mayBeMade(state, existing.unread)) continue;
    if (existing.isListDoubtful || left <= 0) {
      isHeldBack = true;
      continue;
    }
    const issue = documentIssue(requirement, input);
    if (issue === null) continue;
    actions.push({ kind: 'create-document', requirement: requirement.id, ...issue });
    underWay.add(template);
    room -= 1;
    left -= 1;
  }
  if (isHeldBack) {
    const reason = existing.isListDoubtful ? 'empty-list' : 'brake';
    const { made: count, most } = limits;
    actions.unshift({ kind: 'stop', reason, repository: home.nameWithOwner, count, most });
  }
  return actions;
}

/** Templates of documents that have an open issue, and are still missing. */
function documentsUnderWay(
  { assessment }: IssuePlanInput,
  states: ReadonlyMap<string, DocumentState>,
): Set<string> {
  const templates = new Set<string>();
  for (const { id, gap } of assessment.requirements) {
    if (gap !== null && states.get(id)?.issue?.issue.state === 'open') templates.add(gap.template);
  }
  return templates;
}

function reopening(
  state: DocumentState,
  requirement: RequirementAssessment,
  input: IssuePlanInput,
): IssueAction | null {
  const { issue, marker, closedBy } = state;
  if (issue === null || closedBy !== 'app' || issue.issue.isLocked) return null;
  if (marker.closed === 'duplicate' || marker.reopened >= MOST_REOPENED) return null;
  return {
    kind: 'reopen-document',
    requirement: requirement.id,
    issue,
    marker: { ...marker, closed: null, reopened: marker.reopened + 1 },
    note: reopenedNote(requirement, input),
  };
}

/** Only where there never was one: an intent whose outcome is not known is looked up before anything is made. */
export function mayBeMade(state: DocumentState, unread: ReadonlySet<string>): boolean {
  if (state.issue !== null || unread.has(state.requirement)) return false;
  return state.record === null || (state.record.state === 'pending' && state.record.number === null);
}
