import type { Database, Queryable } from './database.js';

export interface Retention {
  /** Days that deliveries which are done, and rounds, are kept. GitHub sends nothing again after three. */
  readonly deliveries: number;
  /** Days that failed deliveries are kept for people to look at. */
  readonly failures: number;
  /** Days after an uninstallation or a suspension until what was known of the account is deleted. */
  readonly uninstalled: number;
  /** Days that periods of products no longer configured are kept. */
  readonly history: number;
}

export const DEFAULT_RETENTION: Retention = { deliveries: 14, failures: 90, uninstalled: 30, history: 1_825 };

export interface Deleted {
  readonly deliveries: number;
  readonly rounds: number;
  readonly products: number;
  /** Accounts whose data was deleted. */
  readonly installations: readonly number[];
}

const DAY_MS = 86_400_000;

/** Deletes what is older than it needs to be. */
export async function applyRetention(database: Database, retention: Retention, now: Date): Promise<Deleted> {
  const before = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  const deliveries = await database.execute(
    `DELETE FROM deliveries WHERE (state = 'done' AND received_at < $1) OR (state = 'failed' AND received_at < $2)`,
    [before(retention.deliveries), before(retention.failures)],
  );
  await database.execute('DELETE FROM redeliveries WHERE requested_at < $1', [before(retention.deliveries)]);
  await database.execute(`DELETE FROM commands WHERE state = 'done' AND done_at < $1`, [
    before(retention.failures),
  ]);
  // GitHub keeps the runs; one that people ask for again so late is looked for there.
  await database.execute(`DELETE FROM effects WHERE kind = 'check' AND updated_at < $1`, [
    before(retention.failures),
  ]);
  const rounds = await database.execute('DELETE FROM rounds WHERE started_at < $1', [
    before(retention.failures),
  ]);
  const removed = await database.query<{ id: number }>(
    'SELECT id FROM installations WHERE removed_at < $1 OR suspended_at < $1 ORDER BY id',
    [before(retention.uninstalled)],
  );
  for (const { id } of removed) await deleteInstallation(database, id);
  const old = await database.query<{ key: string }>('SELECT key FROM products WHERE removed_at < $1', [
    before(retention.history),
  ]);
  for (const { key } of old) await database.transaction((connection) => deleteProduct(connection, key));
  return { deliveries, rounds, products: old.length, installations: removed.map((row) => row.id) };
}

/** Everything that is known through an installation: its products with their history, repositories, milestones, deliveries. */
export async function deleteInstallation(database: Database, id: number): Promise<void> {
  await database.transaction(async (connection) => {
    const products = await connection.query<{ key: string }>(
      'SELECT key FROM products WHERE installation_id = $1',
      [id],
    );
    for (const { key } of products) await deleteProduct(connection, key);
    const ofRepositories = 'repository IN (SELECT node_id FROM repositories WHERE installation_id = $1)';
    for (const table of ['milestones', 'roadmap_items', 'effects', 'issues', 'product_repositories']) {
      await connection.execute(`DELETE FROM ${table} WHERE ${ofRepositories}`, [id]);
    }
    for (const table of ['repositories', 'configurations', 'deliveries']) {
      await connection.execute(`DELETE FROM ${table} WHERE installation_id = $1`, [id]);
    }
    await connection.execute('DELETE FROM installations WHERE id = $1', [id]);
  });
}

async function deleteProduct(connection: Queryable, key: string): Promise<void> {
  for (const table of ['assessments', 'explanations', 'commands', 'issues', 'effects', 'roadmap_items']) {
    await connection.execute(`DELETE FROM ${table} WHERE product = $1`, [key]);
  }
  await connection.execute('DELETE FROM products WHERE key = $1', [key]);
}
