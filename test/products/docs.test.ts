import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checkConfiguration, PRODUCT_DEFAULTS } from '../../src/products/index.js';
import { MODEL } from './support.js';

const text = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

describe('docs/configuration.md', () => {
  test('shows configurations that hold', () => {
    const samples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, sample]) => sample ?? '');

    const checked = samples.map((sample) => checkConfiguration(sample, { file: 'docs', model: MODEL }));

    expect(checked.flatMap(({ mistakes }) => mistakes)).toEqual([]);
    expect(checked.flatMap(({ documents }) => documents.map(({ kind }) => kind))).toEqual([
      'organisation',
      'portfolio',
    ]);
  });

  test.each([
    'language',
    'issues',
    'openIssues',
    'pullRequestCheck',
    'examples',
    'proposals',
    'roadmap',
  ] as const)('tells the default of %s', (field) => {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${field}\``));

    expect(row?.split('|')[2]?.trim()).toBe(`\`${PRODUCT_DEFAULTS[field]}\``);
  });
});
