import type { ZodError } from 'zod';
import { FactsError } from '../errors.js';
import type { ProductFacts } from '../types.js';
import { snapshotRepository } from './repository.js';
import { repositorySchema, snapshotSchema, type SnapshotRepository } from './schema.js';

export interface SnapshotOptions {
  /** Name of the file, for messages. */
  readonly file: string;
  /** The day to judge on, `YYYY-MM-DD`; default: the day the snapshot was taken. Later commits are left out. */
  readonly asOf?: string;
}

export interface Snapshot {
  readonly product: string;
  /** `YYYY-MM-DD`. */
  readonly takenAt: string;
  readonly facts: ProductFacts;
}

/** More mistakes than this say no more. */
const MOST_MISTAKES = 10;

/**
 * The product in a `product-snapshot/1` file. What the file leaves out is unknown.
 * Throws a FactsError that names the file and every mistake in it (the first ten) with its dotted path.
 */
export function readSnapshot(text: string, { file, asOf }: SnapshotOptions): Snapshot {
  const json = parseJson(text, file);
  if (!isSnapshot(json)) throw new FactsError('not-snapshot', { file });
  const mistakes: string[] = [];
  const outer = snapshotSchema.safeParse(json);
  if (!outer.success) throw broken(file, mistakesOf(outer.error, ''));
  const repositories: SnapshotRepository[] = [];
  for (const [index, each] of outer.data.repositories.entries()) {
    const repository = repositorySchema.safeParse(each);
    if (repository.success) repositories.push(repository.data);
    else mistakes.push(...mistakesOf(repository.error, `repositories.${index}.`));
  }
  if (mistakes.length > 0) throw broken(file, mistakes);
  const { product, takenAt } = outer.data;
  const day = asOf ?? takenAt;
  return {
    product,
    takenAt,
    facts: { asOf: day, repositories: repositories.map((each) => snapshotRepository(each, day)) },
  };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FactsError('not-json', {
      file,
      problem: cause instanceof Error ? cause.message : String(cause),
    });
  }
}

function isSnapshot(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('format' in json)) return false;
  return typeof json.format === 'string' && json.format.startsWith('product-snapshot/');
}

function mistakesOf(error: ZodError, prefix: string): string[] {
  return error.issues.map(({ path, message }) => `${prefix}${path.map(String).join('.')}: ${message}`);
}

function broken(file: string, mistakes: readonly string[]): FactsError {
  const shown = mistakes.slice(0, MOST_MISTAKES);
  if (mistakes.length > shown.length) shown.push(`… ${mistakes.length - shown.length} more`);
  return new FactsError('broken-snapshot', { file, problem: shown.join('; ') });
}
