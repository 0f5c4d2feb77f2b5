/** The shape of `state.json`. More may stand there; what stands here stays. */

const TEXT = { type: 'string' } as const;
const TEXT_OR_NULL = { type: ['string', 'null'] } as const;

function record(properties: Readonly<Record<string, unknown>>) {
  return { type: 'object', required: Object.keys(properties), properties };
}

function list(items: unknown) {
  return { type: 'array', items };
}

const ISSUE = record({
  number: { type: 'integer', minimum: 1 },
  title: TEXT,
  state: { enum: ['open', 'closed'] },
  stateReason: { enum: [null, 'completed', 'not_planned', 'duplicate', 'reopened'] },
  labels: list(TEXT),
  body: TEXT,
  author: TEXT,
  comments: list(record({ author: TEXT, body: TEXT })),
});

const CHECK_RUN = record({
  name: TEXT,
  headSha: { type: 'string', pattern: '^[0-9a-f]{40}$' },
  status: { enum: ['queued', 'in_progress', 'completed'] },
  conclusion: TEXT_OR_NULL,
});

const PROJECT = record({
  owner: TEXT,
  number: { type: 'integer', minimum: 1 },
  title: TEXT,
  fields: list(record({ name: TEXT, dataType: TEXT, options: list(TEXT) })),
  items: list(
    record({
      type: { enum: ['DRAFT_ISSUE', 'ISSUE', 'PULL_REQUEST'] },
      title: TEXT,
      body: TEXT,
      archived: { type: 'boolean' },
      fieldValues: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
    }),
  ),
});

export const STATE_SCHEMA = record({
  repositories: {
    type: 'object',
    minProperties: 1,
    propertyNames: { pattern: '^[\\w.-]+/[\\w.-]+$' },
    additionalProperties: record({ issues: list(ISSUE), checkRuns: list(CHECK_RUN) }),
  },
  projects: list(PROJECT),
});
