/** Projects v2 of organisations. A person's projects are not reachable for an installation, as on GitHub. */
import { canSee, mayUseOrganization, requireOrganizationAccess } from '../http/access.js';
import type { Reply, Request, Route } from '../http/context.js';
import { actorOf, json, noContent } from '../http/context.js';
import { cursorPage } from '../http/pagination.js';
import { notFound, unprocessable } from '../state/problem.js';
import { createField, type OptionInput } from '../state/project-fields.js';
import { addContent, addDraft, deleteItem, setValue } from '../state/project-items.js';
import { createView } from '../state/projects.js';
import type { FieldType, Project, ProjectField, ProjectItem } from '../state/project-types.js';
import type { Account, Issue, Level } from '../state/types.js';
import {
  presentField,
  presentItem,
  presentProject,
  presentSimpleItem,
  presentView,
} from './present/projects.js';
import { text } from './repository-route.js';

type ProjectHandler = (request: Request, project: Project) => Reply;

function organizationOf({ world, params }: Request): Account {
  const account = world.account(params['org'] ?? '');
  if (account?.kind !== 'Organization') throw notFound();
  return account;
}

/** Public projects can be read by everybody; the rest needs the organisation's Projects permission. */
function onProject(level: Level, handler: ProjectHandler): Route {
  const permission = { organization_projects: level };
  return {
    permission,
    handle: (request) => {
      const organization = organizationOf(request);
      const project = organization.projects.get(Number(request.params['project_number']));
      const readable = project?.public === true && level === 'read';
      if (!readable) {
        if (
          project !== undefined &&
          !project.public &&
          !mayUseOrganization(request.auth, organization, { organization_projects: 'read' })
        ) {
          if (request.auth.kind !== 'installation') throw notFound();
        }
        requireOrganizationAccess(request.auth, organization, permission);
      }
      if (project === undefined) throw notFound();
      return handler(request, project);
    },
  };
}

function fieldOf(request: Request, project: Project): ProjectField {
  const field = project.fields.find((candidate) => candidate.id === Number(request.params['field_id']));
  if (field === undefined) throw notFound();
  return field;
}

function itemOf(request: Request, project: Project): ProjectItem {
  const item = project.items.find((candidate) => candidate.id === Number(request.params['item_id']));
  if (item === undefined) throw notFound();
  return item;
}

/** `fields` of the query: ids, comma-separated or repeated. */
function shownFields({ query }: Request): Set<number> | null {
  const { fields } = query;
  return fields === undefined ? null : new Set(fields.split(',').map(Number));
}

/** `q` knows `is:archived`; without it archived items are left out. */
function listedItems({ query }: Request, project: Project): ProjectItem[] {
  const archived = /\bis:archived\b/.test(query['q'] ?? '');
  return project.items.filter((item) => (item.archivedAt !== null) === archived);
}

function addField(request: Request, project: Project): Reply {
  const { body, world } = request;
  if (body['issue_field_id'] !== undefined) throw unprocessable('Issue fields are not simulated');
  const options = body['single_select_options'] as readonly OptionBody[] | undefined;
  const field = createField(world, project, {
    name: text(body['name']) ?? '',
    dataType: (text(body['data_type']) ?? '').toUpperCase() as FieldType,
    options: (options ?? []).map(optionOf),
  });
  return json(presentField(world, field), 201);
}

interface OptionBody {
  readonly name?: string;
  readonly color?: string;
  readonly description?: string;
}

function optionOf({ name = '', color = 'GRAY', description = '' }: OptionBody): OptionInput {
  return { name, color, description };
}

function updateItem(request: Request, project: Project): Reply {
  const { body, world, auth } = request;
  const item = itemOf(request, project);
  const changes = (body['fields'] ?? []) as readonly { id: number; value: string | number | null }[];
  const actor = actorOf(auth);
  const resolved = changes.map(({ id, value }) => {
    const field = project.fields.find((candidate) => candidate.id === id);
    if (field === undefined) throw unprocessable(`Field ${id} does not belong to the project`);
    return { field, value };
  });
  for (const { field, value } of resolved) setValue(world, actor, item, field, numeric(field, value));
  return json(presentItem(world, item, shownFields(request)));
}

/** REST takes a number field's value as text too. */
function numeric(field: ProjectField, value: string | number | null): string | number | null {
  if (field.dataType !== 'NUMBER' || typeof value !== 'string') return value;
  const number = Number(value);
  return value.trim() === '' || Number.isNaN(number) ? value : number;
}

