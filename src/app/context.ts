import type { ReconcileReport } from '../issues/index.js';
import type { Jobs } from '../jobs/index.js';
import type { Logger } from '../log/index.js';
import type { Model } from '../governance/index.js';
import type { Database } from '../store/index.js';
import type { FactsGate } from './facts-gate.js';
import type { GitHubAccess } from './github-access.js';
import type { Settings } from './settings.js';

/** What every lane of work shares. */
export interface AppContext {
  readonly settings: Settings;
  readonly database: Database;
  readonly github: GitHubAccess;
  readonly facts: FactsGate;
  readonly model: Model;
  readonly log: Logger;
  readonly now: () => Date;
  /** Set once the queue is open; lanes may send each other work. */
  readonly jobs: () => Jobs;
  /** Told what came of each product's issues, for metrics and the dry run. */
  readonly onIssues?: (product: string, report: ReconcileReport) => void;
}
