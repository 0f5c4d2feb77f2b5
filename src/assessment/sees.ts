/** What the probes of a model can see of a repository's files, without a rating. */
import type { ProductFacts, RepositoryFacts } from '../facts/index.js';
import type { Model } from '../governance/index.js';
import { isCode, type ProbeContext, type ProbeFinding } from '../probes/index.js';
import type { Product } from '../products/index.js';
import { weigh } from './evaluate.js';
import { modelProbes } from './model-probes.js';

type SeenProduct = Pick<Product, 'name' | 'main'>;

/** By these counts a repository is taken for one of code or of documents. */
export interface FileCounts {
  readonly code: number;
  readonly documents: number;
}

/** Null where the files were not listed, or not all. */
export function countFiles(
  repository: RepositoryFacts,
  product: SeenProduct,
  model: Model,
  asOf: string,
): FileCounts | null {
  const listing = modelProbes(model, product, { asOf, repositories: [repository] }).listing(repository);
  if (listing.incomplete !== null) return null;
  return { code: listing.codeFiles, documents: listing.documents.length };
}

/** Whether a repository of so many files is taken for one that holds the product's code. */
export function holdsCode({ code, documents }: FileCounts): boolean {
  return isCode(code, documents);
}

/** Whether any probe that the model asks answers otherwise. What it says of a path the probes alone decide. */
export function sees(model: Model, product: SeenProduct, before: ProductFacts, after: ProductFacts): boolean {
  const old = findingsOf(model, modelProbes(model, product, before));
  const now = findingsOf(model, modelProbes(model, product, after));
  for (const [question, finding] of now) if (old.get(question) !== finding) return true;
  return false;
}

function findingsOf(model: Model, context: ProbeContext): ReadonlyMap<string, string> {
  const asked = new Map<string, ProbeFinding>();
  for (const requirement of model.requirements) weigh(requirement, context, asked);
  return new Map([...asked].map(([question, finding]) => [question, comparable(finding)]));
}

function comparable({ outcome, measures, unknown, sightings }: ProbeFinding): string {
  const seen = sightings.map(({ path, line, date, says }) => [path, line, date, says]);
  return JSON.stringify([outcome, measures, unknown, seen]);
}
