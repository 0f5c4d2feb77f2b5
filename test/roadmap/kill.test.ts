import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { syncRoadmap, type RoadmapPorts, type SyncInput } from '../../src/roadmap/index.js';
import { DEFAULT_RISK_RULE } from '../../src/roadmap/index.js';
import { CENTRAL, createStage, shownItems, TODAY, type Stage } from './support.js';

jest.setTimeout(120_000);

let stage: Stage;

afterEach(() => stage.close());

/** As a process that is killed: no code of ours runs any more. */
class Killed extends Error {}

/** Dies at the given request, before GitHub gets it or after GitHub has done it. */
function dying(ports: RoadmapPorts, at: number, when: 'before' | 'after'): RoadmapPorts {
  let count = 0;
  const through = async <T>(send: () => Promise<T>): Promise<T> => {
    count += 1;
    if (count === at && when === 'before') throw new Killed();
    const answer = await send();
    if (count === at) throw new Killed();
    return answer;
  };
  const { writer } = ports;
  return {
    ...ports,
    writer: {
      ...writer,
      mutate: (...asked) => through(() => writer.mutate(...asked)),
      createField: (...asked) => through(() => writer.createField(...asked)),
      setOptions: (...asked) => through(() => writer.setOptions(...asked)),
    },
  };
}

describe('roadmap/kill', () => {
  test('killed 20 times in the middle: no item twice, none missing', async () => {
    stage = await createStage({ products: { Alfa: ['Eksempel/kode'], Beta: ['Andet/kode'] } });
    for (let index = 0; index < 45; index += 1)
      stage.simulator.milestones.create(index % 2 === 0 ? 'Eksempel/kode' : 'Andet/kode', {
        title: `Version ${index}`,
        dueOn: '2026-09-01T12:00:00Z',
        description: `Spor: Spor ${index % 4}`,
      });
    const input: SyncInput = {
      place: { owner: CENTRAL, number: stage.number },
      sources: await stage.sources(),
      options: { today: TODAY, language: 'da', risk: DEFAULT_RISK_RULE },
      settleMs: 1000,
    };

    for (let kill = 1; kill <= 20; kill += 1) {
      const ports = dying(stage.ports, 1 + (kill % 3), kill % 2 === 0 ? 'before' : 'after');
      await expect(syncRoadmap(input, ports)).rejects.toThrow(Killed);
    }
    await syncRoadmap(input, stage.ports);
    const last = await syncRoadmap(input, stage.ports);

    const titles = shownItems(stage).map(({ title }) => title);
    expect(titles).toHaveLength(45);
    expect(new Set(titles).size).toBe(45);
    expect(shownItems(stage).every(({ values, archived }) => 'Produkt' in values && !archived)).toBe(true);
    expect(last.outcome?.counts.writes).toBe(0);
  });
});
