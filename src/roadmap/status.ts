import { daysBetween } from './days.js';
import type { MilestoneStatus, RiskRule } from './types.js';

export interface Progress {
  readonly state: 'open' | 'closed';
  /** `YYYY-MM-DD`. */
  readonly start: string;
  readonly due: string | null;
  readonly open: number;
  readonly closed: number;
}

/**
 * How a milestone stands on a day (docs/roadmap.md):
 * - done: it is closed
 * - overdue: its due day has passed
 * - at risk: the share of the time that has gone runs ahead of the share of the issues that are closed by more than
 *   `ahead`; without issues, `soonDays` days before it is due
 * - on track: everything else; null where there is no due day to be late for
 */
export function milestoneStatus(
  { state, start, due, open, closed }: Progress,
  today: string,
  rule: RiskRule,
): MilestoneStatus | null {
  if (state === 'closed') return 'done';
  if (due === null) return null;
  const left = daysBetween(today, due);
  if (left < 0) return 'overdue';
  if (open + closed === 0) return left <= rule.soonDays ? 'at-risk' : 'on-track';
  const spent = timeSpent(start, due, today);
  return spent - closed / (open + closed) > rule.ahead ? 'at-risk' : 'on-track';
}

/** Share of the days from start to due that have gone, 0 to 1. */
function timeSpent(start: string, due: string, today: string): number {
  const whole = daysBetween(start, due);
  if (whole <= 0) return 1;
  return Math.min(1, Math.max(0, daysBetween(start, today) / whole));
}

/** Whole per cent of the issues that are closed; a closed milestone without issues is all done. Null: no issues to tell. */
export function progressPercent(state: 'open' | 'closed', open: number, closed: number): number | null {
  if (open + closed === 0) return state === 'closed' ? 100 : null;
  // 99.6 is not yet all of it.
  return open === 0 ? 100 : Math.min(99, Math.round((100 * closed) / (open + closed)));
}
