import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { LANGUAGES, sayIn, type Language } from '../messages/index.js';
import { assessCommand, FORMATS, type AssessOptions } from './assess.js';
import { databaseMoveCommand } from './database.js';
import { describeFailure, EXIT, type ExitCode } from './failure.js';
import {
  configCheckCommand,
  declarationCommand,
  evaluationCommand,
  modelCheckCommand,
  type DeclarationOptions,
  type EvaluationOptions,
} from './inspect.js';
import { ioOf, type Io } from './io.js';
import {
  initCommand,
  jobsListCommand,
  jobsRetryCommand,
  jobsShowCommand,
  sweepCommand,
  type JobsOptions,
  type SweepOptions,
} from './operate.js';
import { planApplyCommand, planShowCommand, type PlanOptions } from './plan.js';
import {
  roadmapPreflightCommand,
  roadmapSetupCommand,
  roadmapSyncCommand,
  type RoadmapOptions,
  type RoadmapSyncOptions,
} from './roadmap.js';

/**
 * The `os2modning` command. `argv` is without node and script; the result goes to standard output, everything else to
 * standard error. Never throws: resolves to 0 done, 1 failed, 2 wrong usage or configuration, 3 below `--fail-below`.
 */
export async function main(
  argv: readonly string[],
  streams: Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env'>,
): Promise<number> {
  const io = ioOf(streams);
  const language = languageIn(argv);
  let exitCode: ExitCode = EXIT.done;
  const program = commands(io, language, (code) => (exitCode = code));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const failure = describeFailure(error, language);
    io.stderr.write(`os2modning: ${failure.sentence}\n`);
    return failure.exitCode;
  }
}

function commands(io: Io, language: Language, ended: (code: ExitCode) => void): Command {
  const say = (key: string): string => sayIn(language, `cli.help.${key}`);
  const lang = (): Option => new Option('--lang <da|en>', say('lang')).choices(LANGUAGES).default('da');
  const program = new Command('os2modning')
    .description(say('program'))
    .version(ownVersion(), '--version', say('version'))
    .helpOption('-h, --help', say('help'))
    .exitOverride()
    .configureOutput({ writeOut: (text) => void io.write(text), writeErr: (text) => io.stderr.write(text) });
  const subcommand = (parent: Command, usage: string): Command => {
    const [name = ''] = usage.split(' ');
    return parent
      .command(usage)
      .description(say(parent === program ? name : `${parent.name()}-${name}`))
      .addOption(lang());
  };

  subcommand(program, 'assess <source...>')
    .option('--product <name>', say('product'))
    .option('--declaration <file>', say('declarationFile'))
    .option('--config <file>', say('configFile'))
    .option('--model <file>', say('modelFile'))
    .option('--as-of <YYYY-MM-DD>', say('asOf'))
    .option('--since <assessment.json>', say('since'))
    .option('--target-level <level>', say('targetLevel'))
    .addOption(new Option('--format <format>', say('format')).choices(FORMATS).default('table'))
    .option('--out <file>', say('out'), notEmpty)
    .option('--fail-below <level>', say('failBelow'))
    .action(async (sources: string[], options: AssessOptions) =>
      ended(await assessCommand(sources, options, io)),
    );

  const declaration = program.command('declaration').description(say('declaration'));
  subcommand(declaration, 'read <file>')
    .addOption(new Option('--format <format>', say('format')).choices(['json', 'markdown']).default('json'))
    .option('--model <file>', say('modelFile'))
    .action(async (file: string, options: DeclarationOptions) =>
      ended(await declarationCommand(file, options, io)),
    );

  const evaluation = program.command('evaluation').description(say('evaluation'));
  subcommand(evaluation, 'read <file>')
    .option('--model <file>', say('modelFile'))
    .action(async (file: string, options: EvaluationOptions) =>
      ended(await evaluationCommand(file, options, io)),
    );

  const model = program.command('model').description(say('model'));
  subcommand(model, 'check <file>').action(async (file: string, options: { lang: Language }) =>
    ended(await modelCheckCommand(file, options.lang, io)),
  );

  const config = program.command('config').description(say('config'));
  subcommand(config, 'check <file>')
    .option('--model <file>', say('modelFile'))
    .action(async (file: string, options: { model?: string; lang: Language }) =>
      ended(await configCheckCommand(file, options, io)),
    );

  subcommand(program, 'init <owner>').action(async (owner: string, options: { lang: Language }) =>
    ended(await initCommand(owner, options.lang, io)),
  );

  const database = program.command('database').description(say('database'));
  subcommand(database, 'move <url>').action(async (url: string, options: { lang: Language }) =>
    ended(await databaseMoveCommand(url, options.lang, io)),
  );

  subcommand(program, 'sweep')
    .option('--dry-run', say('dryRun'))
    .action(async (options: SweepOptions) => ended(await sweepCommand(options, io)));

  const roadmap = program.command('roadmap').description(say('roadmap'));
  subcommand(roadmap, 'sync')
    .option('--dry-run', say('dryRun'))
    .option('--accept-empty', say('acceptEmpty'))
    .action(async (options: RoadmapSyncOptions) => ended(await roadmapSyncCommand(options, io)));
  subcommand(roadmap, 'preflight').action(async (options: RoadmapOptions) =>
    ended(await roadmapPreflightCommand(options, io)),
  );
  subcommand(roadmap, 'setup').action(async (options: RoadmapOptions) =>
    ended(await roadmapSetupCommand(options, io)),
  );

  const plan = program.command('plan').description(say('plan'));
  const planCommand = (usage: string): Command =>
    subcommand(plan, usage)
      .option('--repo <owner/name>', say('repo'))
      .option('--start <YYYY-MM-DD>', say('start'))
      .option('--dry-run', say('dryRun'));
  planCommand('show <plan>').action(async (name: string, options: PlanOptions) =>
    ended(await planShowCommand(name, options, io)),
  );
  planCommand('apply <plan>').action(async (name: string, options: PlanOptions) =>
    ended(await planApplyCommand(name, options, io)),
  );

  const jobs = program.command('jobs').description(say('jobs'));
  subcommand(jobs, 'list')
    .addOption(new Option('--state <state>', say('state')).choices(['waiting', 'running', 'failed']))
    .action(async (options: JobsOptions) => ended(await jobsListCommand(options, io)));
  subcommand(jobs, 'show <id>').action(async (id: string) => ended(await jobsShowCommand(id, io)));
  subcommand(jobs, 'retry <id>').action(async (id: string, options: { lang: Language }) =>
    ended(await jobsRetryCommand(id, options.lang, io)),
  );
  return program;
}

function notEmpty(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('');
  return value;
}

/** Known before the options are read, since a wrong option is told about in the language asked for. */
function languageIn(argv: readonly string[]): Language {
  const at = argv.indexOf('--lang');
  const asked =
    at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  return LANGUAGES.find((language) => language === asked) ?? 'da';
}

function ownVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
