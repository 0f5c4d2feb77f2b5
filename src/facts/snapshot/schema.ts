import { z } from 'zod';

/** `product-snapshot/1`. Only the names are required: what is left out, or null, is not known. */

const DAY = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d/, 'expected a date that begins with YYYY-MM-DD')
  .transform((date) => date.slice(0, 10));
const count = z.number().int().nonnegative();

export const snapshotSchema = z.object({
  format: z.literal('product-snapshot/1'),
  product: z.string().min(1),
  takenAt: DAY,
  repositories: z.array(z.unknown()).min(1),
});

const githubSchema = z
  .object({
    id: z.string(),
    description: z.string().nullable(),
    homepage: z.string().nullable(),
    topics: z.array(z.string()),
    visibility: z.enum(['public', 'private', 'internal']),
    isArchived: z.boolean(),
    isFork: z.boolean(),
    hasIssues: z.boolean(),
    licenseSpdxId: z.string().nullable(),
    issues: z.object({
      open: count,
      closed: count,
      openedLast12Months: count,
      closedLast12Months: count,
    }),
    pullRequests: z.object({
      merged: count,
      mergedLast12Months: count,
      linkedToIssue: count.nullable().default(null),
      lookedAt: count.nullable().default(null),
    }),
    securityPolicyEnabled: z.boolean(),
    privateVulnerabilityReporting: z.boolean(),
    releases: z.array(z.object({ tag: z.string(), publishedAt: z.string().nullable() })),
    milestones: z.array(
      z.object({
        id: z.union([z.string(), z.number()]).transform(String),
        number: count,
        title: z.string(),
        description: z.string().nullable().default(null),
        state: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['open', 'closed'])),
        dueOn: z.string().nullable().default(null),
        createdAt: z.string(),
        closedAt: z.string().nullable().default(null),
        openIssues: count,
        closedIssues: count,
      }),
    ),
  })
  .partial();

export const repositorySchema = z.object({
  owner: z.string().min(1),
  name: z.string().min(1),
  defaultBranch: z.string().nullable().default(null),
  createdAt: z.string().nullable().default(null),
  commitCount: count.nullable().default(null),
  contributors: count.nullable().default(null),
  head: z.object({ oid: z.string(), date: DAY }).nullable().default(null),
  commits: z
    .array(
      z.object({
        oid: z.string(),
        date: DAY,
        author: z.string().default(''),
        parents: count.default(1),
        files: count.nullable().default(null),
        subject: z.string().default(''),
      }),
    )
    .nullable()
    .default(null),
  branches: z.array(z.string()).nullable().default(null),
  tags: z
    .array(
      z.object({
        name: z.string(),
        date: DAY.nullable().default(null),
      }),
    )
    .nullable()
    .default(null),
  tree: z
    .array(
      z.object({
        path: z.string().min(1),
        mode: z.string(),
        type: z.string().optional(),
        oid: z.string(),
        size: count.nullable().default(null),
      }),
    )
    .nullable()
    .default(null),
  treeEntriesCut: count.nullable().default(null),
  files: z.record(z.string(), z.string()).nullable().default(null),
  lastChanged: z.record(z.string(), DAY).nullable().default(null),
  github: githubSchema.nullable().default(null),
});

export type SnapshotRepository = z.output<typeof repositorySchema>;
export type SnapshotGitHub = z.output<typeof githubSchema>;
