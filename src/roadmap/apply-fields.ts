/** Makes missing fields and options. */
import {
  AmbiguousWrite,
  SELECT_COLORS,
  type ProjectField,
  type SelectColor,
  type SelectOption,
  type SelectOptionInput,
} from '../github/index.js';
import { sayIn } from '../messages/index.js';
import type { FieldAction } from './actions.js';
import { MOST_OPTIONS, sameName } from './fields.js';
import { statusColors } from './status-colors.js';
import { tellRefused, type RoadmapWork } from './work.js';

/** The project's fields as they are when all is done. Throws a GitHubError when trying later may do better. */
export async function applyFields(
  work: RoadmapWork,
  fields: readonly ProjectField[],
  actions: readonly FieldAction[],
): Promise<readonly ProjectField[]> {
  const now = new Map(fields.map((field) => [field.id, field]));
  for (const action of actions) {
    const what = action.definition.name;
    try {
      const field = await settled(work, action);
      if (field === null) work.skipped.push({ kind: 'undecided', what });
      else {
        now.set(field.id, field);
        work.counts.fields += 1;
      }
    } catch (error) {
      tellRefused(work, error, what);
    }
  }
  return [...now.values()];
}

/** After an unclear answer the fields are read, and the change is sent once more where it is not to be seen. */
async function settled(work: RoadmapWork, action: FieldAction): Promise<ProjectField | null> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    work.counts.writes += 1;
    try {
      return await send(work, action);
    } catch (error) {
      if (!(error instanceof AmbiguousWrite)) throw error;
      work.ports.log.warn({ err: error }, 'unclear answer, looking whether the field was changed');
      await work.ports.clock.sleep(work.settleMs);
      const found = await findDone(work, action);
      if (found !== null) return found;
    }
  }
  return null;
}

async function send(work: RoadmapWork, action: FieldAction): Promise<ProjectField> {
  const { writer } = work.ports;
  const { key, name } = action.definition;
  if (action.kind === 'create-field') {
    const { type } = action;
    return writer.createField(work.project, { name, type, options: newOptions(action.options, key, 0) });
  }
  // Read again right before: the request writes all options over, also one that a person has just made.
  const now = (await work.ports.reader.readFields(work.project)).find(({ id }) => id === action.field);
  const known = now?.options ?? [];
  const options =
    action.kind === 'add-options' ? mergeOptions(known, action.options, key) : without(known, action.options);
  return writer.setOptions(action.field, options);
}

async function findDone(work: RoadmapWork, action: FieldAction): Promise<ProjectField | null> {
  const fields = await work.ports.reader.readFields(work.project);
  const field = fields.find(({ name }) => sameName(name) === sameName(action.definition.name));
  if (field === undefined) return null;
  const known = new Set(field.options.map(({ name }) => sameName(name)));
  const isThere = (name: string): boolean => known.has(sameName(name));
  const isDone =
    action.kind === 'drop-options' ? !action.options.some(isThere) : action.options.every(isThere);
  return isDone ? field : null;
}

/** GitHub takes an empty list for no change, so one that says nothing stays. */
function without(known: readonly SelectOption[], dropped: readonly string[]): readonly SelectOptionInput[] {
  const names = new Set(dropped.map(sameName));
  const left = known.filter(({ name }) => !names.has(sameName(name)));
  return left.length > 0 ? left : newOptions([sayIn('da', 'roadmap.noValue')], '', 0);
}

/** All that are there with their ids, as they are, and the new ones behind them. */
export function mergeOptions(
  known: readonly SelectOption[],
  wanted: readonly string[],
  key: string,
): readonly SelectOptionInput[] {
  const names = new Set(known.map(({ name }) => sameName(name)));
  const missing = wanted.filter((name) => !names.has(sameName(name)));
  const room = Math.max(0, MOST_OPTIONS - known.length);
  return [...known, ...newOptions(missing.slice(0, room), key, known.length)];
}

function newOptions(names: readonly string[], key: string, from: number): readonly SelectOptionInput[] {
  const own = key === 'status' ? statusColors() : new Map<string, SelectColor>();
  return names.map((name, index) => ({
    name,
    color: own.get(name) ?? SELECT_COLORS[(from + index) % SELECT_COLORS.length] ?? 'GRAY',
    description: '',
  }));
}
