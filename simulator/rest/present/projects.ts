/** Projects v2 in REST's words: numeric ids, lower-case types. */
import type {
  FieldOption,
  Project,
  ProjectField,
  ProjectItem,
  ProjectStatusUpdate,
  ProjectView,
} from '../../state/project-types.js';
import type { World } from '../../state/world.js';
import { presentUser, presentUserOrNull, type Shape } from './accounts.js';
import { presentIssue } from './issues.js';
import { presentSimplePull } from './pulls.js';
import { presentMinimal } from './repositories.js';

export function projectUrl(world: World, project: Project): string {
  return `${world.apiUrl}/orgs/${project.owner.login}/projectsV2/${project.number}`;
}

export function projectHtml(world: World, project: Project): string {
  const kind = project.owner.kind === 'Organization' ? 'orgs' : 'users';
  return `${world.htmlUrl}/${kind}/${project.owner.login}/projects/${project.number}`;
}

export function presentProject(world: World, project: Project): Shape {
  const latest = project.statusUpdates.at(-1);
  return {
    id: project.id,
    node_id: project.nodeId,
    owner: presentUser(world, project.owner),
    creator: presentUser(world, project.creator),
    title: project.title,
    description: project.readme,
    public: project.public,
    closed_at: project.closedAt,
    created_at: project.createdAt,
    updated_at: project.updatedAt,
    number: project.number,
    short_description: project.shortDescription,
    deleted_at: null,
    deleted_by: null,
    state: project.closed ? 'closed' : 'open',
    latest_status_update: latest === undefined ? null : presentStatusUpdate(world, latest),
    is_template: project.template,
  };
}

function presentStatusUpdate(world: World, update: ProjectStatusUpdate): Shape {
  return {
    id: update.id,
    node_id: update.nodeId,
    project_node_id: update.project.nodeId,
    creator: presentUser(world, update.creator),
    created_at: update.createdAt,
    updated_at: update.updatedAt,
    status: update.status,
    body: update.body,
    ...(update.startDate === null ? {} : { start_date: update.startDate }),
    ...(update.targetDate === null ? {} : { target_date: update.targetDate }),
  };
}

export function presentField(world: World, field: ProjectField): Shape {
  return {
    id: field.id,
    node_id: field.nodeId,
    name: field.name,
    data_type: field.dataType.toLowerCase(),
    project_url: projectUrl(world, field.project),
    ...(field.dataType === 'SINGLE_SELECT' ? { options: field.options.map(presentOption) } : {}),
    ...(field.dataType === 'ITERATION'
      ? { configuration: { start_day: 1, duration: 14, iterations: [] } }
      : {}),
    created_at: field.createdAt,
    updated_at: field.updatedAt,
  };
}

function presentOption({ id, name, color, description }: FieldOption): Shape {
  return { id, name: both(name), description: both(description), color };
}

function both(text: string): Shape {
  return { raw: text, html: escape(text) };
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** `fields`: ids of the fields to show; the title always comes. */
export function presentItem(world: World, item: ProjectItem, fields: ReadonlySet<number> | null): Shape {
  const shown = item.project.fields.filter(
    (field) => field.dataType === 'TITLE' || fields?.has(field.id) === true,
  );
  return {
    ...presentItemBase(world, item),
    content: presentContent(world, item),
    fields: shown.map((field) => presentValue(item, field)),
  };
}

export function presentSimpleItem(world: World, item: ProjectItem): Shape {
  return { ...presentItemBase(world, item), content: presentContent(world, item) };
}

function presentItemBase(world: World, item: ProjectItem): Shape {
  return {
    id: item.id,
    node_id: item.nodeId,
    project_url: projectUrl(world, item.project),
    item_url: `${projectUrl(world, item.project)}/items/${item.id}`,
    content_type: item.content.kind,
    creator: presentUser(world, item.creator),
    created_at: item.createdAt,
    updated_at: item.updatedAt,
    archived_at: item.archivedAt,
  };
}

function presentContent(world: World, { content }: ProjectItem): Shape {
  if (content.kind === 'DraftIssue') {
    return {
      id: content.id,
      node_id: content.nodeId,
      title: content.title,
      body: content.body,
      user: presentUserOrNull(world, content.creator),
      created_at: content.createdAt,
      updated_at: content.updatedAt,
    };
  }
  const shape =
    content.pull === null ? presentIssue(world, content) : presentSimplePull(world, content, content.pull);
  return { ...shape, repository: presentMinimal(world, content.repository) };
}

function presentValue(item: ProjectItem, field: ProjectField): Shape {
  const stored = item.values.get(field.nodeId)?.value ?? null;
  const { id, name, dataType } = field;
  let value: unknown = stored;
  if (dataType === 'TITLE') value = both(item.content.title);
  else if (dataType === 'TEXT' && typeof stored === 'string') value = both(stored);
  else if (dataType === 'SINGLE_SELECT') {
    const option = field.options.find((candidate) => candidate.id === stored);
    value = option === undefined ? null : presentOption(option);
  }
  return { id, name, data_type: dataType.toLowerCase(), value };
}

export function presentView(world: World, view: ProjectView): Shape {
  return {
    id: view.id,
    number: view.number,
    name: view.name,
    layout: view.layout,
    node_id: view.nodeId,
    project_url: projectUrl(world, view.project),
    html_url: `${projectHtml(world, view.project)}/views/${view.number}`,
    creator: presentUser(world, view.project.creator),
    created_at: view.createdAt,
    updated_at: view.updatedAt,
    filter: view.filter,
    visible_fields: view.visibleFields,
    sort_by: view.sortBy,
    group_by: view.groupBy,
    vertical_group_by: [],
  };
}

/** As `projects_v2_item` deliveries show it. */
export function presentItemPayload(world: World, item: ProjectItem): Shape {
  return {
    id: item.id,
    node_id: item.nodeId,
    project_node_id: item.project.nodeId,
    content_node_id: item.content.nodeId,
    content_type: item.content.kind,
    creator: presentUser(world, item.creator),
    created_at: item.createdAt,
    updated_at: item.updatedAt,
    archived_at: item.archivedAt,
  };
}
