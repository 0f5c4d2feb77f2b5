/** Which options go with items that are emptied: a single select shows all its options, also those of no item. */
import type { Project, ProjectItem } from '../github/index.js';
import type { ArchiveItem, FieldAction } from './actions.js';
import { fieldTable } from './field-table.js';
import { sameName, type FieldKey } from './fields.js';
import type { OptionNames } from './plan-fields.js';

/** Those that come from what products write; a status is always there. */
const KEYS: readonly FieldKey[] = ['product', 'organisation', 'repository', 'track', 'phase'];

/** Options that only emptied items have: the name of a product, or of a track, that may be private now. */
export function planDroppedOptions(
  { fields, items }: Pick<Project, 'fields' | 'items'>,
  archive: readonly ArchiveItem[],
  wanted: OptionNames,
): readonly FieldAction[] {
  const emptied = new Set(archive.filter((one) => one.emptied !== null).map(({ item }) => item.id));
  if (emptied.size === 0) return [];
  const kept = items.filter(({ id }) => !emptied.has(id));
  const gone = items.filter(({ id }) => emptied.has(id));
  const table = fieldTable(fields);
  const actions: FieldAction[] = [];
  for (const key of KEYS) {
    const own = table.get(key);
    if (own?.field?.type !== 'SINGLE_SELECT') continue;
    const { id: field, options } = own.field;
    const stays = new Set((wanted[key] ?? []).map(sameName));
    const dropped = options.filter(
      (option) =>
        holds(gone, field, option.id) && !holds(kept, field, option.id) && !stays.has(sameName(option.name)),
    );
    if (dropped.length === 0) continue;
    const names = dropped.map(({ name }) => name);
    actions.push({ kind: 'drop-options', definition: own.definition, field, options: names });
  }
  return actions;
}

function holds(items: readonly ProjectItem[], field: string, option: string): boolean {
  return items.some(({ values }) => values.get(field) === option);
}
