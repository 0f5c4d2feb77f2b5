/** The roadmap's desk for the command line: the database and GitHub alone, without taking up the app's other work. */
import type { Logger } from '../log/index.js';
import { openDatabase } from '../store/index.js';
import { openAllowList } from './allow-list.js';
import { createGitHubAccess } from './github-access.js';
import { createRoadmapDesk, type RoadmapDesk } from './roadmap-desk.js';
import type { Settings } from './settings.js';
import { turnsIn } from './turns.js';

/** Throws a DatabaseLockedError where the app runs on the embedded database: then it is asked instead. */
export async function withRoadmapDesk<T>(
  settings: Settings,
  log: Logger,
  work: (desk: RoadmapDesk) => Promise<T>,
): Promise<T> {
  const { databaseUrl, dataDirectory } = settings;
  const database = await openDatabase(databaseUrl === null ? { dataDirectory } : { databaseUrl });
  try {
    const github = createGitHubAccess({ settings, log, turns: turnsIn(database) });
    const allowList = await openAllowList(database, settings);
    return await work(
      createRoadmapDesk({ settings, database, github, log, now: () => new Date() }, allowList),
    );
  } finally {
    await database.close();
  }
}
