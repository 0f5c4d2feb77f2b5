/** A plan file, from text to a plan or all that is wrong with it. */
import {
  quoteValue,
  readShape,
  readYaml,
  sortMistakes,
  type Mistake,
  type YamlDocument,
} from '../../products/index.js';
import { parsePlanDate } from './dates.js';
import { planShape, type RawPlan } from './schema.js';
import type { MilestonePlan, PlanDate, PlannedMilestone } from './types.js';

const MAX_BYTES = 128 * 1024;
const NEXT_YEAR_FROM = '10-01';

export interface PlanReading {
  /** Null when there is any mistake. */
  readonly plan: MilestonePlan | null;
  /** All of them, in the order of the file, each with its line. */
  readonly mistakes: readonly Mistake[];
}

/** Reads a plan (docs/roadmap.md). Never throws. */
export function readPlan(content: string, options: { readonly file: string }): PlanReading {
  const [document, ...others] = readYaml(content, { file: options.file, maxBytes: MAX_BYTES });
  const mistakes: Mistake[] = [...document.mistakes];
  if (others.length > 0) mistakes.push(document.mistake('governance.yaml.severalDocuments', []));
  if (document.value === undefined) return { plan: null, mistakes: sortMistakes(mistakes) };
  const reading = readShape(planShape, document.value, { document, path: [], mistakes });
  judge(document, document.value, mistakes);
  const plan = reading.ok && mistakes.length === 0 ? toPlan(reading.value) : null;
  return { plan, mistakes: sortMistakes(mistakes) };
}

type Path = readonly (string | number)[];
type Group = Readonly<Record<string, unknown>>;

/** What a schema cannot see. It takes the file as it stands, so that a slip in one place hides nothing in another. */
function judge(document: YamlDocument, value: unknown, mistakes: Mistake[]): void {
  const plan = groupOf(value);
  const tell = (key: string, path: Path, named: unknown, more: Readonly<Record<string, string>> = {}) =>
    mistakes.push(document.mistake(`roadmap.planFile.${key}`, path, { value: quoteValue(named), ...more }));
  const milestones = listOf(plan.milestones);
  judgeIds(milestones, ['milestones'], tell);
  for (const list of ['tracks', 'phases']) judgeIds(listOf(plan[list]), [list], tell);
  for (const [index, milestone] of milestones.entries()) {
    const path = ['milestones', index];
    judgeName('track', milestone, plan.tracks, path, tell);
    judgeName('phase', milestone, plan.phases, path, tell);
    judgeDates(milestone, path, tell);
    const tasks = listOf(milestone.tasks);
    judgeIds(tasks, [...path, 'tasks'], tell);
  }
}

type Tell = (key: string, path: Path, named: unknown, more?: Readonly<Record<string, string>>) => void;

function judgeIds(list: readonly Group[], path: Path, tell: Tell): void {
  const seen = new Set<unknown>();
  for (const [index, { id }] of list.entries()) {
    if (id !== undefined && seen.has(id)) tell('doubleId', [...path, index, 'id'], id);
    seen.add(id);
  }
}

function judgeName(field: 'track' | 'phase', milestone: Group, list: unknown, path: Path, tell: Tell): void {
  const named = milestone[field];
  if (typeof named !== 'string') return;
  const known = listOf(list).map(({ id }) => String(id));
  if (known.includes(named)) return;
  const names = known.length === 0 ? '_none' : known.join(', ');
  tell(field === 'track' ? 'unknownTrack' : 'unknownPhase', [...path, field], named, { known: names });
}

function judgeDates(milestone: Group, path: Path, tell: Tell): void {
  const start = dateIn(milestone.start, [...path, 'start'], tell);
  const due = dateIn(milestone.due, [...path, 'due'], tell);
  if (due?.kind === 'year' && !String(milestone.title).includes('{year}'))
    tell('yearMissing', [...path, 'title'], milestone.title);
  if (start === null || due === null) return;
  const isMixed = (start.kind === 'year') !== (due.kind === 'year');
  if (isMixed) tell('mixedDates', [...path, 'start'], milestone.start);
  else if (isAfter(start, due)) tell('startAfterDue', [...path, 'start'], milestone.start);
}

function dateIn(value: unknown, path: Path, tell: Tell): PlanDate | null {
  if (typeof value !== 'string') return null;
  const date = parsePlanDate(value);
  // What does not even look like a date has been told of already.
  if (date === null && /^(?:\d{4}|year(?:\+1)?)-\d{2}-\d{2}$/.test(value)) tell('noSuchDay', path, value);
  return date;
}

function isAfter(start: PlanDate, due: PlanDate): boolean {
  if (start.kind === 'day' && due.kind === 'day') return start.day > due.day;
  if (start.kind === 'start' && due.kind === 'start')
    return start.months === due.months ? start.days > due.days : start.months > due.months && due.days < 28;
  if (start.kind === 'year' && due.kind === 'year')
    return start.later === due.later ? start.monthDay > due.monthDay : start.later > due.later;
  return false;
}

function groupOf(value: unknown): Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Group) : {};
}

function listOf(value: unknown): readonly Group[] {
  return Array.isArray(value) ? value.map(groupOf) : [];
}

function toPlan(raw: RawPlan): MilestonePlan {
  const tracks = new Map(raw.tracks?.map(({ id, name }) => [id, name]));
  const phases = new Map(raw.phases?.map(({ id, name }) => [id, name]));
  return {
    id: raw.id,
    name: raw.name,
    description: raw.description ?? '',
    audience: raw.audience ?? '',
    start: raw.start ?? null,
    nextYearFrom: raw.nextYearFrom ?? NEXT_YEAR_FROM,
    milestones: raw.milestones.map((milestone): PlannedMilestone => {
      const { id, title, description = '', track = '', phase = '', tasks = [] } = milestone;
      return {
        id,
        title,
        description,
        track: tracks.get(track) ?? null,
        phase: phases.get(phase) ?? null,
        start: milestone.start === undefined ? null : dateOf(milestone.start),
        due: dateOf(milestone.due),
        tasks: tasks.map(({ text = '', checklist = [], ...task }) => ({ ...task, text, checklist })),
      };
    }),
  };
}

function dateOf(text: string): PlanDate {
  const date = parsePlanDate(text);
  if (date === null) throw new RangeError(`"${text}" was judged to be a date`);
  return date;
}
