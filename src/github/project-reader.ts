import type { GraphqlAnswer, ReadClient } from './createReadClient.js';
import { errorOfProblem, GitHubError, type GraphqlProblem } from './errors.js';
import {
  FIELDS_QUERY,
  ITEMS_BY_ID_QUERY,
  ITEMS_PAGE_QUERY,
  OWNER_QUERY,
  PROJECT_QUERY,
  VIEWS_QUERY,
} from './project-queries.js';
import type { Project, ProjectField, ProjectItem, ProjectReader, SelectOption } from './projects.js';

const PER_REQUEST = 100;
/** What an installation must have been given, as GitHub names it. */
export const PROJECT_PERMISSION = 'organization_projects';

/** Reads projects with the read client of the organisation that owns them. */
export function createProjectReader(client: ReadClient): ProjectReader {
  return {
    findOwner: async (login) => {
      const { data, problems } = await client.graphql<OwnerData>(OWNER_QUERY, { login });
      refuse(`account ${login}`, problems, () => false);
      const owner = data.repositoryOwner;
      if (owner === null) return null;
      return { id: owner.id, kind: owner.__typename === 'Organization' ? 'Organization' : 'User' };
    },
    readProject: (owner, number) => readProject(client, owner, number),
    readFields: async (projectId) => {
      const variables = { project: projectId };
      const answer = await client.graphql<{ node: Pick<RawProject, 'fields'> | null }>(
        FIELDS_QUERY,
        variables,
      );
      return fieldsOf(nodeOf(answer, `project ${projectId}`).fields);
    },
    readItems: async (ids) => {
      const items: ProjectItem[] = [];
      for (let start = 0; start < ids.length; start += PER_REQUEST) {
        const asked = ids.slice(start, start + PER_REQUEST);
        const { data, problems } = await client.graphql<{ nodes: readonly (RawItem | null)[] }>(
          ITEMS_BY_ID_QUERY,
          { ids: asked },
        );
        refuse('items of a project', problems, ({ type, path }) => type === 'NOT_FOUND' || isContent(path));
        for (const raw of data.nodes) if (raw !== null) items.push(itemOf(raw));
      }
      return items;
    },
    readViews: async (projectId) => {
      const answer = await client.graphql<{
        node: { views: Nodes<{ name: string; layout: string }> } | null;
      }>(VIEWS_QUERY, { project: projectId });
      return nodeOf(answer, `project ${projectId}`).views.nodes.filter((view) => view !== null);
    },
  };
}

async function readProject(client: ReadClient, owner: string, number: number): Promise<Project | null> {
  const request = `project ${owner}/${number}`;
  const answer = await client.graphql<ProjectData>(PROJECT_QUERY, { owner, number });
  const isGone = answer.problems.some(({ type, path }) => type === 'NOT_FOUND' && path.length <= 2);
  if (isGone) return null;
  refuse(request, answer.problems, ({ path }) => isContent(path));
  const raw = answer.data.organization?.projectV2 ?? null;
  if (raw === null) return null;
  const items = itemsOf(raw.items);
  let page = raw.items.pageInfo;
  while (page.hasNextPage) {
    const next = await client.graphql<{ node: Pick<RawProject, 'items'> | null }>(ITEMS_PAGE_QUERY, {
      project: raw.id,
      after: page.endCursor,
    });
    const { items: more } = nodeOf(next, request);
    items.push(...itemsOf(more));
    page = more.pageInfo;
  }
  return {
    id: raw.id,
    number: raw.number,
    title: raw.title,
    url: raw.url,
    isPublic: raw.public,
    isClosed: raw.closed,
    fields: fieldsOf(raw.fields),
    itemCount: raw.items.totalCount,
    items,
  };
}

function nodeOf<N>({ data, problems }: GraphqlAnswer<{ node: N | null }>, request: string): N {
  refuse(request, problems, ({ path }) => isContent(path));
  if (data.node === null) throw new GitHubError('gone', { request });
  return data.node;
}

/** Half an answer would be taken for the whole: anything unread but the content of items is an error. */
function refuse(
  request: string,
  problems: readonly GraphqlProblem[],
  harmless: (problem: GraphqlProblem) => boolean,
): void {
  const bad = problems.find((problem) => !harmless(problem));
  if (bad === undefined) return;
  const error = errorOfProblem(request, bad);
  throw error.kind === 'forbidden' ? withPermission(error, 'read') : error;
}

/** The error with the permission that is missing; GraphQL itself never names it. */
export function withPermission(error: GitHubError, level: 'read' | 'write'): GitHubError {
  if (error.kind !== 'forbidden') return error;
  const { request, status, said } = error;
  return new GitHubError('forbidden', {
    request,
    status,
    said,
    permission: `${PROJECT_PERMISSION}=${level}`,
  });
}

/** An item whose issue may not be seen is still an item. */
function isContent(path: readonly string[]): boolean {
  return path.includes('content');
}

interface OwnerData {
  readonly repositoryOwner: { readonly __typename: string; readonly id: string } | null;
}

interface ProjectData {
  readonly organization: { readonly projectV2: RawProject | null } | null;
}

interface Nodes<T> {
  readonly nodes: readonly (T | null)[];
}

interface RawProject {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly public: boolean;
  readonly closed: boolean;
  readonly fields: Nodes<RawField>;
  readonly items: Nodes<RawItem> & {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export interface RawField {
  readonly id: string;
  readonly databaseId: number | null;
  readonly name: string;
  readonly dataType: string;
  readonly options?: readonly SelectOption[];
}

interface RawValue {
  readonly field?: { readonly id: string } | null;
  readonly text?: string | null;
  readonly number?: number | null;
  readonly date?: string | null;
  readonly optionId?: string | null;
}

interface RawItem {
  readonly id: string;
  readonly type: ProjectItem['type'];
  readonly isArchived: boolean;
  readonly createdAt: string;
  readonly content: { readonly id: string; readonly title: string; readonly body?: string } | null;
  readonly fieldValues: Nodes<RawValue>;
}

function fieldsOf({ nodes }: Nodes<RawField>): readonly ProjectField[] {
  return nodes.filter((raw) => raw !== null).map(fieldOf);
}

export function fieldOf({ id, databaseId, name, dataType, options }: RawField): ProjectField {
  return { id, databaseId, name, type: dataType, options: options ?? [] };
}

function itemsOf({ nodes }: Nodes<RawItem>): ProjectItem[] {
  return nodes.filter((raw) => raw !== null).map(itemOf);
}

function itemOf(raw: RawItem): ProjectItem {
  const { id, type, isArchived, createdAt, content, fieldValues } = raw;
  const values = new Map<string, string | number>();
  for (const value of fieldValues.nodes) {
    const plain = value?.text ?? value?.number ?? value?.date ?? value?.optionId;
    const field = value?.field?.id;
    if (plain !== undefined && plain !== null && field !== undefined) values.set(field, plain);
  }
  return {
    id,
    type,
    isArchived,
    createdAt,
    content: content?.id ?? null,
    title: content?.title ?? '',
    body: content?.body ?? '',
    values,
  };
}
