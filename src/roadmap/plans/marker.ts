/**
 * The hidden line of a plan's milestones and issues: which plan and which part of it, and of a milestone the dates that we
 * wrote last, so that a date that people have moved is told from one of ours. Values are our own keys, years and days.
 */
export interface PlanMarker {
  readonly plan: string;
  /** See Occurrence. */
  readonly key: string;
  readonly start: string | null;
  readonly due: string;
}

export interface TaskMarker {
  readonly plan: string;
  /** Of its milestone. */
  readonly key: string;
  readonly task: string;
}

const SAFE = /^[\w./-]{1,100}$/;
const PLAN =
  /^<!-- os2modning:plan v=1 plan=(\S+) key=(\S+) start=(\S+) due=(\d{4}-\d{2}-\d{2}) -->[ \t]*\r?$/m;
const TASK = /^<!-- os2modning:plantask v=1 plan=(\S+) key=(\S+) task=(\S+) -->[ \t]*\r?$/m;
const NO_START = '-';

export function renderPlanMarker({ plan, key, start, due }: PlanMarker): string {
  return `<!-- os2modning:plan v=1 plan=${safe(plan)} key=${safe(key)} start=${safe(start ?? NO_START)} due=${safe(due)} -->`;
}

export function renderTaskMarker({ plan, key, task }: TaskMarker): string {
  return `<!-- os2modning:plantask v=1 plan=${safe(plan)} key=${safe(key)} task=${safe(task)} -->`;
}

export function parsePlanMarker(text: string): PlanMarker | null {
  const found = PLAN.exec(text);
  if (found === null) return null;
  const [, plan = '', key = '', start = '', due = ''] = found;
  return { plan, key, start: start === NO_START ? null : start, due };
}

export function parseTaskMarker(text: string): TaskMarker | null {
  const found = TASK.exec(text);
  if (found === null) return null;
  const [, plan = '', key = '', task = ''] = found;
  return { plan, key, task };
}

/** The text with another hidden line in the place of its own. */
export function replacePlanMarker(text: string, marker: PlanMarker): string {
  return text.replace(PLAN, renderPlanMarker(marker));
}

function safe(value: string): string {
  if (!SAFE.test(value)) throw new RangeError(`"${value}" may not stand in a hidden line`);
  return value;
}
