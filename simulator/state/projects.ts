/** Projects v2: GitHub's rules for fields, options, items and values. */
import { absent } from '../absent.js';
import { Problem, unprocessable } from './problem.js';
import type {
  DraftIssue,
  FieldOption,
  FieldType,
  Project,
  ProjectField,
  ProjectItem,
  ProjectStatusUpdate,
  ProjectView,
} from './project-types.js';
import type { Account, Actor, Issue } from './types.js';
import { createHash } from 'node:crypto';
import type { World } from './world.js';

const MOST_FIELDS = 50;
const MOST_OPTIONS = 50;
const MOST_ITEMS = 50_000;

/** Every project starts with these. */
const BUILT_IN: readonly (readonly [string, FieldType])[] = [
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

const FIRST_STATUS = ['Todo', 'In Progress', 'Done'];

export interface OptionInput {
  id?: string | null;
  name: string;
  color: string;
  description: string;
}

export function createProject(world: World, actor: Actor, owner: Account, title: string): Project {
  const number = Math.max(0, ...owner.projects.keys()) + 1;
  const now = world.now();
  const project = world.create<Project>('project', (ids) => ({
    ...ids,
    kind: 'ProjectV2' as const,
    owner,
    creator: actor.account,
    number,
    title,
    shortDescription: null,
    readme: null,
    public: false,
    closed: false,
    closedAt: null,
    template: false,
    createdAt: now,
    updatedAt: now,
    fields: [],
    items: [],
    views: [],
    statusUpdates: [],
    repositories: new Set(),
    teams: new Set(),
  }));
  owner.projects.set(number, project);
  for (const [name, dataType] of BUILT_IN) addField(world, project, name, dataType, true);
  const status = project.fields.find((field) => field.name === 'Status');
  if (status !== undefined) {
    status.options = newOptions(
      FIRST_STATUS.map((name) => ({ name, color: 'GRAY', description: '' })),
      status,
    );
  }
  createView(world, project, { name: 'View 1', layout: 'table' });
  world.emit({ name: 'projects_v2', action: 'created', actor, account: owner, project });
  return project;
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

function addField(
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

function newOptions(options: readonly OptionInput[], field: ProjectField): FieldOption[] {
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

export function addDraft(
  world: World,
  actor: Actor,
  project: Project,
  input: { title: string; body?: string | null; assignees?: Account[] },
): ProjectItem {
  if (input.title.trim() === '') throw unprocessable("Title can't be blank");
  const now = world.now();
  const content = world.create<DraftIssue>('draft', (ids) => ({
    ...ids,
    kind: 'DraftIssue' as const,
    creator: actor.account,
    title: input.title,
    body: input.body ?? '',
    assignees: input.assignees ?? [],
    item: null,
    createdAt: now,
    updatedAt: now,
  }));
  content.item = addItem(world, actor, project, content);
  return content.item;
}

/** Adds an issue or pull request; one that is there already is returned as it is. */
export function addContent(world: World, actor: Actor, project: Project, content: Issue): ProjectItem {
  const existing = project.items.find((item) => item.content === content);
  return existing ?? addItem(world, actor, project, content);
}

function addItem(world: World, actor: Actor, project: Project, content: DraftIssue | Issue): ProjectItem {
  if (project.items.length >= MOST_ITEMS) {
    throw unprocessable(`Project cannot have more than ${MOST_ITEMS} items`);
  }
  const now = world.now();
  const item = world.create<ProjectItem>('item', (ids) => ({
    ...ids,
    kind: 'ProjectV2Item' as const,
    project,
    creator: actor.account,
    content,
    archivedAt: null,
    createdAt: now,
    updatedAt: now,
    values: new Map(),
  }));
  project.items.push(item);
  emitItem(world, actor, item, 'created');
  return item;
}

export function updateDraft(
  world: World,
  actor: Actor,
  draft: DraftIssue,
  edit: { title?: string; body?: string; assignees?: Account[] },
): void {
  if (edit.title?.trim() === '') throw unprocessable("Title can't be blank");
  draft.title = edit.title ?? draft.title;
  draft.body = edit.body ?? draft.body;
  draft.assignees = edit.assignees ?? draft.assignees;
  draft.updatedAt = world.now();
  const { item } = draft;
  if (item === null) return;
  item.updatedAt = world.now();
  emitItem(world, actor, item, 'edited');
}

/** Archived items can be read but not changed. */
function requireActive(item: ProjectItem): void {
  if (item.archivedAt !== null) throw unprocessable('The item is archived and cannot be updated');
}

/** Sets one value; its type must be the field's. Null clears it. */
export function setValue(
  world: World,
  actor: Actor,
  item: ProjectItem,
  field: ProjectField,
  value: string | number | null,
): void {
  requireActive(item);
  if (field.project !== item.project) throw unprocessable('The field does not belong to the project');
  const before = item.values.get(field.nodeId);
  if (value === null) item.values.delete(field.nodeId);
  else {
    checkValue(field, value);
    const now = world.now();
    const { nodeId } = world.ids.take('value');
    const createdAt = before?.createdAt ?? now;
    item.values.set(field.nodeId, {
      value,
      nodeId: before?.nodeId ?? nodeId,
      creator: before?.creator ?? actor.account,
      createdAt,
      updatedAt: now,
    });
  }
  item.updatedAt = world.now();
  const from = before?.value ?? null;
  const fieldValue = { field_node_id: field.nodeId, field_type: field.dataType.toLowerCase() };
  const names = { field_name: field.name, project_number: item.project.number };
  const changes = { field_value: { ...fieldValue, ...names, from, to: value } };
  emitItem(world, actor, item, 'edited', changes);
}

function checkValue(field: ProjectField, value: string | number): void {
  const fits = VALUE_CHECKS[field.dataType];
  if (fits === undefined) throw unprocessable(`The field ${field.name} cannot be set`);
  if (!fits(value, field)) {
    throw unprocessable(
      `Did not receive a ${field.dataType.toLowerCase()} value to update a field of type ${field.dataType.toLowerCase()}`,
    );
  }
}

const VALUE_CHECKS: Partial<Record<FieldType, (value: string | number, field: ProjectField) => boolean>> = {
  TEXT: (value) => typeof value === 'string' && value.length <= 1024,
  TITLE: (value) => typeof value === 'string' && value !== '',
  NUMBER: (value) => typeof value === 'number' && Number.isFinite(value),
  DATE: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && isDay(value),
  SINGLE_SELECT: (value, field) => field.options.some((option) => option.id === value),
  ITERATION: (value, field) => field.iterations.some((iteration) => iteration.id === value),
};

function isDay(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

export function archiveItem(world: World, actor: Actor, item: ProjectItem, archived: boolean): void {
  if ((item.archivedAt !== null) === archived) return;
  item.archivedAt = archived ? world.now() : null;
  item.updatedAt = world.now();
  emitItem(world, actor, item, archived ? 'archived' : 'restored');
}

export function deleteItem(world: World, actor: Actor, item: ProjectItem): void {
  const { project, content } = item;
  project.items.splice(project.items.indexOf(item), 1);
  world.forget(item);
  if (content.kind === 'DraftIssue') world.forget(content);
  emitItem(world, actor, item, 'deleted');
}

export function moveItem(item: ProjectItem, after: ProjectItem | null): void {
  const { items } = item.project;
  items.splice(items.indexOf(item), 1);
  items.splice(after === null ? 0 : items.indexOf(after) + 1, 0, item);
}

export function convertDraft(world: World, actor: Actor, item: ProjectItem, issue: Issue): void {
  if (item.content.kind === 'DraftIssue') world.forget(item.content);
  item.content = issue;
  item.updatedAt = world.now();
  emitItem(world, actor, item, 'converted');
}

export interface ViewInput {
  name: string;
  layout: ProjectView['layout'];
  filter?: string | null;
  visibleFields?: number[];
  groupBy?: number[];
  sortBy?: [number, 'asc' | 'desc'][];
}

export function createView(world: World, project: Project, input: ViewInput): ProjectView {
  if (input.layout === 'roadmap' && (input.visibleFields ?? []).length > 0) {
    throw unprocessable('Visible fields cannot be set for roadmap views');
  }
  const now = world.now();
  const view = world.create<ProjectView>('view', (ids) => ({
    ...ids,
    kind: 'ProjectV2View' as const,
    project,
    number: Math.max(0, ...project.views.map((other) => other.number)) + 1,
    name: input.name,
    layout: input.layout,
    filter: input.filter ?? null,
    visibleFields: input.visibleFields ?? [],
    groupBy: input.groupBy ?? [],
    sortBy: input.sortBy ?? [],
    createdAt: now,
    updatedAt: now,
  }));
  project.views.push(view);
  return view;
}

export function addStatusUpdate(
  world: World,
  actor: Actor,
  project: Project,
  input: Pick<ProjectStatusUpdate, 'body' | 'status' | 'startDate' | 'targetDate'>,
): ProjectStatusUpdate {
  const now = world.now();
  const update = world.create<ProjectStatusUpdate>('status', (ids) => ({
    ...ids,
    kind: 'ProjectV2StatusUpdate' as const,
    project,
    creator: actor.account,
    ...input,
    createdAt: now,
    updatedAt: now,
  }));
  project.statusUpdates.push(update);
  return update;
}

function emitItem(
  world: World,
  actor: Actor,
  item: ProjectItem,
  action: string,
  changes?: Record<string, unknown>,
): void {
  if (item.project.owner.kind !== 'Organization') return;
  const account = item.project.owner;
  const more = changes === undefined ? {} : { changes };
  world.emit({ name: 'projects_v2_item', action, actor, account, item, ...more });
}

export function requireOrganization(project: Project): void {
  if (project.owner.kind !== 'Organization') throw new Problem(404, 'Not Found');
}
