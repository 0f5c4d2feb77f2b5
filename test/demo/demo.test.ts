import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ExportedIssue, ExportedState, TrafficRecord } from '../../simulator/index.js';
import { trafficProblems } from '../support/traffic.js';
import { STATE_SCHEMA } from './state-schema.js';
import { runDemo } from './support.js';

/** Two runs of the whole story, each with an embedded database of its own. */
const LONGEST = 300_000;

interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly state: ExportedState;
  readonly traffic: string;
}

describe('demo/main.ts', () => {
  let folder = '';
  let first: Run;
  let second: Run;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'os2modning-demo-test-'));
    [first, second] = await Promise.all([once(join(folder, 'first')), once(join(folder, 'second'))]);
  }, LONGEST);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('ends when all work is done, and says where to look in Danish and English', () => {
    expect(first.code).toBe(0);
    expect(first.output).toMatch(/OS2fortov\/os2fortov-produktforvaltning#\d+/);
    expect(first.output).toContain('OS2fortov: Niveau');
    expect(first.output).toContain('OS2fortov: Level');
    expect(first.output).not.toMatch(/mislykkedes|simulator:/);
  });

  test('writes what stands on GitHub, in the shape other tools rely on', () => {
    const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(STATE_SCHEMA);

    validate(first.state);

    expect(validate.errors).toBeNull();
  });

  test('writes every request, and no token', () => {
    const lines = recordsOf(first);

    expect(lines.length).toBeGreaterThan(50);
    for (const line of lines)
      expect(Object.keys(line)).toEqual([
        'at',
        'method',
        'path',
        'query',
        'body',
        'graphql',
        'status',
        'responseBody',
        'rate',
      ]);
    expect(first.traffic).not.toMatch(/gh[sp]_(?!left_out)\w|PRIVATE KEY|Bearer/);
  });

  test('asks only what GitHub’s schema and description allow', () => {
    expect(trafficProblems(recordsOf(first))).toEqual([]);
  });

  test('comes to the same a second time, apart from times', () => {
    expect(second.code).toBe(0);
    expect(withoutTimes(second.state)).toEqual(withoutTimes(first.state));
  });

  test('shows the level that the secretariat has decided before the one the app suggests', () => {
    const issues = first.state.repositories['OS2fortov/os2fortov-produktforvaltning']?.issues ?? [];
    const { body = '' } = issues.find((one) => one.body.startsWith('<!-- os2modning:maturity')) ?? {};

    expect(body).toMatch(/\*\*Fastlagt: Niveau 1\*\* \(.*sekretariatet.*\)[^]*\*\*Vejledende: /);
  });

  test('shows in the next steps how another product has solved the same', () => {
    const issues = first.state.repositories['OS2moedelokale/os2moedelokale']?.issues ?? [];
    const { body = '' } = issues.find((one) => one.body.startsWith('<!-- os2modning:maturity')) ?? {};

    expect(body).toMatch(/sådan gør \[OS2fortov\]\(https:/);
  });

  test('gives each product one maturity issue in its home', () => {
    const homes = Object.entries(first.state.repositories).flatMap(([name, { issues }]) =>
      issues.filter(({ body }) => body.startsWith('<!-- os2modning:maturity')).map(() => name),
    );

    expect(homes.sort()).toEqual([
      'OS2cykel/os2cykelkort',
      'OS2cykel/os2cykeltaeller',
      'OS2fortov/os2fortov-produktforvaltning',
      'OS2kolonihave/os2kolonihave',
      'OS2moedelokale/os2moedelokale',
      'OS2svoemmehal/os2svoemmehal',
    ]);
  });

  test('tells a true story', () => {
    const fortov = 'OS2fortov/os2fortov-produktforvaltning';
    const lokale = 'OS2moedelokale/os2moedelokale';

    const told = {
      security: stateOf(first, fortov, 'F4'),
      readme: stateOf(first, lokale, 'F5'),
      notPlanned: stateOf(first, lokale, 'F4'),
    };

    expect(told).toEqual({
      security: 'closed (completed)',
      readme: 'closed (completed)',
      notPlanned: 'closed (not_planned)',
    });
    expect(documentsIn(first, 'OS2svoemmehal/os2svoemmehal')).toHaveLength(3);
    expect(documentsIn(first, 'OS2cykel/os2cykeltaeller')).toHaveLength(0);
  });

  test('gathers the milestones of all products in one roadmap, also those of the plans', () => {
    const [project] = first.state.projects;
    const items = (project?.items ?? []).filter(({ archived }) => !archived);
    const milestones = Object.values(first.state.repositories).flatMap((one) => one.milestones);
    const programme = items.filter(({ title }) =>
      /Mere (supervision|support|videndeling|fremdrift)/.test(title),
    );

    expect(project?.owner).toBe('OS2central');
    // The one of the repository that was made private is not among them.
    expect(items).toHaveLength(milestones.length - 1);
    expect(new Set(items.map(({ fieldValues }) => fieldValues['Produkt'])).size).toBe(3);
    expect(programme).toHaveLength(21);
    expect(programme.every(({ fieldValues }) => 'Spor' in fieldValues && 'Fase' in fieldValues)).toBe(true);
    expect(items.filter(({ fieldValues }) => fieldValues['Spor'] === 'Årshjul').length).toBeGreaterThan(9);
  });

  test('shows nothing of the private repositories', () => {
    const ours = Object.values(first.state.repositories).flatMap(({ issues }) =>
      issues.filter(({ author }) => author === 'os2modning[bot]'),
    );
    const maturity = ours.filter(({ body }) => body.startsWith('<!-- os2modning:maturity'));

    expect(textOf(ours)).not.toMatch(/os2fortov-drift|vagtplan/);
    expect(textOf(maturity)).not.toContain('os2kolonihave-web');
    expect(JSON.stringify(first.state.projects)).not.toMatch(/os2kolonihave-web|på telefonen/);
  });
});

