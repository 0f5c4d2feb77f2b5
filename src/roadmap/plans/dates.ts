import { addDays, addMonths, isDay } from '../days.js';
import type { MilestonePlan, Occurrence, PlanDate, PlannedMilestone } from './types.js';

/** What a plan file writes as a date; null for anything else, also for a day that no calendar has. */
export function parsePlanDate(text: string): PlanDate | null {
  if (isDay(text)) return { kind: 'day', day: text };
  const relative = /^start(?:\+(\d{1,4})([dwm]))?$/.exec(text);
  if (relative !== null) {
    const count = Number(relative[1] ?? 0);
    if (relative[2] === 'm') return { kind: 'start', days: 0, months: count };
    return { kind: 'start', days: relative[2] === 'w' ? 7 * count : count, months: 0 };
  }
  const yearly = /^year(\+1)?-(\d{2}-\d{2})$/.exec(text);
  const monthDay = yearly?.[2];
  // 29 February is not in every year.
  if (monthDay === undefined || !isDay(`2027-${monthDay}`)) return null;
  return { kind: 'year', later: yearly?.[1] === undefined ? 0 : 1, monthDay };
}

export function isYearly({ due }: Pick<PlannedMilestone, 'due'>): boolean {
  return due.kind === 'year';
}

/** Whether anything in the plan is counted from a start. */
export function needsStart({ milestones }: MilestonePlan): boolean {
  return milestones.some(({ start, due }) => due.kind === 'start' || start?.kind === 'start');
}

/**
 * The plan's milestones with real days, by due day: those that come once, those of this year, and from `nextYearFrom` on
 * those of the next. `start` is the day that relative dates are counted from.
 * Throws a RangeError when the plan needs a start and there is none.
 */
export function occurrences(plan: MilestonePlan, start: string | null, today: string): readonly Occurrence[] {
  if (start === null && needsStart(plan)) throw new RangeError(`the plan ${plan.id} needs a start`);
  const year = Number(today.slice(0, 4));
  const years = today.slice(5) >= plan.nextYearFrom ? [year, year + 1] : [year];
  const all: Occurrence[] = [];
  for (const milestone of plan.milestones) {
    if (isYearly(milestone)) for (const each of years) all.push(occurrence(milestone, start, each));
    else all.push(occurrence(milestone, start, null));
  }
  return all.sort((a, b) => a.due.localeCompare(b.due));
}

function occurrence(milestone: PlannedMilestone, start: string | null, year: number | null): Occurrence {
  const { id, title } = milestone;
  return {
    key: year === null ? id : `${id}/${year}`,
    milestone,
    year,
    title: year === null ? title : title.replaceAll('{year}', String(year)),
    start: milestone.start === null ? null : dayOf(milestone.start, start ?? '', year ?? 0),
    due: dayOf(milestone.due, start ?? '', year ?? 0),
  };
}

function dayOf(date: PlanDate, start: string, year: number): string {
  switch (date.kind) {
    case 'day':
      return date.day;
    case 'start':
      return addDays(addMonths(start, date.months), date.days);
    case 'year':
      return `${year + date.later}-${date.monthDay}`;
  }
}
