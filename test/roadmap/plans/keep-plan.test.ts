import { afterEach, describe, expect, jest, test } from '@jest/globals';
import {
  createIssueReader,
  createIssueWriter,
  createMilestoneReader,
  createMilestoneWriter,
  createReadClient,
  createWriteClient,
  createWritePacing,
} from '../../../src/github/index.js';
import { silentLogger } from '../../../src/log/index.js';
import {
  describePlanActions,
  keepPlan,
  memoryPlanRecords,
  readShippedPlan,
  type KeepPlanInput,
  type PlanPorts,
} from '../../../src/roadmap/index.js';
import { createStage, instantClock, shownItems, type Stage } from '../support.js';

jest.setTimeout(60_000);

const HOME = 'Eksempel/kode';
let stage: Stage;

afterEach(async () => {
  expect(stage.simulator.violations()).toEqual([]);
  await stage.close();
});

async function begin(): Promise<PlanPorts> {
  stage = await createStage({ products: { Alfa: [HOME] } });
  stage.simulator.repositories.collaborator(HOME, 'anna', 'write');
  const clock = instantClock();
  const host = { baseUrl: stage.simulator.url, token: stage.simulator.accounts.token('anna') };
  const client = createReadClient({ ...host, clock });
  const write = createWriteClient({ ...host, pacing: createWritePacing({ clock, scale: 0 }), bucket: HOME });
  return {
    milestones: { ...createMilestoneReader(client), ...createMilestoneWriter(write) },
    issues: { ...createIssueReader(client, { login: 'anna', appId: 0 }), ...createIssueWriter(write) },
    records: memoryPlanRecords(),
    clock,
    log: silentLogger(),
  };
}

function input(name: string, change: Partial<KeepPlanInput> = {}): KeepPlanInput {
  const plan = readShippedPlan(name)?.plan;
  if (plan === null || plan === undefined) throw new Error(`no plan ${name}`);
  return {
    plan,
    repository: HOME,
    start: null,
    today: '2026-01-05',
    language: 'da',
    settleMs: 1000,
    ...change,
  };
}

function onGitHub() {
  const [repository] = Object.values(stage.simulator.state().repositories);
  return { issues: repository?.issues ?? [] };
}

describe('roadmap/plans/keep-plan', () => {
  test('both plans: milestones, issues and roadmap items with track and phase; again: nothing', async () => {
    const ports = await begin();

    const reports = [
      (await keepPlan(input('tu2'), ports)).report,
      (await keepPlan(input('aarshjul'), { ...ports, records: memoryPlanRecords() })).report,
    ];
    await stage.sync();
    stage.simulator.clearTraffic();
    const again = [
      await keepPlan(input('tu2'), ports),
      // Without the store all is found by the hidden lines.
      await keepPlan(input('aarshjul'), { ...ports, records: memoryPlanRecords() }),
    ];

    expect(reports).toEqual([
      { created: 22, moved: 0, tasks: 22, skipped: [] },
      { created: 10, moved: 0, tasks: 10, skipped: [] },
    ]);
    const items = shownItems(stage);
    expect(items).toHaveLength(32);
    expect(items.find(({ title }) => title === 'Alfa: Mere fremdrift: arkitekturråd')?.values).toMatchObject({
      Spor: 'Mere fremdrift',
      Fase: 'Gennemførelse',
      'Start date': '2026-01-01',
      'Target date': '2026-06-01',
      Åbne: 1,
    });
    expect(items.find(({ title }) => title.endsWith('Idé og ramme'))?.values).toMatchObject({
      'Start date': '2025-09-01',
      'Target date': '2025-10-15',
    });
    expect(JSON.stringify(items)).not.toContain('os2modning:plan');
    expect(onGitHub().issues).toHaveLength(32);
    expect(onGitHub().issues[0]?.body).toContain('- [ ] Skriv formål');
    for (const { report, actions } of again) {
      expect(report).toEqual({ created: 0, moved: 0, tasks: 0, skipped: [] });
      expect(describePlanActions(actions, 'da')).toBe(
        'Planen er fulgt. Der er intet at oprette eller flytte.',
      );
    }
    expect(stage.simulator.traffic().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('a moved start moves only what people have not touched', async () => {
    const ports = await begin();
    await keepPlan(input('tu2'), ports);
    stage.simulator.milestones.edit(HOME, 1, { dueOn: '2025-12-24T12:00:00Z' });
    stage.simulator.milestones.close(HOME, 2);

    const { report } = await keepPlan(input('tu2', { start: '2025-10-01' }), ports);
    const { report: again } = await keepPlan(input('tu2', { start: '2025-10-01' }), ports);

    const milestones = await ports.milestones.listMilestones(HOME);
    const dueOf = (number: number) => milestones.find((one) => one.number === number)?.dueOn?.slice(0, 10);
    expect(report).toMatchObject({ created: 0, moved: 20, skipped: [] });
    expect([dueOf(1), dueOf(2), dueOf(3)]).toEqual(['2025-12-24', '2025-12-15', '2026-01-14']);
    expect(again).toMatchObject({ moved: 0 });
  });

  test('a dry run writes nothing and shows what it would do', async () => {
    const ports = await begin();

    const { actions, report } = await keepPlan(input('aarshjul', { dryRun: true }), ports);

    expect(report).toBeNull();
    expect(await ports.milestones.listMilestones(HOME)).toEqual([]);
    expect(describePlanActions(actions, 'da')).toContain(
      'opret milepæl  Selvevaluering opdateret, forår 2026',
    );
  });

  test.each(['error-after', 'error-before', 'reset-after'] as const)(
    'an unclear answer (%s) makes no second milestone and no second issue',
    async (fault) => {
      const ports = await begin();
      stage.simulator.faults.script({ fault, method: 'POST', matches: /\/milestones$/ });
      stage.simulator.faults.script({ fault, method: 'POST', matches: /\/issues$/ });

      const { report } = await keepPlan(input('aarshjul'), ports);

      expect(report).toEqual({ created: 10, moved: 0, tasks: 10, skipped: [] });
      expect(await ports.milestones.listMilestones(HOME)).toHaveLength(10);
      expect(onGitHub().issues).toHaveLength(10);
    },
  );

  test('a process that died after asking finds what it made', async () => {
    const ports = await begin();
    const dying: PlanPorts = {
      ...ports,
      milestones: {
        ...ports.milestones,
        createMilestone: async (...asked) => {
          await ports.milestones.createMilestone(...asked);
          throw new Error('killed');
        },
      },
    };

    await expect(keepPlan(input('aarshjul'), dying)).rejects.toThrow('killed');
    const { report } = await keepPlan(input('aarshjul'), ports);

    expect(report?.skipped).toEqual([]);
    expect(await ports.milestones.listMilestones(HOME)).toHaveLength(10);
  });

  test('where issues are turned off the milestones are made all the same', async () => {
    const ports = await begin();
    stage.simulator.repositories.edit(HOME, { hasIssues: false });

    const { report } = await keepPlan(input('aarshjul'), ports);

    expect(report).toMatchObject({ created: 10, tasks: 0, skipped: [{ why: 'disabled' }] });
  });

  test('a missing permission is told once, with its name', async () => {
    const ports = await begin();
    stage.simulator.faults.script({ fault: 'forbidden', method: 'POST', times: 100 });

    const { report } = await keepPlan(input('aarshjul'), ports);

    expect(report).toMatchObject({ created: 0, tasks: 0 });
    expect(report?.skipped).toHaveLength(1);
    expect(report?.skipped[0]).toMatchObject({ kind: 'refused', why: 'forbidden' });
  });
});
