import type { Queryable } from './database.js';

/**
 * Takes or renews the right to something that only one process may do at a time, for a while. False while another owner
 * holds it. The database's clock counts, so processes need not agree on the time.
 */
export async function takeLease(
  connection: Queryable,
  name: string,
  owner: string,
  seconds: number,
): Promise<boolean> {
  const changed = await connection.execute(
    `INSERT INTO leases AS held (name, owner, until) VALUES ($1, $2, clock_timestamp() + $3 * interval '1 second')
     ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
       WHERE held.owner = excluded.owner OR held.until < clock_timestamp()`,
    [name, owner, seconds],
  );
  return changed === 1;
}

export async function giveLeaseBack(connection: Queryable, name: string, owner: string): Promise<void> {
  await connection.execute('DELETE FROM leases WHERE name = $1 AND owner = $2', [name, owner]);
}
