/** The commands of whoever looks after the app. */
import {
  askOperator,
  operatorPort,
  startApp,
  everything,
  sweep,
  type OperatorPort,
  type Settings,
} from '../app/index.js';
import { createReadClient } from '../github/index.js';
import { describePlan } from '../issues/index.js';
import { createJobs, type JobView } from '../jobs/index.js';
import { createLogger, silentLogger } from '../log/index.js';
import {
  formatDay,
  plainText,
  say,
  sayIn,
  type Language,
  type MessageParameters,
} from '../messages/index.js';
import { proposeConfiguration, type RepositoryListing } from '../products/index.js';
import { DatabaseLockedError, openDatabase, type SweepReport } from '../store/index.js';
import { CommandError, EXIT, type ExitCode } from './failure.js';
import { openModel } from './files.js';
import { personalHost } from './host.js';
import type { Io } from './io.js';
import { settingsOf } from './settings.js';

export interface JobsOptions {
  readonly state?: JobView['state'];
  readonly lang: Language;
}

/** `os2modning jobs list`: failed first, then running, then waiting. */
export async function jobsListCommand({ state, lang }: JobsOptions, io: Io): Promise<ExitCode> {
  const views = await withOperator(io, (port) => port.list(state ?? null));
  const lines = views.map((view) => lineOf(view, lang));
  await io.write(lines.length === 0 ? `${sayIn(lang, 'cli.jobs.none')}\n` : `${lines.join('\n')}\n`);
  return EXIT.done;
}

/** `os2modning jobs show ID`: everything known of one job, as JSON. */
export async function jobsShowCommand(id: string, io: Io): Promise<ExitCode> {
  const view = await withOperator(io, (port) => port.show(id));
  if (view === null) throw new CommandError(say('cli.jobs.unknown', { id }), EXIT.failed);
  await io.write(`${JSON.stringify(view, null, 2)}\n`);
  return EXIT.done;
}

/** `os2modning jobs retry ID`: runs a failed job again. */
export async function jobsRetryCommand(id: string, lang: Language, io: Io): Promise<ExitCode> {
  const isSent = await withOperator(io, (port) => port.retry(id));
  if (!isSent) throw new CommandError(say('cli.jobs.notFailed', { id }), EXIT.failed);
  await io.write(`${sayIn(lang, 'cli.jobs.sent', { id })}\n`);
  return EXIT.done;
}

function lineOf({ id, queue, key, state, createdAt, error }: JobView, language: Language): string {
  const day = formatDay(createdAt.toISOString().slice(0, 10), language);
  const because = error === null ? '' : `  ${plainText(error, { maxLength: 160 })}`;
  return `${sayIn(language, `cli.jobs.state.${state}`)}  ${id}  ${queue} ${key}  ${day}${because}`;
}

/** Asks the running app where the embedded database is taken; opens the database otherwise. */
async function withOperator<T>(io: Io, work: (port: OperatorPort) => Promise<T>): Promise<T> {
  const databaseUrl = io.env['DATABASE_URL'] ?? '';
  const directory = (io.env['OS2MODNING_DATA'] ?? '') === '' ? 'data' : (io.env['OS2MODNING_DATA'] ?? '');
  try {
    const database = await openDatabase(databaseUrl === '' ? { dataDirectory: directory } : { databaseUrl });
    const jobs = await createJobs({ database, handlers: {}, role: 'web', log: silentLogger() });
    try {
      return await work(operatorPort(jobs, () => Promise.reject(new Error('The app does not run.'))));
    } finally {
      await jobs.stop();
      await database.close();
    }
  } catch (error) {
    if (error instanceof DatabaseLockedError) return work(askOperator(directory));
    throw error;
  }
}

export interface SweepOptions {
  readonly dryRun?: boolean;
  readonly lang: Language;
}

function figuresOf({ installations, repositories, changed, failed }: SweepReport): MessageParameters {
  return { installations, repositories, changed, failed: failed.length };
}

/** `os2modning sweep`: one nightly round now; with `--dry-run` nothing is written and the plans are printed. */
export async function sweepCommand({ dryRun = false, lang }: SweepOptions, io: Io): Promise<ExitCode> {
  const settings = commandSettings(io, dryRun);
  try {
    const report = await sweepHere(settings, lang, io);
    await io.write(`${sayIn(lang, 'cli.sweep.done', figuresOf(report))}\n`);
    return report.failed.length === 0 ? EXIT.done : EXIT.failed;
  } catch (error) {
    if (!(error instanceof DatabaseLockedError)) throw error;
    if (dryRun) throw new CommandError(say('cli.sweep.locked'), EXIT.failed, { cause: error });
    const report = await askOperator(settings.dataDirectory).sweep();
    await io.write(`${sayIn(lang, 'cli.sweep.asked', figuresOf(report))}\n`);
    return report.failed.length === 0 ? EXIT.done : EXIT.failed;
  }
}

/** A port of its own: the command takes no deliveries. */
function commandSettings(io: Io, dryRun: boolean): Settings {
  const settings = settingsOf(io);
  return { ...settings, host: '127.0.0.1', port: 0, dryRun: dryRun || settings.dryRun };
}

async function sweepHere(settings: Settings, language: Language, io: Io) {
  const plans: string[] = [];
  const app = await startApp({
    settings,
    model: await openModel(undefined),
    log: createLogger({ level: settings.logLevel }),
    onIssues: (product, { planned }) => plans.push(describePlan(product, planned, language)),
  });
  try {
    const report = await sweep(app.context, app.allowList);
    // Each product's plan is wanted, also of one that has not changed since it was planned for the last time.
    if (settings.dryRun) await app.jobs.send(await everything(app.database));
    app.jobs.wake();
    await app.idle();
    if (settings.dryRun) for (const plan of plans) await io.write(`${plan}\n`);
    return report;
  } finally {
    await app.stop();
  }
}

interface RawRepository {
  readonly id: number;
  readonly full_name: string;
  readonly fork: boolean;
  readonly archived: boolean;
  readonly private: boolean;
  readonly size: number;
  readonly description: string | null;
}

const PER_PAGE = 100;

/** `os2modning init OWNER`: a configuration to start from, by how the repositories are named. */
export async function initCommand(owner: string, lang: Language, io: Io): Promise<ExitCode> {
  const client = createReadClient(personalHost(io.env));
  const repositories: RepositoryListing[] = [];
  for (let page = 1; ; page += 1) {
    const some = await client.get<readonly RawRepository[]>('GET /orgs/{org}/repos', {
      org: owner,
      per_page: PER_PAGE,
      page,
    });
    repositories.push(...some.map(listingOf));
    if (some.length < PER_PAGE) break;
  }
  const words = {
    head: sayIn(lang, 'products.proposal.head', { owner }),
    alone: sayIn(lang, 'products.proposal.alone'),
  };
  await io.write(proposeConfiguration({ owner, repositories }, words));
  return EXIT.done;
}

function listingOf(raw: RawRepository): RepositoryListing {
  return {
    name: raw.full_name,
    id: raw.id,
    isEmpty: raw.size === 0,
    isFork: raw.fork,
    isArchived: raw.archived,
    isPrivate: raw.private,
    description: raw.description,
  };
}
