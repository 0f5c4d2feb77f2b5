/** Runs a GraphQL request: parsed and checked once per document, priced, executed; errors as GitHub words them. */
import { absent } from '../absent.js';
import {
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { Problem } from '../state/problem.js';
import type { GraphqlContext } from './context.js';
import { costOf, type Cost } from './cost.js';
import { githubSchema } from './schema.js';

export interface PreparedQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly cost: Cost;
  readonly isMutation: boolean;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}

export type Prepared = { readonly query: PreparedQuery } | { readonly answer: GraphqlAnswer };

const MOST_CACHED = 200;
const checked = new Map<string, DocumentNode | readonly GraphQLError[]>();

/** Checks a request against GitHub's schema and GitHub's limits, before anything is done. */
export function prepareQuery(body: Readonly<Record<string, unknown>>): Prepared {
  const { query: source, operationName } = body;
  const variables = (body['variables'] ?? {}) as Record<string, unknown>;
  if (typeof source !== 'string' || source.trim() === '') {
    return { answer: { errors: [{ message: 'A query attribute must be specified and must be a string.' }] } };
  }
  const document = parseOnce(source);
  if (Array.isArray(document)) return { answer: { errors: document.map(toAnswer) } };
  const parsed = document as DocumentNode;
  const operation = getOperationAST(parsed, typeof operationName === 'string' ? operationName : undefined);
  if (absent(operation)) return { answer: { errors: [{ message: 'No operation named that way' }] } };
  const price = costOf(githubSchema(), parsed, operation, variables);
  if ('problem' in price) return { answer: { errors: [price.problem] } };
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  return { query: { document: parsed, operation, cost: price.cost, isMutation, variables } };
}

function parseOnce(source: string): DocumentNode | readonly GraphQLError[] {
  const known = checked.get(source);
  if (known !== undefined) return known;
  let result: DocumentNode | readonly GraphQLError[];
  try {
    const document = parse(source);
    const mistakes = validate(githubSchema(), document);
    result = mistakes.length > 0 ? mistakes : document;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    result = [error];
  }
  // Batches carry ids in their text and are never seen again: the oldest goes.
  const oldest = checked.keys().next();
  if (checked.size >= MOST_CACHED && oldest.done !== true) checked.delete(oldest.value);
  checked.set(source, result);
  return result;
}

/** Executes a query that was prepared. Everything here answers at once: the state is in memory. */
export function runQuery(query: PreparedQuery, context: GraphqlContext): GraphqlAnswer {
  const result = execute({
    schema: githubSchema(),
    document: query.document,
    variableValues: query.variables,
    operationName: query.operation.name?.value ?? null,
    contextValue: context,
    rootValue: {},
  });
  if (result instanceof Promise) throw new Error('A resolver of the simulator waited');
  const { data, errors } = result;
  const answer = data === undefined ? {} : { data };
  return errors === undefined ? answer : { ...answer, errors: errors.map(toAnswer) };
}

function toAnswer(error: GraphQLError): unknown {
  const { originalError, path, locations, message } = error;
  const problem = originalError instanceof Problem ? originalError : null;
  return {
    ...(problem === null ? {} : { type: problem.type }),
    ...(path === undefined ? {} : { path }),
    ...(locations === undefined ? {} : { locations }),
    message: problem === null ? message : wording(problem),
  };
}

/** Validation details in one sentence, as GraphQL gives them. */
function wording({ message, details }: Problem): string {
  const more = details
    .map((detail) =>
      typeof detail === 'string' ? detail : (detail.message ?? `${detail.field ?? ''} ${detail.code}`),
    )
    .join(', ');
  return more === '' ? message : more;
}
