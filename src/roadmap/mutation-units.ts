/** Changes of single items as mutations; what belongs to one item stays together and in order. */
import type { ProjectField, ProjectMutation } from '../github/index.js';
import type { ArchiveItem, ChangeItem, FieldChange } from './actions.js';
import { fieldTable, valueInput } from './field-table.js';

export interface Unit<W> {
  /** What it is for, for the report. */
  readonly work: W;
  readonly mutations: readonly ProjectMutation[];
}

export function archiveUnit(
  archive: ArchiveItem,
  fields: readonly ProjectField[],
): readonly ProjectMutation[] {
  const { item, emptied } = archive;
  if (emptied === null) return [{ kind: 'archive', item: item.id }];
  const { values, ...text } = emptied;
  const emptyValues = values.map((key): FieldChange => ({ key, from: null, to: null }));
  return [
    // An archived item cannot be changed.
    ...(item.isArchived ? [{ kind: 'unarchive', item: item.id } as const] : []),
    ...textMutations(item.content, text),
    ...valueMutations(item.id, emptyValues, fields),
    { kind: 'archive', item: item.id },
  ];
}

export function changeUnit(change: ChangeItem, fields: readonly ProjectField[]): readonly ProjectMutation[] {
  const { item, unarchive, text, values } = change;
  return [
    ...(unarchive ? [{ kind: 'unarchive', item: item.id } as const] : []),
    ...textMutations(item.content, text),
    ...valueMutations(item.id, values, fields),
  ];
}

function textMutations(draft: string | null, text: ChangeItem['text']): readonly ProjectMutation[] {
  if (draft === null || Object.keys(text).length === 0) return [];
  return [{ kind: 'edit-draft', draft, ...text }];
}

/** Fields and options that are not there are passed over: the plan has told of them. */
export function valueMutations(
  item: string,
  values: readonly FieldChange[],
  fields: readonly ProjectField[],
): readonly ProjectMutation[] {
  const table = fieldTable(fields);
  const mutations: ProjectMutation[] = [];
  for (const { key, to } of values) {
    const own = table.get(key);
    if (own?.field === null || own?.field === undefined || own.isUnfit) continue;
    const field = own.field.id;
    if (to === null) {
      mutations.push({ kind: 'clear', item, field });
      continue;
    }
    const value = valueInput(own.field, to);
    if (value !== null) mutations.push({ kind: 'set', item, field, value });
  }
  return mutations;
}

export interface PackedMutation<W> {
  readonly work: W;
  readonly mutation: ProjectMutation;
}

/**
 * Requests filled to the brim, in the order of the units. `whole`: a unit is not divided between two requests, so that
 * nothing comes between its parts (unless it is larger than a request).
 */
export function packUnits<W>(
  units: readonly Unit<W>[],
  most: number,
  whole: boolean,
): readonly (readonly PackedMutation<W>[])[] {
  const requests: PackedMutation<W>[][] = [];
  let current: PackedMutation<W>[] = [];
  for (const { work, mutations } of units) {
    if (whole && current.length + mutations.length > most) current = [];
    for (const mutation of mutations) {
      if (current.length === 0 || current.length === most) {
        current = [];
        requests.push(current);
      }
      current.push({ work, mutation });
    }
  }
  return requests;
}
