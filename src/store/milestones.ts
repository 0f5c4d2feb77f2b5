import { listOf } from './columns.js';
import type { Queryable } from './database.js';
import { toJson } from './text.js';

export interface StoredMilestone {
  readonly nodeId: string;
  /** Node id. */
  readonly repository: string;
  readonly number: number;
  readonly title: string;
  readonly description: string | null;
  readonly state: 'open' | 'closed';
  readonly dueOn: Date | null;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  readonly openIssues: number;
  readonly closedIssues: number;
  /** Deleted, or no longer seen. */
  readonly goneAt: Date | null;
}

const COLUMNS = `node_id AS "nodeId", repository, number, title, description, state, due_on AS "dueOn",
  created_at AS "createdAt", closed_at AS "closedAt", open_issues AS "openIssues", closed_issues AS "closedIssues",
  gone_at AS "goneAt"`;

/** All milestones of a repository as read just now; those it does not hold any more are gone. Use a transaction. */
export async function saveMilestones(
  connection: Queryable,
  repository: string,
  milestones: readonly Omit<StoredMilestone, 'repository' | 'goneAt'>[],
  at: Date,
): Promise<void> {
  await connection.execute(
    `INSERT INTO milestones (node_id, repository, number, title, description, state, due_on, created_at, closed_at,
       open_issues, closed_issues, updated_at)
     SELECT "nodeId", $2, number, title, description, state, "dueOn", "createdAt", "closedAt", "openIssues", "closedIssues", $3
     FROM jsonb_to_recordset($1::jsonb) AS given ("nodeId" text, number integer, title text, description text, state text,
       "dueOn" timestamptz, "createdAt" timestamptz, "closedAt" timestamptz, "openIssues" integer, "closedIssues" integer)
     ON CONFLICT (node_id) DO UPDATE SET repository = excluded.repository, number = excluded.number, title = excluded.title,
       description = excluded.description, state = excluded.state, due_on = excluded.due_on,
       closed_at = excluded.closed_at, open_issues = excluded.open_issues, closed_issues = excluded.closed_issues,
       gone_at = NULL, updated_at = excluded.updated_at`,
    [toJson(milestones), repository, at],
  );
  await connection.execute(
    `UPDATE milestones SET gone_at = $3, updated_at = $3
     WHERE repository = $1 AND gone_at IS NULL AND NOT (node_id = ANY($2::text[]))`,
    [repository, milestones.map((milestone) => milestone.nodeId), at],
  );
}

/** Those still there; of one repository, some, or all. */
export function listMilestones(
  connection: Queryable,
  repository?: string | readonly string[] | null,
): Promise<StoredMilestone[]> {
  return connection.query<StoredMilestone>(
    `SELECT ${COLUMNS} FROM milestones WHERE gone_at IS NULL AND ($1::text[] IS NULL OR repository = ANY($1))
     ORDER BY due_on NULLS LAST, title, node_id`,
    [listOf(repository)],
  );
}
