/** How the app runs: what its last nightly sweep found, and people's evaluations that belong to no product. */
import { latestRound, listEvaluations, type Queryable, type SweepReport } from '../store/index.js';
import type { Audience } from './types.js';

export interface Operations {
  /** The newest that finished; null before the first. */
  readonly sweep: { readonly finishedAt: Date; readonly report: SweepReport } | null;
  /** How many organisations could not be looked at is for everybody; which ones and why, and reports, for members. */
  readonly details: OperationDetails | null;
}

export interface OperationDetails {
  readonly failed: SweepReport['failed'];
  readonly unmatched: readonly UnmatchedEvaluation[];
}

export interface UnmatchedEvaluation {
  readonly path: string;
  /** As the evaluation calls the product. */
  readonly names: readonly string[];
  readonly match: 'none' | 'several';
}

export async function readOperations(connection: Queryable, audience: Audience): Promise<Operations> {
  const newest = await latestRound<SweepReport>(connection, 'sweep');
  const sweep =
    newest === null || newest.finishedAt === null || newest.report === null
      ? null
      : { finishedAt: newest.finishedAt, report: newest.report };
  if (audience !== 'members') return { sweep, details: null };
  return { sweep, details: { failed: sweep?.report.failed ?? [], unmatched: await unmatchedIn(connection) } };
}

async function unmatchedIn(connection: Queryable): Promise<readonly UnmatchedEvaluation[]> {
  return (await listEvaluations(connection)).flatMap(({ path, names, match }) =>
    names === null || match === 'one' ? [] : [{ path, names, match }],
  );
}
