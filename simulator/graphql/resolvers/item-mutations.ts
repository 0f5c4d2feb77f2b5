/** Changing Projects v2. Payloads are plain objects with the fields GitHub's payload types have. */
import { absent } from '../../absent.js';
import { canSee } from '../../http/access.js';
import { createIssue } from '../../state/issues.js';
import { Problem, unprocessable } from '../../state/problem.js';
import {
  addContent,
  addDraft,
  archiveItem,
  convertDraft,
  deleteItem,
  moveItem,
  setValue,
  updateDraft,
} from '../../state/project-items.js';
import type { DraftIssue, FieldType, ProjectField, ProjectItem } from '../../state/project-types.js';
import type { Account, Issue, Repository } from '../../state/types.js';
import { actor, needNode, requireProject, requireRepository, type GraphqlContext } from '../context.js';
import { fieldOf, projectOf, type Input } from './project-access.js';
import type { Resolvers } from '../schema.js';

function itemOf(context: GraphqlContext, projectId: string, itemId: string): ProjectItem {
  const project = projectOf(context, projectId);
  const item = needNode<ProjectItem>(context, itemId, ['ProjectV2Item']);
  if (item.project !== project) throw unprocessable('The item does not belong to the project');
  return item;
}

function people(context: GraphqlContext, ids: readonly string[] | null | undefined): Account[] {
  return (ids ?? []).map((id) => needNode<Account>(context, id, ['User']));
}

interface ValueInput {
  readonly text?: string | null;
  readonly number?: number | null;
  readonly date?: string | null;
  readonly singleSelectOptionId?: string | null;
  readonly iterationId?: string | null;
}

/** Exactly one of the kinds; GitHub's schema cannot say so. */
function oneValue(value: ValueInput, field: ProjectField): string | number {
  const given = Object.entries(value as Record<string, string | number | null>).filter(
    (entry) => !absent(entry[1]),
  );
  const only = given[0];
  if (given.length !== 1 || only === undefined) throw unprocessable('Exactly one value must be given');
  const [kind, content] = only;
  if (kind !== KIND_OF[field.dataType]) {
    throw unprocessable(
      `Did not receive a ${field.dataType.toLowerCase()} value to update a field of type ${field.dataType.toLowerCase()}`,
    );
  }
  return content as string | number;
}

const KIND_OF: Partial<Record<FieldType, string>> = {
  TEXT: 'text',
  NUMBER: 'number',
  DATE: 'date',
  SINGLE_SELECT: 'singleSelectOptionId',
  ITERATION: 'iterationId',
};

function addById(
  _source: unknown,
  { input }: Input<{ projectId: string; contentId: string }>,
  context: GraphqlContext,
) {
  const project = projectOf(context, input.projectId);
  const content = needNode<Issue>(context, input.contentId, ['Issue', 'PullRequest']);
  const wanted =
    content.kind === 'Issue' ? ({ issues: 'read' } as const) : ({ pull_requests: 'read' } as const);
  if (!canSee(context.auth, content.repository)) throw new Problem(404, 'Could not resolve to a node');
  requireRepository(context, content.repository, wanted);
  return { item: addContent(context.world, actor(context), project, content) };
}

function convert(
  _source: unknown,
  { input }: Input<{ itemId: string; repositoryId: string }>,
  context: GraphqlContext,
) {
  const item = needNode<ProjectItem>(context, input.itemId, ['ProjectV2Item']);
  requireProject(context, item.project);
  const repository = needNode<Repository>(context, input.repositoryId, ['Repository']);
  requireRepository(context, repository, { issues: 'write' });
  const { content } = item;
  if (content.kind !== 'DraftIssue') throw unprocessable('The item is not a draft issue');
  const issue = createIssue(context.world, actor(context), repository, {
    title: content.title,
    body: content.body,
  });
  convertDraft(context.world, actor(context), item, issue);
  return { item };
}

export const itemMutations = {
  Mutation: {
    addProjectV2DraftIssue: (
      _source: unknown,
      {
        input,
      }: Input<{
        projectId: string;
        title: string;
        body?: string | null;
        assigneeIds?: readonly string[] | null;
      }>,
      context: GraphqlContext,
    ) => {
      const project = projectOf(context, input.projectId);
      const assignees = people(context, input.assigneeIds);
      const draft = { title: input.title, body: input.body ?? '', assignees };
      return { projectItem: addDraft(context.world, actor(context), project, draft) };
    },
    updateProjectV2DraftIssue: (
      _source: unknown,
      {
        input,
      }: Input<{
        draftIssueId: string;
        title?: string | null;
        body?: string | null;
        assigneeIds?: readonly string[] | null;
      }>,
      context: GraphqlContext,
    ) => {
      const draftIssue = needNode<DraftIssue>(context, input.draftIssueId, ['DraftIssue']);
      if (draftIssue.item !== null) requireProject(context, draftIssue.item.project);
      updateDraft(context.world, actor(context), draftIssue, {
        ...(absent(input.title) ? {} : { title: input.title }),
        ...(absent(input.body) ? {} : { body: input.body }),
        ...(absent(input.assigneeIds) ? {} : { assignees: people(context, input.assigneeIds) }),
      });
      return { draftIssue };
    },
    addProjectV2ItemById: addById,
    updateProjectV2ItemFieldValue: (
      _source: unknown,
      { input }: Input<{ projectId: string; itemId: string; fieldId: string; value: ValueInput }>,
      context: GraphqlContext,
    ) => {
      const item = itemOf(context, input.projectId, input.itemId);
      const field = fieldOf(context, input.fieldId);
      setValue(context.world, actor(context), item, field, oneValue(input.value, field));
      return { projectV2Item: item };
    },
    clearProjectV2ItemFieldValue: (
      _source: unknown,
      { input }: Input<{ projectId: string; itemId: string; fieldId: string }>,
      context: GraphqlContext,
    ) => {
      const item = itemOf(context, input.projectId, input.itemId);
      setValue(context.world, actor(context), item, fieldOf(context, input.fieldId), null);
      return { projectV2Item: item };
    },
    archiveProjectV2Item: (
      _source: unknown,
      { input }: Input<{ projectId: string; itemId: string }>,
      context: GraphqlContext,
    ) => {
      const item = itemOf(context, input.projectId, input.itemId);
      archiveItem(context.world, actor(context), item, true);
      return { item };
    },
    unarchiveProjectV2Item: (
      _source: unknown,
      { input }: Input<{ projectId: string; itemId: string }>,
      context: GraphqlContext,
    ) => {
      const item = itemOf(context, input.projectId, input.itemId);
      archiveItem(context.world, actor(context), item, false);
      return { item };
    },
    deleteProjectV2Item: (
      _source: unknown,
      { input }: Input<{ projectId: string; itemId: string }>,
      context: GraphqlContext,
    ) => {
      const item = itemOf(context, input.projectId, input.itemId);
      deleteItem(context.world, actor(context), item);
      return { deletedItemId: item.nodeId };
    },
    updateProjectV2ItemPosition: (
      _source: unknown,
      { input }: Input<{ projectId: string; itemId: string; afterId?: string | null }>,
      context: GraphqlContext,
    ) => {
      const item = itemOf(context, input.projectId, input.itemId);
      moveItem(item, absent(input.afterId) ? null : itemOf(context, input.projectId, input.afterId));
      return { items: null, clientMutationId: input.clientMutationId ?? null };
    },
    convertProjectV2DraftIssueItemToIssue: convert,
  },
} satisfies Resolvers;
