/** Projects v2 as GraphQL shows them. Archived items are in the list, as on GitHub, with `isArchived`. */
import { absent } from '../../absent.js';
import { projectHtml } from '../../rest/present/projects.js';
import type {
  DraftIssue,
  FieldOption,
  FieldValue,
  Iteration,
  Project,
  ProjectField,
  ProjectItem,
  ProjectStatusUpdate,
  ProjectView,
} from '../../state/project-types.js';
import { canSee } from '../../http/access.js';
import { connection, ordered, type Order, type PageArguments } from '../connections.js';
import type { GraphqlContext } from '../context.js';
import type { Resolvers } from '../schema.js';

interface ValueNode {
  readonly kind: string;
  readonly item: ProjectItem;
  readonly field: ProjectField;
  readonly stored: FieldValue | null;
}

const VALUE_KINDS: Readonly<Record<string, string>> = {
  TEXT: 'ProjectV2ItemFieldTextValue',
  TITLE: 'ProjectV2ItemFieldTextValue',
  NUMBER: 'ProjectV2ItemFieldNumberValue',
  DATE: 'ProjectV2ItemFieldDateValue',
  SINGLE_SELECT: 'ProjectV2ItemFieldSingleSelectValue',
  ITERATION: 'ProjectV2ItemFieldIterationValue',
  MILESTONE: 'ProjectV2ItemFieldMilestoneValue',
  LABELS: 'ProjectV2ItemFieldLabelValue',
  REPOSITORY: 'ProjectV2ItemFieldRepositoryValue',
};

function valueOf(item: ProjectItem, field: ProjectField): ValueNode | null {
  const kind = VALUE_KINDS[field.dataType];
  if (kind === undefined) return null;
  const stored = item.values.get(field.nodeId) ?? null;
  const { content } = item;
  const derived =
    content.kind !== 'DraftIssue' && derivedHas(content.milestone !== null, content.labels.length, field);
  return stored !== null || derived || field.dataType === 'TITLE' ? { kind, item, field, stored } : null;
}

function derivedHas(hasMilestone: boolean, labels: number, field: ProjectField): boolean {
  if (field.dataType === 'MILESTONE') return hasMilestone;
  if (field.dataType === 'LABELS') return labels > 0;
  return field.dataType === 'REPOSITORY';
}

function fieldValues(item: ProjectItem, args: PageArguments) {
  const values = item.project.fields.map((field) => valueOf(item, field)).filter((value) => value !== null);
  return connection(values, args);
}

function fieldByName({ fields }: Project, name: string): ProjectField | null {
  return fields.find((field) => field.name.toLowerCase() === name.toLowerCase()) ?? null;
}

function optionOf({ field, stored }: ValueNode): FieldOption | null {
  return field.options.find((option) => option.id === stored?.value) ?? null;
}

function iterationOf({ field, stored }: ValueNode): Iteration | null {
  return field.iterations.find((iteration) => iteration.id === stored?.value) ?? null;
}

const ITEM_KEYS = {
  POSITION: () => 0,
};

const field = {
  id: ({ nodeId }: ProjectField) => nodeId,
  databaseId: ({ id }: ProjectField) => id,
  name: ({ name }: ProjectField) => name,
  dataType: ({ dataType }: ProjectField) => dataType,
  project: ({ project }: ProjectField) => project,
  createdAt: ({ createdAt }: ProjectField) => createdAt,
  updatedAt: ({ updatedAt }: ProjectField) => updatedAt,
};

const value = {
  id: ({ item, field: { nodeId }, stored }: ValueNode) => stored?.nodeId ?? `PVTFV_${item.nodeId}_${nodeId}`,
  databaseId: () => null,
  creator: ({ item, stored }: ValueNode) => stored?.creator ?? item.creator,
  createdAt: ({ item, stored }: ValueNode) => stored?.createdAt ?? item.createdAt,
  updatedAt: ({ item, stored }: ValueNode) => stored?.updatedAt ?? item.updatedAt,
  field: (node: ValueNode) => node.field,
  item: ({ item }: ValueNode) => item,
};

const option = {
  id: ({ id }: FieldOption) => id,
  name: ({ name }: FieldOption) => name,
  color: ({ color }: FieldOption) => color,
  description: ({ description }: FieldOption) => description,
};

