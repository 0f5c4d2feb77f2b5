/** Our fields as the project has them, and values in their terms. */
import type { FieldValueInput, ProjectField, ProjectItem } from '../github/index.js';
import { ROADMAP_FIELDS, sameName, type FieldDefinition, type FieldKey } from './fields.js';

export interface OwnField {
  readonly definition: FieldDefinition;
  /** Null: not there yet. */
  readonly field: ProjectField | null;
  /** People have made it of a kind that cannot hold what we know. */
  readonly isUnfit: boolean;
}

export type FieldTable = ReadonlyMap<FieldKey, OwnField>;

export function fieldTable(fields: readonly ProjectField[]): FieldTable {
  const byName = new Map(fields.map((field) => [sameName(field.name), field]));
  const table = new Map<FieldKey, OwnField>();
  for (const definition of ROADMAP_FIELDS) {
    const field = byName.get(sameName(definition.name)) ?? null;
    const isUnfit = field !== null && !definition.types.some((type) => type === field.type);
    table.set(definition.key, { definition, field, isUnfit });
  }
  return table;
}

/** What an item holds in one of our fields: the option's name for a single select. */
export function valueOf(item: ProjectItem, field: ProjectField): string | number | null {
  const stored = item.values.get(field.id) ?? null;
  if (field.type !== 'SINGLE_SELECT' || stored === null) return stored;
  return field.options.find((option) => option.id === stored)?.name ?? null;
}

export function isSameValue(
  field: ProjectField,
  actual: string | number | null,
  wanted: string | number | null,
): boolean {
  if (field.type === 'SINGLE_SELECT' && typeof actual === 'string' && typeof wanted === 'string')
    return sameName(actual) === sameName(wanted);
  return actual === wanted;
}

/** A value as GitHub takes it; null where a single select has no such option. */
export function valueInput(field: ProjectField, value: string | number): FieldValueInput | null {
  switch (field.type) {
    case 'SINGLE_SELECT': {
      const option = field.options.find(({ name }) => sameName(name) === sameName(String(value)));
      return option === undefined ? null : { singleSelectOptionId: option.id };
    }
    case 'NUMBER':
      return { number: Number(value) };
    case 'DATE':
      return { date: String(value) };
    default:
      return { text: String(value) };
  }
}
