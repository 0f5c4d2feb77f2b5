import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ExportedState, TrafficRecord } from '../../simulator/index.js';
import { productSnapshot } from '../support/sampleProducts.js';
import { trafficProblems } from '../support/traffic.js';
import { runDemo } from './support.js';

const HOME = 'fyr-taarn/fyr';
const MILESTONE = {
  id: 9,
  number: 1,
  title: 'Lyset tændes',
  description: 'Fyret lyser hele natten.',
  state: 'open' as const,
  dueOn: '2026-09-01T07:00:00Z',
  createdAt: '2026-04-01T08:00:00Z',
  closedAt: null,
  openIssues: 3,
  closedIssues: 1,
};

const fyr = productSnapshot('OS2fyr', [
  { name: HOME, files: { 'README.md': '# Fyr\n\nEt fyr.\n' }, github: { milestones: [MILESTONE] } },
  {
    name: 'fyr-taarn/skjult-kammer',
    files: { 'README.md': '# Kammer\n\nKammertonen.\n' },
    github: { visibility: 'private', milestones: [{ ...MILESTONE, id: 10, title: 'Hemmelig renovering' }] },
  },
]);
const mole = productSnapshot('OS2mole', [
  { name: 'mole-sten/mole', files: { 'README.md': '# Mole\n\nEn mole.\n', 'SECURITY.md': '# Sikkerhed\n' } },
]);

describe('demo/main.ts --seed', () => {
  let folder = '';
  let state: ExportedState;
  let traffic: readonly TrafficRecord[];
  let code: number | null;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'os2modning-seed-test-'));
    const files = [join(folder, 'fyr.json'), join(folder, 'mole.json')];
    await writeFile(files[0] ?? '', JSON.stringify(fyr));
    await writeFile(files[1] ?? '', JSON.stringify(mole));
    const run = await runDemo(['--once', '--seed', ...files, '--faults', 'storm', '--out', folder]);
    code = run.code;
    state = JSON.parse(await readFile(join(folder, 'state.json'), 'utf8')) as ExportedState;
    const lines = (await readFile(join(folder, 'traffic.jsonl'), 'utf8')).trimEnd().split('\n');
    traffic = lines.map((line) => JSON.parse(line) as TrafficRecord);
  }, 300_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  function own(repository: string, kind: string): readonly string[] {
    const issues = state.repositories[repository]?.issues ?? [];
    return issues.filter(({ body }) => body.startsWith(`<!-- os2modning:${kind}`)).map(({ title }) => title);
  }

  test('invents nothing: the repositories of the files, and that of the portfolio', () => {
    expect(code).toBe(0);
    expect(Object.keys(state.repositories).sort()).toEqual([
      'OS2central/portefolje',
      HOME,
      'fyr-taarn/skjult-kammer',
      'mole-sten/mole',
    ]);
  });

  test('makes each file one product whose home the app chooses, with issues by itself', () => {
    expect(own(HOME, 'maturity')).toEqual(['Modenhed: OS2fyr']);
    expect(own('mole-sten/mole', 'maturity')).toEqual(['Modenhed: OS2mole']);
    for (const home of [HOME, 'mole-sten/mole']) {
      const documents = own(home, 'document');
      expect(new Set(documents).size).toBe(documents.length);
      expect(documents.length).toBeGreaterThan(0);
      expect(documents.length).toBeLessThanOrEqual(5);
    }
  });

  test('puts the milestones into the roadmap, and nothing of a private repository anywhere', () => {
    const titles = state.projects.flatMap(({ items }) => items.map(({ title }) => title));
    const hidden = JSON.stringify([
      state.projects,
      state.repositories[HOME],
      state.repositories['mole-sten/mole'],
    ]);

    expect(titles.filter((title) => title.includes(MILESTONE.title))).toHaveLength(1);
    expect(hidden).not.toMatch(/skjult-kammer|Hemmelig renovering|Kammertonen/);
    expect(state.repositories['fyr-taarn/skjult-kammer']?.issues).toEqual([]);
  });

  test('asks only what GitHub’s schema and description allow, also when GitHub fails', () => {
    expect(traffic.filter(({ status }) => status >= 500 || status === 0).length).toBeGreaterThan(0);
    expect(trafficProblems(traffic)).toEqual([]);
  });
});
