/** What is to be done about the issues of missing documents. Pure. */
import type { CloseDuplicate, IssueAction } from './actions.js';
import { duplicateNote } from './comments.js';
import { documentStates, isDeclined, isRemembered, patchOf, type DocumentState } from './document-state.js';
import { aboutExisting } from './existing-document.js';
import { replaceMarker } from './marker.js';
import { mayBeMade, openings } from './open-documents.js';
import type { OwnIssue } from './own-issues.js';
import { countingTicks } from './ticks.js';
import type { IssuePlanInput } from './plan-input.js';
import type { ShownIssue } from './types.js';

export interface DocumentPlan {
  readonly actions: readonly IssueAction[];
  /** How the document issues will stand, by requirement. */
  readonly shown: ReadonlyMap<string, ShownIssue>;
}

/**
 * Closes what is mended first, then opens again what has regressed and makes what is missing, the most valuable first,
 * until as many are open as the product allows. `maturity` is the maturity issue, whose ticked boxes are orders; whether it
 * is about to be made counts against the installation's brake.
 */
export function planDocumentIssues(
  input: IssuePlanInput,
  maturity: OwnIssue | null,
  isMaturityNew: boolean,
): DocumentPlan {
  const states = documentStates(input);
  const actions: IssueAction[] = [];
  let open = 0;
  for (const state of states.values()) {
    const own = [...duplicates(state, input), ...aboutExisting(state, input)];
    actions.push(...remembered(state, input), ...own);
    const isClosing = own.some((action) => action.kind === 'close-document');
    if (state.issue?.issue.state === 'open' && !isClosing) open += 1;
    open += state.extra.filter((extra) => extra.issue.isLocked).length;
  }
  const requested = new Set(input.requests.documents);
  if (maturity?.issue.state === 'open') {
    for (const id of countingTicks(maturity.issue.body, input.requests)) requested.add(id);
  }
  actions.push(...openings(input, states, requested, { open, isMaturityNew }));
  return { actions, shown: shownIssues(states, actions, input) };
}

function remembered(state: DocumentState, input: IssuePlanInput): IssueAction[] {
  const { record, requirement } = state;
  if (input.existing.gone.has(requirement) && record !== null) {
    return [
      { kind: 'remember', record: requirement, patch: { repository: record.repository, state: 'gone' } },
    ];
  }
  const patch = patchOf(state);
  if (patch === null || isRemembered(record, patch)) return [];
  return [{ kind: 'remember', record: requirement, patch }];
}

function duplicates(state: DocumentState, input: IssuePlanInput): CloseDuplicate[] {
  const { issue: original, extra } = state;
  if (original === null) return [];
  const actions: CloseDuplicate[] = [];
  for (const issue of extra) {
    if (issue.issue.isLocked) continue;
    const marker = { ...state.marker, closed: 'duplicate' as const };
    actions.push({
      kind: 'close-duplicate',
      issue,
      original,
      body: replaceMarker(issue.issue.body, marker),
      note: duplicateNote(original, input),
    });
  }
  return actions;
}

/** How the document issues stand now, by requirement. */
export function shownDocuments(input: IssuePlanInput): ReadonlyMap<string, ShownIssue> {
  return shownIssues(documentStates(input), [], input);
}

function shownIssues(
  states: ReadonlyMap<string, DocumentState>,
  actions: readonly IssueAction[],
  input: IssuePlanInput,
): ReadonlyMap<string, ShownIssue> {
  const shown = new Map<string, ShownIssue>();
  for (const [requirement, state] of states) {
    if (mayBeMade(state, input.existing.unread)) continue;
    const number = state.issue?.issue.number ?? state.record?.number ?? null;
    const repository = state.issue?.issue.repository ?? input.home.nameWithOwner;
    shown.set(requirement, { repository, number, state: shownState(state) });
  }
  for (const action of actions) {
    if (action.kind === 'create-document') {
      shown.set(action.requirement, { repository: input.home.nameWithOwner, number: null, state: 'open' });
    } else if (action.kind === 'close-document' || action.kind === 'reopen-document') {
      const { repository, number } = action.issue.issue;
      const state = action.kind === 'close-document' ? 'closed' : 'open';
      shown.set(action.requirement, { repository, number, state });
    }
  }
  return shown;
}

function shownState(state: DocumentState): ShownIssue['state'] {
  if (state.issue?.issue.state === 'open') return 'open';
  return isDeclined(state) ? 'declined' : 'closed';
}
