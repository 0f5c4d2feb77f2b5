/** What somebody should look at this week. Pure. */
import { addDays } from '../roadmap/index.js';
import type { Portfolio, ProductView } from './types.js';

export const ATTENTION = [
  'worse',
  'expiring',
  'declaration',
  'milestone',
  'failing',
  'configuration',
] as const;
export type AttentionKind = (typeof ATTENTION)[number];

/** An explanation that runs out within so many days can still be renewed in time. */
const EXPIRING_DAYS = 30;
/** OS2 evaluates twice a year. */
export const HALF_A_YEAR_DAYS = 183;

export interface Attention {
  readonly kind: AttentionKind;
  readonly product: ProductView;
  /** Requirement ids, titles of milestones, or nothing more to say. */
  readonly about: readonly string[];
  /** The day it is about, where there is one. */
  readonly day: string | null;
}

/** Of one product, in the order of the kinds above. */
export function attentionOf(product: ProductView, { day, mistakes }: Portfolio): readonly Attention[] {
  const found: Attention[] = [];
  const add = (kind: AttentionKind, about: readonly string[] = [], on: string | null = null): void => {
    found.push({ kind, product, about, day: on });
  };
  if (product.week.worsened.length > 0) add('worse', product.week.worsened);
  const expiring = product.explanations
    .filter(({ until }) => until !== null && until <= addDays(day, EXPIRING_DAYS))
    .sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? -1 : 1));
  if (expiring.length > 0)
    add(
      'expiring',
      expiring.map(({ requirement }) => requirement),
      expiring[0]?.until ?? null,
    );
  const declared = product.assessment?.declaration?.date ?? null;
  if (declared !== null && isOld(declared, day)) add('declaration', [], declared);
  const overdue = product.milestones.filter(({ status }) => status === 'overdue');
  if (overdue.length > 0)
    add(
      'milestone',
      overdue.map(({ title }) => title),
      overdue[0]?.due ?? null,
    );
  if (product.isFailing) add('failing');
  const owners = new Set(product.organisations.map((name) => name.toLowerCase()));
  if (mistakes.some(({ organisation }) => owners.has(organisation.toLowerCase()))) add('configuration');
  return found;
}

export function isOld(declared: string, today: string): boolean {
  return declared < addDays(today, -HALF_A_YEAR_DAYS);
}
