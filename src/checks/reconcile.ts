/** One check run per commit, from what stands on GitHub to what should. */
import { createHash } from 'node:crypto';
import {
  AmbiguousWrite,
  GitHubError,
  type CheckAnnotation,
  type CheckReader,
  type CheckRun,
  type CheckRunContent,
  type CheckWriter,
  type Clock,
  lookTwice,
} from '../github/index.js';
import type { Logger } from '../log/index.js';
import type { CheckRecord, CheckRecords } from './records.js';
import type { DesiredCheck } from './types.js';

/** The run's name, which people may require before a merge: the same in every language. */
export const CHECK_NAME = 'OS2modning';

export interface CheckPorts {
  readonly reader: CheckReader;
  readonly writer: CheckWriter;
  readonly records: CheckRecords;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface CheckPlace {
  /** `owner/name` as it is now. */
  readonly repository: string;
  /** Node id. */
  readonly repositoryId: string;
  readonly commit: string;
  /** People asked for another look: GitHub waits for a word even where nothing has changed. */
  readonly again: boolean;
  /** How long GitHub may take to show what it was just asked to make, in milliseconds. */
  readonly settleMs: number;
}

export type CheckStep =
  | { readonly kind: 'create' }
  | { readonly kind: 'update'; readonly run: number; readonly annotated: ReadonlySet<string> }
  | { readonly kind: 'nothing' };

/** The difference between what is known of the run and what it should be. */
export function planCheck(desired: DesiredCheck, record: CheckRecord | null, again: boolean): CheckStep {
  if (record === null || record.run === null) return { kind: 'create' };
  if (!again && record.hash === hashOf(desired)) return { kind: 'nothing' };
  return { kind: 'update', run: record.run, annotated: new Set(record.annotated) };
}

/**
 * Writes the run. It is made once: the intent is stored first, and after an unclear answer, or where an earlier process may have
 * asked, it is looked for before anything is sent again. Throws a GitHubError, and an AmbiguousWrite where it stays unclear.
 */
export async function reconcileCheck(
  ports: CheckPorts,
  place: CheckPlace,
  desired: DesiredCheck,
  isDryRun = false,
): Promise<CheckStep> {
  const record = await ports.records.find(place);
  const step = planCheck(desired, record, place.again);
  if (isDryRun || step.kind === 'nothing') return step;
  if (step.kind === 'update') await update(ports, place, desired, step);
  else await create(ports, place, desired, record);
  return step;
}

async function create(
  ports: CheckPorts,
  place: CheckPlace,
  desired: DesiredCheck,
  before: CheckRecord | null,
): Promise<void> {
  const intent = await ports.records.intend(place);
  // Asked for again without a record: it is so old that it was forgotten, or it was made by another database.
  if (intent === 'look-first' || (place.again && before === null)) {
    if (intent === 'look-first') await ports.clock.sleep(place.settleMs);
    const found = await findRun(ports, place);
    if (found !== null) return adopt(ports, place, desired, found);
  }
  try {
    const run = await ports.writer.createRun(place.repository, place.commit, contentOf(place, desired));
    await save(ports, place, desired, run, desired.annotations);
  } catch (error) {
    if (error instanceof GitHubError) await ports.records.drop(place);
    if (!(error instanceof AmbiguousWrite)) throw error;
    ports.log.warn({ err: error }, 'unclear answer, looking whether the check run was made');
    await ports.clock.sleep(place.settleMs);
    const found = await findRun(ports, place);
    // The intent stays, so that the next try looks first.
    if (found === null) throw error;
    await adopt(ports, place, desired, found);
  }
}

function findRun({ reader }: CheckPorts, place: CheckPlace): Promise<CheckRun | null> {
  return lookTwice(async () => {
    const runs = await reader.listOwnRuns(place.repository, place.commit);
    return runs.find(({ externalId }) => externalId === externalIdOf(place));
  });
}

/** Whatever it says: it is written again, with the annotations only where it has none. */
async function adopt(
  ports: CheckPorts,
  place: CheckPlace,
  desired: DesiredCheck,
  { id, annotations }: CheckRun,
): Promise<void> {
  const annotated = new Set(annotations > 0 ? desired.annotations.map(keyOf) : []);
  await update(ports, place, desired, { kind: 'update', run: id, annotated });
}

async function update(
  ports: CheckPorts,
  place: CheckPlace,
  desired: DesiredCheck,
  { run, annotated }: Extract<CheckStep, { kind: 'update' }>,
): Promise<void> {
  const fresh = desired.annotations.filter((one) => !annotated.has(keyOf(one)));
  const content = { ...contentOf(place, desired), annotations: fresh };
  // Noted before they are sent: after an unclear answer they are rather lost than shown twice; the text says the same.
  if (fresh.length > 0) {
    const all = desired.annotations.map(keyOf);
    await ports.records.save(place, { run, nodeId: null, hash: null, annotated: all });
  }
  const written = await ports.writer.updateRun(place.repository, run, content);
  await save(ports, place, desired, written, desired.annotations);
}

async function save(
  ports: CheckPorts,
  place: CheckPlace,
  desired: DesiredCheck,
  run: CheckRun,
  annotations: readonly CheckAnnotation[],
): Promise<void> {
  await ports.records.save(place, {
    run: run.id,
    nodeId: run.nodeId,
    hash: hashOf(desired),
    annotated: annotations.map(keyOf),
  });
}

function contentOf(place: CheckPlace, desired: DesiredCheck): CheckRunContent {
  return { ...desired, name: CHECK_NAME, externalId: externalIdOf(place) };
}

/** Marks the run as the one we keep for the commit. */
function externalIdOf({ commit }: CheckPlace): string {
  return `os2modning:check:${commit}`;
}

function hashOf(desired: DesiredCheck): string {
  return createHash('sha256').update(JSON.stringify(desired)).digest('hex').slice(0, 16);
}

function keyOf(annotation: CheckAnnotation): string {
  return createHash('sha256').update(JSON.stringify(annotation)).digest('hex').slice(0, 12);
}
