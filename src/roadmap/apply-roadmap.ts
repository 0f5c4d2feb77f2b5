/** Carries out a plan of the roadmap, one request at a time. */
import { GitHubError, type ProjectField } from '../github/index.js';
import type { RoadmapItem } from '../store/index.js';
import type { FieldChange, RoadmapPlan, Skip, Stop } from './actions.js';
import { applyAdds, type Added } from './apply-adds.js';
import { applyFields } from './apply-fields.js';
import { sendUnits } from './apply-items.js';
import { fieldTable, isSameValue, valueOf } from './field-table.js';
import { ROADMAP_FIELDS } from './fields.js';
import { archiveUnit, changeUnit, valueMutations } from './mutation-units.js';
import { refused, type RoadmapCounts, type RoadmapPorts, type RoadmapWork } from './work.js';

export interface ApplyRoadmapContext {
  readonly place: { readonly owner: string; readonly number: number };
  /** As they were when the plan was made. */
  readonly fields: readonly ProjectField[];
  readonly records: ReadonlyMap<string, RoadmapItem>;
  /** How long GitHub may take to show what it was just asked to make, in milliseconds. */
  readonly settleMs: number;
}

export interface RoadmapOutcome {
  readonly counts: Readonly<RoadmapCounts>;
  readonly skipped: readonly Skip[];
  readonly stop: Stop | null;
}

/**
 * What must not be seen any more goes first. What GitHub refuses for good is skipped and told. Throws a GitHubError when
 * a later try may do better: everything done until then stays done and is not done again.
 */
export async function applyRoadmap(
  plan: RoadmapPlan,
  ports: RoadmapPorts,
  context: ApplyRoadmapContext,
): Promise<RoadmapOutcome> {
  const counts = { fields: 0, added: 0, changed: 0, archived: 0, unarchived: 0, writes: 0 };
  if (plan.stop !== null) return { counts, skipped: plan.skipped, stop: plan.stop };
  const { place, records, settleMs } = context;
  const skipped = [...plan.skipped];
  const work: RoadmapWork = { ports, project: plan.project, place, records, settleMs, counts, skipped };
  try {
    await carryOut(work, plan, context.fields);
  } catch (error) {
    // Told once, with the permission's name; trying again is of no use before somebody has given it.
    if (!(error instanceof GitHubError) || error.kind !== 'forbidden') throw error;
    skipped.push(refused(error, `${place.owner}/${place.number}`));
  }
  return { counts, skipped, stop: null };
}

async function carryOut(
  work: RoadmapWork,
  plan: RoadmapPlan,
  before: readonly ProjectField[],
): Promise<void> {
  await remember(work, plan);
  const shown = await applyFields(work, before, plan.drop);
  await archive(work, plan, before);
  const fields = await applyFields(work, shown, plan.fields);
  await change(work, plan, fields);
  await fill(work, await applyAdds(work, plan.add), fields);
}

async function remember({ ports }: RoadmapWork, { project, remember: all }: RoadmapPlan): Promise<void> {
  for (const { record, isNew, patch } of all) {
    if (isNew) await ports.records.intend(record);
    await ports.records.save(project, record.subject, patch);
  }
}

async function archive(
  work: RoadmapWork,
  { project, archive: all }: RoadmapPlan,
  fields: readonly ProjectField[],
): Promise<void> {
  // Noted before it is done: a process that dies in between would else take it for a person's doing.
  for (const { subject, isRecorded } of all)
    if (isRecorded) await work.ports.records.save(project, subject, { state: 'archived' });
  const units = all.map((one) => ({ work: one, mutations: archiveUnit(one, fields) }));
  await sendUnits(work, units, {
    whole: true,
    nameOf: ({ item }) => item.title,
    done: () => {
      work.counts.archived += 1;
      return Promise.resolve();
    },
  });
}

async function change(
  work: RoadmapWork,
  { project, change: all }: RoadmapPlan,
  fields: readonly ProjectField[],
): Promise<void> {
  const units = all.map((one) => ({ work: one, mutations: changeUnit(one, fields) }));
  await sendUnits(work, units, {
    whole: false,
    nameOf: ({ desired }) => desired.title,
    done: async ({ desired, unarchive }) => {
      work.counts.changed += 1;
      if (!unarchive) return;
      work.counts.unarchived += 1;
      await work.ports.records.save(project, desired.subject, { state: 'present' });
    },
  });
}

/** The values of items just added: GitHub takes them in a request of their own. */
async function fill(
  work: RoadmapWork,
  added: readonly Added[],
  fields: readonly ProjectField[],
): Promise<void> {
  const units = added.map((one) => ({
    work: one,
    mutations: valueMutations(one.item, missingValues(one, fields), fields),
  }));
  await sendUnits(work, units, {
    whole: false,
    nameOf: ({ desired }) => desired.title,
    done: () => Promise.resolve(),
  });
}

function missingValues({ desired, found }: Added, fields: readonly ProjectField[]): readonly FieldChange[] {
  const table = fieldTable(fields);
  const changes: FieldChange[] = [];
  for (const { key } of ROADMAP_FIELDS) {
    const field = table.get(key)?.field ?? null;
    if (field === null) continue;
    const to = desired.values[key];
    const from = found === null ? null : valueOf(found, field);
    if (!isSameValue(field, from, to)) changes.push({ key, from, to });
  }
  return changes;
}
