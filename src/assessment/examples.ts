/** How another product of the portfolio has solved the same thing, by evidence that everybody can open. Pure. */
import type { RequirementId } from '../governance/index.js';
import type { ProductTraits } from './traits.js';
import type { Assessment, RequirementAssessment } from './types.js';

/** A file that shows how a requirement is met. */
export interface ShownFile {
  /** `owner/name`. */
  readonly repository: string;
  readonly path: string;
  /** Leads to the very file, at the commit that was read. */
  readonly url: string;
  /** Day of its last change, `YYYY-MM-DD`; null where it is not known. */
  readonly date: string | null;
}

/** A product of the portfolio, as far as others may learn from it. */
export interface ExampleProduct {
  readonly key: string;
  readonly name: string;
  /** The product may be shown to others (`examples` in its configuration). */
  readonly examples: boolean;
  /** `owner/name` of the repository where the product lives. */
  readonly home: string;
  /** The repositories of the product that everybody may read at this moment, `owner/name`. */
  readonly publicRepositories: readonly string[];
  readonly traits: ProductTraits;
  /** From `shownFiles` of its newest assessment. */
  readonly files: ReadonlyMap<RequirementId, readonly ShownFile[]>;
}

export interface Example extends ShownFile {
  readonly key: string;
  readonly product: string;
}

/** Enough that one is left when some lie in repositories that are not for everybody. */
const MOST_FILES = 4;
const MOST_EXAMPLES = 3;
/** More in common than this makes no better example. */
const MOST_SHARED = 3;

/** What a product could show others: the files behind each green rating, most telling first. A figure or a setting is no file. */
export function shownFiles(assessment: Assessment): ReadonlyMap<RequirementId, readonly ShownFile[]> {
  const files = new Map<RequirementId, readonly ShownFile[]>();
  for (const requirement of assessment.requirements) {
    const own = requirement.rating === 'green' ? filesOf(requirement) : [];
    if (own.length > 0) files.set(requirement.id, own);
  }
  return files;
}

function filesOf({ evidence }: RequirementAssessment): readonly ShownFile[] {
  const files = new Map<string, ShownFile>();
  for (const { repository, path, url, date, supports } of evidence) {
    if (supports !== 'green' || path === null || url === null) continue;
    const place = `${repository} ${path}`;
    if (!files.has(place)) files.set(place, { repository, path, url, date });
  }
  return [...files.values()].slice(0, MOST_FILES);
}

/**
 * Up to three products that meet the requirement by a file that everybody can open, best match first: of the same kind, made with
 * the same languages and tools, freshest. Never the product itself, one that does not want to be shown, or one whose home is not public.
 */
export function findExamples(
  portfolio: readonly ExampleProduct[],
  product: Pick<ExampleProduct, 'key' | 'traits'>,
  requirement: RequirementId,
): readonly Example[] {
  const found: { example: Example; likeness: readonly (number | string)[] }[] = [];
  for (const other of portfolio) {
    if (other.key === product.key) continue;
    const example = exampleOf(other, requirement);
    if (example === null) continue;
    const likeness = [
      Math.min(1, shared(product.traits.kinds, other.traits.kinds)),
      Math.min(MOST_SHARED, shared(product.traits.stack, other.traits.stack)),
      example.date ?? '',
    ];
    found.push({ example, likeness });
  }
  found.sort(
    (a, b) => byLikeness(a.likeness, b.likeness) || compareText(a.example.product, b.example.product),
  );
  return found.slice(0, MOST_EXAMPLES).map(({ example }) => example);
}

/**
 * Requirements that one product alone can show others how to meet, by requirement: worth a word to the secretariat. Empty for a
 * portfolio of one, where everything would be.
 */
export function loneExamples(portfolio: readonly ExampleProduct[]): ReadonlyMap<RequirementId, Example> {
  const lone = new Map<RequirementId, Example | null>();
  if (portfolio.length < 2) return new Map();
  for (const product of portfolio) {
    for (const requirement of product.files.keys()) {
      const example = exampleOf(product, requirement);
      if (example !== null) lone.set(requirement, lone.has(requirement) ? null : example);
    }
  }
  return new Map([...lone].filter((one): one is [RequirementId, Example] => one[1] !== null));
}

/** Whether an example may still be shown: consent and visibility as they are now. */
export function isShowable(product: ExampleProduct, { repository }: Pick<Example, 'repository'>): boolean {
  return product.examples && isPublic(product, product.home) && isPublic(product, repository);
}

function exampleOf(product: ExampleProduct, requirement: RequirementId): Example | null {
  if (!product.examples || !isPublic(product, product.home)) return null;
  const file = product.files.get(requirement)?.find(({ repository }) => isPublic(product, repository));
  return file === undefined ? null : { ...file, key: product.key, product: product.name };
}

function isPublic({ publicRepositories }: ExampleProduct, repository: string): boolean {
  return publicRepositories.some((name) => name.toLowerCase() === repository.toLowerCase());
}

function shared(one: readonly string[], other: readonly string[]): number {
  return one.filter((trait) => other.includes(trait)).length;
}

/** The larger first, part by part. */
function byLikeness(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  for (const [index, mine] of one.entries()) {
    const theirs = other[index] ?? mine;
    if (mine !== theirs) return mine < theirs ? 1 : -1;
  }
  return 0;
}

function compareText(one: string, other: string): number {
  return one.localeCompare(other, 'da');
}
