/** One product of a configuration file: read as far as it can be, normalised to full names, judged against the model. */
import {
  isGroup,
  quoteValue,
  readFields,
  type Loose,
  type Model,
  type Place,
  type Role,
} from '../governance/index.js';
import { ownerOf, sameName, withOwner } from './names.js';
import { explanationShape, portfolioProductShape, productShape } from './schema.js';
import type { Explanation, Product, ProductEntry, RepositoryName, Roles } from './types.js';

const ROLES = ['coordinator', 'maintainer', 'steering-group', 'student'] as const satisfies readonly Role[];

/** Whose file it is: what it may speak of follows from that. */
export type Scope =
  | { readonly kind: 'organisation'; readonly owner: string }
  | { readonly kind: 'repository'; readonly owner: string; readonly repository: string }
  | { readonly kind: 'portfolio' };

/** What explanations, target levels and plans refer to. */
export interface KnownModel extends Pick<Model, 'levels' | 'requirements'> {
  /** Names of the plans there are; left out: nobody knows, so no name is wrong. */
  readonly plans?: readonly string[];
}

/** Reads a product; it is sound when no mistake was added to `place.mistakes`. */
export function readProduct(
  value: unknown,
  scope: Scope,
  model: KnownModel,
  fileLanguage: Product['language'] | null,
  place: Place,
): ProductEntry {
  const raw = isGroup(value) ? value : {};
  const fields =
    scope.kind === 'portfolio'
      ? readFields(portfolioProductShape, value, place, ['explanations'])
      : readFields(productShape, value, place, ['explanations']);
  const explanations = readExplanations(raw.explanations, scope, model, place);
  const full = (name: string | undefined): RepositoryName | null =>
    name === undefined ? null : scope.kind === 'portfolio' ? name : withOwner(name, scope.owner);
  const repositories = (fields.repositories ?? []).map((name) => full(name) ?? name);
  const entry: ProductEntry = {
    name: fields.name ?? '',
    repositories,
    home: full(fields.home),
    main: full(fields.main),
    declaration: declarationPlace(fields.declaration, scope),
    targetLevel: fields.targetLevel ?? null,
    language: fields.language ?? null,
    fileLanguage,
    issues: fields.issues ?? null,
    openIssues: fields.openIssues ?? null,
    pullRequestCheck: fields.pullRequestCheck ?? null,
    examples: fields.examples ?? null,
    proposals: fields.proposals ?? null,
    roadmap: fields.roadmap ?? null,
    plans: fields.plans ?? null,
    roles: rolesOf(fields.roles),
    explanations,
    file: place.document.file,
    line: place.document.lineOf(place.path),
  };
  if (isGroup(value)) judgeProduct(entry, raw, scope, model, place);
  return entry;
}

function rolesOf(roles: Loose<(typeof productShape)['shape']>['roles']): Roles | null {
  if (roles === undefined) return null;
  const held: Partial<Record<Role, readonly string[]>> = {};
  for (const role of ROLES) {
    const people = roles[role] ?? [];
    if (people.length > 0) held[role] = people;
  }
  return held;
}

/** `owner/name/path`; in a repository's own file the path is one inside that repository. */
function declarationPlace(path: string | undefined, scope: Scope): string | null {
  if (path === undefined) return null;
  const trimmed = path.replace(/\/$/, '');
  if (scope.kind === 'portfolio') return trimmed;
  if (scope.kind === 'repository') return `${scope.owner}/${scope.repository}/${trimmed}`;
  const own = sameName(trimmed).startsWith(`${sameName(scope.owner)}/`);
  return own ? trimmed : `${scope.owner}/${trimmed}`;
}

