export type { RoadmapPlan, Skip, Stop } from './actions.js';
export { applyRoadmap } from './apply-roadmap.js';
export type { ApplyRoadmapContext, RoadmapOutcome } from './apply-roadmap.js';
export { describeRoadmapPlan, describeSkip } from './describe-plan.js';
export { desiredItems } from './desired.js';
export { planRoadmap } from './plan-roadmap.js';
export type { RoadmapPlanInput } from './plan-roadmap.js';
export { memoryRoadmapRecords, storeRoadmapRecords } from './records.js';
export type { RoadmapRecords } from './records.js';
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
