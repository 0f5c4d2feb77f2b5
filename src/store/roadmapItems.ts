import { setClause } from './columns.js';
import type { Queryable } from './database.js';
import type { Intent } from './issues.js';

/** What stands in a GitHub Project for a milestone or an issue. */
export interface RoadmapItem {
  /** Node id of the project. */
  readonly project: string;
  /** Node id of the milestone or issue. */
  readonly subject: string;
  readonly kind: 'milestone' | 'issue';
  readonly product: string;
  /** Node id. */
  readonly repository: string;
  readonly state: 'pending' | 'present' | 'archived' | 'gone';
  /** Node id of the item, and of the draft issue in it. */
  readonly item: string | null;
  readonly draft: string | null;
  readonly contentHash: string | null;
  readonly intendedAt: Date | null;
}

export type RoadmapItemPatch = Partial<
  Pick<RoadmapItem, 'product' | 'repository' | 'state' | 'item' | 'draft' | 'contentHash'>
>;

const COLUMNS = `project, subject, kind, product, repository, state, item, draft, content_hash AS "contentHash",
  intended_at AS "intendedAt"`;
const PATCH = {
  product: 'product',
  repository: 'repository',
  state: 'state',
  item: 'item',
  draft: 'draft',
  contentHash: 'content_hash',
} as const satisfies Record<keyof RoadmapItemPatch, string>;

/** As `intendIssue`: committed by itself before the request that adds the item. An item that is `gone` is made again. */
export async function intendRoadmapItem(
  connection: Queryable,
  item: Pick<RoadmapItem, 'project' | 'subject' | 'kind' | 'product' | 'repository'>,
  at: Date,
): Promise<Intent> {
  const made = await connection.execute(
    `INSERT INTO roadmap_items AS known (project, subject, kind, product, repository, state, intended_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'pending', $6, $6)
     ON CONFLICT (project, subject) DO UPDATE SET state = 'pending', item = NULL, draft = NULL, content_hash = NULL,
       product = excluded.product, repository = excluded.repository, intended_at = excluded.intended_at,
       updated_at = excluded.updated_at
       WHERE known.state = 'gone'`,
    [item.project, item.subject, item.kind, item.product, item.repository, at],
  );
  if (made === 1) return 'make';
  const [row] = await connection.query<{ state: string }>(
    'SELECT state FROM roadmap_items WHERE project = $1 AND subject = $2',
    [item.project, item.subject],
  );
  return row?.state === 'pending' ? 'look-first' : 'known';
}

/** The request was certainly refused: nothing was made. */
export async function dropRoadmapIntent(
  connection: Queryable,
  project: string,
  subject: string,
): Promise<void> {
  await connection.execute(
    `DELETE FROM roadmap_items WHERE project = $1 AND subject = $2 AND state = 'pending'`,
    [project, subject],
  );
}

/** Notes what is now true in the project. Throws when the item was never intended. */
export async function saveRoadmapItem(
  connection: Queryable,
  project: string,
  subject: string,
  patch: RoadmapItemPatch,
  at: Date,
): Promise<void> {
  const set = setClause(patch, PATCH, 4);
  const changed = await connection.execute(
    `UPDATE roadmap_items SET updated_at = $3${set.sql} WHERE project = $1 AND subject = $2`,
    [project, subject, at, ...set.parameters],
  );
  if (changed === 0) throw new Error(`no roadmap item for ${subject} in ${project}`);
}

/** Of one project, by subject. */
export async function roadmapItems(
  connection: Queryable,
  project: string,
): Promise<ReadonlyMap<string, RoadmapItem>> {
  const rows = await connection.query<RoadmapItem>(
    `SELECT ${COLUMNS} FROM roadmap_items WHERE project = $1`,
    [project],
  );
  return new Map(rows.map((row) => [row.subject, row]));
}
