/** `os2modning database move URL`: from the embedded database to a Postgres server. */
import { createJobs } from '../jobs/index.js';
import { silentLogger } from '../log/index.js';
import { say, sayIn, type Language } from '../messages/index.js';
import {
  copyDatabase,
  DatabaseLockedError,
  listInstallations,
  listProducts,
  openDatabase,
  type Database,
} from '../store/index.js';
import { CommandError, EXIT, type ExitCode } from './failure.js';
import type { Io } from './io.js';

/** Copies everything, all or nothing; the embedded database stays as it was. The app must be stopped. */
export async function databaseMoveCommand(url: string, lang: Language, io: Io): Promise<ExitCode> {
  if (!/^postgres(ql)?:\/\//.test(url)) throw new CommandError(say('cli.database.address'));
  const directory = (io.env['OS2MODNING_DATA'] ?? '').trim() || 'data';
  const from = await openEmbedded(directory);
  try {
    const to = await openDatabase({ databaseUrl: url });
    try {
      const tables = await copyDatabase(from, to);
      await sendAgain(to);
      let rows = 0;
      for (const count of tables.values()) rows += count;
      await io.write(`${sayIn(lang, 'cli.database.moved', { tables: tables.size, rows })}\n`);
      return EXIT.done;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function openEmbedded(directory: string): Promise<Database> {
  try {
    return await openDatabase({ dataDirectory: directory });
  } catch (error) {
    if (!(error instanceof DatabaseLockedError)) throw error;
    throw new CommandError(say('cli.database.running', { directory }), EXIT.failed, { cause: error });
  }
}

/** The queue's jobs are not copied. Everything they can have been for is looked at again, which changes nothing that is right. */
async function sendAgain(database: Database): Promise<void> {
  const jobs = await createJobs({ database, handlers: {}, role: 'web', log: silentLogger() });
  try {
    const installations = await listInstallations(database);
    const products = await listProducts(database);
    await jobs.send([
      ...installations.map(({ id }) => ({
        queue: 'configuration' as const,
        key: String(id),
        data: { installation: id },
      })),
      ...products.map(({ key }) => ({ queue: 'assess' as const, key })),
    ]);
  } finally {
    await jobs.stop();
  }
}
