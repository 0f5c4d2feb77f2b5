export {
  assessmentHistory,
  contentHash,
  earlierPeriod,
  latestAssessment,
  latestPeriods,
  lookAgainDue,
  lookAgainFrom,
  periodAt,
  saveAssessment,
} from './assessments.js';
export type { AssessmentPeriod, Ratings, SavedAssessment, StoredAssessment } from './assessments.js';
export { finishCommand, productsWithCommands, saveCommand, waitingCommands } from './commands.js';
export type { StoredCommand } from './commands.js';
export {
  findConfiguration,
  forgetConfiguration,
  listConfigurations,
  saveConfiguration,
} from './configurations.js';
export type { ReadConfiguration, StoredConfiguration } from './configurations.js';
export { copyDatabase } from './copyDatabase.js';
export type { Database, Engine, Query, Queryable } from './database.js';
export {
  claimDeliveries,
  countDeliveries,
  failDelivery,
  finishDeliveries,
  knownDeliveries,
  listDeliveries,
  noteRedelivery,
  redeliveriesAsked,
  retryDelivery,
  saveDeliveries,
  saveDelivery,
} from './deliveries.js';
export type { NewDelivery, SavedDelivery, StoredDelivery } from './deliveries.js';
export {
  dropEffect,
  findEffect,
  findEffectByNode,
  intendEffect,
  listEffects,
  saveEffect,
} from './effects.js';
export type { Effect, EffectPatch } from './effects.js';
export { DatabaseLockedError, DatabaseUnavailableError, MigrationChangedError, sqlState } from './errors.js';
export { listExamples, saveExamples } from './examples.js';
export {
  evaluationRepository,
  EVALUATIONS_SETTING,
  forgetEvaluations,
  listEvaluations,
  matchEvaluation,
  newestDecisions,
  newestEvaluation,
  newestEvaluations,
  readEvaluationSource,
  saveEvaluations,
} from './evaluations.js';
export type {
  EvaluationFile,
  EvaluationRow,
  EvaluationSummary,
  StoredDecision,
  StoredEvaluation,
  StoredEvaluationSource,
} from './evaluations.js';
export {
  acceptExplanation,
  currentExplanations,
  endExplanation,
  expireExplanations,
  explanationHistory,
  saveExplanation,
  takeReminders,
} from './explanations.js';
export type { NewExplanation, StoredExplanation } from './explanations.js';
export {
  findInstallation,
  listInstallations,
  saveInstallation,
  stopInstallation,
  stoppedInstallations,
} from './installations.js';
export type { Installation } from './installations.js';
export {
  countIssuesMade,
  dropIssueIntent,
  findIssue,
  findIssueByNode,
  intendIssue,
  listIssues,
  saveIssue,
} from './issues.js';
export type { Intent, IssuePatch, IssueRecord } from './issues.js';
export { failingLanes, lanesStarted, noteLaneFailed, noteLaneStarted, noteLaneSucceeded } from './lanes.js';
export type { FailingLane } from './lanes.js';
export { giveLeaseBack, takeLease } from './leases.js';
export { migrate, readMigrations } from './migrate.js';
export { listMilestones, saveMilestones } from './milestones.js';
export type { StoredMilestone } from './milestones.js';
export { openDatabase } from './openDatabase.js';
export type { DatabaseSettings } from './openDatabase.js';
export { holdWrites, listHolds, reserveWrite } from './pacing.js';
export type { WritePace } from './pacing.js';
export { weekCounts, newestAssessments, periodsAt } from './portfolio.js';
export type { AssessmentSummary, WeekCounts, NewestAssessment } from './portfolio.js';
export {
  findProduct,
  findProductBySlug,
  listProducts,
  productsOfRepositories,
  productsOfRepository,
  saveProducts,
  startRun,
} from './products.js';
export type { NewProduct, StoredProduct } from './products.js';
export {
  findRepository,
  findRepositoryNamed,
  hideRepository,
  listRepositories,
  noteGone,
  noteFileCounts,
  noteScanned,
  saveRepositories,
} from './repositories.js';
export type { Repository, StoredRepository } from './repositories.js';
export { applyRetention, DEFAULT_RETENTION, deleteInstallation } from './retention.js';
export type { Deleted, Retention } from './retention.js';
export { dropRoadmapIntent, intendRoadmapItem, roadmapItems, saveRoadmapItem } from './roadmapItems.js';
export type { RoadmapItem, RoadmapItemPatch } from './roadmapItems.js';
export { finishRound, latestRound, startRound } from './rounds.js';
export type { Round, SweepReport } from './rounds.js';
export { readSetting, saveSetting } from './settings.js';
export { portfolioStamps, refreshRows } from './stamps.js';
export type { KeptRows, RowSource, ShownTable, Stamps } from './stamps.js';
