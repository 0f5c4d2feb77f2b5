/** Items of Projects v2 and their values. */
import { unprocessable } from './problem.js';
import type { DraftIssue, FieldType, Project, ProjectField, ProjectItem } from './project-types.js';
import type { Account, Actor, Issue } from './types.js';
import type { World } from './world.js';

const MOST_ITEMS = 50_000;

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
