import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadModel, type Requirement } from '../../src/governance/index.js';
import { PROBES } from '../../src/probes/index.js';

const FILE = new URL('../../governance/os2-1.1.yml', import.meta.url).pathname;

function templates(language: 'da' | 'en'): ReadonlySet<string> {
  return new Set(readdirSync(new URL(`../../templates/documents/${language}/`, import.meta.url)));
}

async function requirements(): Promise<readonly Requirement[]> {
  const { model } = await loadModel(FILE, { probes: PROBES });
  return model?.requirements ?? [];
}

describe('governance/os2-1.1.yml', () => {
  test.each(['da', 'en'] as const)('has no mistake, and its templates are there in %s', async (language) => {
    const { mistakes } = await loadModel(FILE, { probes: PROBES, templates: templates(language) });

    expect(mistakes).toEqual([]);
  });

  test('has the 43 requirements of the styringsmodel at their levels, six of them recommendations', async () => {
    const all = await requirements();

    const atLevel = (level: string): number =>
      all.filter((requirement) => requirement.level === level).length;
    expect(all).toHaveLength(43);
    expect(['sandbox', '1', '2', '3'].map(atLevel)).toEqual([6, 10, 19, 8]);
    expect(all.filter(({ recommendation }) => recommendation).map(({ id }) => id)).toEqual([
      'F19',
      'F20',
      'G7',
      'G8',
      'G9',
      'G10',
    ]);
  });

  test('the letter of an id says its theme', async () => {
    const themes = { R: 'relevans', F: 'formkrav', S: 'strategi', G: 'governance' };

    for (const { id, theme } of await requirements()) {
      expect(theme).toBe(themes[id.charAt(0) as keyof typeof themes]);
    }
  });
});
