/** Changing Projects v2. Payloads are plain objects with the fields GitHub's payload types have. */
import { absent } from '../../absent.js';
import { unprocessable } from '../../state/problem.js';
import { createField, deleteField, updateField, type OptionInput } from '../../state/project-fields.js';
import { addDraft } from '../../state/project-items.js';
import { addStatusUpdate, createProject, createView } from '../../state/projects.js';
import type { FieldType, Project, ProjectStatusUpdate, ProjectView } from '../../state/project-types.js';
import type { Account, Repository } from '../../state/types.js';
import { forbidden, mayUseOrganization } from '../../http/access.js';
import { actor, needNode, requireProject, type GraphqlContext } from '../context.js';
import { fieldOf, projectOf, type Input } from './project-access.js';
import type { Resolvers } from '../schema.js';

function create(
  _source: unknown,
  { input }: Input<{ ownerId: string; title: string; repositoryId?: string | null }>,
  context: GraphqlContext,
) {
  const owner = needNode<Account>(context, input.ownerId, ['Organization', 'User']);
  const { auth } = context;
  const isOwn = auth.kind === 'user' && auth.account === owner;
  const wanted = { organization_projects: 'write' } as const;
  if (!isOwn && !mayUseOrganization(auth, owner, wanted)) throw forbidden(wanted);
  const project = createProject(context.world, actor(context), owner, input.title);
  if (!absent(input.repositoryId)) {
    project.repositories.add(needNode<Repository>(context, input.repositoryId, ['Repository']));
  }
  return { projectV2: project };
}

interface ProjectEdit {
  readonly projectId: string;
  readonly title?: string | null;
  readonly readme?: string | null;
  readonly shortDescription?: string | null;
  readonly public?: boolean | null;
  readonly closed?: boolean | null;
}

function update(_source: unknown, { input }: Input<ProjectEdit>, context: GraphqlContext) {
  const project = projectOf(context, input.projectId);
  const { auth } = context;
  if (!absent(input.public) && input.public !== project.public && auth.kind === 'installation') {
    const wanted = { organization_projects: 'admin' } as const;
    if (!mayUseOrganization(auth, project.owner, wanted)) throw forbidden(wanted);
  }
  project.title = input.title ?? project.title;
  if (input.readme !== undefined) project.readme = input.readme;
  if (input.shortDescription !== undefined) project.shortDescription = input.shortDescription;
  project.public = input.public ?? project.public;
  if (!absent(input.closed) && input.closed !== project.closed) {
    project.closed = input.closed;
    project.closedAt = input.closed ? context.world.now() : null;
  }
  project.updatedAt = context.world.now();
  return { projectV2: project };
}

function copy(
  _source: unknown,
  {
    input,
  }: Input<{ projectId: string; ownerId: string; title: string; includeDraftIssues?: boolean | null }>,
  context: GraphqlContext,
) {
  const template = needNode<Project>(context, input.projectId, ['ProjectV2']);
  const { projectV2: project } = create(
    null,
    { input: { ownerId: input.ownerId, title: input.title } },
    context,
  );
  for (const field of template.fields) {
    const { name, dataType } = field;
    const options = field.options.map(({ name: option, color, description }) => ({
      name: option,
      color,
      description,
    }));
    const own = project.fields.find((other) => other.name === name);
    if (own === undefined) createField(context.world, project, { name, dataType, options });
    else if (own.dataType === 'SINGLE_SELECT') updateField(context.world, own, { options });
  }
  for (const { name, layout, filter } of template.views.slice(1)) {
    createView(context.world, project, { name, layout, filter });
  }
  for (const { content } of template.items) {
    if (input.includeDraftIssues !== true || content.kind !== 'DraftIssue') continue;
    addDraft(context.world, actor(context), project, { title: content.title, body: content.body });
  }
  return { projectV2: project };
}

function updateOptions(
  _source: unknown,
  {
    input,
  }: Input<{ fieldId: string; name?: string | null; singleSelectOptions?: readonly OptionInput[] | null }>,
  context: GraphqlContext,
) {
  const field = fieldOf(context, input.fieldId);
  updateField(context.world, field, {
    ...(absent(input.name) ? {} : { name: input.name }),
    ...(absent(input.singleSelectOptions) ? {} : { options: input.singleSelectOptions }),
  });
  return { projectV2Field: field };
}

interface StatusInput {
  readonly body?: string | null;
  readonly status?: string | null;
  readonly startDate?: string | null;
  readonly targetDate?: string | null;
}

function statusOf({ body = null, status = null, startDate = null, targetDate = null }: StatusInput) {
  return { body, status, startDate, targetDate };
}

