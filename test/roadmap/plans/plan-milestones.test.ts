import { describe, expect, test } from '@jest/globals';
import type { GitHubIssue, GitHubMilestone } from '../../../src/github/index.js';
import {
  planMilestones,
  readPlan,
  type MilestonePlan,
  type PlanAction,
  type PlanMilestonesInput,
} from '../../../src/roadmap/index.js';

const TEXT = `format: os2modning-plan/1
id: proeve
name: Prøve
start: 2026-01-01
tracks:
  - { id: a, name: Spor A }
milestones:
  - id: en
    title: Første
    description: Det første.
    track: a
    start: start
    due: start+3m
    tasks:
      - { id: opgave, title: Gør det, text: Sådan., checklist: [Først, Så] }
  - id: moede
    title: Møde {year}
    start: year-03-01
    due: year-03-15
`;

function planOf(text = TEXT): MilestonePlan {
  const { plan } = readPlan(text, { file: 'plan.yml' });
  if (plan === null) throw new Error('the plan has mistakes');
  return plan;
}

function decide(change: Partial<PlanMilestonesInput> = {}, plan = planOf()): readonly PlanAction[] {
  return planMilestones(plan, {
    start: null,
    today: '2026-02-01',
    existing: [],
    issues: [],
    records: [],
    language: 'da',
    ...change,
  });
}

/** What GitHub shows once the actions are done. */
function made(actions: readonly PlanAction[]): { existing: GitHubMilestone[]; issues: GitHubIssue[] } {
  const existing: GitHubMilestone[] = [];
  const issues: GitHubIssue[] = [];
  for (const [index, action] of actions.entries()) {
    if (action.kind === 'create') {
      const { title, description, dueDay } = action.milestone;
      existing.push({
        id: `MI_${action.key}`,
        number: index + 1,
        url: '',
        title,
        description,
        state: 'open',
        dueOn: `${dueDay ?? ''}T07:00:00Z`,
        createdAt: '2026-01-01T00:00:00Z',
        closedAt: null,
        openIssues: 0,
        closedIssues: 0,
      });
    }
    if (action.kind === 'task') issues.push(issueOf(index, action.body));
  }
  return { existing, issues };
}

function issueOf(number: number, body: string): GitHubIssue {
  return {
    repository: 'Eksempel/kode',
    number,
    nodeId: `I_${number}`,
    url: '',
    title: 'Gør det',
    body,
    state: 'open',
    closeReason: null,
    isLocked: false,
    labels: [],
    author: null,
    appId: null,
    closedBy: null,
    createdAt: '2026-01-01T00:00:00Z',
    closedAt: null,
  };
}

function summary(actions: readonly PlanAction[]): readonly string[] {
  return actions.map((action) => {
    if (action.kind === 'leave') return `leave ${action.key} ${action.reason}`;
    if (action.kind === 'create' || action.kind === 'move')
      return `${action.kind} ${action.key} ${action.days.due}`;
    return action.kind === 'task' ? `task ${action.key}#${action.task}` : `adopt ${action.record.key}`;
  });
}

