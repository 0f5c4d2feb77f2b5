/** Whether a change can matter to a product's ratings, from the names of its files alone: nothing is read for it. */
import { countFiles, holdsCode, sees, type FileCounts } from '../assessment/index.js';
import {
  buildFileTree,
  isWantedText,
  type FileChange,
  type FileTree,
  type ProductFacts,
  type RepositoryFacts,
} from '../facts/index.js';
import type { Model } from '../governance/index.js';
import type { Product } from '../products/index.js';

export interface TouchInput {
  readonly model: Model;
  readonly product: Pick<Product, 'name' | 'main'>;
  readonly changes: readonly FileChange[];
  /** Of the repository as it was read last; null where nobody knows. */
  readonly counts: FileCounts | null;
}

/**
 * False only when no rating can change. A text that readers want always can. Every other file can only by being there, so the
 * probes of the model are asked about invented repositories without and with it: what they then say otherwise of, they look at.
 * Which of several code repositories is the largest is taken to stay as it is.
 */
export function touchesEvidence(input: TouchInput): boolean {
  const old = input.changes.flatMap(({ before }) => before ?? []);
  const now = input.changes.flatMap(({ path, oid }) => (oid === null ? [] : path));
  const touched = [...new Set([...old, ...now])];
  if (treeOf(touched).entries.some(isWantedText)) return true;
  return changesKind(input, old, now) || isSeen(input, touched);
}

/** A repository that turns from documents into code, or back, is looked at by other probes. */
function changesKind(input: TouchInput, old: readonly string[], now: readonly string[]): boolean {
  const before = countsOf(input, old);
  const after = countsOf(input, now);
  const more = { code: after.code - before.code, documents: after.documents - before.documents };
  if (more.code === 0 && more.documents === 0) return false;
  const { counts } = input;
  if (counts === null) return true;
  const changed = { code: counts.code + more.code, documents: counts.documents + more.documents };
  return holdsCode(counts) !== holdsCode(changed);
}

function countsOf({ model, product }: TouchInput, paths: readonly string[]): FileCounts {
  const counts = countFiles(inventedRepository(paths), product, model, DAY);
  return counts ?? { code: 0, documents: 0 };
}

function isSeen(input: TouchInput, touched: readonly string[]): boolean {
  const { model, product } = input;
  const others = touched.filter((path) => countsOf(input, [path]).code === 0);
  // Among code some probes do not look at all, among documents alone others do not.
  const places = [
    { there: CODE, paths: touched },
    { there: [], paths: others },
  ];
  return places.some(({ there, paths }) =>
    sees(model, product, inventedProduct(there), inventedProduct([...there, ...paths])),
  );
}

/** So many that no list of changes makes the repository one of documents. */
const CODE = Array.from({ length: 200 }, (_nothing, index) => `q/q${index}.ts`);
const DAY = '2026-01-01';
const NOT_ASKED = { state: 'absent' } as const;

function treeOf(paths: readonly string[]): FileTree {
  return buildFileTree(paths.map((path) => ({ path, mode: '100644', oid: '', size: null })));
}

function inventedProduct(paths: readonly string[]): ProductFacts {
  return { asOf: DAY, repositories: [inventedRepository(paths)] };
}

/** A repository of which nothing is known but its files. */
function inventedRepository(paths: readonly string[]): RepositoryFacts {
  return {
    owner: 'q',
    name: 'q',
    nameWithOwner: 'q/q',
    id: null,
    url: null,
    visibility: NOT_ASKED,
    isArchived: NOT_ASKED,
    isFork: NOT_ASKED,
    defaultBranch: NOT_ASKED,
    createdAt: NOT_ASKED,
    head: NOT_ASKED,
    history: NOT_ASKED,
    branches: NOT_ASKED,
    tags: NOT_ASKED,
    files: { state: 'known', value: treeOf(paths) },
    documents: new Map(),
    unreadTexts: new Map(),
    lastChanged: new Map(paths.map((path) => [path, DAY])),
    description: NOT_ASKED,
    homepage: NOT_ASKED,
    topics: NOT_ASKED,
    licenseSpdxId: NOT_ASKED,
    hasIssues: NOT_ASKED,
    issues: NOT_ASKED,
    pullRequests: NOT_ASKED,
    securityPolicyEnabled: NOT_ASKED,
    privateVulnerabilityReporting: NOT_ASKED,
    releases: NOT_ASKED,
    milestones: NOT_ASKED,
  };
}
