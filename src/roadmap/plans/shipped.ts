import { readdirSync, readFileSync } from 'node:fs';
import { readPlan, type PlanReading } from './read-plan.js';

const FOLDER = new URL('../../../templates/plans/', import.meta.url);

/** Names of the plans that come with the program, for `plans:` and `plan apply`. */
export function shippedPlans(): readonly string[] {
  const names: string[] = [];
  for (const file of readdirSync(FOLDER).sort()) {
    if (file.endsWith('.yml')) names.push(file.slice(0, -'.yml'.length));
  }
  return names;
}

/** The text of a plan that comes with the program, and its file; null where there is none of that name. */
export function shippedPlanText(name: string): { readonly content: string; readonly file: string } | null {
  if (!shippedPlans().includes(name)) return null;
  const file = `${name}.yml`;
  return { content: readFileSync(new URL(file, FOLDER), 'utf8'), file: `templates/plans/${file}` };
}

/** As `shippedPlanText`, read. */
export function readShippedPlan(name: string): PlanReading | null {
  const text = shippedPlanText(name);
  return text === null ? null : readPlan(text.content, { file: text.file });
}
