/** The project's status update: how many milestones stand how, and what has changed since the last one. */
import { escapeMarkdown, formatDay, sayIn, type Language } from '../messages/index.js';
import type { ProjectWriter, StatusUpdateState } from '../github/index.js';
import { AmbiguousWrite, GitHubError } from '../github/index.js';
import {
  dropEffect,
  intendEffect,
  listEffects,
  saveEffect,
  type Database,
  type Intent,
} from '../store/index.js';
import { weekOf } from './days.js';
import type { StatusCounts } from './sync.js';
import type { DesiredItem, MilestoneStatus } from './types.js';

/** How milestones stood, by node id; kept to tell what has changed. */
export type Standing = Readonly<Record<string, MilestoneStatus | 'undated'>>;

export interface StatusUpdate {
  /** `2026-W27`, `2026-07`. */
  readonly period: string;
  readonly body: string;
  readonly status: StatusUpdateState;
  readonly standing: Standing;
}

export interface StatusUpdateInput {
  readonly items: readonly DesiredItem[];
  readonly counts: StatusCounts;
  /** As it was at the last update; null: this is the first. */
  readonly before: Standing | null;
  /** Calendar day in Denmark. */
  readonly today: string;
  readonly every: 'weekly' | 'monthly';
  readonly language: Language;
}

/** Names in each list; the rest is a number. */
const MOST_NAMED = 10;

export function statusUpdateOf(input: StatusUpdateInput): StatusUpdate {
  const { items, counts, before, today, every, language } = input;
  const milestones = items.filter(({ kind }) => kind === 'milestone');
  const standing: Record<string, MilestoneStatus | 'undated'> = {};
  for (const { subject, status } of milestones) standing[subject] = status ?? 'undated';
  const head = sayIn(language, 'roadmap.update.head', { day: formatDay(today, language), ...flat(counts) });
  const changes = before === null ? [] : changesOf(milestones, before, language);
  const since = before === null || changes.length > 0 ? changes : [sayIn(language, 'roadmap.update.nothing')];
  return {
    period: every === 'weekly' ? weekOf(today) : today.slice(0, 7),
    body: [head, ...since].join('\n\n'),
    status: stateOf(counts),
    standing,
  };
}

function flat(counts: StatusCounts): Readonly<Record<string, number>> {
  const { 'on-track': onTrack, 'at-risk': atRisk, overdue, done, undated } = counts;
  return { onTrack, atRisk, overdue, done, undated };
}

function stateOf(counts: StatusCounts): StatusUpdateState {
  if (counts.overdue > 0) return 'OFF_TRACK';
  if (counts['at-risk'] > 0) return 'AT_RISK';
  if (counts['on-track'] + counts.undated > 0) return 'ON_TRACK';
  return counts.done > 0 ? 'COMPLETE' : 'INACTIVE';
}

type Change = 'done' | 'overdue' | 'atRisk' | 'better' | 'fresh' | 'gone';
const CHANGES: readonly Change[] = ['done', 'overdue', 'atRisk', 'better', 'fresh'];

function changesOf(items: readonly DesiredItem[], before: Standing, language: Language): readonly string[] {
  const titles = new Map<Change, string[]>();
  for (const { subject, status, title } of items) {
    const change = changeOf(before[subject], status ?? 'undated');
    if (change !== null) titles.set(change, [...(titles.get(change) ?? []), title]);
  }
  const lines: string[] = [];
  for (const change of CHANGES) {
    const named = titles.get(change) ?? [];
    if (named.length > 0) lines.push(lineOf(change, named, language));
  }
  const now = new Set(items.map(({ subject }) => subject));
  const gone = Object.keys(before).filter((subject) => !now.has(subject)).length;
  // Its title is not said: it may have gone because its repository is private now.
  if (gone > 0) lines.push(sayIn(language, 'roadmap.update.gone', { count: gone }));
  return lines;
}

function changeOf(before: Standing[string] | undefined, now: Standing[string]): Change | null {
  if (before === now) return null;
  if (now === 'done') return 'done';
  if (now === 'overdue') return 'overdue';
  if (now === 'at-risk') return 'atRisk';
  return before === undefined ? 'fresh' : 'better';
}

function lineOf(change: Change, titles: readonly string[], language: Language): string {
  const named = titles.slice(0, MOST_NAMED).map((title) => `- ${escapeMarkdown(title)}`);
  const more = titles.length - named.length;
  if (more > 0) named.push(`- ${sayIn(language, 'roadmap.update.more', { count: more })}`);
  return `${sayIn(language, `roadmap.update.${change}`, { count: titles.length })}\n${named.join('\n')}`;
}

/** Which updates have been made. */
export interface StatusUpdateRecords {
  /** How milestones stood at the last update; null: there was none. */
  readonly standing: (project: string) => Promise<Standing | null>;
  readonly intend: (project: string, period: string) => Promise<Intent>;
  readonly drop: (project: string, period: string) => Promise<void>;
  readonly save: (
    project: string,
    period: string,
    made: { readonly id: string; readonly standing: Standing },
  ) => Promise<void>;
}

const KIND = 'roadmap-status';

export function storeStatusUpdateRecords(
  database: Database,
  now: () => Date = () => new Date(),
): StatusUpdateRecords {
  const keyOf = (project: string, period: string) => `${project}/${period}`;
  return {
    standing: async (project) => {
      const made = await listEffects<{ standing?: Standing }>(database, KIND, { prefix: `${project}/` });
      const when = ({ intendedAt }: { readonly intendedAt: Date | null }) => intendedAt?.getTime() ?? 0;
      const sorted = made.filter(({ state }) => state === 'made').sort((a, b) => when(a) - when(b));
      return sorted.at(-1)?.details.standing ?? null;
    },
    intend: (project, period) => intendEffect(database, { kind: KIND, key: keyOf(project, period) }, now()),
    drop: (project, period) => dropEffect(database, KIND, keyOf(project, period)),
    save: (project, period, { id, standing }) =>
      saveEffect(
        database,
        KIND,
        keyOf(project, period),
        { state: 'made', nodeId: id, details: { standing } },
        now(),
      ),
  };
}

/**
 * Makes the update of its period, once. After an unclear answer it is not sent again: one too few is better than two.
 * Returns whether it was made now. Throws a GitHubError when GitHub certainly did nothing.
 */
export async function postStatusUpdate(
  update: StatusUpdate,
  ports: {
    readonly writer: Pick<ProjectWriter, 'createStatusUpdate'>;
    readonly records: StatusUpdateRecords;
  },
  place: { readonly project: string; readonly today: string },
): Promise<boolean> {
  const { records, writer } = ports;
  const { project, today } = place;
  const { period, body, status, standing } = update;
  if ((await records.intend(project, period)) !== 'make') return false;
  try {
    const { id } = await writer.createStatusUpdate(project, { body, status, day: today });
    await records.save(project, period, { id, standing });
    return true;
  } catch (error) {
    if (error instanceof GitHubError) await records.drop(project, period);
    if (error instanceof AmbiguousWrite) return false;
    throw error;
  }
}