export const projectResolvers = {
  ProjectV2: {
    id: ({ nodeId }: Project) => nodeId,
    databaseId: ({ id }: Project) => id,
    fullDatabaseId: ({ id }: Project) => String(id),
    number: ({ number }: Project) => number,
    title: ({ title }: Project) => title,
    shortDescription: ({ shortDescription }: Project) => shortDescription,
    readme: ({ readme }: Project) => readme,
    public: (project: Project) => project.public,
    closed: ({ closed }: Project) => closed,
    closedAt: ({ closedAt }: Project) => closedAt,
    template: ({ template }: Project) => template,
    createdAt: ({ createdAt }: Project) => createdAt,
    updatedAt: ({ updatedAt }: Project) => updatedAt,
    creator: ({ creator }: Project) => creator,
    owner: ({ owner }: Project) => owner,
    url: (project: Project, _args: unknown, { world }: GraphqlContext) => projectHtml(world, project),
    resourcePath: ({ owner, number }: Project) => `/orgs/${owner.login}/projects/${number}`,
    field: (project: Project, { name }: { name: string }) => fieldByName(project, name),
    fields: ({ fields }: Project, args: PageArguments) => connection(fields, args),
    items: ({ items }: Project, args: PageArguments & { orderBy?: Order | null }) =>
      connection(
        args.orderBy?.direction === 'DESC' ? [...items].reverse() : ordered(items, null, ITEM_KEYS),
        args,
      ),
    views: ({ views }: Project, args: PageArguments) => connection(views, args),
    view: ({ views }: Project, { number }: { number: number }) =>
      views.find((view) => view.number === number) ?? null,
    statusUpdates: ({ statusUpdates }: Project, args: PageArguments & { orderBy?: Order | null }) =>
      connection(args.orderBy?.direction === 'ASC' ? statusUpdates : [...statusUpdates].reverse(), args),
    repositories: ({ repositories }: Project, args: PageArguments, { auth }: GraphqlContext) =>
      connection(
        [...repositories].filter((repository) => canSee(auth, repository)),
        args,
      ),
    teams: ({ teams }: Project, args: PageArguments) => connection([...teams], args),
    workflows: (_project: Project, args: PageArguments) => connection([], args),
    viewerCanUpdate: () => true,
  },
  ProjectV2Field: field,
  ProjectV2IterationField: {
    ...field,
    configuration: ({ iterations }: ProjectField) => ({
      completedIterations: [],
      duration: 14,
      startDay: 1,
      iterations: iterations.map((iteration) => ({ ...iteration, titleHTML: iteration.title })),
    }),
  },
  ProjectV2SingleSelectField: {
    ...field,
    options: ({ options }: ProjectField, { names }: { names?: readonly string[] | null }) =>
      absent(names) ? options : options.filter(({ name }) => names.includes(name)),
  },
  ProjectV2SingleSelectFieldOption: option,
  ProjectV2Item: {
    id: ({ nodeId }: ProjectItem) => nodeId,
    databaseId: ({ id }: ProjectItem) => id,
    fullDatabaseId: ({ id }: ProjectItem) => String(id),
    type: ({ content }: ProjectItem, _args: unknown, { auth }: GraphqlContext) => {
      if (content.kind === 'DraftIssue') return 'DRAFT_ISSUE';
      if (!canSee(auth, content.repository)) return 'REDACTED';
      return content.kind === 'Issue' ? 'ISSUE' : 'PULL_REQUEST';
    },
    content: ({ content }: ProjectItem, _args: unknown, { auth }: GraphqlContext) =>
      content.kind === 'DraftIssue' || canSee(auth, content.repository) ? content : null,
    isArchived: ({ archivedAt }: ProjectItem) => archivedAt !== null,
    creator: ({ creator }: ProjectItem) => creator,
    createdAt: ({ createdAt }: ProjectItem) => createdAt,
    updatedAt: ({ updatedAt }: ProjectItem) => updatedAt,
    project: ({ project }: ProjectItem) => project,
    fieldValues,
    fieldValueByName: (item: ProjectItem, { name }: { name: string }) => {
      const found = fieldByName(item.project, name);
      return found === null ? null : valueOf(item, found);
    },
  },
  ProjectV2ItemFieldTextValue: {
    ...value,
    text: ({ item, field: { dataType }, stored }: ValueNode) =>
      dataType === 'TITLE' ? item.content.title : (stored?.value ?? null),
  },
  ProjectV2ItemFieldNumberValue: { ...value, number: ({ stored }: ValueNode) => stored?.value ?? null },
  ProjectV2ItemFieldDateValue: { ...value, date: ({ stored }: ValueNode) => stored?.value ?? null },
  ProjectV2ItemFieldSingleSelectValue: {
    ...value,
    optionId: (node: ValueNode) => optionOf(node)?.id ?? null,
    name: (node: ValueNode) => optionOf(node)?.name ?? null,
    color: (node: ValueNode) => optionOf(node)?.color ?? 'GRAY',
    description: (node: ValueNode) => optionOf(node)?.description ?? null,
  },
  ProjectV2ItemFieldIterationValue: {
    ...value,
    iterationId: (node: ValueNode) => iterationOf(node)?.id ?? '',
    title: (node: ValueNode) => iterationOf(node)?.title ?? '',
    startDate: (node: ValueNode) => iterationOf(node)?.startDate ?? null,
    duration: (node: ValueNode) => iterationOf(node)?.duration ?? 0,
  },
  ProjectV2ItemFieldMilestoneValue: {
    field: (node: ValueNode) => node.field,
    milestone: ({ item }: ValueNode) => (item.content.kind === 'DraftIssue' ? null : item.content.milestone),
  },
  ProjectV2ItemFieldLabelValue: {
    field: (node: ValueNode) => node.field,
    labels: ({ item }: ValueNode, args: PageArguments) =>
      connection(item.content.kind === 'DraftIssue' ? [] : item.content.labels, args),
  },
  ProjectV2ItemFieldRepositoryValue: {
    field: (node: ValueNode) => node.field,
    repository: ({ item }: ValueNode) =>
      item.content.kind === 'DraftIssue' ? null : item.content.repository,
  },
  DraftIssue: {
    id: ({ nodeId }: DraftIssue) => nodeId,
    title: ({ title }: DraftIssue) => title,
    body: ({ body }: DraftIssue) => body,
    bodyText: ({ body }: DraftIssue) => body,
    creator: ({ creator }: DraftIssue) => creator,
    createdAt: ({ createdAt }: DraftIssue) => createdAt,
    updatedAt: ({ updatedAt }: DraftIssue) => updatedAt,
    assignees: ({ assignees }: DraftIssue, args: PageArguments) => connection(assignees, args),
    projectV2Items: ({ item }: DraftIssue, args: PageArguments) =>
      connection(item === null ? [] : [item], args),
    projectsV2: ({ item }: DraftIssue, args: PageArguments) =>
      connection(item === null ? [] : [item.project], args),
  },
  ProjectV2View: {
    id: ({ nodeId }: ProjectView) => nodeId,
    databaseId: ({ id }: ProjectView) => id,
    number: ({ number }: ProjectView) => number,
    name: ({ name }: ProjectView) => name,
    layout: ({ layout }: ProjectView) => `${layout.toUpperCase()}_LAYOUT`,
    filter: ({ filter }: ProjectView) => filter,
    project: ({ project }: ProjectView) => project,
    createdAt: ({ createdAt }: ProjectView) => createdAt,
    updatedAt: ({ updatedAt }: ProjectView) => updatedAt,
    fields: ({ project, visibleFields }: ProjectView, args: PageArguments) =>
      connection(
        project.fields.filter(({ id }) => visibleFields.includes(id)),
        args,
      ),
    groupByFields: ({ project, groupBy }: ProjectView, args: PageArguments) =>
      connection(
        project.fields.filter(({ id }) => groupBy.includes(id)),
        args,
      ),
  },
  ProjectV2StatusUpdate: {
    id: ({ nodeId }: ProjectStatusUpdate) => nodeId,
    databaseId: ({ id }: ProjectStatusUpdate) => id,
    body: ({ body }: ProjectStatusUpdate) => body,
    status: ({ status }: ProjectStatusUpdate) => status,
    startDate: ({ startDate }: ProjectStatusUpdate) => startDate,
    targetDate: ({ targetDate }: ProjectStatusUpdate) => targetDate,
    creator: ({ creator }: ProjectStatusUpdate) => creator,
    createdAt: ({ createdAt }: ProjectStatusUpdate) => createdAt,
    updatedAt: ({ updatedAt }: ProjectStatusUpdate) => updatedAt,
    project: ({ project }: ProjectStatusUpdate) => project,
  },
} satisfies Resolvers;
