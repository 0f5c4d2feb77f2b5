import type { PageContext } from '../context.js';

/** As people say it: `omkring 45 minutter`, `omkring 1½ time`. */
export function durationText(minutes: number, say: PageContext['say']): string {
  if (minutes <= 75) return say('tasks.minutes', { minutes });
  const halves = Math.round(minutes / 30);
  const hours = `${Math.floor(halves / 2)}${halves % 2 === 1 ? '½' : ''}`;
  return say('tasks.hours', { hours, count: halves < 4 ? 1 : 2 });
}
