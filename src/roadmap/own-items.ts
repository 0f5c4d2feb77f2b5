/** Which items of the project are ours, and for what. */
import type { ProjectItem } from '../github/index.js';
import type { RoadmapItem } from '../store/index.js';
import { parseItemBody, type ItemBody } from './item-body.js';

export interface OwnItem {
  readonly subject: string;
  /** Node id of the repository, from the store or the item itself; null where neither tells. */
  readonly repository: string | null;
  readonly item: ProjectItem;
  readonly body: ItemBody;
}

/**
 * By subject, the one to keep first: the one that the store knows, else one that is not archived, else the oldest.
 * An item is ours when the store knows it, when it carries our hidden line, or when it shows one of the wanted issues.
 */
export function ownItems(
  items: readonly ProjectItem[],
  records: ReadonlyMap<string, RoadmapItem>,
  issues: ReadonlySet<string>,
): ReadonlyMap<string, readonly OwnItem[]> {
  const recorded = new Map<string, RoadmapItem>();
  for (const record of records.values()) if (record.item !== null) recorded.set(record.item, record);
  const own = new Map<string, OwnItem[]>();
  for (const item of items) {
    const found = ownItem(item, recorded, issues);
    if (found === null) continue;
    const list = own.get(found.subject) ?? [];
    list.push(found);
    own.set(found.subject, list);
  }
  for (const [subject, list] of own) list.sort(byMerit(records.get(subject)?.item ?? null));
  return own;
}

function ownItem(
  item: ProjectItem,
  recorded: ReadonlyMap<string, RoadmapItem>,
  issues: ReadonlySet<string>,
): OwnItem | null {
  const body = parseItemBody(item.body);
  const record = recorded.get(item.id);
  if (record !== undefined) return { subject: record.subject, repository: record.repository, item, body };
  if (body.marker !== null && item.type === 'DRAFT_ISSUE')
    return { subject: body.marker.subject, repository: body.marker.repository, item, body };
  if (item.type === 'ISSUE' && item.content !== null && issues.has(item.content))
    return { subject: item.content, repository: null, item, body };
  return null;
}

function byMerit(known: string | null): (a: OwnItem, b: OwnItem) => number {
  const rank = ({ item }: OwnItem) => (item.id === known ? 0 : item.isArchived ? 2 : 1);
  return (a, b) =>
    rank(a) - rank(b) ||
    a.item.createdAt.localeCompare(b.item.createdAt) ||
    a.item.id.localeCompare(b.item.id);
}
