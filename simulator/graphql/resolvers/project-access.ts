import type { Project, ProjectField } from '../../state/project-types.js';
import { needNode, requireProject, type GraphqlContext } from '../context.js';

/** What every mutation is given. */
export interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string | null };
}

/** The project of an id, which the asker may change. */
export function projectOf(context: GraphqlContext, id: string): Project {
  const project = needNode<Project>(context, id, ['ProjectV2']);
  requireProject(context, project);
  return project;
}

/** The field of an id, whose project the asker may change. */
export function fieldOf(context: GraphqlContext, id: string): ProjectField {
  const kinds = ['ProjectV2Field', 'ProjectV2SingleSelectField', 'ProjectV2IterationField'] as const;
  const field = needNode<ProjectField>(context, id, kinds);
  requireProject(context, field.project);
  return field;
}
