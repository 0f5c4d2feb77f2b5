import { afterEach, expect, test } from '@jest/globals';
import { createJobs, type Jobs } from '../../src/jobs/index.js';
import { silentLogger } from '../../src/log/index.js';
import {
  countDeliveries,
  findInstallation,
  findRepository,
  listDeliveries,
  saveDelivery,
  saveEffect,
  saveInstallation,
  saveIssue,
  saveProducts,
  saveRepositories,
  waitingCommands,
  type Database,
} from '../../src/store/index.js';
import {
  createHandover,
  routeDelivery,
  type Handover,
  type MoreJobs,
  type Work,
} from '../../src/webhooks/index.js';
import { NOW, installationFixture, productFixture, repositoryFixture } from '../store/support.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { webhookExamples } from './support.js';

const open: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});

interface App {
  readonly jobs: Jobs;
  readonly handover: Handover;
  /** Stores deliveries of this work, each with a number of its own, and waits until none waits. */
  readonly handOver: (...work: readonly Work[]) => Promise<void>;
  /** What waits then: `queue key`. */
  readonly waiting: () => Promise<readonly string[]>;
}

async function start(database: Database, more?: MoreJobs): Promise<App> {
  const jobs = await createJobs({ database, handlers: {}, role: 'web', log: silentLogger() });
  await database.script('DELETE FROM pgboss.job');
  const handover = createHandover({
    database,
    jobs,
    log: silentLogger(),
    ...(more === undefined ? {} : { more }),
  });
  open.push(jobs, handover);
  await saveInstallation(database, installationFixture(), NOW);
  await saveRepositories(database, [repositoryFixture(), repositoryFixture({ nodeId: 'R_docs' })], NOW);
  await saveProducts(database, 'account:70', [productFixture()], NOW);
  handover.start();
  let number = 0;

  async function handOver(...work: readonly Work[]): Promise<void> {
    for (const one of work) {
      const given = { event: 'push', action: null, installation: 7, accountId: 70, account: 'os2eksempel' };
      await saveDelivery(database, { ...given, guid: `d-${(number += 1)}`, work: [one] }, new Date());
    }
    handover.wake();
    while ((await countDeliveries(database)).received > 0)
      await new Promise((resolve) => setImmediate(resolve));
  }

  async function waiting(): Promise<readonly string[]> {
    return (await jobs.list()).map(({ queue, key }) => `${queue} ${key}`).sort();
  }

  return { jobs, handover, handOver, waiting };
}

