/** Releases, milestones and labels. */
import { repositoryHtml } from '../../rest/present/repositories.js';
import { milestoneCounts } from '../../state/milestones.js';
import type { Label, Milestone, Release, Repository } from '../../state/types.js';
import type { GraphqlContext } from '../context.js';
import type { Resolvers } from '../schema.js';
import { pathOf } from './accounts.js';
import { listIssues, listPulls, type IssueArguments, type PullArguments } from './issue-lists.js';

export interface ReleaseNode {
  readonly repository: Repository;
  readonly release: Release;
}

function progress(milestone: Milestone): number {
  const { open, closed } = milestoneCounts(milestone);
  return open + closed === 0 ? 0 : (closed / (open + closed)) * 100;
}

export const repositoryPartResolvers = {
  Release: {
    id: ({ release }: ReleaseNode) => release.nodeId,
    databaseId: ({ release }: ReleaseNode) => release.id,
    name: ({ release }: ReleaseNode) => release.name,
    tagName: ({ release }: ReleaseNode) => release.tag,
    description: () => null,
    createdAt: ({ release }: ReleaseNode) => release.createdAt,
    publishedAt: ({ release }: ReleaseNode) => release.publishedAt,
    updatedAt: ({ release }: ReleaseNode) => release.publishedAt ?? release.createdAt,
    isDraft: ({ release }: ReleaseNode) => release.draft,
    isPrerelease: ({ release }: ReleaseNode) => release.prerelease,
    isLatest: ({ repository, release }: ReleaseNode) => repository.releases.at(-1) === release,
    repository: ({ repository }: ReleaseNode) => repository,
    url: ({ repository, release }: ReleaseNode, _args: unknown, { world }: GraphqlContext) =>
      `${repositoryHtml(world, repository)}/releases/tag/${release.tag}`,
  },
  Milestone: {
    id: ({ nodeId }: Milestone) => nodeId,
    number: ({ number }: Milestone) => number,
    title: ({ title }: Milestone) => title,
    description: ({ description }: Milestone) => description,
    state: ({ state }: Milestone) => state.toUpperCase(),
    closed: ({ state }: Milestone) => state === 'closed',
    closedAt: ({ closedAt }: Milestone) => closedAt,
    createdAt: ({ createdAt }: Milestone) => createdAt,
    updatedAt: ({ updatedAt }: Milestone) => updatedAt,
    creator: ({ creator }: Milestone) => creator,
    dueOn: ({ dueOn }: Milestone) => dueOn,
    progressPercentage: progress,
    repository: ({ repository }: Milestone) => repository,
    issues: (milestone: Milestone, args: IssueArguments, context: GraphqlContext) =>
      listIssues(context, milestone.repository, args, milestone),
    pullRequests: (milestone: Milestone, args: PullArguments, context: GraphqlContext) =>
      listPulls(context, milestone.repository, args, milestone),
    url: ({ repository, number }: Milestone, _args: unknown, { world }: GraphqlContext) =>
      `${repositoryHtml(world, repository)}/milestone/${number}`,
    resourcePath: ({ repository, number }: Milestone) => `${pathOf(repository)}/milestone/${number}`,
  },
  Label: {
    id: ({ nodeId }: Label) => nodeId,
    name: ({ name }: Label) => name,
    color: ({ color }: Label) => color,
    description: ({ description }: Label) => description,
    createdAt: ({ createdAt }: Label) => createdAt,
    isDefault: () => false,
    repository: ({ repository }: Label) => repository,
    url: ({ repository, name }: Label, _args: unknown, { world }: GraphqlContext) =>
      `${repositoryHtml(world, repository)}/labels/${encodeURIComponent(name)}`,
  },
} satisfies Resolvers;
