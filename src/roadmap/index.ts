export type { RoadmapPlan, Skip, Stop } from './actions.js';
export { applyRoadmap } from './apply-roadmap.js';
export type { ApplyRoadmapContext, RoadmapOutcome } from './apply-roadmap.js';
export { describeRoadmapPlan, describeSkip } from './describe-plan.js';
export { addDays, danishDay, daysBetween, isDay } from './days.js';
export { desiredItems } from './desired.js';
export { milestoneLines } from './milestone-lines.js';
export { planRoadmap } from './plan-roadmap.js';
export type { RoadmapPlanInput } from './plan-roadmap.js';
export { memoryRoadmapRecords, storeMilestones, storeRoadmapRecords } from './records.js';
export type { RoadmapRecords } from './records.js';
export { milestoneStatus, progressPercent } from './status.js';
export { syncRoadmap } from './sync.js';
export type { RoadmapSource, SourceRepository, StatusCounts, SyncInput, SyncReport } from './sync.js';
export { DEFAULT_RISK_RULE } from './types.js';
export type {
  Desired,
  DesiredItem,
  IssueFacts,
  MilestoneFacts,
  MilestoneStatus,
  ProductName,
  RiskRule,
  RoadmapOptions,
} from './types.js';
export type { RoadmapPorts } from './work.js';
export { planJsonSchema } from './plans/schema.js';
export { describeMilestonePlan, describePlanActions, describePlanMistake } from './plans/describe.js';
export { keepPlan } from './plans/keep-plan.js';
export type { KeepPlanInput } from './plans/keep-plan.js';
export type { PlanPorts, PlanReport } from './plans/apply-plan.js';
export { planMilestones } from './plans/plan-milestones.js';
export type { LeaveReason, PlanAction, PlanMilestonesInput } from './plans/plan-milestones.js';
export { readPlan } from './plans/read-plan.js';
export type { PlanReading } from './plans/read-plan.js';
export { memoryPlanRecords, storePlanRecords } from './plans/records.js';
export type { PlanRecord, PlanRecords } from './plans/records.js';
export { readShippedPlan, shippedPlans, shippedPlanText } from './plans/shipped.js';
export type { MilestonePlan } from './plans/types.js';
export { preflightRoadmap } from './preflight.js';
export type { PreflightFinding, PreflightInput } from './preflight.js';
export { setupRoadmap } from './setup.js';
export type { SetupInput, SetupReport, SetupStep } from './setup.js';
export { postStatusUpdate, statusUpdateOf, storeStatusUpdateRecords } from './status-update.js';
export type { Standing, StatusUpdate, StatusUpdateInput, StatusUpdateRecords } from './status-update.js';
export type { OptionNames } from './plan-fields.js';
