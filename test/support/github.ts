import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  execute,
  getNamedType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
} from 'graphql';

/** A repository on the fake GitHub. Anything of GitHub's own shape can be laid over it. */
export interface FakeRemote {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Newest first. */
  readonly commits?: readonly {
    readonly date: string;
    readonly subject?: string;
    readonly author?: string;
  }[];
  /** Day of the last change of any file. */
  readonly changed?: string;
  readonly raw?: Readonly<Record<string, unknown>>;
  readonly truncated?: boolean;
  readonly reporting?: boolean;
}

interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly document: string | null;
  /** By GitHub's formula. */
  readonly points: number;
  readonly repositories: number;
}

/** What a test lets go wrong: an answer in place of the real one, or null. */
export type Fault = (request: FakeRequest, number: number) => Response | null;

export interface FakeGitHub {
  readonly fetch: typeof globalThis.fetch;
  readonly requests: FakeRequest[];
  /** GraphQL errors to add, by path. */
  readonly problems: { message: string; type?: string; path: (string | number)[] }[];
}

const schema = buildSchema(
  readFileSync(new URL('../../node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url), 'utf8'),
  { assumeValidSDL: true },
);

/** Mistakes of a query by GitHub's published schema. */
export function schemaMistakes(document: string): readonly string[] {
  return validate(schema, parse(document)).map(({ message }) => message);
}

/**
 * Points of a query by GitHub's formula: the requests that each connection needs, every parent at its limit, over a hundred.
 */
function pointsOf(document: string): number {
  const ast = parse(document);
  const fragments = new Map(
    ast.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const connections = connectionFields(ast);
  const count = (selections: readonly SelectionNode[], parents: number): number => {
    let sum = 0;
    for (const each of selections) {
      if (each.kind === Kind.FRAGMENT_SPREAD) {
        sum += count(fragments.get(each.name.value)!.selectionSet.selections, parents);
        continue;
      }
      const isConnection = each.kind === Kind.FIELD && connections.has(each);
      if (isConnection) sum += parents;
      sum += count(each.selectionSet?.selections ?? [], isConnection ? parents * firstOf(each) : parents);
    }
    return sum;
  };
  const operation = ast.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)!;
  return Math.max(1, Math.round(count(operation.selectionSet.selections, 1) / 100));
}

function firstOf(field: FieldNode): number {
  const first = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  return first?.kind === Kind.INT ? Number(first.value) : 1;
}

function connectionFields(ast: DocumentNode): Set<FieldNode> {
  const fields = new Set<FieldNode>();
  const types = new TypeInfo(schema);
  visit(
    ast,
    visitWithTypeInfo(types, {
      Field(node) {
        const type = types.getType();
        if (type && getNamedType(type).name.endsWith('Connection')) fields.add(node);
      },
    }),
  );
  return fields;
}

/** A GitHub that answers reads over `fetch`, its queries executed on GitHub's published schema. */
export function fakeGitHub(remotes: readonly FakeRemote[], fault: Fault = () => null): FakeGitHub {
  const repositories = new Map(remotes.map((remote) => [remote.name, remote]));
  const github: FakeGitHub = {
    requests: [],
    problems: [],
    fetch: async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as GraphqlRequest) : null;
      const request: FakeRequest = {
        method: init?.method ?? 'GET',
        path: pathname,
        headers: new Headers(init?.headers),
        document: body?.query ?? null,
        points: body === null ? 0 : pointsOf(body.query),
        repositories: body === null ? 0 : [...body.query.matchAll(/\br\d+: /g)].length,
      };
      github.requests.push(request);
      const failed = fault(request, github.requests.length);
      if (failed !== null) return failed;
      if (body !== null) return json(await graphqlAnswer(body, repositories, github.problems));
      return restAnswer(pathname, repositories);
    },
  };
  return github;
}

interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}

