import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readModel } from '../../src/governance/index.js';
import { PROBES } from '../../src/probes/index.js';

const text = readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8');
const HEAD = `format: os2modning-model/1
id: docs
version: 1.0.0
name: { da: a, en: b }
organisations: []
placeholders: { fingerprints: [], pathWords: [], fewestWords: 1 }
levels: [{ id: sandbox, name: { da: a, en: b }, reach: {} }]
themes: [{ id: formkrav, name: { da: a, en: b } }]
requirements:
`;

describe('docs/model.md', () => {
  test('shows a requirement that a model may hold', () => {
    const sample = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '';

    const { mistakes, model } = readModel(`${HEAD}${sample}`, { file: 'docs', probes: PROBES });

    expect(mistakes).toEqual([]);
    expect(model?.requirements.map(({ id }) => id)).toEqual(['F99']);
  });

  test.each(Object.values(PROBES).map(({ name, measures }) => [name, measures] as const))(
    'tells what the probe %s measures',
    (name, measures) => {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\``));

      const told = [...(row?.split('|')[3] ?? '').matchAll(/`(\w+)`/g)].map(([, measure]) => measure);

      expect(told).toEqual([...measures]);
    },
  );
});
