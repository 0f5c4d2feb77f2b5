/** A plan of the roadmap as a table for a terminal. */
import { PROJECT_PERMISSION } from '../github/index.js';
import { formatDay, plainText, sayIn, type Language } from '../messages/index.js';
import type { ChangeItem, FieldAction, FieldChange, RoadmapPlan, Skip } from './actions.js';
import { ROADMAP_FIELDS } from './fields.js';
import { table } from './table.js';
import type { DesiredItem } from './types.js';

/** Action, item, what; in the language asked for. What only the store learns is left out. */
export function describeRoadmapPlan(plan: RoadmapPlan, language: Language): string {
  if (plan.stop !== null)
    return sayIn(language, `roadmap.stop.${plan.stop.kind}`, { expected: plan.stop.expected });
  const rows = [
    ...[...plan.drop, ...plan.fields].map((action) => fieldRow(action, language)),
    ...plan.archive.map(({ item, reason }) => [
      sayIn(language, 'roadmap.plan.archive'),
      plainText(item.title),
      sayIn(language, `roadmap.archive.${reason}`),
    ]),
    ...plan.change.map((change) => changeRow(change, language)),
    ...plan.add.map(({ desired }) => [
      sayIn(language, 'roadmap.plan.add'),
      desired.title,
      dueOf(desired, language),
    ]),
    ...plan.skipped.map((skip) => [sayIn(language, 'roadmap.plan.skip'), '', describeSkip(skip, language)]),
  ];
  if (rows.length === 0) return sayIn(language, 'roadmap.plan.nothing');
  return table([['action', 'item', 'what'].map((head) => sayIn(language, `roadmap.plan.${head}`)), ...rows]);
}

/** Why something was left, and what to do about it. */
export function describeSkip(skip: Skip, language: Language): string {
  switch (skip.kind) {
    case 'field-full':
      return sayIn(language, 'roadmap.skip.field-full', {
        field: skip.field,
        values: skip.values.map((value) => plainText(value)).join(', '),
      });
    case 'refused': {
      const { what, said, permission, why } = skip;
      if (why === 'forbidden' && permission !== null) {
        const key = permission.startsWith(PROJECT_PERMISSION) ? 'permission' : 'otherPermission';
        return sayIn(language, `roadmap.skip.${key}`, { permission, what: plainText(what) });
      }
      return sayIn(language, 'roadmap.skip.refused', { what: plainText(what), said: plainText(said) });
    }
    case 'archived-by-people':
      return sayIn(language, 'roadmap.skip.archived-by-people', { title: plainText(skip.title) });
    case 'undecided':
      return sayIn(language, 'roadmap.skip.undecided', { what: plainText(skip.what) });
    case 'field-type': {
      const { field, is, wanted } = skip;
      return sayIn(language, 'roadmap.skip.field-type', { field: plainText(field), is, wanted });
    }
  }
}

const FIELD_ACTIONS = {
  'create-field': 'createField',
  'add-options': 'addOptions',
  'drop-options': 'dropOptions',
} as const satisfies Record<FieldAction['kind'], string>;

function fieldRow(action: FieldAction, language: Language): string[] {
  const { definition, options } = action;
  return [sayIn(language, `roadmap.plan.${FIELD_ACTIONS[action.kind]}`), definition.name, options.join(', ')];
}

function changeRow({ desired, unarchive, text, values }: ChangeItem, language: Language): string[] {
  const what = values.map((value) => changeOf(value, language));
  if (Object.keys(text).length > 0) what.unshift(sayIn(language, 'roadmap.plan.text'));
  const name = unarchive ? 'unarchive' : 'change';
  return [sayIn(language, `roadmap.plan.${name}`), desired.title, what.join('; ')];
}

function changeOf({ key, from, to }: FieldChange, language: Language): string {
  const field = ROADMAP_FIELDS.find((definition) => definition.key === key)?.name ?? key;
  const said = (value: string | number | null) =>
    value === null ? sayIn(language, 'roadmap.plan.nothingSet') : plainText(String(value));
  return `${field}: ${said(from)} → ${said(to)}`;
}

function dueOf({ values }: DesiredItem, language: Language): string {
  const due = values.target;
  return typeof due === 'string'
    ? sayIn(language, 'roadmap.plan.due', { day: formatDay(due, language) })
    : '';
}
