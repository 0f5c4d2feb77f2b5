import { absent } from '../../absent.js';
import { canSee } from '../../http/access.js';
import { resolveOid } from '../../state/history.js';
import { Problem } from '../../state/problem.js';
import type { Account, Issue, Repository } from '../../state/types.js';
import { countedIssues } from '../../state/counted.js';
import type { Node } from '../../state/world.js';
import { connection, type PageArguments } from '../connections.js';
import { mayRead, noSuchNode, type GraphqlContext } from '../context.js';
import type { Resolvers } from '../schema.js';
import { gitNode, type GitNode } from './git.js';
import { pullState } from './issue-lists.js';

function node(context: GraphqlContext, id: string): Node | GitNode | null {
  const found = context.world.node(id);
  if (found !== null) return mayRead(context, found) ? found : null;
  return gitNodeOf(context, id);
}

/** Commits, trees and blobs are found by what their ids say: repository and object id. */
function gitNodeOf({ world, auth }: GraphqlContext, id: string): GitNode | null {
  const encoded = /^(?:C|T|B)_kwDO(.+)$/.exec(id)?.[1];
  if (encoded === undefined) return null;
  const [repositoryId, oid] = Buffer.from(encoded, 'base64url').toString('utf8').split(':');
  const repository = world.repositories.get(Number(repositoryId));
  if (repository === undefined || oid === undefined || !canSee(auth, repository)) return null;
  return gitNode(repository, resolveOid(repository, oid));
}

function repository(
  _source: unknown,
  { owner, name, followRenames = true }: { owner: string; name: string; followRenames?: boolean | null },
  { world, auth }: GraphqlContext,
): Repository {
  const found = world.find(owner, name);
  if (found === null || !canSee(auth, found.repository) || (found.moved && followRenames === false)) {
    throw new Problem(404, `Could not resolve to a Repository with the name '${owner}/${name}'.`);
  }
  return found.repository;
}

function account(world: GraphqlContext['world'], kind: string, login: string): Account {
  const found = world.account(login);
  if (found?.kind !== kind) {
    throw new Problem(
      404,
      `Could not resolve to ${kind === 'User' ? 'a User' : 'an Organization'} with the login of '${login}'.`,
    );
  }
  return found;
}

interface SearchArguments extends PageArguments {
  readonly query: string;
  readonly type: string;
}

/** Search in issues and pull requests with the words the app could use: repo, is, author, created, closed, merged. */
function search(_source: unknown, args: SearchArguments, { world, auth }: GraphqlContext) {
  const words = args.query.split(/\s+/).filter((word) => word !== '');
  const found: Issue[] = [];
  for (const one of world.repositories.values()) {
    if (!canSee(auth, one)) continue;
    for (const issue of [...countedIssues(world, one), ...one.issues.values()]) {
      if (words.every((word) => matches(issue, word))) found.push(issue);
    }
  }
  return { ...connection(found, args), issueCount: found.length, repositoryCount: 0, userCount: 0 };
}

function matches(issue: Issue, word: string): boolean {
  const [name = '', value = ''] = word.split(/:(.*)/s);
  switch (name) {
    case 'repo':
      return `${issue.repository.owner.login}/${issue.repository.name}`.toLowerCase() === value.toLowerCase();
    case 'org':
    case 'user':
      return issue.repository.owner.login.toLowerCase() === value.toLowerCase();
    case 'is':
    case 'type':
    case 'state':
      return isState(issue, value);
    case 'author':
      return (
        issue.author.login.toLowerCase().replace('[bot]', '') === value.toLowerCase().replace(/^app\//, '')
      );
    case 'created':
      return inRange(issue.createdAt, value);
    case 'updated':
      return inRange(issue.updatedAt, value);
    case 'closed':
      return issue.closedAt !== null && inRange(issue.closedAt, value);
    case 'merged':
      return !absent(issue.pull?.mergedAt) && inRange(issue.pull.mergedAt, value);
    default:
      if (value !== '') throw new Problem(422, `The simulator does not know the search word ${name}`);
      return `${issue.title} ${issue.body ?? ''}`.toLowerCase().includes(word.toLowerCase());
  }
}

function isState(issue: Issue, value: string): boolean {
  if (value === 'issue') return issue.kind === 'Issue';
  if (value === 'pr') return issue.kind === 'PullRequest';
  if (value === 'merged') return issue.pull !== null && pullState(issue) === 'MERGED';
  return issue.state === value;
}

/** `>=2026-01-01`, `<2026-01-01`, `2026-01-01..2026-02-01`, a day. */
function inRange(time: string, range: string): boolean {
  const [from, to] = range.split('..');
  if (to !== undefined) return time >= (from ?? '') && time.slice(0, to.length) <= to;
  const [, sign = '', day = ''] = /^(>=|<=|>|<)?(.*)$/.exec(range) ?? [];
  const moment = time.slice(0, day.length);
  if (sign === '>=') return moment >= day;
  if (sign === '>') return moment > day;
  if (sign === '<=') return moment <= day;
  if (sign === '<') return moment < day;
  return moment === day;
}

export const queryResolvers = {
  Query: {
    node: (_source: unknown, { id }: { id: string }, context: GraphqlContext) => {
      const found = node(context, id);
      if (found === null) throw noSuchNode(id);
      return found;
    },
    // One that is gone is null with an error of its own; the others come all the same.
    nodes: (_source: unknown, { ids }: { ids: readonly string[] }, context: GraphqlContext) =>
      ids.map((id) => node(context, id) ?? noSuchNode(id)),
    repository,
    organization: (_source: unknown, { login }: { login: string }, { world }: GraphqlContext) =>
      account(world, 'Organization', login),
    user: (_source: unknown, { login }: { login: string }, { world }: GraphqlContext) =>
      account(world, 'User', login),
    repositoryOwner: (_source: unknown, { login }: { login: string }, { world }: GraphqlContext) =>
      world.account(login),
    viewer: (_source: unknown, _args: unknown, { auth }: GraphqlContext) => {
      if (auth.kind === 'user') return auth.account;
      if (auth.kind === 'installation') return { ...auth.token.installation.app.bot, kind: 'User' as const };
      throw new Problem(401, 'Requires authentication');
    },
    rateLimit: (_source: unknown, _args: unknown, { cost, rate }: GraphqlContext) => ({
      cost: cost.points,
      nodeCount: cost.nodes,
      limit: rate.limit,
      used: rate.used,
      remaining: rate.remaining,
      resetAt: new Date(rate.reset * 1000).toISOString().replace('.000', ''),
    }),
    search,
  },
} satisfies Resolvers;