async function graphqlAnswer(
  { query, variables }: GraphqlRequest,
  repositories: ReadonlyMap<string, FakeRemote>,
  problems: FakeGitHub['problems'],
): Promise<unknown> {
  const mistakes = schemaMistakes(query);
  if (mistakes.length > 0) return { errors: mistakes.map((message) => ({ message })) };
  const byId = (id: string) => repositories.get(id.replace(/^R_/, ''));
  const rootValue = {
    rateLimit: { cost: pointsOf(query), remaining: 4999, resetAt: '2026-06-23T13:00:00Z' },
    repository: ({ owner, name }: { owner: string; name: string }) =>
      rawRepository(repositories.get(`${owner}/${name}`)),
    node: ({ id }: { id: string }) => rawRepository(byId(id)),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => rawRepository(byId(id))),
  };
  const result = await execute({ schema, document: parse(query), rootValue, variableValues: variables });
  const data = JSON.parse(JSON.stringify(result.data ?? null)) as Record<string, unknown> | null;
  const errors: unknown[] = result.errors?.map((error) => error.toJSON()) ?? [];
  for (const [alias, value] of Object.entries(data ?? {})) {
    if (value === null)
      errors.push({ type: 'NOT_FOUND', path: [alias], message: 'Could not resolve to a Repository' });
  }
  for (const problem of problems) {
    blank(data, problem.path);
    errors.push(problem);
  }
  return errors.length > 0 ? { data, errors } : { data };
}

function blank(data: Record<string, unknown> | null, path: readonly (string | number)[]): void {
  const [first, ...rest] = path;
  if (data === null || first === undefined) return;
  if (rest.length === 0) data[first] = null;
  else blank(data[first] as Record<string, unknown> | null, rest);
}

function restAnswer(path: string, repositories: ReadonlyMap<string, FakeRemote>): Response {
  const [, , owner = '', name = '', ...rest] = path.split('/');
  const remote = repositories.get(`${owner}/${name}`);
  if (remote === undefined) return json({ message: 'Not Found' }, 404);
  if (rest[0] === 'private-vulnerability-reporting') return json({ enabled: remote.reporting ?? false });
  const tree = Object.entries(remote.files ?? {}).map(([file, text]) => ({
    path: file,
    mode: '100644',
    type: 'blob',
    sha: oidOf(text),
    size: Buffer.byteLength(text),
  }));
  return json({ sha: rest[2], tree, truncated: remote.truncated ?? false });
}

const textsByOid = new WeakMap<FakeRemote, ReadonlyMap<string, string>>();

function textOf(remote: FakeRemote, oid: string): string | undefined {
  const texts =
    textsByOid.get(remote) ?? new Map(Object.values(remote.files ?? {}).map((text) => [oidOf(text), text]));
  textsByOid.set(remote, texts);
  return texts.get(oid);
}

function oidOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function connection(nodes: readonly unknown[], totalCount = nodes.length) {
  return { nodes, totalCount };
}

function rawRepository(remote: FakeRemote | undefined): unknown {
  if (remote === undefined) return null;
  const [owner = '', name = ''] = remote.name.split('/');
  const commits = (remote.commits ?? [{ date: '2026-06-01T10:00:00Z' }]).map((commit, index) => ({
    __typename: 'Commit',
    oid: oidOf(`${remote.name} ${index}`),
    committedDate: commit.date,
    messageHeadline: commit.subject ?? 'Ret noget',
    changedFilesIfAvailable: 2,
    author: { name: commit.author ?? 'Anna Eksempel', email: `${commit.author ?? 'anna'}@example.org` },
  }));
  const history = ({ path, until, first }: { path?: string; until?: string; first: number }) => {
    if (path !== undefined)
      return connection([{ committedDate: `${remote.changed ?? '2026-02-03'}T12:00:00Z` }]);
    const seen = commits.filter(({ committedDate }) => committedDate <= (until ?? '9'));
    return connection(seen.slice(0, first), seen.length);
  };
  const [head] = commits;
  return {
    __typename: 'Repository',
    id: `R_${remote.name}`,
    name,
    owner: { __typename: 'Organization', login: owner },
    nameWithOwner: remote.name,
    url: `https://github.com/${remote.name}`,
    description: '',
    homepageUrl: null,
    visibility: 'PUBLIC',
    isArchived: false,
    isFork: false,
    isEmpty: commits.length === 0,
    createdAt: '2020-01-01T00:00:00Z',
    updatedAt: '2026-06-01T10:00:00Z',
    pushedAt: '2026-06-01T10:00:00Z',
    hasIssuesEnabled: true,
    isSecurityPolicyEnabled: false,
    licenseInfo: null,
    repositoryTopics: connection([]),
    defaultBranchRef: head === undefined ? null : { name: 'main', target: { ...head, history } },
    refs: connection([]),
    releases: connection([]),
    milestones: connection([]),
    issues: connection([]),
    pullRequests: connection([]),
    object: ({ oid }: { oid: string }) => {
      const text = textOf(remote, oid);
      if (text !== undefined) return { __typename: 'Blob', text, isBinary: false, isTruncated: false };
      return head?.oid === oid || commits.some((commit) => commit.oid === oid) ? { ...head, history } : null;
    },
    ...remote.raw,
  };
}
