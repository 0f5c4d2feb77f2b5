/** Calendar days in Denmark, `YYYY-MM-DD`: what people mean by today. */
const danish = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Copenhagen',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

export function danishDay(time: Date): string {
  return danish.format(time);
}
