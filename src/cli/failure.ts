/** Every way the command ends badly, as one sentence for a person and an exit code. */
import { FactsError } from '../facts/index.js';
import type { Mistake } from '../governance/index.js';
import { GitHubError } from '../github/index.js';
import { hasMessage, plainText, say, sayIn, type Bilingual, type Language } from '../messages/index.js';
import { AssessmentFileError } from '../reports/index.js';

/** Done, failed, wrong usage or configuration, below `--fail-below`. */
export const EXIT = { done: 0, failed: 1, usage: 2, below: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Bad input that a person can mend. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly says: Bilingual;
  readonly exitCode: ExitCode;

  constructor(says: Bilingual, exitCode: ExitCode = EXIT.usage, options?: ErrorOptions) {
    super(says.en, options);
    this.says = says;
    this.exitCode = exitCode;
  }
}

/** The sentence and exit code for an error of any kind; a fault of ours is named as such, without its stack. */
export function describeFailure(
  error: unknown,
  language: Language,
): { readonly sentence: string; readonly exitCode: ExitCode } {
  if (error instanceof CommandError) return { sentence: error.says[language], exitCode: error.exitCode };
  if (error instanceof FactsError) {
    return {
      sentence: sayIn(language, `facts.errors.${error.kind}`, error.parameters),
      exitCode: EXIT.failed,
    };
  }
  if (error instanceof AssessmentFileError) return { sentence: error.says[language], exitCode: EXIT.usage };
  if (error instanceof GitHubError)
    return { sentence: gitHubSentence(error, language), exitCode: EXIT.failed };
  const problem = error instanceof Error ? error.message : String(error);
  return {
    sentence: sayIn(language, 'cli.unexpected', { problem: plainText(problem, { maxLength: 500 }) }),
    exitCode: EXIT.failed,
  };
}

function gitHubSentence(error: GitHubError, language: Language): string {
  const key = `cli.github.${error.kind}`;
  const parameters = { ...error.parameters, said: plainText(error.said, { maxLength: 200 }) };
  return sayIn(language, hasMessage(key) ? key : 'cli.github.temporary', parameters);
}

/** `file:line: sentence (dotted.path)`, one line each, for people and editors alike. */
export function mistakeLines(mistakes: readonly Mistake[], language: Language): string[] {
  return mistakes.map(({ key, parameters, file, line, path }) => {
    const place = path === '' ? '' : ` (${plainText(path)})`;
    return `${file}:${line}: ${plainText(sayIn(language, key, parameters))}${place}`;
  });
}

/** A file with mistakes: all of them, and what to do. */
export function mistakesError(file: string, mistakes: readonly Mistake[]): CommandError {
  const lines = { da: mistakeLines(mistakes, 'da').join('\n'), en: mistakeLines(mistakes, 'en').join('\n') };
  return new CommandError(say('cli.mistakes', { file, count: mistakes.length, lines }));
}
