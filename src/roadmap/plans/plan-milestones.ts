/** From a shared plan and what a repository holds, to what has to be made or moved in it. Pure. */
import type { GitHubIssue, GitHubMilestone, MilestoneChange } from '../../github/index.js';
import type { Language } from '../../messages/index.js';
import { dueDay } from '../days.js';
import { occurrences } from './dates.js';
import { parsePlanMarker, parseTaskMarker } from './marker.js';
import type { PlanRecord } from './records.js';
import { hasStart, milestoneDescription, movedDescription, taskBody, taskTitle } from './texts.js';
import type { MilestonePlan, Occurrence } from './types.js';

export interface PlanMilestonesInput {
  /** Overrides the plan's own start; null: the plan's. */
  readonly start: string | null;
  /** Calendar day in Denmark. */
  readonly today: string;
  /** All milestones of the repository, open and closed. */
  readonly existing: readonly GitHubMilestone[];
  /** Issues of the repository that our account has opened, open and closed; null: it has no issues, so no tasks either. */
  readonly issues: readonly GitHubIssue[] | null;
  readonly records: readonly PlanRecord[];
  readonly language: Language;
}

export type PlanAction = CreateMilestone | MoveMilestone | LeaveMilestone | CreateTask | AdoptPlanned;

export interface CreateMilestone {
  readonly kind: 'create';
  readonly key: string;
  readonly milestone: MilestoneChange;
  readonly days: Days;
}

export interface MoveMilestone {
  readonly kind: 'move';
  readonly key: string;
  readonly existing: GitHubMilestone;
  readonly change: Partial<MilestoneChange>;
  readonly from: Days;
  readonly days: Days;
}

export interface LeaveMilestone {
  readonly kind: 'leave';
  readonly key: string;
  readonly title: string;
  readonly reason: LeaveReason;
}

/**
 * - `finished`: closed
 * - `moved-by-people`: its days are not those we wrote
 * - `deleted-by-people`: we made it, and it is gone
 * - `taken`: the repository has a milestone of that title that is not the plan's
 * - `past`: it would have been due before the plan came here
 */
export type LeaveReason =
  'as-planned' | 'finished' | 'moved-by-people' | 'deleted-by-people' | 'taken' | 'past';

export interface CreateTask {
  readonly kind: 'task';
  /** Of the milestone. */
  readonly key: string;
  readonly task: string;
  readonly title: string;
  readonly body: string;
  /** Null: the plan makes it first. */
  readonly milestone: number | null;
}

/** The store has lost it. */
export interface AdoptPlanned {
  readonly kind: 'adopt';
  readonly record: Omit<PlanRecord, 'state'>;
}

export interface Days {
  readonly start: string | null;
  readonly due: string;
}

/**
 * Milestones are made once; their days follow the plan until people move them; closed and deleted ones are left alone.
 * Throws a RangeError when the plan needs a start and there is none.
 */
export function planMilestones(plan: MilestonePlan, input: PlanMilestonesInput): readonly PlanAction[] {
  const actions: PlanAction[] = [];
  const known = knownOf(plan, input);
  for (const occurrence of occurrences(plan, input.start ?? plan.start, input.today)) {
    const found = known.milestones.get(occurrence.key) ?? null;
    const record = known.records.get(`milestone ${occurrence.key}`);
    if (found !== null && record?.nodeId !== found.id) actions.push(adoptMilestone(occurrence.key, found));
    const action = planMilestone(plan, occurrence, found, record, input);
    actions.push(action);
    if (input.issues !== null && wantsTasks(action))
      actions.push(...planTasks(plan, occurrence, found, known, input.language));
  }
  return actions;
}

interface Known {
  readonly milestones: ReadonlyMap<string, GitHubMilestone>;
  readonly tasks: ReadonlyMap<string, GitHubIssue>;
  /** By kind and key. */
  readonly records: ReadonlyMap<string, PlanRecord>;
}

export function taskKey(key: string, task: string): string {
  return `${key}#${task}`;
}