function judgeProduct(
  entry: ProductEntry,
  raw: Readonly<Record<string, unknown>>,
  scope: Scope,
  model: KnownModel,
  { document, path, mistakes }: Place,
): void {
  const say = (
    key: string,
    at: readonly (string | number)[],
    parameters: Readonly<Record<string, string>>,
  ): void => {
    mistakes.push(document.mistake(`products.${key}`, [...path, ...at], parameters));
  };
  judgeRepositories(entry, raw, scope, say);
  const listed = new Set(entry.repositories.map(sameName));
  const list = entry.repositories.join(', ');
  if (listed.size > 0) {
    for (const field of ['home', 'main'] as const) {
      const name = entry[field];
      if (name !== null && !listed.has(sameName(name)))
        say('outside', [field], { field, value: quoteValue(name), list });
    }
    const { declaration } = entry;
    if (declaration !== null && !listed.has(sameName(declaration.split('/').slice(0, 2).join('/')))) {
      say('declarationOutside', ['declaration'], { value: quoteValue(raw.declaration), list });
    }
  }
  const { targetLevel } = entry;
  if (targetLevel !== null && !model.levels.some(({ id }) => id === targetLevel)) {
    const known = model.levels.map(({ id }) => id).join(', ');
    say('unknownLevel', ['targetLevel'], { value: quoteValue(targetLevel), known });
  }
  const { plans } = model;
  if (plans === undefined) return;
  for (const [index, plan] of (entry.plans ?? []).entries()) {
    if (!plans.includes(plan))
      say('unknownPlan', ['plans', index], { value: quoteValue(plan), known: plans.join(', ') });
  }
}

type Say = (
  key: string,
  at: readonly (string | number)[],
  parameters: Readonly<Record<string, string>>,
) => void;

function judgeRepositories(
  entry: ProductEntry,
  raw: Readonly<Record<string, unknown>>,
  scope: Scope,
  say: Say,
): void {
  if (raw.repositories === undefined && scope.kind !== 'repository')
    say('repositoriesMissing', ['repositories'], {});
  const seen = new Set<string>();
  for (const [index, name] of entry.repositories.entries()) {
    const at = ['repositories', index];
    const value = quoteValue(name);
    if (seen.has(sameName(name))) say('doubleRepository', at, { value });
    seen.add(sameName(name));
    if (scope.kind === 'portfolio') continue;
    if (sameName(ownerOf(name)) !== sameName(scope.owner)) {
      say('foreignRepository', at, { value, owner: scope.owner });
    } else if (
      scope.kind === 'repository' &&
      sameName(name) !== sameName(`${scope.owner}/${scope.repository}`)
    ) {
      say('otherRepository', at, { value, own: `${scope.owner}/${scope.repository}` });
    }
  }
}

function readExplanations(
  raw: unknown,
  scope: Scope,
  model: KnownModel,
  place: Place,
): readonly Explanation[] {
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) {
    readFields(productShape.pick({ explanations: true }), { explanations: raw }, place);
    return [];
  }
  const seen = new Set<string>();
  return raw.map((value: unknown, index) => {
    const at = { ...place, path: [...place.path, 'explanations', index] };
    const explanation = readExplanation(value, at);
    judgeExplanation(explanation, scope, model, seen, at);
    return explanation;
  });
}

function readExplanation(value: unknown, place: Place): Explanation {
  const fields = readFields(explanationShape, value, place);
  return {
    requirement: fields.requirement ?? '',
    status: fields.status ?? 'planned',
    reason: fields.reason ?? '',
    until: fields.until ?? null,
    link: fields.link ?? null,
    by: fields.by ?? null,
    accepted: fields.accepted ?? false,
  };
}

function judgeExplanation(
  { requirement, accepted }: Explanation,
  scope: Scope,
  model: KnownModel,
  seen: Set<string>,
  { document, path, mistakes }: Place,
): void {
  const value = quoteValue(requirement);
  if (requirement !== '') {
    if (!model.requirements.some(({ id }) => id === requirement)) {
      mistakes.push(document.mistake('products.unknownRequirement', [...path, 'requirement'], { value }));
    }
    if (seen.has(requirement)) {
      mistakes.push(document.mistake('products.doubleExplanation', [...path, 'requirement'], { value }));
    }
    seen.add(requirement);
  }
  if (accepted && scope.kind !== 'portfolio') {
    mistakes.push(document.mistake('products.acceptedByOthers', [...path, 'accepted'], {}));
  }
}
