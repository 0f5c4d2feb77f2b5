import type { Queryable } from './database.js';
import { toJson } from './text.js';

export interface Installation {
  readonly id: number;
  readonly accountId: number;
  /** Login of the account, as GitHub last gave it. */
  readonly account: string;
  readonly accountType: string;
  /** `{ contents: 'read', issues: 'write', … }` as granted, which may be less than the app asks for. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  readonly suspendedAt: Date | null;
  /** Uninstalled; its data is deleted some time later. */
  readonly removedAt: Date | null;
}

const COLUMNS = `id, account_id AS "accountId", account, account_type AS "accountType", permissions, events,
  suspended_at AS "suspendedAt", removed_at AS "removedAt"`;

/** As read from GitHub just now. */
export async function saveInstallation(
  connection: Queryable,
  installation: Installation,
  at: Date,
): Promise<void> {
  await connection.execute(
    `INSERT INTO installations
       (id, account_id, account, account_type, permissions, events, suspended_at, removed_at, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8, $9, $9)
     ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, account = excluded.account,
       account_type = excluded.account_type, permissions = excluded.permissions, events = excluded.events,
       suspended_at = excluded.suspended_at, removed_at = excluded.removed_at, updated_at = excluded.updated_at`,
    [
      installation.id,
      installation.accountId,
      installation.account,
      installation.accountType,
      toJson(installation.permissions),
      toJson(installation.events),
      installation.suspendedAt,
      installation.removedAt,
      at,
    ],
  );
}

export async function findInstallation(connection: Queryable, id: number): Promise<Installation | null> {
  const [row] = await connection.query<Installation>(`SELECT ${COLUMNS} FROM installations WHERE id = $1`, [
    id,
  ]);
  return row ?? null;
}

/** Neither suspended nor removed unless `all`; by account. */
export function listInstallations(
  connection: Queryable,
  filter: { readonly all?: boolean } = {},
): Promise<Installation[]> {
  return connection.query<Installation>(
    `SELECT ${COLUMNS} FROM installations WHERE $1 OR (suspended_at IS NULL AND removed_at IS NULL)
     ORDER BY lower(account), id`,
    [filter.all ?? false],
  );
}

/** Those of the given ones that are suspended or removed. */
export async function stoppedInstallations(
  connection: Queryable,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await connection.query<{ id: number }>(
    `SELECT id FROM installations WHERE id = ANY($1::bigint[]) AND (suspended_at IS NOT NULL OR removed_at IS NOT NULL)`,
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}

/** Work for it stops from now on. Safe to do on a mere hint: the next reading of GitHub sets it right. */
export async function stopInstallation(
  connection: Queryable,
  id: number,
  why: 'suspended' | 'removed',
  at: Date,
): Promise<void> {
  const column = why === 'suspended' ? 'suspended_at' : 'removed_at';
  await connection.execute(
    `UPDATE installations SET ${column} = coalesce(${column}, $2), updated_at = $2 WHERE id = $1`,
    [id, at],
  );
}