function addExisting(request: Request, project: Project): Reply {
  const { body, world, auth } = request;
  const issue = contentOf(request);
  if (issue === null || !canSee(auth, issue.repository)) throw notFound();
  const before = project.items.length;
  const item = addContent(world, actorOf(auth), project, issue);
  const expected = body['type'] === 'PullRequest' ? 'PullRequest' : 'Issue';
  if (issue.kind !== expected && project.items.length > before) deleteItem(world, actorOf(auth), item);
  if (issue.kind !== expected) throw unprocessable(`The content is not of type ${expected}`);
  return json(presentSimpleItem(world, item), 201);
}

function contentOf({ body, world }: Request): Issue | null {
  const { id } = body;
  if (id === undefined) {
    const repository = world.find(text(body['owner']) ?? '', text(body['repo']) ?? '')?.repository;
    return repository?.issues.get(Number(body['number'])) ?? null;
  }
  for (const repository of world.repositories.values()) {
    for (const issue of repository.issues.values()) {
      if (issue.id === id || issue.pull?.id === id) return issue;
    }
  }
  return null;
}

export const projectRoutes = {
  'GET /orgs/{org}/projectsV2': {
    permission: { organization_projects: 'read' },
    handle: (request) => {
      const organization = organizationOf(request);
      const { auth, world, query } = request;
      const all = mayUseOrganization(auth, organization, { organization_projects: 'read' });
      const wanted = (query['q'] ?? '')
        .toLowerCase()
        .replace(/\bis:\w+/g, '')
        .trim();
      const projects = [...organization.projects.values()].filter(
        (project) => (all || project.public) && project.title.toLowerCase().includes(wanted),
      );
      return cursorPage(request, projects, (project) => presentProject(world, project));
    },
  },
  'GET /orgs/{org}/projectsV2/{project_number}': onProject('read', ({ world }, project) =>
    json(presentProject(world, project)),
  ),
  'GET /orgs/{org}/projectsV2/{project_number}/fields': onProject('read', (request, project) =>
    cursorPage(request, project.fields, (field) => presentField(request.world, field)),
  ),
  'POST /orgs/{org}/projectsV2/{project_number}/fields': onProject('write', addField),
  'GET /orgs/{org}/projectsV2/{project_number}/fields/{field_id}': onProject('read', (request, project) =>
    json(presentField(request.world, fieldOf(request, project))),
  ),
  'GET /orgs/{org}/projectsV2/{project_number}/items': onProject('read', (request, project) => {
    const fields = shownFields(request);
    return cursorPage(request, listedItems(request, project), (item) =>
      presentItem(request.world, item, fields),
    );
  }),
  'POST /orgs/{org}/projectsV2/{project_number}/items': onProject('write', addExisting),
  'GET /orgs/{org}/projectsV2/{project_number}/items/{item_id}': onProject('read', (request, project) =>
    json(presentItem(request.world, itemOf(request, project), shownFields(request))),
  ),
  'PATCH /orgs/{org}/projectsV2/{project_number}/items/{item_id}': onProject('write', updateItem),
  'DELETE /orgs/{org}/projectsV2/{project_number}/items/{item_id}': onProject('write', (request, project) => {
    deleteItem(request.world, actorOf(request.auth), itemOf(request, project));
    return noContent();
  }),
  'POST /orgs/{org}/projectsV2/{project_number}/drafts': onProject('write', (request, project) => {
    const { body, world, auth } = request;
    const item = addDraft(world, actorOf(auth), project, {
      title: text(body['title']) ?? '',
      body: text(body['body']) ?? '',
    });
    return json(presentSimpleItem(world, item), 201);
  }),
  'POST /orgs/{org}/projectsV2/{project_number}/views': onProject('write', (request, project) => {
    const { body, world } = request;
    const view = createView(world, project, {
      name: text(body['name']) ?? '',
      layout: body['layout'] as 'table' | 'board' | 'roadmap',
      filter: text(body['filter']) ?? null,
      visibleFields: (body['visible_fields'] as number[] | undefined) ?? [],
      groupBy: (body['group_by'] as number[] | undefined) ?? [],
      sortBy: (body['sort_by'] as [number, 'asc' | 'desc'][] | undefined) ?? [],
    });
    return json(presentView(world, view), 201);
  }),
} satisfies Record<string, Route>;
