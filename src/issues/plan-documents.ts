/** What is to be done about the issues of missing documents. Pure. */
import type { RequirementAssessment } from '../assessment/index.js';
import { sayIn } from '../messages/index.js';
import type { CloseDuplicate, IssueAction } from './actions.js';
import {
  duplicateNote,
  mendedNote,
  reopenedNote,
  stillMissingNote,
  withdrawnNote,
  type NoteContext,
} from './comments.js';
import { documentIssue } from './document-issue.js';
import { documentStates, isRemembered, patchOf, type DocumentState } from './document-state.js';
import { replaceMarker } from './marker.js';
import type { OwnIssue } from './own-issues.js';
import { tickedOrders } from './parse-maturity-body.js';
import type { IssuePlanInput } from './plan-input.js';
import type { ShownIssue } from './types.js';
import { isMissing, wantedDocuments } from './wanted.js';

export interface DocumentPlan {
  readonly actions: readonly IssueAction[];
  /** How the document issues will stand, by requirement. */
  readonly shown: ReadonlyMap<string, ShownIssue>;
}

/** Once per issue: a regression after the second time is told in the maturity issue alone. */
const MOST_REOPENED = 1;

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
    for (const id of tickedOrders(maturity.issue.body)) requested.add(id);
  }
  actions.push(...openings(input, states, requested, { open, isMaturityNew }));
  return { actions, shown: shownIssues(states, actions, input) };
}

function notesOf(input: IssuePlanInput): NoteContext {
  const { product, assessment, material } = input;
  return { product, assessment, material };
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
      note: duplicateNote(original, notesOf(input)),
    });
  }
  return actions;
}

function aboutExisting(state: DocumentState, input: IssuePlanInput): IssueAction[] {
  const { issue, requirement } = state;
  if (issue === null) return [];
  if (issue.issue.isLocked) return [skipLocked(issue)];
  const assessed = input.assessment.requirements.find((one) => one.id === requirement);
  return issue.issue.state === 'open'
    ? aboutOpen(state, issue, assessed, input)
    : aboutClosed(state, issue, assessed, input);
}

function skipLocked({ issue }: OwnIssue): IssueAction {
  const { repository, number } = issue;
  return { kind: 'skip', reason: 'locked', repository, number, permission: null };
}

/** An issue that we closed and a person opened again is the person's: it is left alone. */
function aboutOpen(
  state: DocumentState,
  issue: OwnIssue,
  assessed: RequirementAssessment | undefined,
  input: IssuePlanInput,
): IssueAction[] {
  const { requirement, marker } = state;
  if (marker.closed !== null) return [];
  const close = { kind: 'close-document', requirement, issue } as const;
  if (assessed !== undefined && isMended(assessed, input)) {
    const { note, commit } = mendedNote(assessed, marker.reopened, notesOf(input));
    return [{ ...close, reason: 'completed', marker: { ...marker, closed: 'mended' }, commit, note }];
  }
  const cause = withdrawal(assessed);
  if (cause === null) return [];
  const note = withdrawnNote(requirement, cause, marker.reopened, notesOf(input));
  return [
    { ...close, reason: 'not_planned', marker: { ...marker, closed: 'withdrawn' }, commit: null, note },
  ];
}

/**
 * Green, or no longer for want of the document: the document itself was found. That a gap is no longer reported is not
 * enough, since what could not be seen is reported as no gap either.
 */
function isMended(assessed: RequirementAssessment, input: IssuePlanInput): boolean {
  if (assessed.rating === 'green') return true;
  if (assessed.rating !== 'yellow' || assessed.gap !== null) return false;
  const mend = input.model.requirements.find((one) => one.id === assessed.id)?.mend ?? null;
  const names = [mend?.path, mend?.template].flatMap((path) =>
    typeof path === 'string' ? [stem(path)] : [],
  );
  return assessed.evidence.some(
    (one) => one.path !== null && one.supports !== 'red' && names.includes(stem(one.path)),
  );
}

/** `SECURITY` of `.github/SECURITY.md`, in lower case. */
function stem(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return name.toLowerCase().replace(/\.[^.]*$/, '');
}

export type Withdrawal = 'explained' | 'irrelevant' | 'dropped';

/** Why there is nothing to do any more although nothing was mended; null where there still is. */
function withdrawal(assessed: RequirementAssessment | undefined): Withdrawal | null {
  if (assessed === undefined) return 'dropped';
  if (assessed.explanation?.state === 'accepted') return 'explained';
  return assessed.rating === 'grey' && assessed.explanation === null ? 'irrelevant' : null;
}

/** A person's "not planned" is the end of it; a person's "completed" gets one remark if the document is still missing. */
function aboutClosed(
  state: DocumentState,
  own: OwnIssue,
  assessed: RequirementAssessment | undefined,
  input: IssuePlanInput,
): IssueAction[] {
  const { issue } = own;
  if (state.closedBy !== 'person') return [];
  if (isDeclined(state)) {
    const isKnown = state.record?.state === 'closed' && state.record.closedBy === 'person';
    if (isKnown) return [];
    const { product, productKey } = input;
    const reason = sayIn(product.language, 'issues.declinedReason', { number: issue.number });
    return [
      {
        kind: 'note-declined',
        declined: {
          product: productKey,
          requirement: state.requirement,
          issueNodeId: issue.nodeId,
          issueUrl: issue.url,
          reason,
          byLogin: issue.closedBy?.login ?? null,
          byId: issue.closedBy?.id ?? null,
        },
      },
    ];
  }
  const isOld = issue.closedAt !== null && Date.parse(issue.closedAt) <= Date.parse(input.readAt);
  if (assessed === undefined || !isMissing(assessed) || !isOld) return [];
  const note = stillMissingNote(assessed, notesOf(input));
  if (state.record?.notes[note.key] !== undefined) return [];
  return [{ kind: 'comment', requirement: state.requirement, issue: own, note }];
}

function isDeclined({ issue, closedBy }: DocumentState): boolean {
  const reason = issue?.issue.closeReason;
  return closedBy === 'person' && (reason === 'not_planned' || reason === 'duplicate');
}

function openings(
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
  for (const requirement of wantedDocuments(assessment, model, product, requested)) {
    if (room <= 0) break;
    const state = states.get(requirement.id);
    const opening = state === undefined ? null : reopening(state, requirement, input);
    if (opening !== null) {
      actions.push(opening);
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
    note: reopenedNote(requirement, notesOf(input)),
  };
}

/** Only where there never was one: an intent whose outcome is not known is looked up before anything is made. */
function mayBeMade(state: DocumentState, unread: ReadonlySet<string>): boolean {
  if (state.issue !== null || unread.has(state.requirement)) return false;
  return state.record === null || (state.record.state === 'pending' && state.record.number === null);
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
