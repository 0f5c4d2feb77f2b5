import { afterEach, expect, test } from '@jest/globals';
import {
  createJobs,
  GiveUp,
  RetryLater,
  type Job,
  type JobHandler,
  type Jobs,
  type JobsSettings,
} from '../../src/jobs/index.js';
import { silentLogger } from '../../src/log/index.js';
import { failingLanes, type Database } from '../../src/store/index.js';
import { describeOnEveryDatabase } from '../support/database.js';

const open: Jobs[] = [];
afterEach(async () => {
  for (const jobs of open.splice(0)) await jobs.stop();
});

async function start(database: Database, settings: Partial<JobsSettings> = {}): Promise<Jobs> {
  const jobs = await createJobs({
    database,
    handlers: {},
    role: 'all',
    log: silentLogger(),
    pace: 0,
    ...settings,
  });
  open.push(jobs);
  await database.script('DELETE FROM pgboss.job');
  await jobs.start();
  return jobs;
}

/** A handler out of something that takes no time. */
function does(action: (job: Job) => void): JobHandler {
  return (job) => Promise.resolve(job).then(action);
}

/** A promise and what settles it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let release = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { opened, open: () => release() };
}

describeOnEveryDatabase('jobs/createJobs', (database) => {
  test('runs what was sent, with its key and data', async () => {
    const ran: Pick<Job, 'queue' | 'key' | 'data'>[] = [];
    const jobs = await start(database(), {
      handlers: { assess: does(({ queue, key, data }) => void ran.push({ queue, key, data })) },
    });

    await jobs.send([{ queue: 'assess', key: 'p-1', data: { installation: 7 } }]);
    await jobs.idle();

    expect(ran).toEqual([{ queue: 'assess', key: 'p-1', data: { installation: 7 } }]);
    expect(await jobs.list()).toEqual([]);
  });

  test('runs a lane once more after a burst, and never twice at a time', async () => {
    const first = gate();
    let [runs, together, most] = [0, 0, 0];
    const jobs = await start(database(), {
      handlers: {
        assess: async () => {
          most = Math.max(most, (together += 1));
          runs += 1;
          if (runs === 1) await first.opened;
          together -= 1;
        },
      },
    });

    await jobs.send([{ queue: 'assess', key: 'p-1' }]);
    while (runs === 0) await new Promise((resolve) => setImmediate(resolve));
    for (let event = 0; event < 30; event += 1) await jobs.send([{ queue: 'assess', key: 'p-1' }]);
    const during = await jobs.counts();
    first.open();
    await jobs.idle();

    expect(during.get('assess')).toEqual({ waiting: 1, running: 1, failed: 0 });
    expect([runs, most]).toEqual([2, 1]);
  });

  test('runs different lanes side by side', async () => {
    const both = gate();
    let together = 0;
    const jobs = await start(database(), {
      handlers: {
        assess: async () => {
          together += 1;
          if (together === 2) both.open();
          await both.opened;
        },
      },
    });

    await jobs.send([
      { queue: 'assess', key: 'p-1' },
      { queue: 'assess', key: 'p-2' },
    ]);
    await jobs.idle();

    expect(together).toBe(2);
  });

  test('tries again after a failure, and forgets it after a success', async () => {
    const failing: number[] = [];
    let runs = 0;
    const jobs = await start(database(), {
      handlers: {
        assess: async () => {
          runs += 1;
          if (runs < 3) throw new Error('GitHub answered 502');
          failing.push((await failingLanes(database()))[0]?.failures ?? 0);
        },
      },
    });

    await jobs.send([{ queue: 'assess', key: 'p-1' }]);
    await jobs.idle();

    expect([runs, ...failing]).toEqual([3, 2]);
    expect(await failingLanes(database())).toEqual([]);
  });

  test('shows a job that has failed too often, and runs it again when an operator says so', async () => {
    let mended = false;
    let runs = 0;
    const jobs = await start(database(), {
      handlers: {
        assess: does(() => {
          runs += 1;
          if (!mended) throw new Error('no such table');
        }),
      },
    });
    await jobs.send([{ queue: 'assess', key: 'p-1', data: { reason: 'push' } }]);
    await jobs.idle();

    const [failed] = await jobs.list({ state: 'failed' });
    mended = true;
    const retried = await jobs.retry(failed?.id ?? '');
    await jobs.idle();

    expect(failed).toMatchObject({ queue: 'assess', key: 'p-1', state: 'failed', data: { reason: 'push' } });
    expect(failed?.error).toContain('no such table');
    expect([retried, runs]).toEqual([true, 13]);
    expect(await jobs.list()).toEqual([]);
    expect(await jobs.retry(failed?.id ?? '')).toBe(false);
    expect(await jobs.show('not an id')).toBeNull();
  });

  test('gives up at once when told to, and drops the failure when the lane succeeds by itself', async () => {
    let allowed = false;
    const jobs = await start(database(), {
      handlers: {
        assess: does(() => {
          if (!allowed) throw new GiveUp('issues are switched off');
        }),
      },
    });
    await jobs.send([{ queue: 'assess', key: 'p-1' }]);
    await jobs.idle();
    const failed = await jobs.list({ state: 'failed' });

    allowed = true;
    await jobs.send([{ queue: 'assess', key: 'p-1' }]);
    await jobs.idle();

    expect(failed).toMatchObject([{ error: expect.stringContaining('switched off') }]);
    expect(await jobs.list()).toEqual([]);
  });

  test('waits as long as a limit asks, without counting it as a failure', async () => {
    const until = new Date(Date.now() + 3_600_000);
    const jobs = await start(database(), {
      handlers: { assess: () => Promise.reject(new RetryLater(until, 'rate limited')) },
    });

    await jobs.send([{ queue: 'assess', key: 'p-1', data: { installation: 7 } }]);
    while ((await jobs.list())[0]?.startAfter.getTime() !== until.getTime()) await Promise.resolve();

    expect(await jobs.list()).toMatchObject([{ state: 'waiting', data: { installation: 7 } }]);
    expect(await failingLanes(database())).toEqual([]);
  });

  test('keeps a quiet time between two runs of a lane, unless a person waits', async () => {
    let runs = 0;
    const jobs = await start(database(), { pace: 1, handlers: { assess: does(() => void (runs += 1)) } });
    await jobs.send([{ queue: 'assess', key: 'p-1' }]);
    await jobs.idle();
    const before = Date.now();

    await jobs.send([{ queue: 'assess', key: 'p-1' }]);
    const [waiting] = await jobs.list({ state: 'waiting' });
    await jobs.send([{ queue: 'assess', key: 'p-1', soon: true }]);
    jobs.wake();
    await jobs.idle();

    expect(waiting?.startAfter.getTime()).toBeGreaterThan(before + 25_000);
    expect(runs).toBe(2);
  });

  test('sends within a transaction, or not at all', async () => {
    const jobs = await start(database(), { handlers: {} });

    const undone = database().transaction(async (connection) => {
      await jobs.send(
        [
          { queue: 'assess', key: 'undone' },
          { queue: 'check', key: 'undone', soon: true },
        ],
        connection,
      );
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await database().transaction((connection) => jobs.send([{ queue: 'assess', key: 'kept' }], connection));

    expect((await jobs.list()).map(({ key }) => key)).toEqual(['kept']);
  });

  test('hands back what does not finish in time, for the next process to take up', async () => {
    const begun = gate();
    const slow = await start(database(), {
      stopMilliseconds: 1_000,
      handlers: {
        assess: (job) => {
          begun.open();
          return new Promise((_resolve, reject) => {
            job.signal.addEventListener('abort', () => reject(new Error('stopped')));
          });
        },
      },
    });
    await slow.send([{ queue: 'assess', key: 'p-1' }]);
    await begun.opened;

    await slow.stop();
    const ran: string[] = [];
    const next = await createJobs({
      database: database(),
      handlers: { assess: does(({ key }) => void ran.push(key)) },
      role: 'worker',
      log: silentLogger(),
      pace: 0,
    });
    open.push(next);
    await next.start();
    await next.idle();

    expect(ran).toEqual(['p-1']);
  });

  test('runs a queue by the clock in Danish time', async () => {
    const jobs = await start(database());

    await jobs.schedule('sweep', '30 2 * * *');
    await jobs.schedule('sweep', '0 3 * * *');

    expect(await database().query('SELECT name, cron, timezone FROM pgboss.schedule')).toEqual([
      { name: 'sweep', cron: '0 3 * * *', timezone: 'Europe/Copenhagen' },
    ]);
  });

  test('only sends in role web', async () => {
    const web = await start(database(), {
      role: 'web',
      handlers: { assess: () => Promise.reject(new Error('must not run')) },
    });

    await web.send([{ queue: 'assess', key: 'p-1' }]);
    web.wake();

    expect(await web.list()).toMatchObject([{ state: 'waiting', key: 'p-1' }]);
  });

  test('never runs a lane in two workers at once', async () => {
    const running = new Set<string>();
    const clashes: string[] = [];
    let runs = 0;
    const handlers: JobsSettings['handlers'] = {
      assess: async ({ key }) => {
        if (running.has(key)) clashes.push(key);
        running.add(key);
        runs += 1;
        await new Promise((resolve) => setImmediate(resolve));
        running.delete(key);
      },
    };
    const one = await start(database(), { handlers });
    const two = await createJobs({
      database: database(),
      handlers,
      role: 'worker',
      log: silentLogger(),
      pace: 0,
    });
    open.push(two);
    await two.start();

    for (let round = 0; round < 20; round += 1) {
      const requests = ['a', 'b', 'c', 'd'].map((key) => ({ queue: 'assess', key }) as const);
      await Promise.all([one.send(requests), two.send(requests)]);
    }
    await one.idle();

    expect(clashes).toEqual([]);
    expect(runs).toBeGreaterThanOrEqual(4);
  });
});
