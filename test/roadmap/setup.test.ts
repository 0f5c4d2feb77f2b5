import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { preflightRoadmap, setupRoadmap, type PreflightFinding } from '../../src/roadmap/index.js';
import { CENTRAL, createStage, type Stage } from './support.js';

jest.setTimeout(60_000);

let stage: Stage;

afterEach(async () => {
  expect(stage.simulator.violations()).toEqual([]);
  await stage.close();
});

const NAMES = { product: ['Alfa'], organisation: ['Eksempel'], track: ['Årshjul'], phase: ['Evaluering'] };

async function setUp(project: number | null, owner = CENTRAL) {
  const input = { owner, project, names: NAMES, language: 'da', settleMs: 1000 } as const;
  return setupRoadmap(input, stage.ports);
}

describe('roadmap/setup', () => {
  test('makes project, fields and a roadmap view, and names the click that is left; again it makes nothing', async () => {
    stage = await createStage({ products: {} });

    const first = await setUp(null);
    const number = first.project?.number ?? 0;
    stage.writes();
    const second = await setUp(number);

    expect(first.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'left', 'left']);
    expect(first.steps[3]?.says.da).toContain('Start date og Target date');
    const made = await stage.ports.reader.readProject(CENTRAL, number);
    expect(made?.fields.find(({ name }) => name === 'Spor')?.options).toMatchObject([{ name: 'Årshjul' }]);
    expect(await stage.ports.reader.readViews(made?.id ?? '')).toContainEqual({
      name: 'Roadmap',
      layout: 'ROADMAP_LAYOUT',
    });
    expect(second.steps.map(({ state }) => state)).toEqual(['there', 'there', 'left', 'left']);
    expect(stage.writes()).toEqual([]);
  });

  test.each([
    ['a personal account', 'anna', 'personlig konto'],
    ['an account that is not there', 'ingen-her', 'kender ikke kontoen'],
  ])('%s: says what to do', async (_case, owner, sentence) => {
    stage = await createStage({ products: {} });

    const report = await setUp(null, owner);

    expect(report.project).toBeNull();
    expect(report.steps[0]?.says.da).toContain(sentence);
  });

  test('a view that the app may not make is left to a person, with the way there', async () => {
    stage = await createStage({ products: {} });
    stage.simulator.faults.script({ fault: 'forbidden', method: 'POST', matches: /\/views$/ });

    const report = await setUp(stage.number);

    expect(report.steps[1]).toMatchObject({ state: 'left' });
    expect(report.steps[1]?.says.da).toContain('New view');
  });
});

describe('roadmap/preflight', () => {
  async function look(change: Partial<Parameters<typeof preflightRoadmap>[0]> = {}) {
    const input = {
      owner: CENTRAL,
      project: stage.number,
      permissions: { organization_projects: 'write' },
      language: 'da',
      probe: false,
      ...change,
    } as const;
    return preflightRoadmap(input, stage.ports);
  }

  function bad(findings: readonly PreflightFinding[]): readonly string[] {
    return findings.filter(({ state }) => state === 'bad').map(({ says }) => says.da);
  }

  test('all is well, and the probe leaves nothing behind', async () => {
    stage = await createStage({ products: {} });
    await setUp(stage.number);

    const findings = await look({ probe: true });

    expect(bad(findings)).toEqual([]);
    expect(findings.at(-1)).toMatchObject({ state: 'good' });
    expect((await stage.ports.reader.readProject(CENTRAL, stage.number))?.items).toEqual([]);
  });

  test.each([
    ['a personal account', { owner: 'anna' }, 'personlig konto'],
    ['no such account', { owner: 'ingen-her' }, 'kender ikke kontoen'],
    ['no number', { project: null }, 'roadmap setup'],
    ['no such project', { project: 99 }, 'intet projekt nr. 99'],
    ['read alone', { permissions: { organization_projects: 'read' } }, 'organization_projects=write'],
    ['no permission', { permissions: { issues: 'write' } }, 'organization_projects=write'],
  ])('%s: says what to do', async (_case, change, sentence) => {
    stage = await createStage({ products: {} });

    const findings = await look(change);

    expect(bad(findings)).toHaveLength(1);
    expect(bad(findings)[0]).toContain(sentence);
  });

  test('a field that does not fit is named with what it should be', async () => {
    stage = await createStage({ products: {} });
    stage.simulator.projects.field(CENTRAL, stage.number, { name: 'Target date', dataType: 'TEXT' });

    const findings = await look();

    expect(bad(findings)).toEqual([
      'Feltet »Target date« er af typen TEXT, men skal være DATE. Omdøb det, så opretter vi et nyt, der passer.',
    ]);
    expect(findings.find(({ state }) => state === 'note')?.says.da).toContain('Produkt, Organisation');
  });

  test('an app that sees no items is told of', async () => {
    stage = await createStage({ products: { Alfa: ['Eksempel/kode'] } });
    stage.simulator.milestones.create('Eksempel/kode', { title: 'Version 1' });
    await stage.sync();
    const { reader } = stage.ports;
    const blind = {
      ...reader,
      readProject: async (owner: string, number: number) => {
        const project = await reader.readProject(owner, number);
        return project === null ? null : { ...project, items: [] };
      },
    };

    const findings = await preflightRoadmap(
      { owner: CENTRAL, project: stage.number, permissions: null, language: 'da', probe: true },
      { ...stage.ports, reader: blind },
    );

    expect(bad(findings).map((sentence) => sentence.slice(0, 30))).toEqual([
      'Der burde være 1 element, men ',
      'En prøve blev lagt i projektet',
    ]);
  });
});