describe('roadmap/plans/plan-milestones', () => {
  test('makes milestones with the lines that the roadmap reads, and tasks with their checklists', () => {
    const actions = decide();

    expect(summary(actions)).toEqual([
      'create moede/2026 2026-03-15',
      'create en 2026-04-01',
      'task en#opgave',
    ]);
    expect(actions[1]).toMatchObject({
      milestone: {
        title: 'Første',
        dueDay: '2026-04-01',
        description:
          'Det første.\n\nStart: 2026-01-01\nSpor: Spor A\n\n<!-- os2modning:plan v=1 plan=proeve key=en start=2026-01-01 due=2026-04-01 -->',
      },
    });
    expect(actions[2]).toMatchObject({ title: 'Gør det' });
    expect(actions[2] && 'body' in actions[2] ? actions[2].body : '').toContain(
      'Sådan.\n\n- [ ] Først\n- [ ] Så',
    );
  });

  test('applied again: nothing, with the store and without', () => {
    const there = made(decide());

    expect(summary(decide(there)).filter((line) => !line.startsWith('adopt'))).toEqual([
      'leave moede/2026 as-planned',
      'leave en as-planned',
    ]);
  });

  test('a moved start moves what people have not touched', () => {
    const { existing, issues } = made(decide());
    const plan = planOf(
      TEXT.replace('  - id: moede', '  - { id: to, title: Anden, due: start+6m }\n  - id: moede'),
    );
    const both = made(decide({}, plan)).existing;
    const touched = both.map((one) =>
      one.title === 'Anden' ? { ...one, dueOn: '2026-12-24T08:00:00Z' } : one,
    );

    const actions = decide({ existing: touched, issues, start: '2026-02-01' }, plan);

    expect(existing).toHaveLength(2);
    expect(summary(actions)).toEqual(
      expect.arrayContaining([
        'move en 2026-05-01',
        'leave to moved-by-people',
        'leave moede/2026 as-planned',
      ]),
    );
    const move = actions.find(({ kind }) => kind === 'move');
    expect(move).toMatchObject({ change: { dueDay: '2026-05-01' } });
    expect(move?.kind === 'move' ? move.change.description : '').toContain('Start: 2026-02-01\nSpor: Spor A');
  });

  test('moved once, it is ours to move again', () => {
    const { existing, issues } = made(decide());
    const [move] = decide({ existing, issues, start: '2026-02-01' }).filter((one) => one.kind === 'move');
    if (move === undefined) throw new Error('nothing moves');
    const moved = existing.map((one) =>
      one.id === move.existing.id
        ? { ...one, description: move.change.description ?? '', dueOn: '2026-05-01T07:00:00Z' }
        : one,
    );

    const actions = decide({ existing: moved, issues, start: '2026-03-01' });

    expect(summary(actions)).toContain('move en 2026-06-01');
  });

  test.each<[string, Partial<GitHubMilestone>, string]>([
    ['closed', { state: 'closed' }, 'finished'],
    ['moved by a person', { dueOn: '2026-07-01T07:00:00Z' }, 'moved-by-people'],
    ['its date taken away by a person', { dueOn: null }, 'moved-by-people'],
    ['its start changed by a person', { description: 'Start: 2026-01-15' }, 'moved-by-people'],
  ])('%s: left alone', (_case, change, reason) => {
    const { existing, issues } = made(decide());
    const records = existing.map((one) => ({
      kind: 'milestone' as const,
      key: 'en',
      state: 'made' as const,
      nodeId: one.id,
      number: one.number,
      days: { start: '2026-01-01', due: '2026-04-01' },
    }));
    const changed = existing.map((one) => (one.title === 'Første' ? { ...one, ...change } : one));

    const actions = decide({ existing: changed, issues, records: records.slice(1), start: '2026-02-01' });

    expect(summary(actions)).toContain(`leave en ${reason}`);
  });

  test('deleted by people: not made again', () => {
    const records = [
      { kind: 'milestone', key: 'en', state: 'made', nodeId: 'MI_1', number: 1, days: null },
    ] as const;

    expect(summary(decide({ records }))).toContain('leave en deleted-by-people');
  });

  test('a milestone of the same title that is not the plan’s is left alone', () => {
    const { existing } = made(decide());
    const theirs = existing.map((one) => ({ ...one, description: 'Vores egen' }));

    expect(summary(decide({ existing: theirs }))).toEqual(['leave moede/2026 taken', 'leave en taken']);
  });

  test('a task that people have deleted is not made again; one whose milestone is closed is not begun', () => {
    const { existing, issues } = made(decide());
    const deleted = {
      kind: 'task',
      key: 'en#opgave',
      state: 'made',
      nodeId: 'I_9',
      number: 9,
      days: null,
    } as const;
    const closed = existing.map((one) => ({ ...one, state: 'closed' as const }));

    expect(summary(decide({ existing, records: [deleted] }))).not.toContain('task en#opgave');
    expect(summary(decide({ existing: closed }))).not.toContain('task en#opgave');
    expect(issues).toHaveLength(1);
  });

  test.each([
    ['2026-02-01', ['create moede/2026 2026-03-15']],
    ['2026-03-15', ['create moede/2026 2026-03-15']],
    ['2026-03-16', ['leave moede/2026 past']],
    ['2026-09-30', ['leave moede/2026 past']],
    ['2026-10-01', ['leave moede/2026 past', 'create moede/2027 2027-03-15']],
    ['2026-12-31', ['leave moede/2026 past', 'create moede/2027 2027-03-15']],
    ['2027-01-01', ['create moede/2027 2027-03-15']],
  ])("on %s the year's wheel: %j", (today, expected) => {
    const moede = summary(decide({ today })).filter((line) => line.includes('moede'));

    expect(moede).toEqual(expected);
  });

  test('a plan that needs a start and has none says so', () => {
    const plan = planOf(TEXT.replace('start: 2026-01-01\n', ''));

    expect(() => decide({}, plan)).toThrow('needs a start');
    expect(summary(decide({ start: '2026-01-01' }, plan))).toContain('create en 2026-04-01');
  });
});
