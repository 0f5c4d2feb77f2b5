/** The form of a plan file. What depends on other parts of the file is judged in `read-plan.ts`. */
import { z } from 'zod';

export const PLAN_FORMAT = 'os2modning-plan/1';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,40}$/, { error: 'roadmap.planFile.id' })
  .describe('Lower-case letters, digits and hyphens. Never change it: milestones are found again by it.');
const line = z.string().trim().min(1).max(200);
const text = z.string().trim().max(4000);
const date = z
  .string({ error: 'roadmap.planFile.date' })
  .regex(/^(?:\d{4}-\d{2}-\d{2}|start(?:\+\d{1,4}[dwm])?|year(?:\+1)?-\d{2}-\d{2})$/, {
    error: 'roadmap.planFile.date',
  })
  .describe(
    'A day (2025-09-01), relative to the plan’s start (start, start+45d, start+6w, start+3m), or every year (year-03-15, year+1-01-15).',
  );

const named = z.strictObject({ id, name: line.describe('As people read it in the roadmap.') });

const task = z.strictObject({
  id,
  title: line.describe('Title of the issue.'),
  text: text.describe('What it is about.').optional(),
  checklist: z.array(line).max(50).describe('Boxes to tick.').optional(),
});

const milestone = z.strictObject({
  id,
  title: line.describe('Title of the milestone; {year} where it comes every year.'),
  description: text.optional(),
  track: z.string().describe('Id of a track.').optional(),
  phase: z.string().describe('Id of a phase.').optional(),
  start: date.optional(),
  due: date,
  tasks: z.array(task).max(50).describe('Become issues under the milestone.').optional(),
});

export const planShape = z.strictObject({
  format: z.literal(PLAN_FORMAT, {
    error: (issue) => (issue.input === undefined ? undefined : 'roadmap.planFile.format'),
  }),
  id,
  name: line.describe('What people call the plan.'),
  description: text.describe('What the plan is for.').optional(),
  audience: line.describe('Who it is for.').optional(),
  start: z.iso
    .date({ error: (issue) => (issue.input === undefined ? undefined : 'roadmap.planFile.day') })
    .describe('What relative dates are counted from where nobody says otherwise.')
    .optional(),
  nextYearFrom: z
    .string()
    .regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/, { error: 'roadmap.planFile.monthDay' })
    .describe('Month and day from which next year’s milestones are made; 10-01 where nothing is said.')
    .optional(),
  tracks: z.array(named).max(50).optional(),
  phases: z.array(named).max(50).optional(),
  milestones: z.array(milestone).min(1).max(200),
});

export type RawPlan = z.output<typeof planShape>;

/** JSON Schema of a plan file, for editors. */
export function planJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(planShape, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
  return { ...schema, title: 'OS2modning: plan' };
}
