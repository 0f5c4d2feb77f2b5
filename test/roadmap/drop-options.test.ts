import { afterEach, describe, expect, test } from '@jest/globals';
import { CENTRAL, createStage, shownItems, type Stage } from './support.js';

let stage: Stage;

afterEach(async () => {
  expect(stage.simulator.violations()).toEqual([]);
  await stage.close();
});

function options(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return stage.simulator.projects.optionIds(CENTRAL, stage.number);
}

describe('roadmap/drop-options', () => {
  test('what only a private repository has used is no option any more; what others use, and all else, keeps its id', async () => {
    stage = await createStage({ products: { Alfa: ['Eksempel/kode'], Beta: ['Andet/kode'] } });
    const { simulator } = stage;
    simulator.milestones.create('Eksempel/kode', {
      title: 'Et',
      description: 'Spor: Lukket land\nFase: Byg',
    });
    simulator.milestones.create('Andet/kode', { title: 'To', description: 'Spor: Drift\nFase: Byg' });
    const sources = await stage.sources();
    await stage.sync({ sources });
    const before = options();
    stage.writes();

    simulator.repositories.setVisibility('Eksempel/kode', 'private');
    await stage.sync({ sources });
    const [first] = stage.writes();
    const during = options();
    const again = await stage.sync({ sources });
    simulator.repositories.setVisibility('Eksempel/kode', 'public');
    await stage.sync({ sources });

    // Before the text goes: a process that dies in between finds the text, and nobody would find the options.
    expect(first).toContain('updateProjectV2Field');
    expect(JSON.stringify(during)).not.toMatch(/Alfa|Eksempel|Lukket land/);
    expect(during['Produkt']).toMatchObject({ Beta: before['Produkt']?.['Beta'] });
    expect(during['Spor']).toEqual({ Drift: before['Spor']?.['Drift'] });
    expect(during['Fase']).toEqual(before['Fase']);
    expect(during['Status']).toEqual(before['Status']);
    expect(again.outcome?.counts.writes).toBe(0);
    expect(shownItems(stage).find(({ title }) => title === 'Alfa: Et')?.values).toMatchObject({
      Produkt: 'Alfa',
      Spor: 'Lukket land',
    });
  });

  test('the last option of all gives way to one that says nothing', async () => {
    stage = await createStage({ products: { Alfa: ['Eksempel/kode'] } });
    stage.simulator.milestones.create('Eksempel/kode', { title: 'Et' });
    const sources = await stage.sources();
    await stage.sync({ sources });

    stage.simulator.repositories.setVisibility('Eksempel/kode', 'private');
    await stage.sync({ sources });

    expect(Object.keys(options()['Produkt'] ?? {})).toEqual(['Ikke angivet']);
    expect(JSON.stringify(stage.simulator.state().projects)).not.toMatch(/Alfa|Eksempel/);
  });
});
