/** When an explanation runs out, and when the product is reminded of it. Days are calendar days in Denmark, `YYYY-MM-DD`. Pure. */
import type { StoredExplanation } from '../store/index.js';

/** So many days before the last one. */
export const REMIND_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * The first day on which a product is reminded; null where an explanation has no end. One that holds for a shorter time is
 * reminded of half-way, or people would be reminded of what they have just written.
 */
export function remindOn({
  until,
  createdAt,
}: Pick<StoredExplanation, 'until' | 'createdAt'>): string | null {
  if (until === null) return null;
  const length = Math.max(0, Math.floor((dayTime(until) - createdAt.getTime()) / DAY_MS));
  return dayOf(dayTime(until) - Math.min(REMIND_DAYS, Math.floor(length / 2)) * DAY_MS);
}

/** Whether it is in its last days: the product is told of it. */
export function runsOut(explanation: Pick<StoredExplanation, 'until' | 'createdAt'>, today: string): boolean {
  const day = remindOn(explanation);
  return day !== null && day <= today && !isOver(explanation, today);
}

/** An explanation holds through its last day. */
export function isOver({ until }: Pick<StoredExplanation, 'until'>, today: string): boolean {
  return until !== null && until < today;
}

function dayTime(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
