import { Client } from 'pg';

export interface ChaosDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** A database of its own on the given server. */
export async function makeDatabase(server: string, name: string): Promise<ChaosDatabase> {
  const run = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  const own = `os2modning_chaos_${process.pid}_${name}`;
  await run(`CREATE DATABASE ${own}`);
  const url = new URL(server);
  url.pathname = `/${own}`;
  return { url: url.href, drop: () => run(`DROP DATABASE ${own} WITH (FORCE)`) };
}
