/** One product from all that the files say of it, setting by setting, and what holds where none says anything. */
import { sameName } from './names.js';
import type { Explanation, Product, ProductEntry, RepositoryName, Roles } from './types.js';

/** What holds where nobody says anything else. */
export const PRODUCT_DEFAULTS = {
  main: null,
  declaration: null,
  targetLevel: null,
  language: 'da',
  issues: 'auto',
  openIssues: 5,
  pullRequestCheck: 'advise',
  examples: true,
  proposals: false,
  roadmap: true,
  plans: [],
} as const satisfies Partial<Product>;

type Misplaced = (entry: ProductEntry, field: 'home' | 'main' | 'declaration', value: string) => void;

/**
 * `entries` strongest first. A home, main repository or declaration outside
 * `repositories` is reported and passed over: the repository may be gone, and the product is still there.
 */
export function mergeEntries(
  name: string,
  entries: readonly ProductEntry[],
  repositories: readonly RepositoryName[],
  fallback: { readonly home: RepositoryName; readonly language: Product['language'] },
  misplaced: Misplaced,
): Product {
  const spelling = new Map(repositories.map((repository) => [sameName(repository), repository]));
  const pick = (field: 'home' | 'main'): RepositoryName | null => {
    for (const entry of entries) {
      const wanted = entry[field];
      if (wanted === null) continue;
      const found = spelling.get(sameName(wanted));
      if (found !== undefined) return found;
      misplaced(entry, field, wanted);
    }
    return null;
  };
  return {
    name,
    repositories,
    home: pick('home') ?? fallback.home,
    main: pick('main') ?? PRODUCT_DEFAULTS.main,
    declaration: pickDeclaration(entries, spelling, misplaced),
    targetLevel: first(entries, 'targetLevel') ?? PRODUCT_DEFAULTS.targetLevel,
    language: first(entries, 'language') ?? first(entries, 'fileLanguage') ?? fallback.language,
    issues: first(entries, 'issues') ?? PRODUCT_DEFAULTS.issues,
    openIssues: first(entries, 'openIssues') ?? PRODUCT_DEFAULTS.openIssues,
    pullRequestCheck: first(entries, 'pullRequestCheck') ?? PRODUCT_DEFAULTS.pullRequestCheck,
    examples: first(entries, 'examples') ?? PRODUCT_DEFAULTS.examples,
    proposals: first(entries, 'proposals') ?? PRODUCT_DEFAULTS.proposals,
    explanations: mergeExplanations(entries),
    roadmap: first(entries, 'roadmap') ?? PRODUCT_DEFAULTS.roadmap,
    plans: first(entries, 'plans') ?? PRODUCT_DEFAULTS.plans,
    roles: mergeRoles(entries),
    configuredIn: [...new Set(entries.map(({ file }) => file))],
  };
}

function first<K extends keyof ProductEntry>(
  entries: readonly ProductEntry[],
  field: K,
): NonNullable<ProductEntry[K]> | null {
  for (const entry of entries) {
    const value = entry[field];
    if (value !== null) return value;
  }
  return null;
}

function pickDeclaration(
  entries: readonly ProductEntry[],
  spelling: ReadonlyMap<string, RepositoryName>,
  misplaced: Misplaced,
): string | null {
  for (const entry of entries) {
    if (entry.declaration === null) continue;
    const [owner = '', name = '', ...path] = entry.declaration.split('/');
    const repository = spelling.get(sameName(`${owner}/${name}`));
    if (repository !== undefined) return [repository, ...path].join('/');
    misplaced(entry, 'declaration', entry.declaration);
  }
  return PRODUCT_DEFAULTS.declaration;
}

/** One explanation for each requirement, the strongest file's. */
function mergeExplanations(entries: readonly ProductEntry[]): readonly Explanation[] {
  const merged = new Map<string, Explanation>();
  for (const { explanations } of entries) {
    for (const explanation of explanations) {
      if (!merged.has(explanation.requirement)) merged.set(explanation.requirement, explanation);
    }
  }
  return [...merged.values()];
}

function mergeRoles(entries: readonly ProductEntry[]): Roles {
  const merged: Roles[] = entries.flatMap(({ roles }) => (roles === null ? [] : [roles]));
  return Object.assign({}, ...merged.toReversed()) as Roles;
}
