import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseMarker, productKey } from '../../src/issues/index.js';
import { DOCUMENT_IDS, scene, type DocumentId, type Scene, type Standing } from './scene.js';

/** One thing that happens between two runs. `pick` chooses among the issues there are. */
type Happening =
  | { readonly kind: 'assess'; readonly id: DocumentId; readonly standing: Standing }
  | {
      readonly kind: 'not-planned' | 'completed' | 'reopen' | 'delete' | 'lock' | 'wipe-body';
      readonly pick: number;
    }
  | { readonly kind: 'tick'; readonly id: DocumentId }
  | { readonly kind: 'cap'; readonly most: number }
  | { readonly kind: 'mode'; readonly mode: 'auto' | 'on-request' | 'off' }
  | {
      readonly kind: 'fault';
      readonly write: number;
      readonly fault: 'lost' | 'unsent' | 'kill' | 'kill-after';
    }
  | { readonly kind: 'short-list' | 'empty-list' };

const pick = fc.nat(20);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('assess' as const),
      id: fc.constantFrom(...DOCUMENT_IDS),
      standing: fc.constantFrom<Standing>('missing', 'missing', 'there', 'unknown', 'partly', 'grey'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('not-planned' as const, 'completed' as const, 'reopen' as const),
      pick,
    }),
  },
  fc.record({ kind: fc.constantFrom('delete' as const, 'lock' as const, 'wipe-body' as const), pick }),
  fc.record({ kind: fc.constant('tick' as const), id: fc.constantFrom(...DOCUMENT_IDS) }),
  fc.record({ kind: fc.constant('cap' as const), most: fc.integer({ min: 0, max: 6 }) }),
  fc.record({
    kind: fc.constant('mode' as const),
    mode: fc.constantFrom('auto' as const, 'on-request' as const, 'off' as const),
  }),
  fc.record({
    kind: fc.constant('fault' as const),
    write: fc.nat(8),
    fault: fc.constantFrom('lost' as const, 'unsent' as const, 'kill' as const, 'kill-after' as const),
  }),
  fc.record({ kind: fc.constantFrom('short-list' as const, 'empty-list' as const) }),
);

interface World {
  readonly it: Scene;
  readonly standing: Partial<Record<DocumentId, Standing>>;
  readonly product: { openIssues: number; issues: 'auto' | 'on-request' | 'off' };
  /** Numbers of document issues that a person has closed as not planned and not opened since. */
  readonly declined: Set<number>;
  /** Every requirement's issue numbers that ever were. */
  readonly made: Map<string, Set<number>>;
}

class Killed extends Error {}

async function happen(world: World, one: Happening): Promise<void> {
  const { github, records } = world.it;
  const chosen = 'pick' in one ? github.issues[one.pick % Math.max(1, github.issues.length)] : undefined;
  switch (one.kind) {
    case 'assess':
      world.standing[one.id] = one.standing;
      return;
    case 'cap':
      world.product.openIssues = one.most;
      return;
    case 'mode':
      world.product.issues = one.mode;
      return;
    case 'tick':
      for (const issue of github.issues) {
        issue.body = issue.body.replace(new RegExp(`- \\[ \\](.*order requirement=${one.id} )`), '- [x]$1');
      }
      return;
    case 'fault': {
      let left = one.write;
      github.fault = () => {
        left -= 1;
        if (left !== -1) return null;
        if (one.fault === 'kill') throw new Killed('killed');
        return one.fault === 'kill-after' ? { after: new Killed('killed') } : one.fault;
      };
      return;
    }
    case 'short-list':
      github.listed = (issues) => issues.slice(1);
      return;
    case 'empty-list':
      github.listed = () => [];
      return;
  }
  if (chosen === undefined) return;
  if (one.kind === 'not-planned' && chosen.state === 'open') {
    github.close(chosen.number, 'not_planned');
    world.declined.add(chosen.number);
  }
  if (one.kind === 'completed' && chosen.state === 'open') github.close(chosen.number, 'completed');
  if (one.kind === 'reopen' && chosen.state === 'closed') {
    github.reopen(chosen.number);
    world.declined.delete(chosen.number);
  }
  // One that was deleted before any run has seen it cannot be told from one that was never made.
  const known = await records.list(productKey('OS2eksempel'));
  if (one.kind === 'delete' && known.some((record) => record.number === chosen.number)) {
    github.remove(chosen.number);
    world.declined.delete(chosen.number);
  }
  if (one.kind === 'lock') chosen.isLocked = true;
  if (one.kind === 'wipe-body') chosen.body = 'Vi har skrevet vores eget.';
}

