/** Holds what the app asked of GitHub against GitHub's own descriptions, apart from whether the stand-in took it. */
import { getOperationAST, parse, validate, GraphQLError } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type { TrafficRecord } from '../../simulator/index.js';
import { githubSchema } from '../../simulator/graphql/schema.js';
import { matchRoute } from '../../simulator/rest/router.js';
import { sharedValidator } from '../../simulator/schema/validator.js';
import { Problem } from '../../simulator/state/problem.js';

/** What GitHub's GraphQL schema and OpenAPI description do not allow; empty when all is well. */
export function trafficProblems(traffic: readonly TrafficRecord[]): readonly string[] {
  const problems = new Set<string>();
  const documents = new Map<string, readonly string[]>();
  for (const record of traffic) {
    for (const problem of record.graphql === null
      ? restProblems(record)
      : graphqlProblems(record.graphql, documents)) {
      problems.add(`${record.method} ${record.path}: ${problem}`);
    }
  }
  return [...problems];
}

function graphqlProblems(
  { document, variables }: NonNullable<TrafficRecord['graphql']>,
  known: Map<string, readonly string[]>,
): readonly string[] {
  const schema = githubSchema();
  let mistakes = known.get(document);
  if (mistakes === undefined) {
    try {
      mistakes = validate(schema, parse(document)).map(({ message }) => message);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      mistakes = [error.message];
    }
    known.set(document, mistakes);
  }
  if (mistakes.length > 0) return mistakes;
  const definitions = getOperationAST(parse(document))?.variableDefinitions ?? [];
  const { errors = [] } = getVariableValues(schema, definitions, variables as Record<string, unknown>);
  const names = new Set(definitions.map(({ variable }) => variable.name.value));
  const unused = Object.keys(variables as object).filter((name) => !names.has(name));
  return [...errors.map(({ message }) => message), ...unused.map((name) => `$${name} is not declared`)];
}

function restProblems({ method, path, query, body }: TrafficRecord): readonly string[] {
  const match = matchRoute(method, path);
  if (match === null) return ['GitHub’s description has no such operation'];
  const validator = sharedValidator();
  const unknown = validator.unknownNames(match.operation, Object.keys(query), body);
  if (unknown.length > 0) return unknown.map((name) => `${name} is not in GitHub’s description`);
  try {
    validator.checkRequest(match.operation, match.params, query, body ?? undefined);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [error.message];
  }
}
