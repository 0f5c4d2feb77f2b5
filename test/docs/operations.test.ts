import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { createMetrics } from '../../src/app/metrics.js';
import type { Database } from '../../src/store/index.js';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function read(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

/** First cells of the table rows under a heading. */
function firstCells(document: string, heading: string): readonly string[] {
  const [, section = ''] = document.split(`\n## ${heading}\n`);
  const rows = section.split('\n## ', 1)[0]?.split('\n') ?? [];
  return rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)].map(([, name]) => name ?? ''),
  );
}

describe('docs/operations.md', () => {
  test('tells of every kind of error of GitHub’s what the app does', () => {
    const { errors } = parse(read('messages/en/github.yml')) as { errors: Record<string, string> };

    const told = firstCells(read('docs/operations.md'), 'When GitHub says no');

    expect([...told].sort()).toEqual(Object.keys(errors).sort());
  });

  test('tells of every metric', async () => {
    const database = {} as Database;
    const metrics = createMetrics({
      database,
      jobs: () => {
        throw new Error('not asked while it is not ready');
      },
      isReady: () => Promise.resolve(false),
    });

    const names = [...(await metrics.render()).matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name ?? '');

    const told = firstCells(read('docs/operations.md'), 'How it is').filter((name) =>
      name.startsWith('os2modning_'),
    );
    expect([...told].sort()).toEqual([...names].sort());
  });
});

describe('docs/security.md', () => {
  test('names tests that exist', () => {
    const named = [...read('docs/security.md').matchAll(/`(test\/[^`]+)`/g)].map(([, path]) => path ?? '');

    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(`${ROOT}${path}`))).toEqual([]);
  });
});
