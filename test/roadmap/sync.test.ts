import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { createStage, shownItems, type Stage } from './support.js';

jest.setTimeout(60_000);

let stage: Stage;

afterEach(async () => {
  expect(stage.simulator.violations()).toEqual([]);
  await stage.close();
});

describe('roadmap/sync', () => {
  test('twelve products of three organisations, 120 milestones: all there after one run, nothing to write in the next', async () => {
    const products: Record<string, string[]> = {};
    for (let index = 1; index <= 12; index += 1)
      products[`Produkt ${index}`] = [`Org${index % 3}/kode-${index}`, `Org${index % 3}/docs-${index}`];
    stage = await createStage({ products });
    for (const [first = '', second = ''] of Object.values(products))
      for (let index = 0; index < 10; index += 1)
        stage.simulator.milestones.create(index < 7 ? first : second, {
          title: `Version ${index}`,
          dueOn: `2026-${String(index + 1).padStart(2, '0')}-15T12:00:00Z`,
          description: `Spor: Spor ${index % 3}\nFase: Fase ${index % 2}\n\nMere @alle om det.`,
          createdAt: '2026-01-01T09:00:00Z',
        });

    const first = await stage.sync();
    const writes = stage.writes();
    const second = await stage.sync();

    expect(first.outcome?.skipped).toEqual([]);
    expect(first.outcome?.counts).toMatchObject({ added: 120, fields: 12 });
    expect(new Set(shownItems(stage).map(({ body }) => body)).size).toBe(120);
    expect(shownItems(stage)[0]).toMatchObject({ values: { Organisation: 'Org1', Spor: 'Spor 0' } });
    expect(writes.length).toBeLessThan(120);
    expect(second.outcome?.counts.writes).toBe(0);
    expect(stage.writes()).toEqual([]);
  });
});
