import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  createIssueReader,
  createIssueWriter,
  createReadClient,
  createWriteClient,
  createWritePacing,
  GitHubError,
  SYSTEM_CLOCK,
} from '../../src/github/index.js';
import { parseMarker, reconcileIssues, storeIssueRecords } from '../../src/issues/index.js';
import { silentLogger } from '../../src/log/index.js';
import type { Database } from '../../src/store/index.js';
import { emptyTables, openTestDatabase } from '../support/database.js';
import { setUp, type Setup } from '../simulator/setup.js';
import { DOCUMENT_IDS, inputOf, viewFixture, type RunOptions } from './scene.js';

const HOME = 'OS2eksempel/eksempel';
/** Many requests over HTTP, on a machine that others use too. */
jest.setTimeout(60_000);

const ALL_MISSING = Object.fromEntries(DOCUMENT_IDS.map((id) => [id, 'missing' as const]));

/** The whole room over HTTP, against a host that refuses what GitHub's own descriptions refuse, with the real store. */
describe('src/issues on the simulator', () => {
  let database: Database;
  let setup: Setup;
  let runs: number;

  beforeAll(async () => {
    database = await openTestDatabase();
  }, 60_000);

  beforeEach(async () => {
    await emptyTables(database);
    setup = await setUp();
    runs = 0;
  });

  afterEach(async () => {
    const violations = setup.github.violations();
    await setup.github.close();
    expect(violations).toEqual([]);
  });

  afterAll(() => database.close());

  async function run(options: RunOptions = {}) {
    runs += 1;
    const { token } = (await setup.octokit.auth({ type: 'installation' })) as { token: string };
    const { url: baseUrl } = setup.github;
    const account = { login: 'os2modning[bot]', appId: setup.appId };
    const client = createReadClient({ baseUrl, token, pacing: { scale: 0 } });
    const pacing = createWritePacing({ scale: 0 });
    const write = createWriteClient({ baseUrl, token, pacing, bucket: 'a' });
    const ports = {
      reader: createIssueReader(client, account),
      writer: createIssueWriter(write),
      records: storeIssueRecords(database),
      clock: SYSTEM_CLOCK,
      log: silentLogger(),
    };
    const input = inputOf(
      {
        ...options,
        product: { name: 'OS2eksempel', home: HOME, repositories: [HOME], ...options.product },
        material: { repositories: [viewFixture(HOME)], ...options.material },
      },
      new Date(Date.now() + 60_000).toISOString(),
      runs,
    );
    return reconcileIssues(ports, { ...input, account, settleMs: 1 });
  }

  /** A limit that goes on ends the job, which comes back later. */
  async function runAsJob(options: RunOptions = {}): Promise<void> {
    try {
      await run(options);
    } catch (error) {
      if (!(error instanceof GitHubError) || error.kind !== 'rate-limited') throw error;
    }
  }

  function issues() {
    return setup.github.state().repositories[HOME]?.issues ?? [];
  }

  function documentOf(id: string) {
    return issues().find((issue) => issue.body.includes(`requirement=${id} `))!;
  }

  /** What the app wrote since the last look. */
  function writes(): string[] {
    const written = setup.github
      .traffic()
      .filter((one) => one.method !== 'GET' && !one.path.includes('access_tokens'));
    setup.github.clearTraffic();
    return written.map((one) => `${one.method} ${one.path} ${one.status}`);
  }

  test('a first run costs one read; the second makes no write', async () => {
    await run({ standing: ALL_MISSING });
    expect(issues().map((issue) => parseMarker(issue.body)?.kind)).toEqual([
      ...Array.from({ length: 5 }, () => 'document'),
      'maturity',
    ]);
    expect(issues()[0]?.labels).toEqual(['os2-modning', 'omfang: lille', 'rolle: maintainer']);
    const reads = setup.github.traffic().filter((one) => one.method === 'GET');
    expect(reads).toHaveLength(1);
    writes();

    await run({ standing: ALL_MISSING });

    expect(writes()).toEqual([]);
  });

  test('a life: mended, regressed, mended again, and people who say no, done, lock and delete', async () => {
    const { github } = setup;
    await run({ standing: { D1: 'missing', D2: 'missing', D3: 'missing', D4: 'missing', D5: 'missing' } });
    github.issues.close(HOME, documentOf('D2').number, 'not_planned', 'anna');
    github.issues.close(HOME, documentOf('D3').number, 'completed', 'anna');
    github.issues.lock(HOME, documentOf('D4').number, null, 'anna');
    github.issues.delete(HOME, documentOf('D5').number, 'anna');

    const rest = { D2: 'missing', D3: 'missing', D4: 'missing', D5: 'missing' } as const;
    await run({ standing: rest });
    expect(documentOf('D1')).toMatchObject({ state: 'closed', stateReason: 'completed' });
    expect(documentOf('D3').comments).toHaveLength(1);
    await run({ standing: { ...rest, D1: 'missing' } });
    expect(documentOf('D1').state).toBe('open');
    await run({ standing: rest });
    await run({ standing: { ...rest, D1: 'missing' } });
    writes();
    const report = await run({ standing: { ...rest, D1: 'missing' } });

    expect(writes()).toEqual([]);
    expect(report.skipped.map((one) => one.reason)).toEqual(['locked']);
    expect(documentOf('D1')).toMatchObject({ state: 'closed', stateReason: 'completed' });
    expect(documentOf('D1').comments).toHaveLength(3);
    expect(documentOf('D2')).toMatchObject({ state: 'closed', stateReason: 'not_planned', comments: [] });
    expect(documentOf('D3')).toMatchObject({ state: 'closed' });
    expect(documentOf('D3').comments).toHaveLength(1);
    expect(documentOf('D4')).toMatchObject({ state: 'open', comments: [] });
    expect(documentOf('D5')).toBeUndefined();
  });

  test('a ticked box opens the issue', async () => {
    const product = { issues: 'on-request' as const };
    await run({ standing: ALL_MISSING, product });
    setup.github.issues.tick(HOME, 1, 'requirement=D4 ', 'anna');

    await run({ standing: ALL_MISSING, product });

    expect(issues().map((issue) => parseMarker(issue.body))).toMatchObject([
      { kind: 'maturity' },
      { kind: 'document', requirement: 'D4' },
    ]);
  });

  test.each(['error-before', 'error-after', 'reset-before', 'reset-after', 'secondary-limit'] as const)(
    '%s again and again: everything stands once',
    async (fault) => {
      const { github } = setup;
      for (let write = 0; write < 12; write += 1) {
        github.faults.script({
          fault,
          method: 'POST',
          matches: /\/issues$|\/comments$/,
          times: 1,
          retryAfter: 0,
        });
        github.faults.script({ fault, method: 'PATCH', matches: /\/issues\/\d+$/, times: 1, retryAfter: 0 });
      }

      for (let round = 0; round < 6; round += 1) await runAsJob({ standing: ALL_MISSING });
      for (let round = 0; round < 6; round += 1) await runAsJob();
      github.faults.clear();
      await run();
      writes();
      await run();

      expect(writes()).toEqual([]);
      const markers = issues().map((issue) => parseMarker(issue.body));
      const requirements = markers.flatMap((marker) =>
        marker?.kind === 'document' ? [marker.requirement] : [],
      );
      expect(new Set(requirements).size).toBe(requirements.length);
      expect(markers.filter((marker) => marker?.kind === 'maturity')).toHaveLength(1);
      for (const issue of issues()) {
        expect(issue.comments.length).toBeLessThanOrEqual(1);
        if (issue.body.includes('os2modning:document')) expect(issue.state).toBe('closed');
      }
    },
  );

  test.each([
    ['the issue', /\/issues$/, /\/issues\?/],
    ['the comment', /\/comments$/, /\/comments\?/],
  ])(
    '%s that may have been made is looked for once more where a list lacks it',
    async (_what, made, listed) => {
      const { github } = setup;
      const round = async (options: RunOptions = {}): Promise<void> => {
        github.faults.script({ fault: 'reset-after', method: 'POST', matches: made, times: 1 });
        // The first list is read before anything is made.
        github.faults.script({ fault: 'empty-list', method: 'GET', matches: listed, times: 2 });
        await run(options);
      };

      await round({ standing: { D1: 'missing' } });
      github.issues.close(HOME, documentOf('D1').number, 'completed', 'anna');
      await round({ standing: { D1: 'missing' } });

      expect(issues()).toHaveLength(2);
      expect(documentOf('D1').comments).toHaveLength(1);
    },
  );

  test('a repository without issues, and one that is archived: said, and nothing stored', async () => {
    setup.github.repositories.edit(HOME, { hasIssues: false });
    const disabled = await run({ standing: ALL_MISSING });
    setup.github.repositories.edit(HOME, { hasIssues: true });
    setup.github.repositories.archive(HOME);
    const archived = await run({ standing: ALL_MISSING });

    expect(disabled.skipped).toMatchObject([{ reason: 'issues-disabled' }]);
    expect(new Set(archived.skipped.map((one) => one.reason))).toEqual(new Set(['archived']));
    expect(await storeIssueRecords(database).list(inputOf({}, '2026-06-23T08:00:00Z', 1).productKey)).toEqual(
      [],
    );
  });

  test('a permission that is missing is named', async () => {
    setup.github.apps.grant(setup.installation, { issues: 'read' });

    const report = await run({ standing: ALL_MISSING });

    expect(report.skipped[0]).toMatchObject({ reason: 'forbidden' });
    expect(issues()).toEqual([]);
  });
});
