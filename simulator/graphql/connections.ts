/** Connections: one shape for all of GitHub's lists. */
import { absent } from '../absent.js';
import { Problem } from '../state/problem.js';

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

export interface Connection<T> {
  readonly totalCount: number;
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** `total` where more are counted than are listed. */
export function connection<T>(all: readonly T[], page: PageArguments, total = all.length): Connection<T> {
  const { first, last, after, before } = page;
  let from = absent(after) ? 0 : positionOf(after) + 1;
  let to = absent(before) ? all.length : positionOf(before);
  if (!absent(first)) to = Math.min(to, from + first);
  if (!absent(last)) from = Math.max(from, to - last);
  const nodes = all.slice(from, to);
  return {
    totalCount: total,
    nodes,
    get edges() {
      return nodes.map((node, index) => ({ cursor: cursorOf(from + index), node }));
    },
    pageInfo: {
      hasNextPage: to < all.length,
      hasPreviousPage: from > 0,
      startCursor: nodes.length === 0 ? null : cursorOf(from),
      endCursor: nodes.length === 0 ? null : cursorOf(from + nodes.length - 1),
    },
  };
}

function cursorOf(position: number): string {
  return Buffer.from(`cursor:v2:${position}`).toString('base64');
}

function positionOf(cursor: string): number {
  const found = /^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  if (found === null)
    throw new Problem(422, `\`${cursor}\` does not appear to be a valid cursor.`, {
      type: 'INVALID_CURSOR_ARGUMENTS',
    });
  return Number(found[1]);
}

export interface Order {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** Sorted by what the order names; unknown orders keep the list as it is. */
export function ordered<T>(
  all: readonly T[],
  order: Order | null | undefined,
  keys: Readonly<Record<string, (item: T) => string | number | null>>,
): T[] {
  const key = absent(order) ? undefined : keys[order.field];
  if (absent(order) || key === undefined) return [...all];
  const sign = order.direction === 'DESC' ? -1 : 1;
  return [...all].sort((a, b) => sign * compare(key(a), key(b)));
}

/** What has no value comes last, as GitHub sorts milestones without a due date. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
