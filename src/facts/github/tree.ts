import { GitHubError, type ReadClient } from '../../github/index.js';
import { known } from '../fact.js';
import { buildFileTree, type RawEntry } from '../files.js';
import type { Fact, FileTree } from '../types.js';
import { reasonOf, stopsReading } from './failure.js';

interface RawTree {
  readonly tree: readonly {
    readonly path: string;
    readonly mode: string;
    readonly sha: string;
    readonly size?: number;
  }[];
  readonly truncated: boolean;
}

/** All files on a commit, in one read. GitHub cuts trees over 100,000 entries or 7 MB and does not count what it cut. */
export async function readTree(
  client: ReadClient,
  { owner, name }: { readonly owner: string; readonly name: string },
  commit: string,
): Promise<Fact<FileTree>> {
  try {
    const { tree, truncated } = await client.get<RawTree>('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
      owner,
      repo: name,
      tree_sha: commit,
      recursive: '1',
    });
    return known(buildFileTree(tree.map(rawEntry), truncated ? 1 : 0));
  } catch (error) {
    if (!(error instanceof GitHubError) || stopsReading(error)) throw error;
    return { state: 'unknown', reason: reasonOf(error) };
  }
}

function rawEntry({ path, mode, sha, size }: RawTree['tree'][number]): RawEntry {
  return { path, mode, oid: sha, size: size ?? null };
}
