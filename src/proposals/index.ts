export { desiredProposals } from './desired.js';
export { reconcileProposals, type ProposalAccess } from './reconcile.js';
export { storeProposalRecords } from './records.js';
