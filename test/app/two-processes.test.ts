import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { CENTRAL } from '../../demo/world.js';
import { createManualClock } from '../../simulator/index.js';
import { createServerDatabase } from '../support/database.js';
import { openWorld } from '../support/world.js';
import { buildApp, killAll, settle, startProcess } from './support/processes.js';
import type { Stage } from './support/story.js';

jest.setTimeout(300_000);

const OWNER = 'dal-eng';
const PRODUCTS = 24;
/** A second of GitHub's. */
const PACING = 0.02;
const SPACING_MS = 1_000 * PACING;

const HOMES = Array.from({ length: PRODUCTS }, (_nothing, index) => `${OWNER}/eng${index}`);

interface Lane {
  readonly lane: string;
  readonly from: number;
  readonly to: number;
}

/** What one process has told of its work. */
interface Diary {
  readonly lanes: Lane[];
  writes: number;
}

async function openStage(databaseUrl: string): Promise<Stage> {
  const clock = createManualClock('2026-02-02T08:00:00Z');
  const products = HOMES.map((home, index) => ({
    name: `OS2eng${index}`,
    repositories: [home.split('/')[1]],
    openIssues: 1,
  }));
  const world = await openWorld({
    owners: [OWNER],
    databaseUrl,
    simulator: { clock, limits: { pacing: PACING } },
    prepare: (github) => {
      for (const home of HOMES)
        github.repositories.create({ name: home, files: { 'README.md': '# Eng\n\nGræs.\n' } });
      github.repositories.create({
        name: `${OWNER}/.github`,
        files: { 'os2modning.yml': JSON.stringify({ version: 1, products }) },
      });
    },
  });
  return { world, clock };
}

function newDiary(): Diary & { readonly onLog: (line: Readonly<Record<string, unknown>>) => void } {
  const lanes: Lane[] = [];
  const diary = {
    lanes,
    writes: 0,
    onLog: ({ msg, time, queue, key, milliseconds }: Readonly<Record<string, unknown>>) => {
      if (msg === 'written') diary.writes += 1;
      if (msg !== 'job done') return;
      const to = Date.parse(String(time));
      lanes.push({ lane: `${String(queue)} ${String(key)}`, from: to - Number(milliseconds), to });
    },
  };
  return diary;
}

/** Lanes that two jobs were at work on at the same time. */
function overlaps(jobs: readonly Lane[]): readonly string[] {
  const found: string[] = [];
  const last = new Map<string, Lane>();
  for (const job of [...jobs].sort((one, other) => one.from - other.from || one.to - other.to)) {
    const before = last.get(job.lane);
    // Times are whole milliseconds: one may end in the same in which the next begins.
    if (before !== undefined && job.from < before.to - 1) found.push(job.lane);
    if (before === undefined || job.to > before.to) last.set(job.lane, job);
  }
  return found;
}

const onServer = process.env['TEST_DATABASE_URL'] === undefined ? describe.skip : describe;

onServer('src/app: two worker processes on Postgres', () => {
  let server: Awaited<ReturnType<typeof createServerDatabase>>;
  let stage: Stage;

  beforeAll(async () => {
    await buildApp();
    server = await createServerDatabase();
    stage = await openStage(server.url);
  });

  afterAll(async () => {
    killAll();
    await stage.world.close();
    await server.drop();
  });

  test('work on no product at the same time, and share one pace of writing', async () => {
    const { github, appId } = stage.world;
    const diaries = [newDiary(), newDiary()];
    const web = await startProcess(stage, { settings: { role: 'web' } });
    const workers = await Promise.all(
      diaries.map(({ onLog }) => startProcess(stage, { settings: { role: 'worker', port: 0 }, onLog })),
    );
    for (const owner of [CENTRAL, OWNER]) {
      github.apps.install(appId, owner);
      await settle(stage, web);
    }

    for (let round = 0; round < 3; round += 1) {
      for (const home of HOMES)
        github.push({ repository: home, files: { [`docs/${round}.md`]: '# Mere\n' }, by: 'engmand' });
      await github.drain();
    }
    await settle(stage, web);
    for (const { ask } of workers) await ask({ kind: 'idle' });

    const assessed = diaries.map(
      ({ lanes }) => lanes.filter(({ lane }) => lane.startsWith('assess ')).length,
    );
    expect(Math.min(...assessed)).toBeGreaterThan(0);
    expect(overlaps(diaries.flatMap(({ lanes }) => lanes))).toEqual([]);
    expect(Math.min(...diaries.map(({ writes }) => writes))).toBeGreaterThan(0);
    const turns = await turnsOf(server.url);
    const { restWrites, graphqlMutations, tokens } = github.counts();
    // Every write had a turn of its own, and turns are as far apart as those of one process alone.
    expect(turns.length).toBeGreaterThanOrEqual(restWrites + graphqlMutations - tokens);
    expect(turns.filter(({ gap }) => gap !== null && gap < SPACING_MS)).toEqual([]);
  });
});

async function turnsOf(
  url: string,
): Promise<readonly { readonly bucket: string; readonly gap: number | null }[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ bucket: string; gap: number | null }>(
      `SELECT bucket, round(extract(epoch FROM at - lag(at) OVER (PARTITION BY bucket ORDER BY at)) * 1000)::float AS gap
       FROM paced_writes`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
