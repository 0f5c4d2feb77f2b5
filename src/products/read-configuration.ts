/** Configuration files, from text to what they say or all that is wrong with them. */
import type { z } from 'zod';
import {
  elementsOf,
  isGroup,
  quoteValue,
  readFields,
  readShape,
  readYaml,
  sortMistakes,
  type Mistake,
  type Place,
  type YamlDocument,
} from '../governance/index.js';
import { ownerOf, sameName } from './names.js';
import { readProduct, type KnownModel, type Scope } from './read-product.js';
import { organisationShape, PORTFOLIO_FIELDS, portfolioShape } from './schema.js';
import type {
  OrganisationConfiguration,
  PortfolioConfiguration,
  PortfolioRoadmap,
  ProductEntry,
  RepositoryPlace,
} from './types.js';

const MAX_BYTES = 64 * 1024;

/**
 * What came of a file. `configuration` is null when there is any mistake: a caller that keeps the last reading whose
 * configuration was not null keeps the last good configuration in force, and shows these mistakes beside it.
 */
export interface ConfigurationReading<T> {
  readonly configuration: T | null;
  /** All of them, in the order of the file. */
  readonly mistakes: readonly Mistake[];
}

export interface OrganisationOptions {
  readonly owner: string;
  /** Set for a repository's own file. */
  readonly repository?: string | null;
  /** What the file is called in mistakes. */
  readonly file: string;
  readonly model: KnownModel;
}

export interface PortfolioOptions {
  readonly file: string;
  readonly model: KnownModel;
}

/** Reads an organisation's or a repository's `os2modning.yml` (docs/configuration.md). Never throws. */
export function readOrganisationConfiguration(
  text: string,
  options: OrganisationOptions,
): ConfigurationReading<OrganisationConfiguration> {
  const { document, severalDocuments } = onlyDocument(text, options.file);
  return reading(document, severalDocuments, (place, raw) => readOrganisation(raw, options, place));
}

/** Reads a portfolio configuration (docs/configuration.md). Never throws. */
export function readPortfolioConfiguration(
  text: string,
  options: PortfolioOptions,
): ConfigurationReading<PortfolioConfiguration> {
  const { document, severalDocuments } = onlyDocument(text, options.file);
  return reading(document, severalDocuments, (place, raw) => readPortfolio(raw, options, place));
}

export type AnyConfiguration =
  | { readonly kind: 'organisation'; readonly configuration: OrganisationConfiguration | null }
  | { readonly kind: 'portfolio'; readonly configuration: PortfolioConfiguration | null };

/**
 * Checks a file whose kind and owner nobody has told, such as one on somebody's disk; several documents in it, each by
 * itself. `owner` left out: the one that the file's own repositories name first.
 */
export function checkConfiguration(
  text: string,
  options: { readonly file: string; readonly model: KnownModel; readonly owner?: string },
): { readonly documents: readonly AnyConfiguration[]; readonly mistakes: readonly Mistake[] } {
  const documents: AnyConfiguration[] = [];
  const mistakes: Mistake[] = [];
  for (const document of readYaml(text, { file: options.file, maxBytes: MAX_BYTES })) {
    const raw = document.value;
    if (isGroup(raw) && PORTFOLIO_FIELDS.some((field) => raw[field] !== undefined)) {
      const read = reading(document, false, (place, value) => readPortfolio(value, options, place));
      documents.push({ kind: 'portfolio', configuration: read.configuration });
      mistakes.push(...read.mistakes);
    } else {
      const owner = options.owner ?? firstOwner(raw) ?? 'organisation';
      const read = reading(document, false, (place, value) =>
        readOrganisation(value, { ...options, owner }, place),
      );
      documents.push({ kind: 'organisation', configuration: read.configuration });
      mistakes.push(...read.mistakes);
    }
  }
  return { documents, mistakes: sortMistakes(mistakes) };
}

function onlyDocument(
  text: string,
  file: string,
): { readonly document: YamlDocument; readonly severalDocuments: boolean } {
  const [document, ...others] = readYaml(text, { file, maxBytes: MAX_BYTES });
  return { document, severalDocuments: others.length > 0 };
}

function reading<T>(
  document: YamlDocument,
  severalDocuments: boolean,
  read: (place: Place, raw: unknown) => T,
): ConfigurationReading<T> {
  const mistakes: Mistake[] = [...document.mistakes];
  if (severalDocuments) mistakes.push(document.mistake('governance.yaml.severalDocuments', []));
  if (document.value === undefined) return { configuration: null, mistakes: sortMistakes(mistakes) };
  const configuration = read({ document, path: [], mistakes }, document.value);
  return { configuration: mistakes.length > 0 ? null : configuration, mistakes: sortMistakes(mistakes) };
}

