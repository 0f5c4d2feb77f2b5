import { absent } from '../absent.js';
import { invalid } from './problem.js';
import { requireWritable, touch } from './repositories.js';
import type { Actor, Milestone, Repository } from './types.js';
import type { World } from './world.js';

export interface MilestoneInput {
  title: string;
  description?: string | null;
  state?: 'open' | 'closed';
  /** Any ISO 8601 time. GitHub keeps the day it falls on in California, at that day's midnight there. */
  dueOn?: string | null;
  createdAt?: string;
  closedAt?: string | null;
  number?: number;
  nodeId?: string;
  /** Issues that a snapshot only counts. */
  openIssues?: number;
  closedIssues?: number;
}

export function createMilestone(
  world: World,
  actor: Actor,
  repository: Repository,
  input: MilestoneInput,
): Milestone {
  requireWritable(repository);
  // What a snapshot holds is so, also what nobody could make today.
  if (input.number === undefined) requireTitle(repository, input.title, null);
  const now = world.now();
  const number = input.number ?? repository.nextMilestoneNumber;
  const milestone = world.create<Milestone>('milestone', (ids) => ({
    ...ids,
    ...(input.nodeId === undefined ? {} : { nodeId: input.nodeId }),
    kind: 'Milestone',
    repository,
    number,
    title: input.title,
    description: input.description ?? null,
    state: input.state ?? 'open',
    dueOn: absent(input.dueOn) ? null : pacificMidnight(input.dueOn),
    creator: actor.account,
    createdAt: input.createdAt ?? now,
    updatedAt: input.createdAt ?? now,
    closedAt: input.state === 'closed' ? (input.closedAt ?? now) : null,
    baselineOpen: input.openIssues ?? 0,
    baselineClosed: input.closedIssues ?? 0,
  }));
  repository.nextMilestoneNumber = Math.max(repository.nextMilestoneNumber, number + 1);
  repository.milestones.set(number, milestone);
  touch(world, repository);
  world.emit({ name: 'milestone', action: 'created', actor, repository, milestone });
  return milestone;
}

export interface MilestoneEdit {
  title?: string;
  description?: string | null;
  state?: 'open' | 'closed';
  dueOn?: string | null;
}

export function editMilestone(world: World, actor: Actor, milestone: Milestone, edit: MilestoneEdit): void {
  const { repository } = milestone;
  requireWritable(repository);
  const changes: Record<string, unknown> = {};
  if (edit.title !== undefined && edit.title !== milestone.title) {
    requireTitle(repository, edit.title, milestone);
    changes['title'] = { from: milestone.title };
    milestone.title = edit.title;
  }
  if (edit.description !== undefined && edit.description !== milestone.description) {
    changes['description'] = { from: milestone.description };
    milestone.description = edit.description;
  }
  const dueOn = absent(edit.dueOn) ? edit.dueOn : pacificMidnight(edit.dueOn);
  if (dueOn !== undefined && dueOn !== milestone.dueOn) {
    changes['due_on'] = { from: milestone.dueOn };
    milestone.dueOn = dueOn;
  }
  milestone.updatedAt = world.now();
  if (Object.keys(changes).length > 0) {
    world.emit({ name: 'milestone', action: 'edited', actor, repository, milestone, changes });
  }
  if (edit.state !== undefined && edit.state !== milestone.state) {
    milestone.state = edit.state;
    milestone.closedAt = edit.state === 'closed' ? world.now() : null;
    const action = edit.state === 'closed' ? 'closed' : 'opened';
    world.emit({ name: 'milestone', action, actor, repository, milestone });
  }
}

export function deleteMilestone(world: World, actor: Actor, milestone: Milestone): void {
  const { repository } = milestone;
  requireWritable(repository);
  repository.milestones.delete(milestone.number);
  world.forget(milestone);
  for (const issue of repository.issues.values()) if (issue.milestone === milestone) issue.milestone = null;
  world.emit({ name: 'milestone', action: 'deleted', actor, repository, milestone });
}

/** Issues and pull requests of a milestone, with those that a snapshot only counts. */
export function milestoneCounts(milestone: Milestone): { open: number; closed: number } {
  let open = milestone.baselineOpen;
  let closed = milestone.baselineClosed;
  for (const issue of milestone.repository.issues.values()) {
    if (issue.milestone !== milestone) continue;
    if (issue.state === 'open') open += 1;
    else closed += 1;
  }
  return { open, closed };
}

function requireTitle(repository: Repository, title: string, itself: Milestone | null): void {
  if (title.trim() === '') throw invalid('Milestone', 'title', 'missing_field');
  for (const other of repository.milestones.values()) {
    if (other !== itself && other.title === title) throw invalid('Milestone', 'title', 'already_exists');
  }
}

const PACIFIC = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Los_Angeles',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const PACIFIC_HOUR = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/Los_Angeles',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** GitHub stores midnight Pacific of the day (07:00Z in summer, 08:00Z in winter). */
export function pacificMidnight(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) throw invalid('Milestone', 'due_on', 'invalid');
  const day = PACIFIC.format(date);
  const inSummer = PACIFIC_HOUR.format(new Date(`${day}T07:00:00Z`)) === '00';
  return `${day}T${inSummer ? '07' : '08'}:00:00Z`;
}
