/** One product's issues, from what stands on GitHub to what should. */
import { GitHubError, type GitHubIssue } from '../github/index.js';
import { skipReasonOf, type IssueAction, type Skip } from './actions.js';
import { applyPlan, type ApplyReport } from './apply.js';
import { readExistingIssues, type ExistingIssues, type OwnIssue } from './own-issues.js';
import { MOST_CREATIONS_A_DAY, type IssuePlanInput } from './plan-input.js';
import { maturityState } from './plan-maturity.js';
import { planIssues, planMaturity } from './plan.js';
import type { ApplyContext, ApplyPorts } from './work.js';

export type ReconcileInput = Omit<IssuePlanInput, 'existing' | 'records' | 'limits'> & {
  readonly installation: number | null;
  readonly settleMs?: number;
  readonly mostCreationsADay?: number;
  /** Which ticked boxes of the maturity issue do not count. Left out, all do. */
  readonly judgeTicks?: (issue: GitHubIssue) => Promise<ReadonlySet<string>>;
};

export interface ReconcileReport extends Omit<ApplyReport, 'touched'> {
  /** Everything that was planned, in its order. */
  readonly planned: readonly IssueAction[];
}

const DAY_MS = 86_400_000;
/** GitHub mostly shows a new issue within a second. */
const SETTLE_MS = 10_000;

/**
 * Reads, plans and applies: first the documents' issues, then, with their numbers, the maturity issue. With `isDryRun`
 * nothing is written, on GitHub or in the store. Throws a GitHubError when a later try may do better.
 */
export async function reconcileIssues(
  ports: ApplyPorts,
  input: ReconcileInput,
  isDryRun = false,
): Promise<ReconcileReport> {
  const read = await readState(ports, input);
  if ('kind' in read) return { planned: [read], done: [], skipped: [read], stopped: [] };
  if (!isDryRun) await noteAssignees(ports, input, read);
  const before = isDryRun ? read : await withJudgedTicks(read, input);
  const planned = planIssues(before);
  if (isDryRun) return { planned, done: [], skipped: [], stopped: [] };
  const documents = planned.filter((action) => !isAboutMaturity(action));
  const first = await applyPlan(documents, ports, contextOf(input, before));
  // Their numbers stand in the maturity issue, so it is planned again with what is there now.
  const after = { ...before, ...(await stateAfter(ports, input, before, first)) };
  const maturity = planMaturity(after).filter(isAboutMaturity);
  const second = await applyPlan(maturity, ports, contextOf(input, after));
  log(ports, input, [first, second]);
  return {
    planned,
    done: [...first.done, ...second.done],
    skipped: [...first.skipped, ...second.skipped],
    stopped: [...first.stopped, ...second.stopped],
  };
}

async function readState(ports: ApplyPorts, input: ReconcileInput): Promise<IssuePlanInput | Skip> {
  const { reader, records: store, clock } = ports;
  const records = await store.list(input.productKey);
  const { installation, mostCreationsADay: most = MOST_CREATIONS_A_DAY } = input;
  const since = new Date(clock.now() - DAY_MS);
  const made = installation === null ? 0 : await store.countMade(installation, since);
  const nothing = { issues: [], gone: new Set<string>(), unread: new Set<string>(), isListDoubtful: false };
  const limits = { made, most };
  // A home that cannot be written has nothing to be read for.
  if (input.home.isArchived === true || input.home.hasIssues === false || !input.home.mayWrite) {
    return { ...input, records, limits, existing: nothing };
  }
  try {
    const where = { home: input.home, repositories: input.material.repositories, account: input.account };
    return { ...input, records, limits, existing: await readExistingIssues(reader, records, where) };
  } catch (error) {
    const reason = error instanceof GitHubError ? skipReasonOf(error.kind) : null;
    if (reason === null || !(error instanceof GitHubError)) throw error;
    const repository = input.home.nameWithOwner;
    return { kind: 'skip', reason, repository, number: null, permission: error.permission };
  }
}

/** Who has taken which issue, for the board of tasks. */
async function noteAssignees(
  { records: store }: ApplyPorts,
  { productKey, generation }: ReconcileInput,
  { existing, records }: IssuePlanInput,
): Promise<void> {
  for (const { issue, repositoryId: repository } of existing.issues) {
    const record = records.find(({ nodeId }) => nodeId === issue.nodeId);
    const { assignees } = issue;
    if (record === undefined || assignees === undefined) continue;
    if (assignees.join() !== record.assignees.join())
      await store.save(productKey, record.kind, generation, { repository, assignees });
  }
}

async function withJudgedTicks(
  state: IssuePlanInput,
  { judgeTicks }: ReconcileInput,
): Promise<IssuePlanInput> {
  const { issue } = maturityState(state);
  if (judgeTicks === undefined || issue?.issue.state !== 'open') return state;
  return { ...state, requests: { ...state.requests, denied: await judgeTicks(issue.issue) } };
}

async function stateAfter(
  ports: ApplyPorts,
  input: ReconcileInput,
  before: IssuePlanInput,
  report: ApplyReport,
): Promise<Pick<IssuePlanInput, 'existing' | 'records' | 'limits'>> {
  const made = report.done.filter((action) => action.kind === 'create-document').length;
  return {
    existing: withTouched(before.existing, report.touched),
    records: await ports.records.list(input.productKey),
    limits: { ...before.limits, made: before.limits.made + made },
  };
}

function withTouched(existing: ExistingIssues, touched: readonly OwnIssue[]): ExistingIssues {
  const isSame = (one: OwnIssue, other: OwnIssue) =>
    one.repositoryId === other.repositoryId && one.issue.number === other.issue.number;
  const others = existing.issues.filter((one) => !touched.some((other) => isSame(one, other)));
  return { ...existing, issues: [...others, ...touched] };
}

function isAboutMaturity(action: IssueAction): boolean {
  switch (action.kind) {
    case 'create-maturity':
    case 'update-maturity':
    case 'reopen-maturity':
    case 'close-moved':
      return true;
    case 'remember':
      return action.record === 'maturity';
    case 'skip':
      return action.reason === 'not-wanted' || action.reason === 'unread';
    default:
      return false;
  }
}

function contextOf(input: ReconcileInput, state: IssuePlanInput): ApplyContext {
  return {
    productKey: input.productKey,
    generation: input.generation,
    home: input.home,
    installation: input.installation,
    account: input.account,
    records: state.records,
    mostCreationsADay: state.limits.most,
    requests: state.requests,
    settleMs: input.settleMs ?? SETTLE_MS,
  };
}

function log(ports: ApplyPorts, input: ReconcileInput, reports: readonly ApplyReport[]): void {
  const fields = { product: input.productKey, repository: input.home.nameWithOwner };
  for (const report of reports) {
    for (const action of report.done) {
      const requirement = 'requirement' in action ? action.requirement : undefined;
      ports.log.info({ ...fields, action: action.kind, requirement }, 'issue written');
    }
    for (const { reason, number, permission } of report.skipped) {
      ports.log.info({ ...fields, reason, number, permission }, 'issue skipped');
    }
    for (const { reason, count, most } of report.stopped) {
      ports.log.error(
        { ...fields, reason, count, most },
        'no more issues are created; an operator should look',
      );
    }
  }
}
