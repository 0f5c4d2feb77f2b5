import { GitHubError, type GitHubIssue } from '../../github/index.js';
import type { Language } from '../../messages/index.js';
import type { Skip } from '../actions.js';
import { refused } from '../work.js';
import { applyMilestonePlan, type PlanPorts, type PlanReport } from './apply-plan.js';
import { planMilestones, type PlanAction } from './plan-milestones.js';
import type { MilestonePlan } from './types.js';

export interface KeepPlanInput {
  readonly plan: MilestonePlan;
  /** `owner/name`: the product's home. */
  readonly repository: string;
  /** Overrides the plan's own start. */
  readonly start: string | null;
  /** Calendar day in Denmark. */
  readonly today: string;
  readonly language: Language;
  /** See ApplyRoadmapContext. */
  readonly settleMs: number;
  readonly dryRun?: boolean;
}

/**
 * Reads the repository, plans the difference, applies it. Applied again it does nothing, until the plan moves or a new
 * year comes. Throws a GitHubError as `applyMilestonePlan`, a RangeError when the plan needs a start and there is none.
 */
export async function keepPlan(
  input: KeepPlanInput,
  ports: PlanPorts,
): Promise<{ readonly actions: readonly PlanAction[]; readonly report: PlanReport | null }> {
  const { plan, repository, start, today, language, settleMs } = input;
  const existing = await ports.milestones.listMilestones(repository);
  const { issues, skipped } = await issuesOf(plan, repository, ports);
  const records = await ports.records.list();
  const actions = planMilestones(plan, { start, today, existing, issues, records, language });
  if (input.dryRun === true) return { actions, report: null };
  const report = await applyMilestonePlan(actions, ports, { plan: plan.id, repository, settleMs });
  return { actions, report: { ...report, skipped: [...skipped, ...report.skipped] } };
}

/** Where issues are turned off the milestones are made all the same. */
async function issuesOf(
  { milestones }: MilestonePlan,
  repository: string,
  { issues }: PlanPorts,
): Promise<{ readonly issues: readonly GitHubIssue[] | null; readonly skipped: readonly Skip[] }> {
  if (milestones.every(({ tasks }) => tasks.length === 0)) return { issues: null, skipped: [] };
  try {
    return { issues: await issues.listOwnIssues(repository), skipped: [] };
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'disabled') throw error;
    return { issues: null, skipped: [refused(error, repository)] };
  }
}
