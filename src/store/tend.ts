import type { PGlite } from '@electric-sql/pglite';

const CHECKPOINT_MILLISECONDS = 60_000;
/** Every so many checkpoints. */
const VACUUM_EVERY = 5;

export interface Tending {
  /** Now, whatever the time: vacuums every table and shortens the log. */
  readonly now: () => Promise<void>;
  /** No more from now on; resolves when a round at work has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * What a server's background processes do: the embedded engine has none, so its log and its dead rows would grow for
 * ever. One short statement after the other, since each blocks the process while it runs.
 */
export function tend(lite: PGlite, failed: (error: unknown) => void): Tending {
  let rounds = 0;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function vacuum(): Promise<void> {
    const { rows } = await lite.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of rows) {
      if (isStopped) return;
      await lite.exec(`VACUUM (ANALYZE) ${name}`);
    }
  }

  async function round(withVacuum: boolean): Promise<void> {
    if (withVacuum) await vacuum();
    if (!isStopped) await lite.exec('CHECKPOINT');
  }

  function start(withVacuum: boolean): Promise<void> {
    running = running.then(() => round(withVacuum));
    return running;
  }

  const timer = setInterval(() => {
    rounds += 1;
    start(rounds % VACUUM_EVERY === 0).catch((error: unknown) => {
      running = Promise.resolve();
      failed(error);
    });
  }, CHECKPOINT_MILLISECONDS);
  timer.unref();

  return {
    now: () => start(true),
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await running.catch(failed);
    },
  };
}