describeOnEveryDatabase('webhooks/createHandover', (database) => {
  test.each<[string, Work, string[]]>([
    ['content', { kind: 'content', repository: 'R_kode', configuration: false }, ['assess p-1']],
    [
      'configuration',
      { kind: 'content', repository: 'R_kode', configuration: true },
      ['assess p-1', 'configuration 7'],
    ],
    ['content of no product', { kind: 'content', repository: 'R_other', configuration: false }, []],
    [
      'configuration in no product',
      { kind: 'content', repository: 'R_other', configuration: true },
      ['configuration 7'],
    ],
    [
      'a changed repository',
      { kind: 'repository', repository: 'R_docs', hide: false },
      ['assess p-1', 'configuration 7'],
    ],
    ['an installation', { kind: 'installation', installation: 7, change: 'changed' }, ['configuration 7']],
    ['a milestone', { kind: 'milestone', repository: 'R_kode', milestone: 'MI_1' }, ['roadmap roadmap']],
    ['a milestone of no product', { kind: 'milestone', repository: 'R_other', milestone: 'MI_1' }, []],
    [
      'an issue of ours',
      { kind: 'issue', repository: 'R_kode', issue: 'I_ours', milestone: null, people: true },
      ['assess p-1'],
    ],
    [
      'an issue of a plan, with its milestone',
      { kind: 'issue', repository: 'R_kode', issue: 'I_plan', milestone: 'MI_1', people: true },
      ['assess p-1', 'roadmap roadmap'],
    ],
    [
      'progress by the app itself',
      { kind: 'issue', repository: 'R_kode', issue: 'I_ours', milestone: 'MI_1', people: false },
      ['roadmap roadmap'],
    ],
    [
      'an issue of somebody else',
      { kind: 'issue', repository: 'R_kode', issue: 'I_x', milestone: null, people: true },
      [],
    ],
    [
      'a comment on an issue of somebody else',
      { kind: 'comment', repository: 'R_kode', issue: 'I_x', comment: 'IC_1' },
      [],
    ],
    [
      'a pull request',
      { kind: 'check', repository: 'R_kode', head: 'abc', again: false },
      ['check R_kode@abc'],
    ],
    ['a pull request of no product', { kind: 'check', repository: 'R_other', head: 'abc', again: false }, []],
  ])('sends the jobs that %s asks for', async (_name, work, expected) => {
    const app = await start(database());
    await saveIssue(
      database(),
      'p-1',
      'F4',
      1,
      { repository: 'R_kode', state: 'open', nodeId: 'I_ours' },
      NOW,
    );
    await saveEffect(database(), 'plan', 'x', { state: 'made', nodeId: 'I_plan', product: 'p-1' }, NOW);

    await app.handOver(work);

    expect(await app.waiting()).toEqual(expected);
    expect(await listDeliveries(database())).toMatchObject([{ state: 'done' }]);
  });

  test('sends one job for a burst', async () => {
    const app = await start(database());
    const push: Work = { kind: 'content', repository: 'R_kode', configuration: false };

    await app.handOver(...Array.from({ length: 250 }, () => push));

    expect(await app.waiting()).toEqual(['assess p-1']);
    expect(await countDeliveries(database())).toEqual({ received: 0, done: 250, failed: 0 });
  });

  test('keeps a command for the run it causes, once', async () => {
    const app = await start(database());
    await saveIssue(
      database(),
      'p-1',
      'maturity',
      1,
      { repository: 'R_kode', state: 'open', nodeId: 'I_1' },
      NOW,
    );
    const comment: Work = { kind: 'comment', repository: 'R_kode', issue: 'I_1', comment: 'IC_1' };

    await app.handOver(comment, comment);
    await app.handOver({
      kind: 'button',
      repository: 'R_kode',
      head: 'abc',
      button: 'assess',
      sender: 1,
      login: 'nogen',
    });

    expect(await app.waiting()).toEqual(['assess p-1']);
    expect(await waitingCommands(database(), 'p-1')).toMatchObject([
      { id: 'IC_1', details: { kind: 'comment', issue: 'I_1' } },
      { details: { kind: 'button', button: 'assess', sender: 1 } },
    ]);
  });

  test('hides what may have become private, and stops what was suspended, before any job runs', async () => {
    const app = await start(database());

    await app.handOver({ kind: 'repository', repository: 'R_kode', hide: true });
    await app.handOver({ kind: 'installation', installation: 7, change: 'suspended' });
    await app.jobs.stop();
    const before = await app.waiting();
    await app.handOver({ kind: 'check', repository: 'R_kode', head: 'abc', again: false });

    expect((await findRepository(database(), 'R_kode'))?.visibility).toBe('unknown');
    expect((await findInstallation(database(), 7))?.suspendedAt).not.toBeNull();
    expect(await app.waiting()).toEqual(before);
  });

  test('asks for nothing of what comes behind a suspension, also when both are handed over at once', async () => {
    const app = await start(database());

    await app.handOver(
      { kind: 'installation', installation: 7, change: 'suspended' },
      { kind: 'content', repository: 'R_kode', configuration: false },
    );

    expect(await app.waiting()).not.toContain('assess p-1');
  });

  test('lets one delivery that fails hold up no other, and shows it', async () => {
    const app = await start(database(), (work) => {
      if (work.kind === 'milestone') throw new Error('no such thing');
      return [{ queue: 'sweep', key: 'all' }];
    });
    const push: Work = { kind: 'content', repository: 'R_kode', configuration: false };
    const broken: Work = { kind: 'milestone', repository: 'R_kode', milestone: 'MI_1' };

    const handing = app.handOver(broken, push);
    while ((await countDeliveries(database())).done < 1)
      await new Promise((resolve) => setImmediate(resolve));
    const [failing] = await listDeliveries(database(), { state: 'received' });
    await database().execute(
      `UPDATE deliveries SET attempts = 7, next_attempt_at = now() WHERE guid = 'd-1'`,
    );
    app.handover.wake();
    await handing;

    expect(failing).toMatchObject({ guid: 'd-1', attempts: 1, error: 'Error: no such thing' });
    expect(await countDeliveries(database())).toEqual({ received: 0, done: 1, failed: 1 });
    expect(await app.waiting()).toEqual(['assess p-1', 'sweep all']);
  });

  test('makes nothing of the examples of GitHub, whose repositories are in no product', async () => {
    const app = await start(database());

    const work = webhookExamples().flatMap(
      ({ event, payload }) => routeDelivery(event, payload, { bot: null }).work,
    );
    await app.handOver(...work);

    const others = (await app.waiting()).filter((job) => !job.startsWith('configuration '));
    expect(others).toEqual([]);
    expect(await countDeliveries(database())).toMatchObject({ received: 0, failed: 0 });
  });
});
