/** Sends mutations request by request, and tells what came of each piece of work. */
import {
  AmbiguousWrite,
  GitHubError,
  MOST_MUTATIONS,
  type MutationResult,
  type ProjectMutation,
} from '../github/index.js';
import { packUnits, type PackedMutation, type Unit } from './mutation-units.js';
import { stopsAll, tellRefused, type RoadmapWork } from './work.js';

/** How a piece of work is called in the report. */
export type NameOf<W> = (work: W) => string;

/**
 * Mutations that may be sent twice without harm. `done` is called for each piece of work once all its mutations are done;
 * one that GitHub refuses, or leaves unclear twice, is noted as skipped.
 */
export async function sendUnits<W>(
  roadmap: RoadmapWork,
  units: readonly Unit<W>[],
  options: {
    readonly whole: boolean;
    readonly nameOf: NameOf<W>;
    readonly done: (work: W) => Promise<void>;
  },
): Promise<void> {
  const left = new Map(units.map(({ work, mutations }) => [work, mutations.length]));
  for (const packed of packUnits(units, MOST_MUTATIONS, options.whole)) {
    const mutations = packed.map(({ mutation }) => mutation);
    const results = await sendTwice(roadmap, mutations);
    const failure = await note(roadmap, packed, results, left, options);
    if (failure !== null) throw failure;
  }
}

/** Returns what must stop the run, after what was done has been noted. */
async function note<W>(
  roadmap: RoadmapWork,
  packed: readonly PackedMutation<W>[],
  results: readonly MutationResult[],
  left: Map<W, number>,
  { nameOf, done }: { readonly nameOf: NameOf<W>; readonly done: (work: W) => Promise<void> },
): Promise<GitHubError | null> {
  let stopping: GitHubError | null = null;
  for (const [index, { work }] of packed.entries()) {
    const count = left.get(work);
    // It has failed before.
    if (count === undefined) continue;
    const result = results[index];
    if (result instanceof GitHubError && stopsAll(result)) {
      stopping = result;
      left.delete(work);
    } else if (result instanceof Error || result === undefined) {
      left.delete(work);
      if (result instanceof GitHubError) tellRefused(roadmap, result, nameOf(work));
      else roadmap.skipped.push({ kind: 'undecided', what: nameOf(work) });
    } else {
      left.set(work, count - 1);
      if (count === 1) await done(work);
    }
  }
  return stopping;
}

/** After an unclear answer once more: what was done already changes nothing. */
async function sendTwice(
  roadmap: RoadmapWork,
  mutations: readonly ProjectMutation[],
): Promise<readonly MutationResult[]> {
  const first = await sendOnce(roadmap, mutations);
  if (!first.some((result) => result instanceof AmbiguousWrite)) return first;
  await roadmap.ports.clock.sleep(roadmap.settleMs);
  return sendOnce(roadmap, mutations);
}

/** One request; when it fails as a whole, so does each mutation. */
export async function sendOnce(
  roadmap: RoadmapWork,
  mutations: readonly ProjectMutation[],
): Promise<readonly MutationResult[]> {
  const { ports, project, counts } = roadmap;
  counts.writes += 1;
  try {
    return await ports.writer.mutate(project, mutations);
  } catch (error) {
    if (error instanceof AmbiguousWrite) {
      ports.log.warn({ err: error }, 'unclear answer on changes of the roadmap');
      return mutations.map(() => error);
    }
    if (!(error instanceof GitHubError) || stopsAll(error)) throw error;
    return mutations.length === 1 ? [error] : oneByOne(roadmap, mutations);
  }
}

/** GitHub refuses a whole request for one value it does not like. */
async function oneByOne(
  roadmap: RoadmapWork,
  mutations: readonly ProjectMutation[],
): Promise<readonly MutationResult[]> {
  const results: MutationResult[] = [];
  for (const mutation of mutations) results.push(...(await sendOnce(roadmap, [mutation])));
  return results;
}
