/** What is written after `npm run demo --`. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { say, type Bilingual } from '../src/messages/index.js';
import type { ProductSnapshot } from '../simulator/index.js';

export interface DemoOptions {
  /** Ends when all work is done, instead of waiting for Ctrl-C. */
  readonly once: boolean;
  /** Empty: the invented products. */
  readonly snapshots: readonly ProductSnapshot[];
  /** Folder for `state.json` and `traffic.jsonl`. */
  readonly out: string | null;
  /** Seed of a mix of faults. */
  readonly faults: string | null;
  /** Of the simulated GitHub; 0: any free one. */
  readonly port: number;
}

/** Wrong usage, in words for whoever typed it. */
export class UsageError extends Error {
  readonly says: Bilingual;

  constructor(key: string, parameters: Readonly<Record<string, string>> = {}) {
    const says = say(`demo.usage.${key}`, parameters);
    super(says.en);
    this.says = says;
  }
}

/** Throws a UsageError. */
export async function readOptions(words: readonly string[]): Promise<DemoOptions> {
  const { values, positionals } = parse(words);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('port', { value: values.port });
  // A shell writes `--seed *.json` as one file after `--seed` and the others behind it.
  const files = [...values.seed, ...positionals];
  if (values.seed.length === 0 && positionals.length > 0) throw new UsageError('options');
  return {
    once: values.once,
    snapshots: await Promise.all(files.map(readSnapshotFile)),
    out: values.out ?? null,
    faults: values.faults ?? null,
    port,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        once: { type: 'boolean', default: false },
        seed: { type: 'string', multiple: true, default: [] },
        out: { type: 'string' },
        faults: { type: 'string' },
        port: { type: 'string', default: '0' },
      },
    });
  } catch (error) {
    // parseArgs says what is wrong in English alone; the usage says what is right in both.
    throw new UsageError('options', { problem: String(error) });
  }
}

async function readSnapshotFile(file: string): Promise<ProductSnapshot> {
  let snapshot: unknown;
  try {
    snapshot = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError('file', { file, problem: error instanceof Error ? error.message : String(error) });
  }
  if (!isSnapshot(snapshot)) throw new UsageError('notSnapshot', { file });
  return snapshot;
}

/** What else is in it is the simulator's to say. */
function isSnapshot(value: unknown): value is ProductSnapshot {
  return (
    typeof value === 'object' && value !== null && 'format' in value && value.format === 'product-snapshot/1'
  );
}
