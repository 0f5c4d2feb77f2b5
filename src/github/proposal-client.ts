import { nullWhenGone } from './errors.js';
import type { ReadClient } from './createReadClient.js';
import { ownerAndName } from './issue-reader.js';
import type { OwnAccount } from './issues.js';
import type { ProposalReader, ProposalWriter, ProposedPull } from './proposals.js';
import type { Write } from './write-client.js';

interface RestPull {
  readonly number: number;
  readonly node_id: string;
  readonly state: string;
  readonly merged_at: string | null;
  readonly body: string | null;
  readonly user: { readonly login: string; readonly type: string } | null;
  readonly head: { readonly repo: { readonly id: number } | null };
  readonly base: { readonly repo: { readonly id: number } };
}

/** Reads what the App has proposed, with its own token. */
export function createProposalReader(
  client: ReadClient,
  { login }: Pick<OwnAccount, 'login'>,
): ProposalReader {
  return {
    listPulls: async (repository, branch) => {
      const { owner } = ownerAndName(repository);
      const pulls = await client.get<readonly RestPull[]>('GET /repos/{owner}/{repo}/pulls', {
        ...ownerAndName(repository),
        head: `${owner}:${branch}`,
        state: 'all',
        per_page: 100,
      });
      return pulls.map((pull) => pullOf(pull, login));
    },
    readPull: (repository, number) =>
      nullWhenGone(async () =>
        pullOf(
          await client.get<RestPull>('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
            ...ownerAndName(repository),
            pull_number: number,
          }),
          login,
        ),
      ),
    readBranch: (repository, branch) =>
      nullWhenGone(async () => {
        const { object } = await client.get<{ readonly object: { readonly sha: string } }>(
          'GET /repos/{owner}/{repo}/git/ref/{ref}',
          { ...ownerAndName(repository), ref: `heads/${branch}` },
        );
        return object.sha;
      }),
    readFile: (repository, branch, path) =>
      nullWhenGone(async () => {
        const { content = '' } = await client.get<{ readonly content?: string }>(
          'GET /repos/{owner}/{repo}/contents/{path}',
          { ...ownerAndName(repository), path, ref: branch },
        );
        return Buffer.from(content, 'base64').toString('utf8');
      }),
  };
}

/** Writes them, with the App's own token. */
export function createProposalWriter(write: Write, { login }: Pick<OwnAccount, 'login'>): ProposalWriter {
  return {
    createBranch: async (repository, branch, commit) => {
      await write('POST /repos/{owner}/{repo}/git/refs', {
        ...ownerAndName(repository),
        ref: `refs/heads/${branch}`,
        sha: commit,
      });
    },
    createFile: async (repository, { branch, path, text, message }) => {
      // Without the object id of an old file GitHub makes a new one, and refuses where one is there.
      await write('PUT /repos/{owner}/{repo}/contents/{path}', {
        ...ownerAndName(repository),
        path,
        branch,
        message,
        content: Buffer.from(text).toString('base64'),
      });
    },
    createPull: async (repository, { branch, ...proposal }) =>
      pullOf(
        await write<RestPull>('POST /repos/{owner}/{repo}/pulls', {
          ...ownerAndName(repository),
          ...proposal,
          head: branch,
        }),
        login,
      ),
    closePull: async (repository, number, body) =>
      pullOf(
        await write<RestPull>('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
          ...ownerAndName(repository),
          pull_number: number,
          state: 'closed',
          body,
        }),
        login,
      ),
  };
}

function pullOf(pull: RestPull, login: string): ProposedPull {
  const { number, node_id: nodeId, state, merged_at: mergedAt, body, user, head, base } = pull;
  return {
    number,
    nodeId,
    isOpen: state === 'open',
    isMerged: mergedAt !== null,
    body: body ?? '',
    isOwn: user?.type === 'Bot' && user.login === login && head.repo?.id === base.repo.id,
  };
}
