/** Projects v2 themselves: their views and status updates. */
import { BUILT_IN, addField, newOptions } from './project-fields.js';
import { unprocessable } from './problem.js';
import type { Project, ProjectStatusUpdate, ProjectView } from './project-types.js';
import type { Account, Actor } from './types.js';
import type { World } from './world.js';

const FIRST_STATUS = ['Todo', 'In Progress', 'Done'];

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
