/** `os2modning roadmap …`: asks the running app where the embedded database is taken, does it here otherwise. */
import { askDesk, withRoadmapDesk, type DeskAnswer, type RoadmapDesk } from '../app/index.js';
import { createLogger } from '../log/index.js';
import type { Language } from '../messages/index.js';
import { DatabaseLockedError } from '../store/index.js';
import { EXIT, type ExitCode } from './failure.js';
import type { Io } from './io.js';
import { settingsOf } from './settings.js';

export interface RoadmapOptions {
  readonly lang: Language;
}

export interface RoadmapSyncOptions extends RoadmapOptions {
  readonly dryRun?: boolean;
  readonly acceptEmpty?: boolean;
}

/** Brings the project in line; with `--dry-run` the differences are printed as a table and nothing is written. */
export function roadmapSyncCommand(
  { lang, dryRun = false, acceptEmpty = false }: RoadmapSyncOptions,
  io: Io,
): Promise<ExitCode> {
  return atDesk(io, lang, (desk) => desk.sync({ dryRun, acceptEmpty }));
}

/** Looks at everything that keeps the roadmap from working. */
export function roadmapPreflightCommand({ lang }: RoadmapOptions, io: Io): Promise<ExitCode> {
  return atDesk(io, lang, (desk) => desk.preflight());
}

/** Makes project, fields and view where that is allowed, and names what is left to a person. */
export function roadmapSetupCommand({ lang }: RoadmapOptions, io: Io): Promise<ExitCode> {
  return atDesk(io, lang, (desk) => desk.setup());
}

/** Throws a CommandError for wrong settings. */
export async function atDesk(
  io: Io,
  language: Language,
  work: (desk: RoadmapDesk) => Promise<DeskAnswer>,
): Promise<ExitCode> {
  const settings = settingsOf(io);
  const { isGood, says } = await here(settings).catch((error: unknown) => {
    if (error instanceof DatabaseLockedError) return work(askDesk(settings.dataDirectory));
    throw error;
  });
  await io.write(`${says.map((text) => text[language]).join('\n')}\n`);
  return isGood ? EXIT.done : EXIT.failed;

  function here(given: typeof settings): Promise<DeskAnswer> {
    return withRoadmapDesk(given, createLogger({ level: given.logLevel }), work);
  }
}
