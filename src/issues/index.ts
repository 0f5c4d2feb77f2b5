export type { IssueAction, Skip, SkipReason, Stop } from './actions.js';
export { applyPlan } from './apply.js';
export type { ApplyReport } from './apply.js';
export { describePlan } from './describe-plan.js';
export { desiredMaturityBody } from './desired-maturity-body.js';
export { documentIssue } from './document-issue.js';
export type { DocumentContext, DocumentIssue } from './document-issue.js';
export { parseMarker, productKey, renderMarker } from './marker.js';
export type { DocumentMarker, Marker, MaturityMarker, NoteMarker } from './marker.js';
export { renderMaturityBody } from './maturity-body.js';
export type { MaturityBody } from './maturity-body.js';
export { memoryRecords } from './memory-records.js';
export { newFileLink } from './new-file-link.js';
export { isOwnIssue, readExistingIssues } from './own-issues.js';
export type { ExistingIssues, OwnIssue } from './own-issues.js';
export { parseMaturityBody, tickedOrders } from './parse-maturity-body.js';
export { MOST_CREATIONS_A_DAY } from './plan-input.js';
export type { CreationLimits, HomeState, IssuePlanInput, IssueRequests } from './plan-input.js';
export { planIssues } from './plan.js';
export type { DeclinedDocument, IntendedIssue, IssueRecords } from './ports.js';
export { reconcileIssues } from './reconcile.js';
export type { ReconcileInput, ReconcileReport } from './reconcile.js';
export { storeIssueRecords } from './store-records.js';
export { fillTemplate, offeredDocument } from './templates.js';
export type { OfferedDocument } from './templates.js';
export type {
  Example,
  IssueMaterial,
  Mending,
  ModelTexts,
  Notice,
  RepositoryView,
  RequirementTexts,
} from './types.js';
export type { ApplyContext, ApplyPorts } from './work.js';