interface ViewInput {
  readonly projectId: string;
  readonly name: string;
  readonly layout: string;
  readonly configuration?: { readonly visibleFieldIds?: readonly string[] | null } | null;
}

function layoutOf(layout: string): ProjectView['layout'] {
  return layout.replace('_LAYOUT', '').toLowerCase() as ProjectView['layout'];
}

export const projectMutations = {
  Mutation: {
    createProjectV2: create,
    updateProjectV2: update,
    copyProjectV2: copy,
    deleteProjectV2: (_source: unknown, { input }: Input<{ projectId: string }>, context: GraphqlContext) => {
      const project = projectOf(context, input.projectId);
      project.owner.projects.delete(project.number);
      context.world.forget(project);
      return { projectV2: project };
    },
    markProjectV2AsTemplate: (
      _source: unknown,
      { input }: Input<{ projectId: string }>,
      context: GraphqlContext,
    ) => {
      const project = projectOf(context, input.projectId);
      project.template = true;
      return { projectV2: project };
    },
    linkProjectV2ToRepository: (
      _source: unknown,
      { input }: Input<{ projectId: string; repositoryId: string }>,
      context: GraphqlContext,
    ) => {
      const project = projectOf(context, input.projectId);
      const repository = needNode<Repository>(context, input.repositoryId, ['Repository']);
      if (repository.owner !== project.owner)
        throw unprocessable('The repository must have the same owner as the project');
      project.repositories.add(repository);
      return { repository };
    },
    createProjectV2Field: (
      _source: unknown,
      {
        input,
      }: Input<{
        projectId: string;
        name: string;
        dataType: FieldType;
        singleSelectOptions?: readonly OptionInput[] | null;
      }>,
      context: GraphqlContext,
    ) => {
      const project = projectOf(context, input.projectId);
      const { name, dataType } = input;
      const options = input.singleSelectOptions ?? [];
      return { projectV2Field: createField(context.world, project, { name, dataType, options }) };
    },
    updateProjectV2Field: updateOptions,
    deleteProjectV2Field: (
      _source: unknown,
      { input }: Input<{ fieldId: string }>,
      context: GraphqlContext,
    ) => {
      const field = fieldOf(context, input.fieldId);
      deleteField(context.world, field);
      return { projectV2Field: field };
    },
    createProjectV2StatusUpdate: (
      _source: unknown,
      { input }: Input<StatusInput & { projectId: string }>,
      context: GraphqlContext,
    ) => {
      const project = projectOf(context, input.projectId);
      return { statusUpdate: addStatusUpdate(context.world, actor(context), project, statusOf(input)) };
    },
    updateProjectV2StatusUpdate: (
      _source: unknown,
      { input }: Input<StatusInput & { statusUpdateId: string }>,
      context: GraphqlContext,
    ) => {
      const statusUpdate = needNode<ProjectStatusUpdate>(context, input.statusUpdateId, [
        'ProjectV2StatusUpdate',
      ]);
      requireProject(context, statusUpdate.project);
      Object.assign(statusUpdate, statusOf({ ...statusUpdate, ...input }), {
        updatedAt: context.world.now(),
      });
      return { statusUpdate };
    },
    createProjectV2View: (_source: unknown, { input }: Input<ViewInput>, context: GraphqlContext) => {
      const project = projectOf(context, input.projectId);
      const visibleFields = (input.configuration?.visibleFieldIds ?? []).map((id) => fieldOf(context, id).id);
      const view = { name: input.name, layout: layoutOf(input.layout), visibleFields };
      return { projectV2View: createView(context.world, project, view) };
    },
    updateProjectV2View: (
      _source: unknown,
      {
        input,
      }: Input<{ viewId: string; name?: string | null; layout?: string | null; filter?: string | null }>,
      context: GraphqlContext,
    ) => {
      const view = needNode<ProjectView>(context, input.viewId, ['ProjectV2View']);
      requireProject(context, view.project);
      view.name = input.name ?? view.name;
      if (!absent(input.layout)) view.layout = layoutOf(input.layout);
      if (input.filter !== undefined) view.filter = input.filter;
      view.updatedAt = context.world.now();
      return { projectV2View: view };
    },
    deleteProjectV2View: (
      _source: unknown,
      { input }: Input<{ viewId: string }>,
      context: GraphqlContext,
    ) => {
      const view = needNode<ProjectView>(context, input.viewId, ['ProjectV2View']);
      requireProject(context, view.project);
      view.project.views.splice(view.project.views.indexOf(view), 1);
      context.world.forget(view);
      return { deletedViewId: view.nodeId };
    },
  },
} satisfies Resolvers;
