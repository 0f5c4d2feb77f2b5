/** What carrying out one plan shares. */
import { GitHubError, type Clock, type ProjectReader, type ProjectWriter } from '../github/index.js';
import type { Logger } from '../log/index.js';
import type { RoadmapItem } from '../store/index.js';
import type { Skip } from './actions.js';
import type { RoadmapRecords } from './records.js';

export interface RoadmapPorts {
  /** With the token of the organisation that owns the project. */
  readonly reader: ProjectReader;
  readonly writer: ProjectWriter;
  readonly records: RoadmapRecords;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface RoadmapCounts {
  fields: number;
  added: number;
  changed: number;
  archived: number;
  unarchived: number;
  /** Requests that changed the project. */
  writes: number;
}

export interface RoadmapWork {
  readonly ports: RoadmapPorts;
  /** Node id. */
  readonly project: string;
  /** Where the project is read again. */
  readonly place: { readonly owner: string; readonly number: number };
  /** As they were when the plan was made. */
  readonly records: ReadonlyMap<string, RoadmapItem>;
  /** How long GitHub may take to show what it was just asked to make, in milliseconds. */
  readonly settleMs: number;
  readonly counts: RoadmapCounts;
  readonly skipped: Skip[];
}

/** What would go wrong with every further request: limits, failures, an expired key, a missing permission. */
export function stopsAll({ kind }: GitHubError): boolean {
  return kind !== 'gone' && kind !== 'validation' && kind !== 'archived' && kind !== 'disabled';
}

/** Notes what GitHub refuses for good of a single thing, so that everything else goes on; throws what stops all. */
export function tellRefused(work: RoadmapWork, error: unknown, what: string): void {
  if (!(error instanceof GitHubError) || stopsAll(error)) throw error;
  work.skipped.push(refused(error, what));
}

export function refused({ kind, said, permission }: GitHubError, what: string): Skip {
  return { kind: 'refused', what, why: kind, said, permission };
}
