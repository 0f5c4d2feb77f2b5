import type {
  CheckAnnotation,
  CheckReader,
  CheckRun,
  CheckRunContent,
  CheckWriter,
  CommitPull,
} from './checks.js';
import type { ReadClient } from './createReadClient.js';
import { ownerAndName } from './issue-reader.js';
import type { OwnAccount } from './issues.js';
import type { Write } from './write-client.js';

interface RestRun {
  readonly id: number;
  readonly node_id: string;
  readonly external_id: string | null;
  readonly output: { readonly annotations_count: number };
}

interface RestPull {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string; readonly repo: { readonly id: number } };
}

/** Reads check runs of our own, and the pull requests of a commit, also those of forks. */
export function createCheckReader(client: ReadClient, { appId }: Pick<OwnAccount, 'appId'>): CheckReader {
  return {
    listOwnRuns: async (repository, commit) => {
      const { check_runs: runs } = await client.get<{ readonly check_runs: readonly RestRun[] }>(
        'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
        { ...ownerAndName(repository), ref: commit, app_id: appId, filter: 'all', per_page: 100 },
      );
      return runs.map(runOf);
    },
    listPulls: async (repository, commit) => {
      const pulls = await client.get<readonly RestPull[]>(
        'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
        { ...ownerAndName(repository), commit_sha: commit, per_page: 100 },
      );
      return pulls.map(pullOf);
    },
  };
}

/** Check runs, written through one installation. */
export function createCheckWriter(write: Write): CheckWriter {
  return {
    createRun: async (repository, commit, content) =>
      runOf(
        await write<RestRun>('POST /repos/{owner}/{repo}/check-runs', {
          ...ownerAndName(repository),
          head_sha: commit,
          ...bodyOf(content),
        }),
      ),
    updateRun: async (repository, id, content) =>
      runOf(
        await write<RestRun>('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
          ...ownerAndName(repository),
          check_run_id: id,
          ...bodyOf(content),
        }),
      ),
  };
}

function runOf({ id, node_id: nodeId, external_id: externalId, output }: RestRun): CheckRun {
  return { id, nodeId, externalId: externalId ?? '', annotations: output.annotations_count };
}

function pullOf({ number, state, head, base }: RestPull): CommitPull {
  return { number, isOpen: state === 'open', head: head.sha, base: base.ref, baseRepository: base.repo.id };
}

function bodyOf(content: CheckRunContent): Readonly<Record<string, unknown>> {
  const { name, externalId, conclusion, title, summary, text, annotations, actions } = content;
  return {
    name,
    external_id: externalId,
    status: 'completed',
    conclusion,
    output: { title, summary, text, annotations: annotations.map(annotationOf) },
    actions,
  };
}

function annotationOf({ path, line, level, title, message }: CheckAnnotation): unknown {
  return { path, start_line: line, end_line: line, annotation_level: level, title, message };
}
