import type { ReadClient } from '../../github/index.js';

/** One file that differs. */
export interface FileChange {
  /** Where it lies afterwards; for a removed file where it lay. */
  readonly path: string;
  /** Where it lay before; null for a new one. */
  readonly before: string | null;
  /** Object id of the new content; null for a removed file. */
  readonly oid: string | null;
}

/** What a commit changes, counted from where it left the branch. */
export interface Comparison {
  /** The commit that both have. */
  readonly mergeBase: string;
  readonly changes: readonly FileChange[];
  /** GitHub lists no more than 300 files: there may be others. */
  readonly isCut: boolean;
}

interface RawComparison {
  readonly merge_base_commit: { readonly sha: string };
  readonly files?: readonly {
    readonly filename: string;
    readonly previous_filename?: string;
    readonly status: string;
    readonly sha: string | null;
  }[];
}

const MOST_FILES = 300;

/**
 * The files that a commit changes against a branch, in one read; it also finds commits of forks. The files stand on the first
 * page alone, so the commits are asked for one by one. Throws a GitHubError; `gone` when branch or commit is not there.
 */
export async function readComparison(
  client: ReadClient,
  repository: { readonly owner: string; readonly name: string },
  branch: string,
  commit: string,
): Promise<Comparison> {
  const { merge_base_commit: base, files = [] } = await client.get<RawComparison>(
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    { owner: repository.owner, repo: repository.name, basehead: `${branch}...${commit}`, per_page: 1 },
  );
  return {
    mergeBase: base.sha,
    changes: files.filter(({ status }) => status !== 'unchanged').map(changeOf),
    isCut: files.length >= MOST_FILES,
  };
}

function changeOf(file: NonNullable<RawComparison['files']>[number]): FileChange {
  const { filename: path, previous_filename: previous, status, sha } = file;
  if (status === 'removed') return { path, before: path, oid: null };
  const isNew = status === 'added' || status === 'copied';
  return { path, before: isNew ? null : (previous ?? path), oid: sha };
}
