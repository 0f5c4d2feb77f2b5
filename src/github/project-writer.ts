import { AmbiguousWrite } from './ambiguous-write.js';
import { errorOfProblem, GitHubError } from './errors.js';
import type { GraphqlWrite } from './graphql-write.js';
import { CREATE_FIELD, CREATE_PROJECT, CREATE_STATUS_UPDATE, UPDATE_FIELD } from './project-queries.js';
import { fieldOf, withPermission, type RawField } from './project-reader.js';
import type { MutationResult, ProjectField, ProjectMutation, ProjectWriter } from './projects.js';
import type { Write } from './write-client.js';

/** Mutations in one request; more of them trip GitHub's secondary limit (github/github-mcp-server#2903). */
export const MOST_MUTATIONS = 20;

/** Writes projects with the token of the organisation that owns them. */
export function createProjectWriter(graphql: GraphqlWrite, write: Write): ProjectWriter {
  const send = async <T>(request: string, document: string, input: Readonly<Record<string, unknown>>) => {
    const { data, problems } = await named(() => graphql<T>(request, document, { input }));
    const [problem] = problems;
    if (problem !== undefined) throw failureOf(request, errorOfProblem(request, problem));
    return data;
  };
  return {
    mutate: (projectId, mutations) => mutate(graphql, projectId, mutations),
    createField: async (projectId, { name, type, options }) => {
      const request = `field ${name} of a project`;
      const select = type === 'SINGLE_SELECT' ? { singleSelectOptions: options } : {};
      const data = await send<{ createProjectV2Field: { projectV2Field: RawField | null } | null }>(
        request,
        CREATE_FIELD,
        { projectId, name, dataType: type, ...select },
      );
      return fieldIn(request, data.createProjectV2Field);
    },
    setOptions: async (fieldId, options) => {
      const request = 'options of a field of a project';
      const data = await send<{ updateProjectV2Field: { projectV2Field: RawField | null } | null }>(
        request,
        UPDATE_FIELD,
        { fieldId, singleSelectOptions: options },
      );
      return fieldIn(request, data.updateProjectV2Field);
    },
    createProject: async (ownerId, title) => {
      const request = `project "${title}"`;
      const data = await send<{
        createProjectV2: { projectV2: { id: string; number: number; url: string } | null } | null;
      }>(request, CREATE_PROJECT, { ownerId, title });
      return present(request, data.createProjectV2?.projectV2);
    },
    createRoadmapView: async (owner, number, name) => {
      await named(() =>
        write('POST /orgs/{org}/projectsV2/{project_number}/views', {
          org: owner,
          project_number: number,
          name,
          layout: 'roadmap',
        }),
      );
    },
    createStatusUpdate: async (projectId, { body, status, day }) => {
      const request = 'status update of a project';
      const data = await send<{
        createProjectV2StatusUpdate: { statusUpdate: { id: string } | null } | null;
      }>(request, CREATE_STATUS_UPDATE, { projectId, body, status, startDate: day });
      return present(request, data.createProjectV2StatusUpdate?.statusUpdate);
    },
  };
}

interface MutationAnswer {
  /** `addProjectV2DraftIssue` alone calls the item so. */
  readonly projectItem?: { readonly id: string; readonly content: { readonly id?: string } | null } | null;
  readonly item?: { readonly id: string; readonly content?: { readonly id?: string } | null } | null;
}

async function mutate(
  graphql: GraphqlWrite,
  projectId: string,
  mutations: readonly ProjectMutation[],
): Promise<readonly MutationResult[]> {
  if (mutations.length > MOST_MUTATIONS)
    throw new RangeError(`${mutations.length} mutations are more than one request may hold`);
  const { document, variables } = mutationDocument(projectId, mutations);
  const request = `${mutations.length} changes of a project`;
  const { data, problems } = await named(() =>
    graphql<Record<string, MutationAnswer | null>>(request, document, variables),
  );
  const results: MutationResult[] = [];
  for (const [index, mutation] of mutations.entries()) {
    const alias = `m${index}`;
    const what = `${mutation.kind} in a project`;
    const problem = problems.find(({ path }) => path[0] === alias);
    const answer = data[alias] ?? null;
    if (problem !== undefined) results.push(failureOf(what, errorOfProblem(what, problem)));
    else if (answer === null) results.push(new AmbiguousWrite(what, new Error('the answer lacks it')));
    else results.push(resultOf(answer));
  }
  return results;
}

