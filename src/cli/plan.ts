/** `os2modning plan show|apply`: a shared plan, and what it makes of a repository's milestones. */
import type { PlanRequest } from '../app/index.js';
import {
  createReadClient,
  createRepositoryAccess,
  createWriteClient,
  createWritePacing,
  SYSTEM_CLOCK,
} from '../github/index.js';
import { createLogger } from '../log/index.js';
import { say, sayIn, type Language } from '../messages/index.js';
import {
  danishDay,
  describeMilestonePlan,
  describePlanActions,
  describeSkip,
  isDay,
  keepPlan,
  memoryPlanRecords,
  readPlan,
  shippedPlans,
  shippedPlanText,
  type MilestonePlan,
} from '../roadmap/index.js';
import { CommandError, EXIT, mistakesError, type ExitCode } from './failure.js';
import { readInput } from './files.js';
import { personalHost } from './host.js';
import type { Io } from './io.js';
import { atDesk } from './roadmap.js';

export interface PlanOptions {
  readonly repo?: string;
  readonly start?: string;
  readonly dryRun?: boolean;
  readonly lang: Language;
}

/** The plan with its dates; with `--repo` also what applying it there would do. */
export async function planShowCommand(name: string, options: PlanOptions, io: Io): Promise<ExitCode> {
  const { plan } = await openPlan(name);
  const { start, repo, lang } = options;
  await io.write(`${inDates(plan, { ...options, start: dayOf(start) })}\n`);
  return repo === undefined ? EXIT.done : apply(name, { ...options, repo, dryRun: true, lang }, io);
}

export async function planApplyCommand(name: string, options: PlanOptions, io: Io): Promise<ExitCode> {
  const { repo } = options;
  if (repo === undefined) throw new CommandError(say('cli.plan.noRepo'));
  return apply(name, { ...options, repo }, io);
}

async function apply(
  name: string,
  { repo, start, dryRun = false, lang }: PlanOptions & { readonly repo: string },
  io: Io,
): Promise<ExitCode> {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repo)) throw new CommandError(say('cli.plan.badRepo', { value: repo }));
  const { plan, content, file } = await openPlan(name);
  const first = dayOf(start);
  inDates(plan, { start: first, lang });
  const request: PlanRequest = { content, file, repository: repo, start: first, dryRun, language: lang };
  // The app remembers what it has made; without it the repository alone tells.
  if ((io.env['APP_ID'] ?? '') !== '') return atDesk(io, lang, (desk) => desk.applyPlan(request));
  return withToken(plan, request, io);
}

interface OpenPlan {
  readonly plan: MilestonePlan;
  readonly content: string;
  readonly file: string;
}

/** A plan that comes with the program, by its name, or a file. Throws a CommandError with all mistakes. */
async function openPlan(name: string): Promise<OpenPlan> {
  const shipped = shippedPlanText(name);
  if (shipped === null && !/[./\\]/.test(name))
    throw new CommandError(say('cli.plan.unknown', { name, known: shippedPlans().join(', ') }));
  const { content, file } = shipped ?? { content: await readInput(name), file: name };
  const { plan, mistakes } = readPlan(content, { file });
  if (plan === null) throw mistakesError(file, mistakes);
  return { plan, content, file };
}

function dayOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!isDay(text)) throw new CommandError(say('cli.notADay', { value: text }));
  return text;
}

function inDates(
  plan: MilestonePlan,
  { start, lang }: { readonly start: string | null; readonly lang: Language },
): string {
  try {
    return describeMilestonePlan(plan, { start, today: danishDay(new Date()), language: lang });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CommandError(say('cli.plan.needsStart', { plan: plan.id }), EXIT.usage, { cause: error });
  }
}

/** As a person, with a token of theirs: what is there is found again by its hidden lines. */
async function withToken(
  plan: MilestonePlan,
  { repository, start, dryRun, language }: PlanRequest,
  io: Io,
): Promise<ExitCode> {
  const host = personalHost(io.env, say('cli.plan.noToken'));
  const client = createReadClient(host);
  const { login } = await client.get<{ readonly login: string }>('GET /user', {});
  const write = createWriteClient({ ...host, pacing: createWritePacing(), bucket: repository });
  const { reader, writer, milestones } = createRepositoryAccess(client, write, { login, appId: 0 });
  const { actions, report } = await keepPlan(
    { plan, repository, start, today: danishDay(new Date()), language, settleMs: 10_000, dryRun },
    {
      milestones,
      issues: { ...reader, ...writer },
      records: memoryPlanRecords(),
      clock: SYSTEM_CLOCK,
      log: createLogger({ level: 'warn' }),
    },
  );
  const lines = [describePlanActions(actions, language)];
  if (report !== null) {
    const { created, moved, tasks } = report;
    lines.push(sayIn(language, 'app.roadmap.planDone', { created, moved, tasks }));
    lines.push(...report.skipped.map((skip) => describeSkip(skip, language)));
  }
  await io.write(`${lines.join('\n')}\n`);
  return report?.skipped.some(({ kind }) => kind === 'refused') === true ? EXIT.failed : EXIT.done;
}
