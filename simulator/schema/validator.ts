/** Checks requests and responses against the extract of GitHub's OpenAPI description. */
import { absent } from '../absent.js';
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { Problem } from '../state/problem.js';
import type { Operation } from './operations.js';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Readonly<Record<string, unknown>>;
}

interface Description {
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly parameters: readonly Parameter[];
        readonly requestBody: { readonly required: boolean; readonly schema: unknown } | null;
        readonly responses: Readonly<Record<string, unknown>>;
      }
    >
  >;
}

const FILE = new URL('github-openapi.json', import.meta.url);
const BASE = 'github.json';
/** Formats of GitHub's own, which are not checked. */
const UNCHECKED = ['int64', 'repo.nwo'];

let shared: Validator | null = null;

/** One validator for a process: compiling a schema takes longer than using it. */
export function sharedValidator(): Validator {
  shared ??= new Validator();
  return shared;
}

export class Validator {
  private readonly description = JSON.parse(readFileSync(FILE, 'utf8')) as Description;
  private readonly ajv = new Ajv({ strict: false, allErrors: false, validateSchema: false, allowUnionTypes: true });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor() {
    addFormats.default(this.ajv);
    // GitHub's addresses may hold templates such as {/sha}: any text that starts as an address will do.
    this.ajv.addFormat('uri', /^[a-z][a-z0-9+.-]*:/i);
    for (const format of UNCHECKED) this.ajv.addFormat(format, true);
    this.ajv.addSchema(this.description, BASE);
  }

  /** Throws a 422 (body) or 404 (path) in GitHub's words. */
  checkRequest(
    operation: Operation,
    params: Readonly<Record<string, string>>,
    query: Readonly<Record<string, string>>,
    body: unknown,
  ): void {
    const described = this.operation(operation);
    for (const [index, parameter] of described.parameters.entries()) {
      const values = parameter.in === 'path' ? params : parameter.in === 'query' ? query : {};
      const value = values[parameter.name];
      if (value === undefined) {
        if (parameter.required) throw badRequest(`"${parameter.name}" is missing`);
        continue;
      }
      const validate = this.validator(`${pointer(operation)}/parameters/${index}/schema`);
      if (validate(coerce(value, parameter.schema))) continue;
      if (parameter.in === 'path') throw new Problem(404, 'Not Found');
      throw badRequest(`${parameter.name}: ${firstError(validate.errors)}`);
    }
    this.checkBody(operation, described.requestBody, body);
  }

  private checkBody(
    operation: Operation,
    described: { readonly required: boolean; readonly schema: unknown } | null,
    body: unknown,
  ): void {
    if (absent(described?.schema)) return;
    if (body === undefined) {
      if (described.required) throw badRequest('A JSON body is required');
      return;
    }
    const validate = this.validator(`${pointer(operation)}/requestBody/schema`);
    if (!validate(body)) throw badRequest(firstError(validate.errors));
  }

  /** Query parameters and properties of the body that GitHub's description does not have; GitHub ignores them, silently. */
  unknownNames(operation: Operation, query: readonly string[], body: unknown): readonly string[] {
    const { parameters, requestBody } = this.operation(operation);
    const known = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name));
    const unknown = query.filter((name) => !known.has(name));
    const { properties } = (requestBody?.schema ?? {}) as { readonly properties?: object };
    if (properties === undefined || typeof body !== 'object' || absent(body)) return unknown;
    return [...unknown, ...Object.keys(body).filter((name) => !(name in properties))];
  }

  /** What is wrong with an answer of ours; null when it is as GitHub describes it. */
  checkResponse(operation: Operation, status: number, body: unknown): string | null {
    const described = this.operation(operation).responses;
    if (status >= 300) return null;
    if (!(String(status) in described)) return `${operation} does not answer ${status}`;
    if (described[String(status)] === null) return null;
    const validate = this.validator(`${pointer(operation)}/responses/${status}`);
    return validate(body) ? null : `${operation} ${status}: ${firstError(validate.errors)}`;
  }

  private operation(operation: Operation): Description['operations'][string] {
    const described = this.description.operations[operation];
    if (described === undefined) throw new Error(`${operation} is not in the extract: run scripts/extract-openapi.ts`);
    return described;
  }

  private validator(path: string): ValidateFunction {
    let validate = this.compiled.get(path);
    if (validate === undefined) {
      validate = this.ajv.compile({ $ref: `${BASE}#/operations/${path}` });
      this.compiled.set(path, validate);
    }
    return validate;
  }
}

function pointer(operation: string): string {
  return encodeURIComponent(operation.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** A query's text as the type it stands for. */
function coerce(value: string, schema: Readonly<Record<string, unknown>>): unknown {
  const { type } = schema;
  if (type === 'integer' || type === 'number') return value.trim() === '' ? value : Number(value);
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  if (type === 'array') return value.split(',');
  return value;
}

function firstError(errors: ErrorObject[] | null | undefined): string {
  const error = errors?.at(-1);
  if (error === undefined) return 'is invalid';
  const detail = Object.values(error.params).filter((part) => typeof part === 'string').join(', ');
  return `${error.instancePath === '' ? 'body' : error.instancePath} ${error.message ?? 'is invalid'} ${detail}`.trim();
}

function badRequest(message: string): Problem {
  return new Problem(422, `Invalid request.\n\n${message}.`);
}