/** Runs once; a kill in the middle is followed by a fresh run, as the queue does. Faults last for one run. */
async function runOnce(world: World): Promise<void> {
  const { it, standing, product } = world;
  try {
    await it.run({ standing, product });
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  it.github.fault = () => null;
  it.github.listed = null;
}

function noteMade(world: World): void {
  for (const issue of world.it.github.issues) {
    const marker = parseMarker(issue.body);
    const key =
      marker?.kind === 'document' ? marker.requirement : marker?.kind === 'maturity' ? 'maturity' : null;
    if (key === null) continue;
    const numbers = world.made.get(key) ?? new Set<number>();
    numbers.add(issue.number);
    world.made.set(key, numbers);
  }
}

async function live(history: readonly (readonly Happening[])[], tellsClosedBy: boolean): Promise<World> {
  const it = scene({ tellsClosedBy });
  const standing = Object.fromEntries(DOCUMENT_IDS.map((id) => [id, 'missing' as const]));
  const product: World['product'] = { openIssues: 3, issues: 'auto' };
  const world: World = { it, standing, product, declined: new Set(), made: new Map() };
  for (const day of [[], ...history]) {
    for (const one of day) await happen(world, one);
    const before = it.github.open().length;
    await runOnce(world);
    noteMade(world);
    expectPromisesKept(world, before);
  }
  return world;
}

function expectPromisesKept(world: World, openBefore: number): void {
  const { github } = world.it;
  for (const [key, numbers] of world.made) {
    // The maturity issue is made anew once when people delete it.
    expect([key, numbers.size]).toEqual([key, key === 'maturity' ? expect.any(Number) : 1]);
    if (key === 'maturity') expect(numbers.size).toBeLessThanOrEqual(2);
  }
  for (const number of world.declined) {
    expect(github.issues.find((issue) => issue.number === number)?.state).toBe('closed');
  }
  expect(github.open().length).toBeLessThanOrEqual(Math.max(openBefore, world.product.openIssues));
  for (const issue of github.issues) {
    const texts = github.comments.filter((one) => one.number === issue.number).map((one) => one.body);
    const keys = texts.map((text) => text.split('\n')[0]);
    expect(new Set(keys).size).toBe(keys.length);
  }
}

const histories = fc.array(fc.array(happening, { maxLength: 4 }), { maxLength: 8 });

describe('src/issues/plan.ts', () => {
  test('whatever people, documents and GitHub do: never two issues for one requirement, never against a person’s no, never above the cap, nothing said twice', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.boolean(), async (history, tellsClosedBy) => {
        await live(history, tellsClosedBy);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('whatever happened: once things are quiet, the second run has nothing to do', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const world = await live(history, true);
        const { it, standing, product } = world;
        await it.run({ standing, product });
        await it.run({ standing, product });
        const writes = it.github.writes.length;
        const records = await it.records.list(productKey('OS2eksempel'));

        const report = await it.run({ standing, product });

        expect(it.github.writes).toHaveLength(writes);
        expect(report.planned.filter((action) => action.kind !== 'skip' && action.kind !== 'stop')).toEqual(
          [],
        );
        expect(await it.records.list(productKey('OS2eksempel'))).toEqual(records);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
