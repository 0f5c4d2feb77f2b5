const days = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Europe/Copenhagen' });

/** The calendar day in Denmark at a moment, `YYYY-MM-DD`: the day that people there mean by a date. */
export function danishDay(at: Date): string {
  return days.format(at);
}
