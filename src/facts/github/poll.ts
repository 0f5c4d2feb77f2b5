import { BatchSize, errorOfProblem, GitHubError, inBatches, type ReadClient } from '../../github/index.js';
import { stopsReading } from './failure.js';
import { POLL_QUERY } from './queries.js';

/** Where a repository stands; equal to last time's, nothing of it needs to be read again. */
export interface PolledHead {
  readonly id: string;
  readonly nameWithOwner: string;
  /** Commit of the default branch; null in an empty repository. */
  readonly commit: string | null;
  readonly defaultBranch: string | null;
  readonly isArchived: boolean;
  readonly isFork: boolean;
  readonly visibility: 'public' | 'private' | 'internal';
  /** UTC. Changes also with settings, description and topics. */
  readonly updatedAt: string;
  /** UTC. */
  readonly pushedAt: string | null;
}

/** Null: gone, or not visible any more. A GitHubError: could not be asked. */
export type Polled = PolledHead | null | GitHubError;

interface RawHead {
  readonly id: string;
  readonly nameWithOwner: string;
  readonly isArchived: boolean;
  readonly isFork: boolean;
  readonly visibility: string;
  readonly updatedAt: string;
  readonly pushedAt: string | null;
  readonly defaultBranchRef: {
    readonly name: string;
    readonly target: { readonly oid: string } | null;
  } | null;
}

const TOGETHER = 100;

/** Where repositories stand, by node id; a hundred a request, a point each request. Throws only what concerns all. */
export async function pollHeads(
  client: ReadClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Polled>> {
  const polled = new Map<string, Polled>();
  await inBatches(
    ids,
    new BatchSize(TOGETHER),
    async (asked, alone) => {
      const { data, problems } = await client.graphql<{ nodes: readonly (RawHead | null)[] }>(
        POLL_QUERY,
        { ids: asked },
        { retry: alone },
      );
      for (const [index, id] of asked.entries()) {
        const problem = problems.find(({ path }) => path[0] === 'nodes' && path[1] === String(index));
        const error = problem === undefined ? null : errorOfProblem(`repository ${id}`, problem);
        const raw = data.nodes[index] ?? null;
        polled.set(id, raw === null ? (error === null || error.kind === 'gone' ? null : error) : headOf(raw));
      }
      return [];
    },
    (id, error) => {
      if (stopsReading(error)) throw error;
      polled.set(id, error);
    },
  );
  return polled;
}

function headOf(raw: RawHead): PolledHead {
  const { id, nameWithOwner, isArchived, isFork, updatedAt, pushedAt, defaultBranchRef } = raw;
  const visibility =
    raw.visibility === 'PUBLIC' ? 'public' : raw.visibility === 'INTERNAL' ? 'internal' : 'private';
  return {
    id,
    nameWithOwner,
    commit: defaultBranchRef?.target?.oid ?? null,
    defaultBranch: defaultBranchRef?.name ?? null,
    isArchived,
    isFork,
    visibility,
    updatedAt,
    pushedAt,
  };
}
