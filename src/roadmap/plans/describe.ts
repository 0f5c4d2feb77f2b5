/** A plan as tables for a terminal: what it says, and what applying it would do. */
import type { Mistake } from '../../products/index.js';
import { formatDay, plainText, sayIn, type Language } from '../../messages/index.js';
import { table } from '../table.js';
import { occurrences } from './dates.js';
import type { PlanAction } from './plan-milestones.js';
import type { MilestonePlan } from './types.js';

/** Throws a RangeError when the plan needs a start and there is none. */
export function describeMilestonePlan(
  plan: MilestonePlan,
  options: { readonly start: string | null; readonly today: string; readonly language: Language },
): string {
  const { start, today, language } = options;
  const day = (value: string | null) => (value === null ? '' : formatDay(value, language));
  const rows = occurrences(plan, start ?? plan.start, today).map((occurrence) => [
    day(occurrence.start),
    day(occurrence.due),
    occurrence.milestone.track ?? '',
    occurrence.milestone.phase ?? '',
    occurrence.title,
    String(occurrence.milestone.tasks.length),
  ]);
  const heads = ['start', 'due', 'track', 'phase', 'milestone', 'tasks'];
  const head = [plan.name, plan.description, plan.audience].filter((part) => part !== '').join('\n');
  return `${head}\n\n${table([heads.map((name) => sayIn(language, `roadmap.plans.${name}`)), ...rows])}`;
}

/** What applying would do, or the sentence that there is nothing to do. */
export function describePlanActions(actions: readonly PlanAction[], language: Language): string {
  const rows: string[][] = [];
  for (const action of actions) {
    const row = rowOf(action, language);
    if (row !== null) rows.push(row);
  }
  if (rows.length === 0) return sayIn(language, 'roadmap.plans.nothing');
  const heads = ['action', 'what', 'when'].map((name) => sayIn(language, `roadmap.plans.${name}`));
  return table([heads, ...rows]);
}

function rowOf(action: PlanAction, language: Language): string[] | null {
  const name = (key: string) => sayIn(language, `roadmap.plans.${key}`);
  switch (action.kind) {
    case 'create':
      return [name('create'), action.milestone.title, formatDay(action.days.due, language)];
    case 'move': {
      const { from, days, existing } = action;
      const moved = `${formatDay(from.due, language)} → ${formatDay(days.due, language)}`;
      return [name('move'), plainText(existing.title), moved];
    }
    case 'task':
      return [name('task'), action.title, ''];
    case 'leave':
      return action.reason === 'as-planned'
        ? null
        : [name('leave'), action.title, sayIn(language, `roadmap.plans.reason.${action.reason}`)];
    case 'adopt':
      return null;
  }
}

/** `templates/plans/tu2.yml:12 (milestones.x.due): …` */
export function describePlanMistake(mistake: Mistake, language: Language): string {
  const { file, line, path, key, parameters } = mistake;
  const place = path === '' ? `${file}:${line}` : `${file}:${line} (${path})`;
  return `${place}: ${sayIn(language, key, parameters)}`;
}
