import { sayIn } from '../messages/index.js';
import type { FieldAction, Skip } from './actions.js';
import { fieldTable, type OwnField } from './field-table.js';
import { MOST_OPTIONS, ROADMAP_FIELDS, sameName, type FieldKey } from './fields.js';
import type { ProjectField } from '../github/index.js';
import type { DesiredItem, RoadmapOptions } from './types.js';
import { statusName } from './desired.js';

export interface FieldPlan {
  readonly actions: readonly FieldAction[];
  readonly skipped: readonly Skip[];
}

const STATUSES = ['on-track', 'at-risk', 'overdue', 'done'] as const;

/** By field, the names that a single select must have an option for. */
export type OptionNames = Readonly<Partial<Record<FieldKey, readonly string[]>>>;

/** The fields and options that are missing. Nothing that people have made is changed or taken away. */
export function planFields(
  fields: readonly ProjectField[],
  names: OptionNames,
  language: RoadmapOptions['language'],
): FieldPlan {
  const actions: FieldAction[] = [];
  const skipped: Skip[] = [];
  for (const own of fieldTable(fields).values()) {
    const { key } = own.definition;
    if (own.field === null) {
      actions.push(createField(own, wantedOptions(key, names, language), language));
    } else if (own.isUnfit) {
      const [wanted] = own.definition.types;
      skipped.push({ kind: 'field-type', field: own.field.name, is: own.field.type, wanted });
    } else if (own.field.type === 'SINGLE_SELECT') {
      addOptions(own, own.field, wantedOptions(key, names, language), actions, skipped);
    }
  }
  return { actions, skipped };
}

function createField(
  { definition }: OwnField,
  wanted: readonly string[],
  language: RoadmapOptions['language'],
): FieldAction {
  const [first, ...others] = definition.types;
  const isTooMany = first === 'SINGLE_SELECT' && wanted.length > MOST_OPTIONS;
  const type = isTooMany ? (others.find((other) => other === 'TEXT') ?? first) : first;
  if (type !== 'SINGLE_SELECT') return { kind: 'create-field', definition, type, options: [] };
  // GitHub makes no single select without an option.
  const options = wanted.length > 0 ? wanted.slice(0, MOST_OPTIONS) : [sayIn(language, 'roadmap.noValue')];
  return { kind: 'create-field', definition, type, options };
}

function addOptions(
  { definition }: OwnField,
  field: ProjectField,
  wanted: readonly string[],
  actions: FieldAction[],
  skipped: Skip[],
): void {
  const known = new Set(field.options.map(({ name }) => sameName(name)));
  const missing = wanted.filter((name) => !known.has(sameName(name)));
  const room = Math.max(0, MOST_OPTIONS - field.options.length);
  const options = missing.slice(0, room);
  if (options.length > 0) actions.push({ kind: 'add-options', definition, field: field.id, options });
  const values = missing.slice(room);
  if (values.length > 0) skipped.push({ kind: 'field-full', field: field.name, values });
}

function wantedOptions(
  key: FieldKey,
  names: OptionNames,
  language: RoadmapOptions['language'],
): readonly string[] {
  return key === 'status' ? STATUSES.map((status) => statusName(status, language)) : (names[key] ?? []);
}

/** What the items need, in the order people would look for them; two names that differ in case alone are one option. */
export function optionNames(items: readonly DesiredItem[]): OptionNames {
  const names: Partial<Record<FieldKey, readonly string[]>> = {};
  for (const { key } of ROADMAP_FIELDS) names[key] = namesOf(items, key);
  return names;
}

function namesOf(items: readonly DesiredItem[], key: FieldKey): readonly string[] {
  const names = new Map<string, string>();
  for (const { values } of items) {
    const value = values[key];
    if (typeof value === 'string' && !names.has(sameName(value))) names.set(sameName(value), value);
  }
  return [...names.values()].sort((a, b) => a.localeCompare(b, 'da', { numeric: true }));
}
