/** `per_page`, `page` and the Link header. */
import type { Reply, Request } from './context.js';

const DEFAULT_SIZE = 30;
const LARGEST_SIZE = 100;

/** One page of a list; `present` is called for what is on it only. */
export function page<T>(request: Request, all: readonly T[], present: (item: T) => unknown): Reply {
  const { items, headers } = cut(request, all);
  return { status: 200, body: items.map(present), headers };
}

/** As `page`, inside an object with `total_count`. */
export function countedPage<T>(
  request: Request,
  all: readonly T[],
  name: string,
  present: (item: T) => unknown,
  extra: Readonly<Record<string, unknown>> = {},
): Reply {
  const { items, headers } = cut(request, all);
  return { status: 200, body: { total_count: all.length, ...extra, [name]: items.map(present) }, headers };
}

function cut<T>(
  request: Request,
  all: readonly T[],
): { items: readonly T[]; headers: Record<string, string> } {
  const size = Math.min(LARGEST_SIZE, Math.max(1, Number(request.query['per_page'] ?? DEFAULT_SIZE)));
  const number = Math.max(1, Number(request.query['page'] ?? 1));
  const last = Math.max(1, Math.ceil(all.length / size));
  const links: string[] = [];
  const link = (to: number, rel: string): void => {
    const query = new URLSearchParams({ ...request.query, page: String(to) });
    links.push(`<${request.world.apiUrl}${request.path}?${query.toString()}>; rel="${rel}"`);
  };
  if (number > 1) link(number - 1, 'prev');
  if (number < last) link(number + 1, 'next');
  if (number < last) link(last, 'last');
  if (number > 1) link(1, 'first');
  const items = all.slice((number - 1) * size, number * size);
  return { items, headers: links.length === 0 ? {} : { link: links.join(', ') } };
}

/** A page after a cursor (`after`, `before`), as the newer operations have it. */
export function cursorPage<T extends { readonly id: number }>(
  request: Request,
  all: readonly T[],
  present: (item: T) => unknown,
): Reply {
  const size = Math.min(LARGEST_SIZE, Math.max(1, Number(request.query['per_page'] ?? DEFAULT_SIZE)));
  const { after, before, cursor } = request.query;
  const start = after ?? cursor;
  let from = start === undefined ? 0 : all.findIndex((item) => cursorOf(item) === start) + 1;
  if (before !== undefined) {
    const end = all.findIndex((item) => cursorOf(item) === before);
    from = Math.max(0, end - size);
  }
  const items = all.slice(from, from + size);
  const links: string[] = [];
  const name = cursor === undefined && !request.path.startsWith('/app/hook') ? 'after' : 'cursor';
  const lastItem = items.at(-1);
  if (lastItem !== undefined && from + size < all.length) {
    const query = new URLSearchParams({ ...request.query, [name]: cursorOf(lastItem) });
    query.delete('before');
    links.push(`<${request.world.apiUrl}${request.path}?${query.toString()}>; rel="next"`);
  }
  const body = items.map(present);
  return { status: 200, body, headers: links.length === 0 ? {} : { link: links.join(', ') } };
}

function cursorOf({ id }: { readonly id: number }): string {
  return Buffer.from(`cursor:${id}`).toString('base64url');
}
