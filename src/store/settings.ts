import type { Queryable } from './database.js';
import { toJson } from './text.js';

/** Small things that must outlive a restart, such as a cursor. */
export async function saveSetting(
  connection: Queryable,
  key: string,
  value: unknown,
  at: Date,
): Promise<void> {
  await connection.execute(
    `INSERT INTO settings (key, value, updated_at) VALUES ($1, $2::jsonb, $3)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
    [key, toJson(value), at],
  );
}

/** Undefined when it was never saved. The caller checks the shape: an older version may have written it. */
export async function readSetting(connection: Queryable, key: string): Promise<unknown> {
  const [row] = await connection.query<{ value: unknown }>('SELECT value FROM settings WHERE key = $1', [
    key,
  ]);
  return row?.value;
}
