/** The files of the folder with people's evaluations, as they stand on GitHub. */
import { GitHubError, type ReadClient } from '../github/index.js';

export interface EvaluationFolder {
  /** Commit of the default branch; null in an empty repository. */
  readonly commit: string | null;
  /** Git's id of the folder, or of the one file; null when there is none. */
  readonly oid: string | null;
  readonly url: string;
  readonly files: readonly FolderFile[];
}

export interface FolderFile {
  /** From the repository's root. */
  readonly path: string;
  readonly blob: string;
  readonly size: number | null;
}

export interface FileText {
  /** Null: GitHub gave no text, or only its beginning. */
  readonly text: string | null;
}

interface RawFolder {
  readonly node: {
    readonly nameWithOwner: string;
    readonly url: string;
    readonly defaultBranchRef: { readonly target: { readonly oid: string } | null } | null;
    readonly folder: { readonly __typename: string; readonly oid: string } | null;
  } | null;
}

interface RawTree {
  readonly tree: readonly {
    readonly path: string;
    readonly type: string;
    readonly sha: string;
    readonly size?: number;
  }[];
}

interface RawTexts {
  readonly node: Readonly<
    Record<string, { readonly text?: string | null; readonly isTruncated?: boolean } | null>
  > | null;
}

const FOLDER_QUERY = `query EvaluationFolder($id: ID!, $place: String!) {
  node(id: $id) { ... on Repository {
    nameWithOwner
    url
    defaultBranchRef { target { oid } }
    folder: object(expression: $place) { __typename oid }
  } }
}`;

/** A folder of thirty products' evaluations over five years holds fewer. */
export const MOST_FILES = 2_000;
const TOGETHER = 40;

/** `path` names a folder or one file. Throws a GitHubError; `gone` when the repository cannot be seen. */
export async function readEvaluationFolder(
  client: ReadClient,
  repository: string,
  path: string,
): Promise<EvaluationFolder> {
  const clean = path.replace(/\/+$/, '');
  const { data } = await client.graphql<RawFolder>(FOLDER_QUERY, { id: repository, place: `HEAD:${clean}` });
  if (data.node === null)
    throw new GitHubError('gone', { request: 'EvaluationFolder', said: 'no repository has this id' });
  const { nameWithOwner, url, defaultBranchRef, folder } = data.node;
  const commit = defaultBranchRef?.target?.oid ?? null;
  const found = { commit, oid: folder?.oid ?? null, url };
  if (folder === null) return { ...found, files: [] };
  if (folder.__typename === 'Blob')
    return { ...found, files: [{ path: clean, blob: folder.oid, size: null }] };
  const [owner, repo] = nameWithOwner.split('/');
  const { tree } = await client.get<RawTree>('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    owner,
    repo,
    tree_sha: folder.oid,
    recursive: '1',
  });
  const files = tree
    .filter(({ type, path: name }) => type === 'blob' && /\.md$/i.test(name))
    .map(({ path: name, sha, size }) => ({ path: `${clean}/${name}`, blob: sha, size: size ?? null }));
  return { ...found, files };
}

/** Texts by git id. One request for every forty. */
export async function readEvaluationTexts(
  client: ReadClient,
  repository: string,
  blobs: readonly string[],
): Promise<ReadonlyMap<string, FileText>> {
  const texts = new Map<string, FileText>();
  const all = [...new Set(blobs)];
  for (let start = 0; start < all.length; start += TOGETHER) {
    const some = all.slice(start, start + TOGETHER);
    const { data } = await client.graphql<RawTexts>(textsQuery(some.length), {
      id: repository,
      ...Object.fromEntries(some.map((oid, index) => [`o${index}`, oid])),
    });
    for (const [index, oid] of some.entries()) {
      const raw = data.node?.[`t${index}`];
      if (raw === undefined) continue;
      texts.set(oid, { text: raw === null || raw.isTruncated === true ? null : (raw.text ?? null) });
    }
  }
  return texts;
}

function textsQuery(count: number): string {
  const places = Array.from({ length: count }, (_, index) => index);
  const variables = places.map((index) => `$o${index}: GitObjectID!`).join(', ');
  const fields = places.map(
    (index) => `t${index}: object(oid: $o${index}) { ... on Blob { text isTruncated } }`,
  );
  return `query EvaluationTexts($id: ID!, ${variables}) { node(id: $id) { ... on Repository {\n${fields.join('\n')}\n} } }`;
}
