import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'in-ci-'));
  const git = (...words: string[]): void => {
    execFileSync('git', [
      '-C',
      folder,
      '-c',
      'user.name=udvikler',
      '-c',
      'user.email=udvikler@example.org',
      ...words,
    ]);
  };
  git('init', '--quiet');
  writeFileSync(join(folder, 'README.md'), '# OS2brosten\n');
  git('add', 'README.md');
  git('commit', '--quiet', '-m', 'Begin');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function step(environment: Readonly<Record<string, string>>): {
  status: number | null;
  outputs: string;
  summary: string;
} {
  const [outputs, summary] = [join(folder, 'outputs'), join(folder, 'summary')];
  for (const file of [outputs, summary]) writeFileSync(file, '');
  const { status } = spawnSync('bash', [join(ROOT, 'scripts/assess-in-ci.sh')], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      ACTION_PATH: ROOT,
      REPOSITORY: 'os2brosten/os2brosten',
      GITHUB_OUTPUT: outputs,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: folder,
      ...environment,
    },
  });
  return { status, outputs: readFileSync(outputs, 'utf8'), summary: readFileSync(summary, 'utf8') };
}

describe('scripts/assess-in-ci', () => {
  test('writes the report into the summary, and level and file as outputs', () => {
    const { status, outputs, summary } = step({ PRODUCT: 'OS2brosten $(touch hacked) `id`', LANGUAGE: 'da' });

    expect(status).toBe(0);
    expect(outputs).toMatch(/^level=(none|sandbox|[123])\nassessment=.+os2modning-assessment\.json\n$/);
    expect(summary).toMatch(/^\s*# Evaluering af OS2brosten/);
    expect(() => readFileSync(join(folder, 'hacked'))).toThrow('ENOENT');
  });

  test('fails with 3 below the level that is asked for, and has written the summary all the same', () => {
    const { status, summary } = step({ FAIL_BELOW: '3' });

    expect(status).toBe(3);
    expect(summary).toContain('# Evaluering af os2brosten');
  });

  test('is given every input of the action, as environment', () => {
    const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
      inputs: object;
      runs: { steps: { run?: string; env?: Record<string, string> }[] };
    };

    const given = Object.values(action.runs.steps.at(-1)?.env ?? {}).join(' ');

    for (const input of Object.keys(action.inputs)) expect(given).toContain(`inputs.${input} `);
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{');
  });
});
