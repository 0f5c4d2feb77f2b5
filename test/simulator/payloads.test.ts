import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setUp, type Setup } from './setup.js';

interface Example {
  readonly name: string;
  readonly examples: readonly Record<string, unknown>[];
}

const examples = createRequire(import.meta.url)(
  '@octokit/webhooks-examples/api.github.com/index.json',
) as readonly Example[];
const NAME = 'OS2eksempel/eksempel';

/** Events and the steering that sends them. */
const CASES: readonly (readonly [string, (setup: Setup) => void])[] = [
  ['push', ({ github }) => void github.push({ repository: NAME, files: { a: 'a' } })],
  ['issues.opened', ({ github }) => void github.issues.create({ repository: NAME, title: 'Hej' })],
  ['issue_comment.created', ({ github }) => void github.issues.comment(NAME, 1, 'Hej')],
  ['milestone.created', ({ github }) => void github.milestones.create(NAME, { title: 'M' })],
  ['repository.renamed', ({ github }) => github.repositories.rename(NAME, 'nyt')],
  ['repository.privatized', ({ github }) => github.repositories.setVisibility(NAME, 'private')],
  ['installation.suspend', ({ github, installation }) => github.apps.suspend(installation)],
  [
    'pull_request.opened',
    ({ github }) => void github.pulls.open({ repository: NAME, branch: 'b', title: 'P', files: { b: 'b' } }),
  ],
  ['check_suite.requested', ({ github }) => void github.push({ repository: NAME, files: { a: 'a' } })],
];

/** What the examples carry only at times, or only for some accounts. */
const SOMETIMES = new Set([
  'organization',
  'installation',
  'enterprise',
  'requester',
  'hook',
  'hook_id',
  'assignee',
  'label',
]);

describe('simulator/webhooks/payloads', () => {
  let setup: Setup;

  beforeEach(async () => {
    setup = await setUp();
    setup.github.issues.create({ repository: NAME, title: 'Første' });
  });

  afterEach(() => setup.github.close());

  test.each(CASES)("%s has the parts of GitHub's own example", async (name, act) => {
    const [event = '', action] = name.split('.');
    const example = examples
      .find((candidate) => candidate.name === event)
      ?.examples.find((candidate) => action === undefined || candidate['action'] === action);

    act(setup);
    await setup.github.drain();

    const delivery = setup.github
      .deliveries()
      .filter((one) => one.event === event && one.action === (action ?? null))
      .at(-1);
    const payload = JSON.parse(delivery!.body) as Record<string, unknown>;
    expect(example).toBeDefined();
    expect(missing(example!, payload)).toEqual([]);
  });
});

/** Parts of the example that the payload lacks: of the payload itself and of the objects right below. */
function missing(example: Record<string, unknown>, payload: Record<string, unknown>): string[] {
  const lacking: string[] = [];
  for (const [key, value] of Object.entries(example)) {
    if (SOMETIMES.has(key)) continue;
    if (!(key in payload)) lacking.push(key);
    const own = payload[key];
    if (key === 'sender' || !isObject(value) || !isObject(own)) continue;
    for (const inner of Object.keys(value)) {
      if (!(inner in own) && !OFTEN_LEFT_OUT.has(inner)) lacking.push(`${key}.${inner}`);
    }
  }
  return lacking;
}

/** Parts of objects that GitHub no longer sends or sends for some only. */
const OFTEN_LEFT_OUT = new Set([
  'sub_issues_summary',
  'issue_dependencies_summary',
  'type',
  'custom_properties',
  'draft',
]);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
