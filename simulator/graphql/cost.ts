/**
 * What a query costs by GitHub's formula: one request for each connection at the most its parents can hold, together
 * divided by a hundred, rounded, at least one; and how many nodes it could give (at most 500,000).
 * Source: docs.github.com, "Rate limits and query limits for the GraphQL API".
 */
import { absent } from '../absent.js';
import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

const MOST_NODES = 500_000;
const MOST_PER_CONNECTION = 100;

export interface Cost {
  readonly points: number;
  readonly nodes: number;
}

/** An error in GitHub's words, or the cost. */
export type CostResult = { readonly cost: Cost } | { readonly problem: { type: string; message: string } };

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  requests: number;
  nodes: number;
}

class Refused extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): CostResult {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const walk: Walk = {
    schema,
    fragments,
    variables: { ...defaultsOf(operation), ...variables },
    requests: 0,
    nodes: 0,
  };
  const root =
    operation.operation === OperationTypeNode.MUTATION ? schema.getMutationType() : schema.getQueryType();
  try {
    visit(walk, operation.selectionSet, root ?? null, 1);
    if (walk.nodes > MOST_NODES) {
      const message = `This query requests up to ${walk.nodes.toLocaleString('en-US')} possible nodes which exceeds the maximum limit of 500,000.`;
      throw new Refused('MAX_NODE_LIMIT_EXCEEDED', message);
    }
  } catch (error) {
    if (error instanceof Refused) return { problem: { type: error.type, message: error.message } };
    throw error;
  }
  return { cost: { points: Math.max(1, Math.round(walk.requests / 100)), nodes: walk.nodes } };
}

function defaultsOf(operation: OperationDefinitionNode): Record<string, unknown> {
  const defaults: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue !== undefined) defaults[variable.name.value] = plain(defaultValue, {});
  }
  return defaults;
}

function visit(walk: Walk, set: SelectionSetNode, parent: GraphQLNamedType | null, times: number): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) visitField(walk, selection, parent, times);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      visit(walk, selection.selectionSet, condition === undefined ? parent : typeOf(walk, condition), times);
    } else {
      const fragment = walk.fragments.get(selection.name.value);
      if (fragment === undefined) continue;
      visit(walk, fragment.selectionSet, typeOf(walk, fragment.typeCondition.name.value), times);
    }
  }
}

function typeOf(walk: Walk, name: string): GraphQLNamedType | null {
  return walk.schema.getType(name) ?? null;
}

function visitField(walk: Walk, field: FieldNode, parent: GraphQLNamedType | null, times: number): void {
  if (field.selectionSet === undefined) return;
  const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
  const definition = fields[field.name.value];
  const type = definition === undefined ? null : getNamedType(definition.type);
  let inner = times;
  if (type?.name.endsWith('Connection') === true) inner = times * sizeOf(walk, field, times);
  else if (field.name.value === 'nodes' && parent?.name === 'Query') inner = idsOf(walk, field);
  visit(walk, field.selectionSet, type, inner);
}

/** How many a connection can give; it is counted as a request for each of its parents. */
function sizeOf(walk: Walk, field: FieldNode, times: number): number {
  walk.requests += times;
  const name = field.name.value;
  const first = argument(walk, field, 'first');
  const last = argument(walk, field, 'last');
  const size = first ?? last;
  if (size === undefined || size === null) {
    if (wantsItems(walk, field)) {
      const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
      throw new Refused('MISSING_PAGINATION_BOUNDARIES', message);
    }
    return 1;
  }
  const count = Number(size);
  if (count > MOST_PER_CONNECTION) {
    const bound = absent(first) ? 'last' : 'first';
    const message = `Requesting ${count} records on the \`${name}\` connection exceeds the \`${bound}\` limit of ${MOST_PER_CONNECTION} records.`;
    throw new Refused('EXCESSIVE_PAGINATION', message);
  }
  if (count < 1) {
    const message = `Requesting ${count} records on the \`${name}\` connection is not possible: 1 to ${MOST_PER_CONNECTION} records.`;
    throw new Refused('INVALID_PAGINATION', message);
  }
  walk.nodes += times * count;
  return count;
}

function wantsItems(walk: Walk, field: FieldNode): boolean {
  const names = new Set<string>();
  collectNames(walk, field.selectionSet, names);
  return names.has('nodes') || names.has('edges');
}

function collectNames(walk: Walk, set: SelectionSetNode | undefined, names: Set<string>): void {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) names.add(selection.name.value);
    else if (selection.kind === Kind.INLINE_FRAGMENT) collectNames(walk, selection.selectionSet, names);
    else collectNames(walk, walk.fragments.get(selection.name.value)?.selectionSet, names);
  }
}

function idsOf(walk: Walk, field: FieldNode): number {
  const ids = argument(walk, field, 'ids');
  const count = Array.isArray(ids) ? ids.length : 1;
  if (count > MOST_PER_CONNECTION) {
    const message = `You may not provide more than ${MOST_PER_CONNECTION} node ids; you provided ${count}.`;
    throw new Refused('ARGUMENT_LIMIT', message);
  }
  return Math.max(1, count);
}

function argument(walk: Walk, field: FieldNode, name: string): unknown {
  const found = field.arguments?.find((candidate) => candidate.name.value === name);
  return found === undefined ? undefined : plain(found.value, walk.variables);
}

function plain(value: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.LIST) return value.values.map((part) => plain(part, variables));
  return 'value' in value ? value.value : null;
}
