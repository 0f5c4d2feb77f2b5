import type { Request, Route } from '../http/context.js';
import { actorOf, json, noContent } from '../http/context.js';
import { page } from '../http/pagination.js';
import {
  createMilestone,
  deleteMilestone,
  editMilestone,
  milestoneCounts,
  type MilestoneEdit,
} from '../state/milestones.js';
import type { Milestone, Repository } from '../state/types.js';
import { presentMilestone } from './present/issues.js';
import { milestoneOf, onRepository, text, textOrNull } from './repository-route.js';

const READ = { issues: 'read', pull_requests: 'read' } as const;
const WRITE = { issues: 'write', pull_requests: 'write' } as const;

function listMilestones(request: Request, repository: Repository): Milestone[] {
  const { state = 'open', sort = 'due_on', direction = 'asc' } = request.query;
  const found = [...repository.milestones.values()].filter(
    (milestone) => state === 'all' || milestone.state === state,
  );
  const sign = direction === 'desc' ? -1 : 1;
  const key = sort === 'completeness' ? completeness : due;
  return found.sort((a, b) => sign * (key(a) - key(b) || a.number - b.number));
}

function due({ dueOn }: Milestone): number {
  return dueOn === null ? Number.MAX_SAFE_INTEGER : Date.parse(dueOn);
}

function completeness(milestone: Milestone): number {
  const { open, closed } = milestoneCounts(milestone);
  return open + closed === 0 ? 0 : closed / (open + closed);
}

export const milestoneRoutes = {
  'GET /repos/{owner}/{repo}/milestones': onRepository(READ, (request, repository) =>
    page(request, listMilestones(request, repository), (one) => presentMilestone(request.world, one)),
  ),
  'POST /repos/{owner}/{repo}/milestones': onRepository(WRITE, (request, repository) => {
    const { body, world, auth } = request;
    const milestone = createMilestone(world, actorOf(auth), repository, {
      title: text(body['title']) ?? '',
      description: textOrNull(body['description']) ?? null,
      state: body['state'] === 'closed' ? 'closed' : 'open',
      dueOn: textOrNull(body['due_on']) ?? null,
    });
    return json(presentMilestone(world, milestone), 201);
  }),
  'GET /repos/{owner}/{repo}/milestones/{milestone_number}': onRepository(READ, (request, repository) =>
    json(presentMilestone(request.world, milestoneOf(request, repository))),
  ),
  'PATCH /repos/{owner}/{repo}/milestones/{milestone_number}': onRepository(WRITE, (request, repository) => {
    const { body, world, auth } = request;
    const milestone = milestoneOf(request, repository);
    const edit: MilestoneEdit = {};
    const title = text(body['title']);
    if (title !== undefined) edit.title = title;
    if (body['description'] !== undefined) edit.description = textOrNull(body['description']) ?? null;
    if (body['due_on'] !== undefined) edit.dueOn = textOrNull(body['due_on']) ?? null;
    if (body['state'] !== undefined) edit.state = body['state'] === 'closed' ? 'closed' : 'open';
    editMilestone(world, actorOf(auth), milestone, edit);
    return json(presentMilestone(world, milestone));
  }),
  'DELETE /repos/{owner}/{repo}/milestones/{milestone_number}': onRepository(WRITE, (request, repository) => {
    deleteMilestone(request.world, actorOf(request.auth), milestoneOf(request, repository));
    return noContent();
  }),
} satisfies Record<string, Route>;
