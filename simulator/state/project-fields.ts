/** Fields of Projects v2: reserved names, options that keep or lose their values. */
import { createHash } from 'node:crypto';
import { absent } from '../absent.js';
import { unprocessable } from './problem.js';
import type { FieldOption, FieldType, Project, ProjectField } from './project-types.js';
import type { World } from './world.js';

const MOST_FIELDS = 50;
const MOST_OPTIONS = 50;

/** Every project starts with these. */
export const BUILT_IN: readonly (readonly [string, FieldType])[] = [
  ['Title', 'TITLE'],
  ['Assignees', 'ASSIGNEES'],
  ['Status', 'SINGLE_SELECT'],
  ['Labels', 'LABELS'],
  ['Linked pull requests', 'LINKED_PULL_REQUESTS'],
  ['Milestone', 'MILESTONE'],
  ['Repository', 'REPOSITORY'],
  ['Reviewers', 'REVIEWERS'],
  ['Parent issue', 'PARENT_ISSUE'],
  ['Sub-issues progress', 'SUB_ISSUES_PROGRESS'],
];

/** Names that no field of one's own may have, beside those of the project's fields. */
const RESERVED = new Set(
  [
    ...BUILT_IN.map(([name]) => name).filter((name) => name !== 'Status'),
    'Repo',
    'Type',
    'Assignee',
    'Label',
    'Reviewer',
    'Is',
    'No',
    'State',
    'Reason',
    'Created',
    'Updated',
    'Closed',
    'Author',
    'Tracked by',
    'Tracks',
    'Linked pull request',
  ].map((name) => name.toLowerCase()),
);

export interface OptionInput {
  id?: string | null;
  name: string;
  color: string;
  description: string;
}

export interface FieldInput {
  name: string;
  dataType: FieldType;
  options?: readonly OptionInput[];
}

export function createField(world: World, project: Project, input: FieldInput): ProjectField {
  const taken = project.fields.some((field) => field.name.toLowerCase() === input.name.toLowerCase());
  if (RESERVED.has(input.name.toLowerCase())) throw unprocessable('Name cannot have a reserved value');
  if (taken) throw unprocessable('Name has already been taken');
  if (input.name.trim() === '') throw unprocessable("Name can't be blank");
  if (project.fields.length >= MOST_FIELDS) {
    throw unprocessable(`Project cannot have more than ${MOST_FIELDS} fields`);
  }
  if (input.dataType === 'SINGLE_SELECT' && (input.options ?? []).length === 0) {
    throw unprocessable("Single select options can't be blank");
  }
  checkOptions(input.options ?? []);
  const field = addField(world, project, input.name, input.dataType, false);
  field.options = newOptions(input.options ?? [], field);
  project.updatedAt = world.now();
  return field;
}

export function addField(
  world: World,
  project: Project,
  name: string,
  dataType: FieldType,
  builtIn: boolean,
): ProjectField {
  const idKind = dataType === 'SINGLE_SELECT' ? 'select' : dataType === 'ITERATION' ? 'iteration' : 'field';
  const now = world.now();
  const field = world.create<ProjectField>(idKind, (ids) => ({
    ...ids,
    kind: FIELD_KINDS[idKind],
    project,
    dataType,
    builtIn,
    name,
    options: [],
    optionsMade: 0,
    iterations: [],
    createdAt: now,
    updatedAt: now,
  }));
  project.fields.push(field);
  return field;
}

const FIELD_KINDS = {
  field: 'ProjectV2Field',
  select: 'ProjectV2SingleSelectField',
  iteration: 'ProjectV2IterationField',
} as const;

/**
 * Renames a field and replaces its options. An option that comes back with its id keeps its values on items; one
 * without is new, even under the same name, and the values of those left out are cleared.
 */
export function updateField(
  world: World,
  field: ProjectField,
  edit: { name?: string; options?: readonly OptionInput[] },
): void {
  if (edit.name !== undefined && edit.name !== field.name) {
    if (RESERVED.has(edit.name.toLowerCase())) throw unprocessable('Name cannot have a reserved value');
    if (field.builtIn) throw unprocessable('This field cannot be renamed');
    field.name = edit.name;
  }
  const options = edit.options ?? [];
  if (options.length > 0) replaceOptions(field, options);
  field.updatedAt = world.now();
  field.project.updatedAt = world.now();
}

function replaceOptions(field: ProjectField, options: readonly OptionInput[]): void {
  if (field.dataType !== 'SINGLE_SELECT') throw unprocessable('Field is not a single select field');
  checkOptions(options);
  for (const { id } of options) {
    if (!absent(id) && !field.options.some((option) => option.id === id)) {
      throw unprocessable('The single select option Id does not belong to the field');
    }
  }
  field.options = newOptions(options, field);
  const kept = new Set(field.options.map((option) => option.id));
  for (const { values } of field.project.items) {
    const value = values.get(field.nodeId)?.value;
    if (typeof value === 'string' && !kept.has(value)) values.delete(field.nodeId);
  }
}

function checkOptions(options: readonly OptionInput[]): void {
  if (options.length > MOST_OPTIONS) {
    throw unprocessable(`A field cannot have more than ${MOST_OPTIONS} options`);
  }
  const names = new Set(options.map((option) => option.name.toLowerCase()));
  if (names.size !== options.length) throw unprocessable('Single select options must have unique names');
  if (options.some((option) => option.name.trim() === '')) throw unprocessable("Option name can't be blank");
}

export function newOptions(options: readonly OptionInput[], field: ProjectField): FieldOption[] {
  return options.map(({ id, name, color, description }) => ({
    id: id ?? optionId(field, name),
    name,
    color,
    description,
  }));
}

/** Eight hexadecimal digits; never the same twice, not even for the same name. */
function optionId(field: ProjectField, name: string): string {
  field.optionsMade += 1;
  return createHash('sha1').update(`${field.nodeId}:${name}:${field.optionsMade}`).digest('hex').slice(0, 8);
}

export function deleteField(world: World, field: ProjectField): void {
  if (field.builtIn) throw unprocessable('This field cannot be deleted');
  const { project } = field;
  project.fields.splice(project.fields.indexOf(field), 1);
  for (const item of project.items) item.values.delete(field.nodeId);
  world.forget(field);
}
