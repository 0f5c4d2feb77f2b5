/** Which products are shown, and in which order, by what stands in the address. Pure. */
import type { Model } from '../governance/index.js';
import { plainText } from '../messages/index.js';
import { ATTENTION, attentionOf, type Attention, type AttentionKind } from './attention.js';
import type { Portfolio, ProductView } from './types.js';

export const SORTS = ['navn', 'niveau', 'opfyldt', 'udvikling', 'selvevaluering', 'milepael'] as const;
export type Sort = (typeof SORTS)[number];

export interface Selection {
  readonly search: string;
  /** Level id; `ingen` below the lowest. */
  readonly level: string | null;
  readonly theme: string | null;
  readonly organisation: string | null;
  readonly attention: AttentionKind | null;
  readonly sort: Sort;
  /** Page of the heat map, from 1. */
  readonly page: number;
}

const LONGEST_SEARCH = 100;
export const NO_LEVEL = 'ingen';

/** What the address does not say, or says wrongly, is left open. */
export function readSelection(query: URLSearchParams, model: Model): Selection {
  const given = (name: string): string => (query.get(name) ?? '').trim();
  const page = Number(given('side'));
  return {
    search: plainText(given('q'), { maxLength: LONGEST_SEARCH }),
    level: [...model.levels.map(({ id }) => id), NO_LEVEL].find((id) => id === given('niveau')) ?? null,
    theme: model.themes.find(({ id }) => id === given('tema'))?.id ?? null,
    organisation: given('organisation') === '' ? null : given('organisation').slice(0, LONGEST_SEARCH),
    attention: ATTENTION.find((kind) => kind === given('hvad')) ?? null,
    sort: SORTS.find((sort) => sort === given('sorter')) ?? 'navn',
    page: Number.isInteger(page) && page > 0 && page < 1000 ? page : 1,
  };
}

export interface Selected {
  readonly products: readonly ProductView[];
  /** Of all products, whatever is selected. */
  readonly attention: readonly Attention[];
  readonly organisations: readonly string[];
}

export function select(portfolio: Portfolio, selection: Selection, model: Model): Selected {
  const attention = portfolio.products.flatMap((product) => attentionOf(product, portfolio));
  const organisations = new Set(portfolio.products.flatMap((product) => product.organisations));
  const wanted =
    selection.attention === null
      ? null
      : new Set(
          attention.filter(({ kind }) => kind === selection.attention).map(({ product }) => product.key),
        );
  const products = portfolio.products.filter(
    (product) => (wanted?.has(product.key) ?? true) && matches(product, selection),
  );
  return {
    products: sorted(products, selection.sort, model),
    attention,
    organisations: [...organisations].sort((a, b) => a.localeCompare(b, 'da')),
  };
}

function matches(product: ProductView, { search, level, organisation }: Selection): boolean {
  if (level !== null && (shownLevelOf(product) ?? NO_LEVEL) !== level) return false;
  if (organisation !== null && !product.organisations.some((one) => same(one, organisation))) return false;
  if (search === '') return true;
  const text = [product.name, ...product.repositories.map(({ name }) => name)].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The decided level where there is one. */
export function shownLevelOf({ assessment }: ProductView): string | null {
  return assessment?.level.decided?.level ?? assessment?.level.indicative ?? null;
}

/** By name among equals; a product without the figure comes last, whichever way the figure is sorted. */
function sorted(products: readonly ProductView[], sort: Sort, model: Model): readonly ProductView[] {
  const rank = new Map(model.levels.map(({ id }, index) => [id, index]));
  const figure = (product: ProductView): number | null => {
    const { assessment, trend, milestones } = product;
    switch (sort) {
      case 'navn':
        return 0;
      case 'niveau':
        return assessment === null ? null : -(rank.get(shownLevelOf(product) ?? '') ?? -1);
      case 'opfyldt':
        return assessment === null ? null : -assessment.counts.total.green;
      case 'udvikling':
        return trend.length < 2 ? null : growth(product);
      case 'selvevaluering':
        return assessment?.declaration?.date ? Date.parse(assessment.declaration.date) : null;
      case 'milepael':
        return -milestones.filter(({ status }) => status === 'overdue').length;
    }
  };
  const keyed = products.map((product) => ({ product, figure: figure(product) ?? Infinity }));
  keyed.sort((a, b) => (a.figure === b.figure ? 0 : a.figure - b.figure));
  return keyed.map(({ product }) => product);
}

/** Those that fall behind come first. */
function growth({ trend }: ProductView): number {
  return (trend.at(-1)?.counts.green ?? 0) - (trend[0]?.counts.green ?? 0);
}
