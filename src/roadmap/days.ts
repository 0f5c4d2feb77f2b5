/** Calendar days as `YYYY-MM-DD`. A day has no time zone. */

const DAY_MS = 86_400_000;
/** Made once: making one costs a hundred times what asking it costs, and memory that only the collector gives back. */
const danishDays = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Europe/Copenhagen' });

/**
 * The day GitHub shows for a milestone's due date: the first ten characters of the UTC time. GitHub stores midnight in
 * California of the chosen day (07:00Z or 08:00Z), older clients midnight UTC; all three fall on that day in UTC, while a
 * conversion to any zone west of it gives the day before.
 */
export function dueDay(dueOn: string): string {
  return dueOn.slice(0, 10);
}

/** Whether it is a day of the calendar, so not 30 February. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

export function addDays(day: string, days: number): string {
  return new Date(midnight(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day of a later month; its last day where the month is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

/** The calendar day in Denmark at a time. */
export function danishDay(time: Date): string {
  return danishDays.format(time);
}

/** ISO 8601 week: `2026-W27`. */
export function weekOf(day: string): string {
  const date = new Date(midnight(day));
  const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
  // The week belongs to the year of its Thursday.
  const thursday = addDays(day, 4 - weekday);
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
