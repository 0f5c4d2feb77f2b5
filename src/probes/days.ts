const DAY = 86_400_000;
const DAYS_PER_MONTH = 30.4375;

/** Months between two days `YYYY-MM-DD`, with decimals; never below zero. */
export function monthsBetween(earlier: string, later: string): number {
  return Math.max(0, (Date.parse(later) - Date.parse(earlier)) / DAY / DAYS_PER_MONTH);
}

/** The day so many calendar months before `day`, as `YYYY-MM-DD`. */
export function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, lastOfMonth));
  return date.toISOString().slice(0, 10);
}
