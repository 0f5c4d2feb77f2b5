import { basename } from 'node:path';
import { assess, findDeclaration, type Assessment, type DeclarationFile } from '../assessment/index.js';
import { readDeclaration } from '../declarations/index.js';
import type { Model } from '../governance/index.js';
import { say, sayIn, type Language } from '../messages/index.js';
import {
  parseAssessment,
  renderBadge,
  renderCsv,
  renderEvaluation,
  renderHtml,
  renderJson,
  renderTable,
} from '../reports/index.js';
import { CommandError, EXIT, type ExitCode } from './failure.js';
import { openModel, readInput, writeOutput } from './files.js';
import type { Io } from './io.js';
import { describeProduct } from './product.js';
import { createProgress } from './progress.js';
import { readSources } from './sources.js';

export const FORMATS = ['table', 'json', 'markdown', 'csv', 'html', 'badge'] as const;
export type Format = (typeof FORMATS)[number];

export interface AssessOptions {
  readonly product?: string;
  readonly declaration?: string;
  readonly config?: string;
  readonly model?: string;
  readonly asOf?: string;
  readonly since?: string;
  readonly targetLevel?: string;
  readonly format: Format;
  readonly lang: Language;
  readonly out?: string;
  readonly failBelow?: string;
}

/** `os2modning assess`: reads the sources, rates the product, writes one report. */
export async function assessCommand(
  given: readonly string[],
  options: AssessOptions,
  io: Io,
): Promise<ExitCode> {
  if (options.asOf !== undefined && !isDay(options.asOf))
    throw new CommandError(say('cli.notADay', { value: options.asOf }));
  const model = await openModel(options.model);
  if (options.failBelow !== undefined) levelIndex(model, options.failBelow);
  const earlier =
    options.since === undefined ? null : parseAssessment(await readInput(options.since), options.since);
  const progress = createProgress(io.stderr, options.lang);
  const sources = await readSources(given, {
    asOf: options.asOf,
    env: io.env,
    onProgress: progress.step,
  }).finally(progress.clear);
  const { name, config, targetLevel } = {
    name: options.product,
    config: options.config,
    targetLevel: options.targetLevel,
  };
  const product = await describeProduct(sources.facts, model, {
    name,
    config,
    targetLevel,
    suggested: sources.product,
  });
  const declaration =
    options.declaration === undefined
      ? findDeclaration(sources.facts, model, product.declaration)
      : await declarationFrom(options.declaration, model, io, options.lang);
  const assessment = assess({
    product,
    facts: sources.facts,
    model,
    declaration,
    decided: null,
    earlier,
    assessedAt: new Date().toISOString(),
  });
  const text = render(assessment, model, options, io);
  if (options.out === undefined) await io.write(text);
  else await writeOutput(options.out, text);
  return options.failBelow !== undefined && isBelow(assessment, model, options.failBelow)
    ? EXIT.below
    : EXIT.done;
}

/** A file that is no self-evaluation is told about and then left out: the repositories can still be rated. */
async function declarationFrom(
  path: string,
  model: Model,
  io: Io,
  language: Language,
): Promise<DeclarationFile | null> {
  const reading = readDeclaration(await readInput(path), { path, model });
  if (reading.declaration === null) throw new CommandError(say('cli.notADeclaration', { path }));
  if (reading.findings.length > 0) {
    io.stderr.write(
      `${sayIn(language, 'cli.declarationFindings', { path, count: reading.findings.length })}\n`,
    );
  }
  // The report names the file, not where it lies on this machine.
  return { repository: null, path: basename(path), reading, committed: null, isPublic: true };
}

function render(assessment: Assessment, model: Model, { format, lang, out }: AssessOptions, io: Io): string {
  const options = { language: lang };
  switch (format) {
    case 'table': {
      const colour = out === undefined && io.stdout.isTTY && (io.env['NO_COLOR'] ?? '') === '';
      return renderTable(assessment, model, { ...options, colour, width: io.stdout.columns ?? 140 });
    }
    case 'json':
      return renderJson(assessment);
    case 'markdown':
      return renderEvaluation(assessment, model, options);
    case 'csv':
      return renderCsv(assessment, model, options);
    case 'html':
      return renderHtml(assessment, model, options);
    case 'badge':
      return renderBadge(assessment, model, options);
  }
}

function isBelow({ level }: Assessment, model: Model, wanted: string): boolean {
  return level.indicative === null || levelIndex(model, level.indicative) < levelIndex(model, wanted);
}

function levelIndex(model: Model, level: string): number {
  const levels = model.levels.map(({ id }) => id);
  const index = levels.indexOf(level);
  if (index < 0) throw new CommandError(say('cli.unknownLevel', { value: level, levels: levels.join(', ') }));
  return index;
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  );
}
