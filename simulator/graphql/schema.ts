/** GitHub's own SDL, with what the published file lacks, and our resolvers. */
import { schema as published } from '@octokit/graphql-schema';
import {
  buildSchema,
  GraphQLError,
  isAbstractType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { GraphqlContext } from './context.js';
import { accountResolvers } from './resolvers/accounts.js';
import { gitResolvers } from './resolvers/git.js';
import { issueResolvers } from './resolvers/issues.js';
import { itemMutations } from './resolvers/item-mutations.js';
import { mutationResolvers } from './resolvers/mutations.js';
import { projectMutations } from './resolvers/project-mutations.js';
import { projectResolvers } from './resolvers/projects.js';
import { queryResolvers } from './resolvers/query.js';
import { repositoryPartResolvers } from './resolvers/repository-parts.js';
import { repositoryResolvers } from './resolvers/repository.js';

export type Resolver = GraphQLFieldResolver<never, GraphqlContext, never>;
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;

/**
 * The one place where GitHub's published schema is extended: what github.com has and the npm package (15.26.1, December
 * 2025) lacks. Sources: github/docs `schema-projects.json` for the option's id; wide use for the view mutations.
 */
const ADDITIONS = `
  extend input ProjectV2SingleSelectFieldOptionInput { id: String }
  input ProjectV2ViewConfigurationInput { visibleFieldIds: [ID!] }
  input CreateProjectV2ViewInput {
    clientMutationId: String projectId: ID! name: String! layout: ProjectV2ViewLayout!
    configuration: ProjectV2ViewConfigurationInput
  }
  type CreateProjectV2ViewPayload { clientMutationId: String projectV2View: ProjectV2View }
  input UpdateProjectV2ViewInput {
    clientMutationId: String viewId: ID! name: String layout: ProjectV2ViewLayout filter: String
    configuration: ProjectV2ViewConfigurationInput
  }
  type UpdateProjectV2ViewPayload { clientMutationId: String projectV2View: ProjectV2View }
  input DeleteProjectV2ViewInput { clientMutationId: String viewId: ID! }
  type DeleteProjectV2ViewPayload { clientMutationId: String deletedViewId: ID }
  extend type Mutation {
    createProjectV2View(input: CreateProjectV2ViewInput!): CreateProjectV2ViewPayload
    updateProjectV2View(input: UpdateProjectV2ViewInput!): UpdateProjectV2ViewPayload
    deleteProjectV2View(input: DeleteProjectV2ViewInput!): DeleteProjectV2ViewPayload
  }
`;

let shared: GraphQLSchema | null = null;

/** Built once for a process (it takes about 200 ms). */
export function githubSchema(): GraphQLSchema {
  shared ??= buildGithubSchema();
  return shared;
}

function buildGithubSchema(): GraphQLSchema {
  // The file defines two fields twice, so it cannot be validated.
  const schema = buildSchema(`${published.idl}\n${ADDITIONS}`, { assumeValidSDL: true, noLocation: true });
  const resolvers = mergeResolvers([
    queryResolvers,
    accountResolvers,
    repositoryResolvers,
    repositoryPartResolvers,
    gitResolvers,
    issueResolvers,
    projectResolvers,
    mutationResolvers,
    projectMutations,
    itemMutations,
  ]);
  attach(schema, resolvers);
  return schema;
}

function mergeResolvers(all: readonly Resolvers[]): Map<string, Map<string, Resolver>> {
  const merged = new Map<string, Map<string, Resolver>>();
  for (const resolvers of all) {
    for (const [type, fields] of Object.entries(resolvers)) {
      const known = merged.get(type) ?? new Map<string, Resolver>();
      merged.set(type, known);
      for (const [field, resolver] of Object.entries(fields)) known.set(field, resolver);
    }
  }
  return merged;
}

/** A field that nobody resolves is a gap of the simulator and says so, instead of looking like GitHub's null. */
function attach(schema: GraphQLSchema, resolvers: Map<string, Map<string, Resolver>>): void {
  for (const [name, fields] of resolvers) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`GitHub's schema has no type ${name}`);
    for (const field of fields.keys()) {
      if (type.getFields()[field] === undefined) throw new Error(`GitHub's schema has no ${name}.${field}`);
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value: { readonly kind: string }) => value.kind;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const own = resolvers.get(type.name);
    for (const field of Object.values(type.getFields())) {
      field.resolve = (own?.get(field.name) as typeof field.resolve) ?? gapResolver(type.name, field.name);
    }
  }
}

function gapResolver(type: string, field: string): GraphQLFieldResolver<unknown, GraphqlContext> {
  return (source) => {
    if (source !== null && typeof source === 'object' && field in source) {
      return (source as Record<string, unknown>)[field];
    }
    throw new GraphQLError(`The simulator does not know ${type}.${field}`);
  };
}
