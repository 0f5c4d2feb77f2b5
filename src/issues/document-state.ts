/** How things stand with the issue of one document, read from GitHub and the store together. */
import type { OwnAccount } from '../github/index.js';
import type { IssuePatch, IssueRecord } from '../store/index.js';
import type { DocumentMarker, OwnClose } from './marker.js';
import type { OwnIssue } from './own-issues.js';
import type { IssuePlanInput } from './plan-input.js';

export interface DocumentState {
  readonly requirement: string;
  readonly record: IssueRecord | null;
  /** The oldest one; null where there is none. */
  readonly issue: OwnIssue | null;
  /** Of `issue`; made up from the record where people have removed it. */
  readonly marker: DocumentMarker;
  /** Later ones of ours about the same, still open: made by mistake. */
  readonly extra: readonly OwnIssue[];
  /** Who closed `issue`; null while it is open. */
  readonly closedBy: 'app' | 'person' | null;
}

/** One per requirement that has an issue or a record. */
export function documentStates(input: IssuePlanInput): ReadonlyMap<string, DocumentState> {
  const groups = new Map<string, OwnIssue[]>();
  for (const own of input.existing.issues) {
    const requirement = requirementOf(own, input);
    if (requirement === null) continue;
    const group = groups.get(requirement) ?? [];
    group.push(own);
    groups.set(requirement, group);
  }
  for (const record of input.records) {
    if (record.kind !== 'maturity' && !groups.has(record.kind)) groups.set(record.kind, []);
  }
  const states = new Map<string, DocumentState>();
  for (const [requirement, group] of groups) states.set(requirement, stateOf(requirement, group, input));
  return states;
}

/** By the marker; by the number the store knows, where people have removed the marker. */
function requirementOf(own: OwnIssue, input: IssuePlanInput): string | null {
  if (own.marker?.kind === 'document') {
    return own.marker.product === input.productKey ? own.marker.requirement : null;
  }
  if (own.marker !== null) return null;
  const record = input.records.find(
    (one) => one.number === own.issue.number && one.repository === own.repositoryId,
  );
  return record === undefined || record.kind === 'maturity' ? null : record.kind;
}

function stateOf(requirement: string, group: OwnIssue[], input: IssuePlanInput): DocumentState {
  const record = input.records.find((one) => one.kind === requirement) ?? null;
  const [issue, ...later] = group.sort(byAge);
  const marker = markerOf(requirement, issue, record, input.productKey);
  return {
    requirement,
    record,
    issue: issue ?? null,
    marker,
    extra: later.filter((one) => one.issue.state === 'open' && !isReopenedByPeople(one)),
    closedBy: issue === undefined ? null : closerOf(issue, marker, record, input.account),
  };
}

export function byAge(one: OwnIssue, other: OwnIssue): number {
  const ages = one.issue.createdAt.localeCompare(other.issue.createdAt);
  return ages === 0 ? one.issue.number - other.issue.number : ages;
}

function isReopenedByPeople(own: OwnIssue): boolean {
  return own.marker?.kind === 'document' && own.marker.closed !== null;
}

function markerOf(
  requirement: string,
  issue: OwnIssue | undefined,
  record: IssueRecord | null,
  product: string,
): DocumentMarker {
  const reopened = record?.reopened ?? 0;
  if (issue?.marker?.kind === 'document') {
    return { ...issue.marker, reopened: Math.max(reopened, issue.marker.reopened) };
  }
  return { kind: 'document', product, requirement, closed: null, reopened };
}

const REASONS: Readonly<Record<OwnClose, readonly string[]>> = {
  mended: ['completed'],
  withdrawn: ['not_planned'],
  duplicate: ['not_planned', 'duplicate'],
};

/** GitHub's word where it says; else what we noted in the body when we closed it, and in the store. */
function closerOf(
  { issue }: OwnIssue,
  marker: DocumentMarker,
  record: IssueRecord | null,
  account: OwnAccount,
): 'app' | 'person' | null {
  if (issue.state === 'open') return null;
  if (issue.closedBy !== null) return issue.closedBy.login === account.login ? 'app' : 'person';
  if (marker.closed !== null) {
    const fits = issue.closeReason === null || REASONS[marker.closed].includes(issue.closeReason);
    return fits ? 'app' : 'person';
  }
  return record?.state === 'closed' && record.closedBy === 'app' ? 'app' : 'person';
}

/** A person has closed it without wanting the document. */
export function isDeclined({ issue, closedBy }: DocumentState): boolean {
  const reason = issue?.issue.closeReason;
  return closedBy === 'person' && (reason === 'not_planned' || reason === 'duplicate');
}

/** What the store should hold of it. */
export function patchOf(state: DocumentState): (IssuePatch & { readonly repository: string }) | null {
  if (state.issue === null) return null;
  const { issue, repositoryId } = state.issue;
  return {
    repository: repositoryId,
    state: issue.state,
    number: issue.number,
    nodeId: issue.nodeId,
    closedBy: state.closedBy,
    closedReason: issue.closeReason,
    reopened: state.marker.reopened,
    createdAt: new Date(issue.createdAt),
  };
}

/** Whether the record already says so. */
export function isRemembered(record: IssueRecord | null, patch: IssuePatch): boolean {
  if (record === null) return false;
  const known: IssuePatch = record;
  for (const [field, value] of Object.entries(patch)) {
    const before = known[field as keyof IssuePatch];
    const isSame =
      value instanceof Date && before instanceof Date
        ? value.getTime() === before.getTime()
        : value === before;
    if (!isSame) return false;
  }
  return true;
}
