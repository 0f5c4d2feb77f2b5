/** What a plan writes in milestones and issues. The plan's own text is ours to trust; a hidden line finds it again. */
import { sayIn, type Language } from '../../messages/index.js';
import { milestoneLines } from '../milestone-lines.js';
import {
  parsePlanMarker,
  renderPlanMarker,
  renderTaskMarker,
  replacePlanMarker,
  type PlanMarker,
} from './marker.js';
import type { MilestonePlan, Occurrence, PlannedTask } from './types.js';

/** `Start:`, `Spor:` and `Fase:` are what the roadmap reads. */
export function milestoneDescription(plan: MilestonePlan, occurrence: Occurrence): string {
  const { key, milestone, start, due } = occurrence;
  const lines = [
    ...(start === null ? [] : [`Start: ${start}`]),
    ...(milestone.track === null ? [] : [`Spor: ${milestone.track}`]),
    ...(milestone.phase === null ? [] : [`Fase: ${milestone.phase}`]),
  ];
  const marker = renderPlanMarker({ plan: plan.id, key, start, due });
  return [milestone.description, lines.join('\n'), marker].filter((part) => part !== '').join('\n\n');
}

/** The description with other days; whatever else people have written in it stays. */
export function movedDescription(description: string, marker: PlanMarker): string {
  const before = parsePlanMarker(description);
  const text =
    before === null
      ? `${description.trim()}\n\n${renderPlanMarker(marker)}`
      : replacePlanMarker(description, marker);
  if (before?.start === undefined || before.start === null || marker.start === null) return text;
  return text.replace(`Start: ${before.start}`, `Start: ${marker.start}`);
}

/** Whether the start that stands in the description is the one that was written. */
export function hasStart(description: string | null, start: string | null): boolean {
  return milestoneLines(description).start === start;
}

export function taskTitle(task: PlannedTask, { year }: Occurrence): string {
  return year === null ? task.title : task.title.replaceAll('{year}', String(year));
}

export function taskBody(
  plan: MilestonePlan,
  { key }: Occurrence,
  task: PlannedTask,
  language: Language,
): string {
  const marker = renderTaskMarker({ plan: plan.id, key, task: task.id });
  const checklist = task.checklist.map((line) => `- [ ] ${line}`).join('\n');
  const note = `*${sayIn(language, 'roadmap.plans.taskNote', { plan: plan.name })}*`;
  return [marker, task.text, checklist, note].filter((part) => part !== '').join('\n\n');
}
