/** What is to be done about a document issue that is there. Pure. */
import { isExplained, type RequirementAssessment } from '../assessment/index.js';
import { sayIn } from '../messages/index.js';
import type { IssueAction } from './actions.js';
import { mendedNote, stillMissingNote, withdrawnNote, type Withdrawal } from './comments.js';
import { isDeclined, type DocumentState } from './document-state.js';
import { examplesLine, withExamplesLine } from './examples-line.js';
import type { OwnIssue } from './own-issues.js';
import type { IssuePlanInput } from './plan-input.js';
import { isMissing } from './wanted.js';

export function aboutExisting(state: DocumentState, input: IssuePlanInput): IssueAction[] {
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
    const { note, commit } = mendedNote(assessed, marker.reopened, input);
    return [{ ...close, reason: 'completed', marker: { ...marker, closed: 'mended' }, commit, note }];
  }
  const cause = withdrawal(assessed);
  if (cause === null) return newExamples(issue, requirement, input);
  const note = withdrawnNote(requirement, cause, marker.reopened, input);
  return [
    { ...close, reason: 'not_planned', marker: { ...marker, closed: 'withdrawn' }, commit: null, note },
  ];
}

function newExamples(
  issue: OwnIssue,
  requirement: string,
  { material, product }: IssuePlanInput,
): IssueAction[] {
  const examples = examplesLine(material, requirement, product.language);
  if (withExamplesLine(issue.issue.body, examples) === null) return [];
  return [{ kind: 'update-document', requirement, issue, examples }];
}

/**
 * Green, or no longer for want of the document. Where not everything was read, a gap that is gone is not enough: then the
 * document itself must have been found.
 */
function isMended(assessed: RequirementAssessment, input: IssuePlanInput): boolean {
  if (assessed.rating === 'green') return true;
  if (assessed.rating !== 'yellow' || assessed.gap !== null) return false;
  if (input.material.isEverythingRead) return true;
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

/** Why there is nothing to do any more although nothing was mended; null where there still is. */
function withdrawal(assessed: RequirementAssessment | undefined): Withdrawal | null {
  if (assessed === undefined) return 'dropped';
  if (isExplained(assessed))
    return assessed.explanation?.state === 'accepted' ? 'explained' : 'explainedAtOnce';
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
  const note = stillMissingNote(assessed, input);
  if (state.record?.notes[note.key] !== undefined) return [];
  return [{ kind: 'comment', requirement: state.requirement, issue: own, note }];
}