function readOrganisation(
  raw: unknown,
  options: OrganisationOptions,
  place: Place,
): OrganisationConfiguration {
  const { owner, repository = null, file, model } = options;
  const scope: Scope =
    repository === null ? { kind: 'organisation', owner } : { kind: 'repository', owner, repository };
  const head = readFields(organisationShape, raw, place, ['products']);
  const list = isGroup(raw) ? raw.products : undefined;
  if (isGroup(raw) && !Array.isArray(list)) {
    readShape(organisationShape.shape.products, list, { ...place, path: ['products'] });
  }
  const products = readProducts(list, scope, model, head.language ?? null, place);
  if (repository !== null && products.length > 1) {
    place.mistakes.push(place.document.mistake('products.severalProducts', ['products', 1], {}));
  }
  return { owner, repository, file, products };
}

function readPortfolio(
  raw: unknown,
  { file, model }: PortfolioOptions,
  place: Place,
): PortfolioConfiguration {
  const head = readFields(portfolioShape, raw, place, ['products']);
  const list = isGroup(raw) ? raw.products : undefined;
  if (list !== undefined && !Array.isArray(list)) {
    readShape(portfolioShape.shape.products, list, { ...place, path: ['products'] });
  }
  const products = readProducts(list, { kind: 'portfolio' }, model, head.language ?? null, place);
  const organisations = head.organisations ?? [];
  judgeOwners(products, organisations, place);
  return {
    file,
    language: head.language ?? null,
    organisations,
    products,
    model: head.model === undefined ? null : (toPlace(head.model) ?? head.model),
    wording: toPlace(head.wording),
    evaluations: toPlace(head.evaluations),
    roadmap: toRoadmap(head.roadmap),
    secretariat: { team: head.secretariat?.team ?? null, accounts: head.secretariat?.accounts ?? [] },
    site: {
      public: head.site?.public ?? true,
      baseUrl: head.site?.baseUrl?.replace(/\/+$/, '') ?? null,
      decidedLevels: head.site?.decidedLevels ?? false,
    },
  };
}

function readProducts(
  list: unknown,
  scope: Scope,
  model: KnownModel,
  language: ProductEntry['language'],
  place: Place,
): readonly ProductEntry[] {
  if (!Array.isArray(list)) return [];
  const { document, mistakes } = place;
  const products = list.map((value: unknown, index) =>
    readProduct(value, scope, model, language, { ...place, path: ['products', index] }),
  );
  const names = new Set<string>();
  const holders = new Map<string, string>();
  for (const [index, { name, repositories }] of products.entries()) {
    if (name !== '' && names.has(sameName(name))) {
      mistakes.push(
        document.mistake('products.doubleName', ['products', index, 'name'], { value: quoteValue(name) }),
      );
    }
    names.add(sameName(name));
    for (const [position, repository] of repositories.entries()) {
      const holder = holders.get(sameName(repository));
      if (holder !== undefined && holder !== name) {
        const parameters = { value: quoteValue(repository), other: quoteValue(holder) };
        const path = ['products', index, 'repositories', position];
        mistakes.push(document.mistake('products.sharedRepository', path, parameters));
      }
      holders.set(sameName(repository), name);
    }
  }
  return products;
}

/** A product of an account that is not served would never be looked at. */
function judgeOwners(
  products: readonly ProductEntry[],
  organisations: readonly string[],
  { document, mistakes }: Place,
): void {
  if (organisations.length === 0) return;
  const served = new Set(organisations.map(sameName));
  for (const [index, { repositories }] of products.entries()) {
    for (const [position, repository] of repositories.entries()) {
      const owner = ownerOf(repository);
      if (served.has(sameName(owner))) continue;
      const path = ['products', index, 'repositories', position];
      mistakes.push(
        document.mistake('products.ownerNotServed', path, { value: quoteValue(repository), owner }),
      );
    }
  }
}

function toRoadmap(raw: z.output<typeof portfolioShape>['roadmap']): PortfolioRoadmap | null {
  if (raw === undefined) return null;
  const { owner, project = null, issues = false, statusUpdate = 'off', atRisk } = raw;
  const { ahead, soonDays } = atRisk ?? {};
  return {
    owner,
    project,
    issues,
    statusUpdate,
    atRisk: { ...(ahead === undefined ? {} : { ahead }), ...(soonDays === undefined ? {} : { soonDays }) },
  };
}

function toPlace(value: string | undefined): RepositoryPlace | null {
  const colon = value?.indexOf(':') ?? -1;
  if (value === undefined || colon === -1) return null;
  return { repository: value.slice(0, colon), path: value.slice(colon + 1).replace(/\/$/, '') };
}

function firstOwner(raw: unknown): string | null {
  const products = isGroup(raw) ? elementsOf(raw.products) : [];
  for (const { repositories } of products) {
    const named: unknown = Array.isArray(repositories)
      ? repositories.find((name) => /^[^/]+\/[^/]+$/.test(String(name)))
      : null;
    if (typeof named === 'string') return ownerOf(named);
  }
  return null;
}
