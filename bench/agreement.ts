/** How far the ratings agree with people's: every difference with its reason, and Cohen's kappa with quadratic weights. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  assess,
  findDeclaration,
  type DeclarationFile,
  type RequirementAssessment,
} from '../src/assessment/index.js';
import { newestDeclaration, readDeclaration } from '../src/declarations/index.js';
import type { Snapshot } from '../src/facts/index.js';
import type { Model } from '../src/governance/index.js';
import { shippedModel } from '../demo/model.js';
import { openSnapshots } from './snapshots.js';

const rating = z.enum(['green', 'yellow', 'red', 'grey', 'unknown']);
const evaluations = z.array(
  z.object({
    product: z.string(),
    date: z.string(),
    requirements: z.record(z.string(), z.object({ rating, basis: z.string().default('') })),
  }),
);
type Evaluation = z.infer<typeof evaluations>[number];

export async function agreementBench(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: { ratings: { type: 'string' }, snapshots: { type: 'string' }, declarations: { type: 'string' } },
  });
  if (values.ratings === undefined || values.snapshots === undefined)
    throw new Error('--ratings FILE and --snapshots DIR are needed.');
  const people = evaluations.parse(JSON.parse(readFileSync(values.ratings, 'utf8')));
  const snapshots = openSnapshots(values.snapshots);
  const model = await shippedModel();
  const products: object[] = [];
  for (const evaluation of people) {
    const snapshot = snapshots.find(({ product }) => nameKey(product) === nameKey(evaluation.product));
    if (snapshot === undefined) {
      process.stderr.write(`${evaluation.product}: no snapshot of it.\n`);
      continue;
    }
    const declaration = declarationOf(snapshot, model, values.declarations);
    products.push(compare(evaluation, snapshot, model, declaration));
  }
  return { products };
}

function compare(
  evaluation: Evaluation,
  { product, facts }: Snapshot,
  model: Model,
  declaration: DeclarationFile | null,
): object {
  const assessment = assess({
    product: { name: product, main: null, targetLevel: null, explanations: [] },
    facts,
    model,
    declaration,
    decided: null,
    earlier: null,
    assessedAt: new Date().toISOString(),
  });
  const rated = assessment.requirements.filter(
    ({ id, rating: ours }) => ours !== 'unknown' && evaluation.requirements[id] !== undefined,
  );
  const decided = rated.filter(({ decidedBy }) => decidedBy.includes('repository'));
  const agrees = (one: RequirementAssessment): boolean =>
    evaluation.requirements[one.id]?.rating === one.rating;
  process.stderr.write(`\n${product}, ${facts.asOf}${declaration === null ? ', no self-evaluation' : ''}\n`);
  for (const one of rated) {
    const human = evaluation.requirements[one.id];
    if (human === undefined || agrees(one)) continue;
    const mark = decided.includes(one) ? '≠' : '(≠)';
    process.stderr.write(
      `  ${mark} ${one.id}: people ${human.rating} (${human.basis}) – we ${one.rating} (${one.basis.da})\n`,
    );
  }
  return {
    product,
    exact: rated.filter(agrees).length,
    rated: rated.length,
    kappa: kappa(rated.map((one) => [evaluation.requirements[one.id]?.rating ?? 'unknown', one.rating])),
    decidedExact: decided.filter(agrees).length,
    decided: decided.length,
  };
}

/** In the repositories, or in a folder of declarations whose product is this one; nothing newer than the snapshot. */
function declarationOf(snapshot: Snapshot, model: Model, folder: string | undefined): DeclarationFile | null {
  if (folder === undefined) return findDeclaration(snapshot.facts, model, null);
  const files: DeclarationFile[] = [];
  for (const path of readdirSync(folder)) {
    const reading = readDeclaration(readFileSync(join(folder, path), 'utf8'), { path, model });
    const { declaration } = reading;
    if (declaration === null || nameKey(declaration.product ?? path) !== nameKey(snapshot.product)) continue;
    if ((declaration.date ?? '') > snapshot.facts.asOf) continue;
    files.push({ repository: null, path, reading, committed: null, isPublic: true });
  }
  return newestDeclaration(files).newest ?? findDeclaration(snapshot.facts, model, null);
}

/** `OS2-SkadesØkonomi` and `OS2skadesøkonomi` are one product. */
function nameKey(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const ORDER = ['red', 'yellow', 'green'];

/** Quadratic weighted kappa over the pairs that both sides place between red and green; null when chance alone would agree. */
function kappa(pairs: readonly (readonly [string, string])[]): number | null {
  const placed = pairs
    .map(([a, b]) => [ORDER.indexOf(a), ORDER.indexOf(b)] as const)
    .filter(([a, b]) => a >= 0 && b >= 0);
  let observed = 0;
  let expected = 0;
  for (const [a, b] of placed) observed += (a - b) ** 2;
  for (const [a] of placed) for (const [, b] of placed) expected += (a - b) ** 2 / placed.length;
  return expected === 0 ? null : Math.round((1 - observed / expected) * 100) / 100;
}