function knownOf(plan: MilestonePlan, { existing, issues, records }: PlanMilestonesInput): Known {
  const byNode = new Map<string, string>();
  for (const { kind, key, nodeId } of records)
    if (kind === 'milestone' && nodeId !== null) byNode.set(nodeId, key);
  const milestones = new Map<string, GitHubMilestone>();
  for (const milestone of existing) {
    const marker = parsePlanMarker(milestone.description ?? '');
    const key = marker?.plan === plan.id ? marker.key : byNode.get(milestone.id);
    if (key !== undefined && !milestones.has(key)) milestones.set(key, milestone);
  }
  const tasks = new Map<string, GitHubIssue>();
  for (const issue of issues ?? []) {
    const marker = parseTaskMarker(issue.body);
    if (marker?.plan === plan.id) tasks.set(taskKey(marker.key, marker.task), issue);
  }
  return {
    milestones,
    tasks,
    records: new Map(records.map((record) => [`${record.kind} ${record.key}`, record])),
  };
}

function adoptMilestone(key: string, { id, number, description }: GitHubMilestone): AdoptPlanned {
  const marker = parsePlanMarker(description ?? '');
  const days = marker === null ? null : { start: marker.start, due: marker.due };
  return { kind: 'adopt', record: { kind: 'milestone', key, nodeId: id, number, days } };
}

function planMilestone(
  plan: MilestonePlan,
  occurrence: Occurrence,
  found: GitHubMilestone | null,
  record: PlanRecord | undefined,
  { existing, today }: PlanMilestonesInput,
): CreateMilestone | MoveMilestone | LeaveMilestone {
  const { key, title, start, due, year } = occurrence;
  const leave = (reason: LeaveReason) => ({ kind: 'leave', key, title, reason }) as const;
  if (found !== null) return planExisting(plan, occurrence, found, record);
  if (record?.state === 'made') return leave('deleted-by-people');
  if (existing.some((milestone) => milestone.title === title)) return leave('taken');
  if (year !== null && due < today) return leave('past');
  const description = milestoneDescription(plan, occurrence);
  return { kind: 'create', key, milestone: { title, description, dueDay: due }, days: { start, due } };
}

function planExisting(
  plan: MilestonePlan,
  { key, title, start, due }: Occurrence,
  existing: GitHubMilestone,
  record: PlanRecord | undefined,
): MoveMilestone | LeaveMilestone {
  const leave = (reason: LeaveReason) => ({ kind: 'leave', key, title, reason }) as const;
  if (existing.state === 'closed') return leave('finished');
  const marker = parsePlanMarker(existing.description ?? '');
  const from: Days | null = marker ?? record?.days ?? null;
  const actual = existing.dueOn === null ? null : dueDay(existing.dueOn);
  if (from?.due !== actual || !hasStart(existing.description, from.start)) return leave('moved-by-people');
  if (from.due === due && from.start === start) return leave('as-planned');
  const days = { start, due };
  const description = movedDescription(existing.description ?? '', { plan: plan.id, key, ...days });
  return { kind: 'move', key, existing, change: { dueDay: due, description }, from, days };
}

function wantsTasks(action: CreateMilestone | MoveMilestone | LeaveMilestone): boolean {
  return action.kind !== 'leave' || action.reason === 'as-planned' || action.reason === 'moved-by-people';
}

function planTasks(
  plan: MilestonePlan,
  occurrence: Occurrence,
  milestone: GitHubMilestone | null,
  known: Known,
  language: Language,
): PlanAction[] {
  const actions: PlanAction[] = [];
  const { key } = occurrence;
  for (const task of occurrence.milestone.tasks) {
    const own = taskKey(key, task.id);
    const found = known.tasks.get(own);
    const record = known.records.get(`task ${own}`);
    if (found !== undefined) {
      const { nodeId, number } = found;
      if (record?.nodeId !== nodeId)
        actions.push({ kind: 'adopt', record: { kind: 'task', key: own, nodeId, number, days: null } });
      continue;
    }
    // Made once; one that people have deleted stays so.
    if (record?.state === 'made') continue;
    const title = taskTitle(task, occurrence);
    const body = taskBody(plan, occurrence, task, language);
    actions.push({ kind: 'task', key, task: task.id, title, body, milestone: milestone?.number ?? null });
  }
  return actions;
}
