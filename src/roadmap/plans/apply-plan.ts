/** Carries out a plan in one repository, one request at a time; each thing is made once whatever happens in between. */
import {
  AmbiguousWrite,
  GitHubError,
  lookTwice,
  type Clock,
  type GitHubIssue,
  type GitHubMilestone,
  type IssueReader,
  type IssueWriter,
  type MilestoneReader,
  type MilestoneWriter,
} from '../../github/index.js';
import type { Logger } from '../../log/index.js';
import type { Skip } from '../actions.js';
import { refused, stopsAll } from '../work.js';
import { parsePlanMarker, parseTaskMarker } from './marker.js';
import {
  taskKey,
  type CreateMilestone,
  type CreateTask,
  type MoveMilestone,
  type PlanAction,
} from './plan-milestones.js';
import type { PlanRecords } from './records.js';

export interface PlanPorts {
  readonly milestones: MilestoneReader & MilestoneWriter;
  readonly issues: Pick<IssueReader, 'listOwnIssues'> & Pick<IssueWriter, 'createIssue'>;
  readonly records: PlanRecords;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Logger;
}

export interface PlanContext {
  readonly plan: string;
  /** `owner/name`. */
  readonly repository: string;
  /** See ApplyRoadmapContext. */
  readonly settleMs: number;
}

export interface PlanReport {
  readonly created: number;
  readonly moved: number;
  readonly tasks: number;
  readonly skipped: readonly Skip[];
}

/**
 * What GitHub refuses of one thing is skipped and told. A missing permission ends it, told once. Throws a GitHubError when
 * a later try may do better: everything done until then stays done and is not done again.
 */
export async function applyMilestonePlan(
  actions: readonly PlanAction[],
  ports: PlanPorts,
  context: PlanContext,
): Promise<PlanReport> {
  const applier = new Applier(ports, context);
  for (const action of actions) {
    try {
      await applier.apply(action);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error.kind !== 'forbidden' && stopsAll(error)) throw error;
      applier.report.skipped.push(refused(error, nameOf(action)));
      if (error.kind === 'forbidden' || error.kind === 'archived') break;
    }
  }
  return applier.report;
}

function nameOf(action: PlanAction): string {
  if (action.kind === 'create') return action.milestone.title;
  if (action.kind === 'move') return action.existing.title;
  return action.kind === 'adopt' ? action.record.key : action.title;
}

class Applier {
  readonly report = { created: 0, moved: 0, tasks: 0, skipped: [] as Skip[] };
  readonly #ports: PlanPorts;
  readonly #context: PlanContext;
  /** Numbers of the milestones that were made just now, by key. */
  readonly #made = new Map<string, number>();

  constructor(ports: PlanPorts, context: PlanContext) {
    this.#ports = ports;
    this.#context = context;
  }

  async apply(action: PlanAction): Promise<void> {
    switch (action.kind) {
      case 'leave':
        return;
      case 'adopt':
        await this.#ports.records.save(action.record);
        return;
      case 'create':
        await this.#create(action);
        return;
      case 'move':
        await this.#move(action);
        return;
      case 'task':
        await this.#createTask(action);
    }
  }

  async #create({ key, milestone, days }: CreateMilestone): Promise<void> {
    const { milestones, records } = this.#ports;
    const { repository, plan } = this.#context;
    const find = async () =>
      (await milestones.listMilestones(repository)).find((one) => {
        const marker = parsePlanMarker(one.description ?? '');
        return marker?.plan === plan && marker.key === key;
      });
    const made = await this.#makeOnce<GitHubMilestone>(
      'milestone',
      key,
      find,
      () => milestones.createMilestone(repository, milestone),
      milestone.title,
    );
    if (made === null) return;
    await records.save({ kind: 'milestone', key, nodeId: made.id, number: made.number, days });
    this.#made.set(key, made.number);
    this.report.created += 1;
  }

  async #createTask({ key, task, title, body, milestone }: CreateTask): Promise<void> {
    const { issues, records } = this.#ports;
    const { repository, plan } = this.#context;
    const number = milestone ?? this.#made.get(key);
    // Its milestone could not be made; the next run makes both.
    if (number === undefined) return;
    const own = taskKey(key, task);
    const find = async () =>
      (await issues.listOwnIssues(repository)).find((issue) => {
        const marker = parseTaskMarker(issue.body);
        return marker?.plan === plan && taskKey(marker.key, marker.task) === own;
      });
    const made = await this.#makeOnce<GitHubIssue>(
      'task',
      own,
      find,
      () => issues.createIssue(repository, { title, body, labels: [], milestone: number }),
      title,
    );
    if (made === null) return;
    await records.save({ kind: 'task', key: own, nodeId: made.nodeId, number: made.number, days: null });
    this.report.tasks += 1;
  }

  /** Null: another run has made it, or nobody knows. */
  async #makeOnce<T>(
    kind: 'milestone' | 'task',
    key: string,
    find: () => Promise<T | undefined>,
    make: () => Promise<T>,
    name: string,
  ): Promise<T | null> {
    const { records, clock, log } = this.#ports;
    const intent = await records.intend(kind, key);
    if (intent === 'known') return null;
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      if (intent === 'look-first' || attempt > 1) {
        await clock.sleep(this.#context.settleMs);
        const found = await lookTwice(find);
        if (found !== null) return found;
      }
      try {
        return await make();
      } catch (error) {
        if (error instanceof GitHubError) await records.drop(kind, key);
        if (!(error instanceof AmbiguousWrite)) throw error;
        log.warn({ err: error }, 'unclear answer, looking whether it was made');
      }
    }
    await clock.sleep(this.#context.settleMs);
    const found = await lookTwice(find);
    if (found === null) this.report.skipped.push({ kind: 'undecided', what: name });
    return found;
  }

  /** May be sent twice without harm. */
  async #move({ key, existing, change, days }: MoveMilestone): Promise<void> {
    const { milestones, records, clock } = this.#ports;
    const { repository, settleMs } = this.#context;
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      try {
        await milestones.updateMilestone(repository, existing.number, change);
        await records.save({ kind: 'milestone', key, nodeId: existing.id, number: existing.number, days });
        this.report.moved += 1;
        return;
      } catch (error) {
        if (!(error instanceof AmbiguousWrite)) throw error;
        await clock.sleep(settleMs);
      }
    }
    this.report.skipped.push({ kind: 'undecided', what: existing.title });
  }
}
