/** The commands that read one file and tell what is in it. */
import { declarationToJson, readDeclaration, writeDeclaration } from '../declarations/index.js';
import { readEvaluation } from '../evaluations/index.js';
import { readModel } from '../governance/index.js';
import { say, sayIn, type Language } from '../messages/index.js';
import { PROBES } from '../probes/index.js';
import { checkConfiguration } from '../products/index.js';
import { shippedPlans } from '../roadmap/index.js';
import { CommandError, EXIT, mistakesError, type ExitCode } from './failure.js';
import { openModel, readInput, shippedTemplates } from './files.js';
import type { Io } from './io.js';

export interface DeclarationOptions {
  readonly format: 'json' | 'markdown';
  readonly model?: string;
  readonly lang: Language;
}

/** `os2modning declaration read`: any generation in, JSON or the current form out; findings go to standard error. */
export async function declarationCommand(
  path: string,
  { format, model: modelPath, lang }: DeclarationOptions,
  io: Io,
): Promise<ExitCode> {
  const model = await openModel(modelPath);
  const reading = readDeclaration(await readInput(path), { path, model });
  for (const { line, says } of reading.findings) {
    io.stderr.write(`${path}${line === null ? '' : `:${line}`}: ${says[lang]}\n`);
  }
  if (reading.declaration === null) throw new CommandError(say('cli.notADeclaration', { path }), EXIT.failed);
  const text =
    format === 'json'
      ? `${JSON.stringify(declarationToJson(reading), null, 2)}\n`
      : writeDeclaration(reading.declaration, { model, format: 'markdown' });
  await io.write(text);
  return EXIT.done;
}

export interface EvaluationOptions {
  readonly model?: string;
  readonly lang: Language;
}

/** `os2modning evaluation read`: a person's evaluation of any form in, JSON out; findings and conflicts go to standard error. */
export async function evaluationCommand(
  path: string,
  { model: modelPath, lang }: EvaluationOptions,
  io: Io,
): Promise<ExitCode> {
  const model = await openModel(modelPath);
  const { evaluation, findings } = readEvaluation(await readInput(path), { path, model });
  for (const { line, says } of [...findings, ...(evaluation?.conflicts ?? [])])
    io.stderr.write(`${path}${line === null ? '' : `:${line}`}: ${says[lang]}\n`);
  if (evaluation === null) throw new CommandError(say('cli.notAnEvaluation', { path }), EXIT.failed);
  await io.write(`${JSON.stringify(evaluation, null, 2)}\n`);
  return EXIT.done;
}

/** `os2modning model check`: all mistakes at once, with line numbers. */
export async function modelCheckCommand(path: string, lang: Language, io: Io): Promise<ExitCode> {
  const { model, mistakes } = readModel(await readInput(path), {
    file: path,
    probes: PROBES,
    templates: shippedTemplates(),
  });
  if (model === null) throw mistakesError(path, mistakes);
  const { id, version, requirements, levels } = model;
  await io.write(
    `${sayIn(lang, 'cli.modelSound', { id, version, requirements: requirements.length, levels: levels.length })}\n`,
  );
  return EXIT.done;
}

/** `os2modning config check`: organisation, repository and portfolio files alike. */
export async function configCheckCommand(
  path: string,
  options: { readonly model?: string; readonly lang: Language },
  io: Io,
): Promise<ExitCode> {
  const model = await openModel(options.model);
  const { documents, mistakes } = checkConfiguration(await readInput(path), {
    file: path,
    model: { ...model, plans: shippedPlans() },
  });
  if (mistakes.length > 0) throw mistakesError(path, mistakes);
  const products = documents
    .flatMap(({ configuration }) => configuration?.products ?? [])
    .map(({ name }) => name);
  await io.write(
    `${sayIn(options.lang, 'cli.configSound', { count: products.length, products: products.join(', ') })}\n`,
  );
  return EXIT.done;
}