function resultOf({ projectItem, item }: MutationAnswer): MutationResult {
  const made = projectItem ?? item ?? null;
  return { item: made?.id ?? null, content: made?.content?.id ?? null };
}

/** One that GitHub could not finish may have been done all the same. */
function failureOf(request: string, error: GitHubError): GitHubError | AmbiguousWrite {
  return error.kind === 'temporary' ? new AmbiguousWrite(request, error) : withPermission(error, 'write');
}

/** GitHub runs the mutations of one request in their order, one after the other. */
export function mutationDocument(
  projectId: string,
  mutations: readonly ProjectMutation[],
): { readonly document: string; readonly variables: Readonly<Record<string, unknown>> } {
  const heads: string[] = [];
  const bodies: string[] = [];
  const variables: Record<string, unknown> = {};
  for (const [index, mutation] of mutations.entries()) {
    const { field, input, gives } = SHAPES[mutation.kind];
    heads.push(`$m${index}: ${input}!`);
    bodies.push(`  m${index}: ${field}(input: $m${index}) { ${gives} }`);
    variables[`m${index}`] = inputOf(projectId, mutation);
  }
  return { document: `mutation Change(${heads.join(', ')}) {\n${bodies.join('\n')}\n}`, variables };
}

const DRAFT = 'content { ... on DraftIssue { id } }';
const SHAPES = {
  'add-draft': {
    field: 'addProjectV2DraftIssue',
    input: 'AddProjectV2DraftIssueInput',
    gives: `projectItem { id ${DRAFT} }`,
  },
  'add-content': {
    field: 'addProjectV2ItemById',
    input: 'AddProjectV2ItemByIdInput',
    gives: 'item { id }',
  },
  set: {
    field: 'updateProjectV2ItemFieldValue',
    input: 'UpdateProjectV2ItemFieldValueInput',
    gives: 'projectV2Item { id }',
  },
  clear: {
    field: 'clearProjectV2ItemFieldValue',
    input: 'ClearProjectV2ItemFieldValueInput',
    gives: 'projectV2Item { id }',
  },
  'edit-draft': {
    field: 'updateProjectV2DraftIssue',
    input: 'UpdateProjectV2DraftIssueInput',
    gives: 'draftIssue { id }',
  },
  archive: { field: 'archiveProjectV2Item', input: 'ArchiveProjectV2ItemInput', gives: 'item { id }' },
  unarchive: { field: 'unarchiveProjectV2Item', input: 'UnarchiveProjectV2ItemInput', gives: 'item { id }' },
  delete: { field: 'deleteProjectV2Item', input: 'DeleteProjectV2ItemInput', gives: 'deletedItemId' },
} as const satisfies Record<ProjectMutation['kind'], { field: string; input: string; gives: string }>;

function inputOf(projectId: string, mutation: ProjectMutation): Readonly<Record<string, unknown>> {
  switch (mutation.kind) {
    case 'add-draft':
      return { projectId, title: mutation.title, body: mutation.body };
    case 'add-content':
      return { projectId, contentId: mutation.content };
    case 'set':
      return { projectId, itemId: mutation.item, fieldId: mutation.field, value: mutation.value };
    case 'clear':
      return { projectId, itemId: mutation.item, fieldId: mutation.field };
    case 'edit-draft': {
      const { draft, title, body } = mutation;
      return {
        draftIssueId: draft,
        ...(title === undefined ? {} : { title }),
        ...(body === undefined ? {} : { body }),
      };
    }
    default:
      return { projectId, itemId: mutation.item };
  }
}

function fieldIn(request: string, answer: { projectV2Field: RawField | null } | null): ProjectField {
  return fieldOf(present(request, answer?.projectV2Field));
}

/** An answer without what was made says nothing of whether it was made. */
function present<T>(request: string, made: T | null | undefined): T {
  if (made === null || made === undefined)
    throw new AmbiguousWrite(request, new Error('the answer lacks it'));
  return made;
}

async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GitHubError ? withPermission(error, 'write') : error;
  }
}
