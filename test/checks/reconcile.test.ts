import { describe, expect, test } from '@jest/globals';
import { CHECK_NAME, reconcileCheck } from '../../src/checks/index.js';
import { AmbiguousWrite, GitHubError, type CheckRun, type CheckRunContent } from '../../src/github/index.js';
import { silentLogger } from '../../src/log/index.js';

type Ports = Parameters<typeof reconcileCheck>[0];
type Desired = Parameters<typeof reconcileCheck>[2];

const PLACE = {
  repository: 'eng/kode',
  repositoryId: 'R_1',
  commit: 'c'.repeat(40),
  again: false,
  settleMs: 0,
};
const NOTE = { path: 'SECURITY.md', line: 3, level: 'notice', title: 'F4', message: 'Set' } as const;
const DESIRED: Desired = {
  conclusion: 'success',
  title: 'Ændrer ikke modenheden',
  summary: 'Intet.',
  text: '',
  annotations: [NOTE],
  actions: [],
};

/** GitHub, which may do something other than it says, and a store that outlives the process. */
function stage(answers: readonly ('ok' | 'unclear' | 'lost' | 'refused')[] = []) {
  const runs: (CheckRun & { content: CheckRunContent })[] = [];
  const writes: string[] = [];
  const answer = [...answers];
  let record: Awaited<ReturnType<Ports['records']['find']>> = null;
  const write = (what: string, act: () => CheckRun): Promise<CheckRun> => {
    writes.push(what);
    const next = answer.shift() ?? 'ok';
    if (next === 'refused') return Promise.reject(new GitHubError('validation', { request: what }));
    if (next === 'lost') return Promise.reject(new AmbiguousWrite(what, new Error('reset')));
    const run = act();
    if (next === 'unclear') return Promise.reject(new AmbiguousWrite(what, new Error('502')));
    return Promise.resolve(run);
  };
  const ports: Ports = {
    reader: { listOwnRuns: () => Promise.resolve(runs), listPulls: () => Promise.resolve([]) },
    writer: {
      createRun: (_repository, _commit, content) =>
        write('create', () => {
          const { externalId, annotations } = content;
          const id = 30_000_000_000 + runs.length;
          const run = { id, nodeId: `CR_${id}`, externalId, annotations: annotations.length, content };
          runs.push(run);
          return run;
        }),
      updateRun: (_repository, id, content) =>
        write('update', () => {
          const index = runs.findIndex((run) => run.id === id);
          const old = runs[index];
          if (old === undefined) throw new Error(`no run ${id}`);
          const run = { ...old, annotations: old.annotations + content.annotations.length, content };
          runs[index] = run;
          return run;
        }),
    },
    records: {
      find: () => Promise.resolve(record),
      intend: () => {
        if (record === null) {
          record = { run: null, hash: null, annotated: [] };
          return Promise.resolve('make');
        }
        return Promise.resolve(record.run === null ? 'look-first' : 'known');
      },
      drop: () => {
        record = null;
        return Promise.resolve();
      },
      save: (_place, saved) => {
        record = saved;
        return Promise.resolve();
      },
    },
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    log: silentLogger(),
  };
  return { ports, runs, writes };
}

describe('src/checks/reconcile.ts', () => {
  test('made once, then nothing to write until what it says is another', async () => {
    const { ports, runs, writes } = stage();

    await reconcileCheck(ports, PLACE, DESIRED);
    await reconcileCheck(ports, PLACE, DESIRED);
    const step = await reconcileCheck(ports, PLACE, { ...DESIRED, title: 'Ét krav bliver bedre' });

    expect(writes).toEqual(['create', 'update']);
    expect(step.kind).toBe('update');
    expect(runs.map(({ annotations, content }) => [annotations, content.name, content.title])).toEqual([
      [1, CHECK_NAME, 'Ét krav bliver bedre'],
    ]);
  });

  test('asked for again it is written though nothing has changed, without its annotations', async () => {
    const { ports, runs, writes } = stage();
    await reconcileCheck(ports, PLACE, DESIRED);

    await reconcileCheck(ports, { ...PLACE, again: true }, DESIRED);

    expect(writes).toEqual(['create', 'update']);
    expect(runs[0]?.annotations).toBe(1);
  });

  test.each([
    ['was made all the same', ['unclear'], ['create', 'update']],
    ['was not made', ['lost', 'ok'], ['create', 'create']],
  ] as const)('after an unclear answer it is looked for: it %s', async (_name, answers, expected) => {
    const { ports, runs, writes } = stage(answers);

    await reconcileCheck(ports, PLACE, DESIRED).catch((error: unknown) => {
      expect(error).toBeInstanceOf(AmbiguousWrite);
      return reconcileCheck(ports, PLACE, DESIRED);
    });

    expect(writes).toEqual(expected);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.annotations).toBe(1);
  });

  test('killed after the request and before its answer: the next process finds it', async () => {
    const { ports, runs, writes } = stage();
    await ports.records.intend(PLACE);
    const externalId = `os2modning:check:${PLACE.commit}`;
    await ports.writer.createRun('', '', { ...DESIRED, name: CHECK_NAME, externalId, annotations: [] });

    await reconcileCheck(ports, PLACE, DESIRED);

    expect(writes).toEqual(['create', 'update']);
    expect(runs.map(({ annotations }) => annotations)).toEqual([1]);
  });

  test('an unclear change is sent again without doubling an annotation', async () => {
    const { ports, runs } = stage(['ok', 'unclear', 'ok']);
    const more = { ...DESIRED, annotations: [NOTE, { ...NOTE, line: 9 }] };
    await reconcileCheck(ports, PLACE, DESIRED);

    await expect(reconcileCheck(ports, PLACE, more)).rejects.toBeInstanceOf(AmbiguousWrite);
    await reconcileCheck(ports, PLACE, more);

    expect(runs.map(({ annotations }) => annotations)).toEqual([2]);
  });

  test('what was refused is forgotten, and a dry run leaves no trace', async () => {
    const { ports, runs, writes } = stage(['refused']);

    const step = await reconcileCheck(ports, PLACE, DESIRED, true);
    await expect(reconcileCheck(ports, PLACE, DESIRED)).rejects.toBeInstanceOf(GitHubError);
    await reconcileCheck(ports, PLACE, DESIRED);

    expect(step).toEqual({ kind: 'create' });
    expect(writes).toEqual(['create', 'create']);
    expect(runs).toHaveLength(1);
  });
});