async function once(out: string): Promise<Run> {
  const { code, output } = await runDemo(['--once', '--out', out]);
  const read = (name: string): Promise<string> => readFile(join(out, name), 'utf8');
  return {
    code,
    output,
    state: JSON.parse(await read('state.json')) as ExportedState,
    traffic: await read('traffic.jsonl'),
  };
}

function recordsOf({ traffic }: Run): readonly TrafficRecord[] {
  return traffic
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as TrafficRecord);
}

/** Commits go by their time, and a product that is asked for twice at once may be read once or twice. */
function withoutTimes(state: ExportedState): unknown {
  const text = JSON.stringify(state)
    .replace(/\b[0-9a-f]{40}\b/g, 'commit')
    .replace(/\b[0-9a-f]{6}(&#8203;)?[0-9a-f]\b/g, 'commit')
    .replace(/\b(generation|hash|at)=[\w.-]+/g, '$1=N')
    .replace(/\b\d{4}-\d\d-\d\d\b/g, 'day')
    .replace(/\b\d{1,2}\. [a-z]+ \d{4}( kl\. \d\d\.\d\d)?/g, 'day');
  return inOrder(JSON.parse(text) as ExportedState);
}

/** Organisations are read in the order in which they happen to be installed, so their items and options come in any. */
function inOrder(state: ExportedState): unknown {
  const projects = state.projects.map(({ fields, items, ...project }) => ({
    ...project,
    fields: fields.map((field) => ({ ...field, options: field.options.toSorted() })),
    items: items.toSorted((a, b) => a.title.localeCompare(b.title) || a.body.localeCompare(b.body)),
  }));
  return { ...state, projects };
}

function textOf(issues: readonly ExportedIssue[]): string {
  return issues
    .map(({ title, body, comments }) => [title, body, ...comments.map((one) => one.body)].join('\n'))
    .join('\n');
}

function documentsIn({ state }: Run, repository: string): readonly ExportedIssue[] {
  const issues = state.repositories[repository]?.issues ?? [];
  return issues.filter(({ body }) => body.startsWith('<!-- os2modning:document'));
}

function stateOf(run: Run, repository: string, requirement: string): string | undefined {
  const issue = documentsIn(run, repository).find(({ body }) => body.includes(`requirement=${requirement} `));
  return issue === undefined ? undefined : `${issue.state} (${issue.stateReason ?? ''})`;
}
