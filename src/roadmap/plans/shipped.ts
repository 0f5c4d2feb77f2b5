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

/** A plan that comes with the program; null where there is none of that name. */
export function readShippedPlan(name: string): PlanReading | null {
  if (!shippedPlans().includes(name)) return null;
  const file = `${name}.yml`;
  return readPlan(readFileSync(new URL(file, FOLDER), 'utf8'), { file: `templates/plans/${file}` });
}
