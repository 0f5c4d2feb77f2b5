/** From what should stand in the project and what does, to what has to be done. Pure. */
import type { Project, ProjectField, ProjectItem } from '../github/index.js';
import { sayIn } from '../messages/index.js';
import type { RoadmapItem } from '../store/index.js';
import type {
  AddItem,
  ArchiveItem,
  ChangeItem,
  FieldChange,
  Remember,
  RoadmapPlan,
  Skip,
} from './actions.js';
import { planDroppedOptions } from './drop-options.js';
import { fieldTable, isSameValue, valueOf, type FieldTable } from './field-table.js';
import { ROADMAP_FIELDS, type FieldKey } from './fields.js';
import { renderItemBody } from './item-body.js';
import { ownItems, type OwnItem } from './own-items.js';
import { optionNames, planFields, type FieldPlan } from './plan-fields.js';
import type { Desired, DesiredItem, RoadmapOptions } from './types.js';

export interface RoadmapPlanInput {
  readonly desired: Desired;
  /** With the items that the store knows and the list does not show, where they were found by their ids. */
  readonly project: Pick<Project, 'id' | 'fields' | 'items'>;
  /** Of this project, by subject. */
  readonly records: ReadonlyMap<string, RoadmapItem>;
  readonly language: RoadmapOptions['language'];
  /** The items may all be gone on purpose: people have emptied the project. */
  readonly acceptEmpty?: boolean;
}

/** So many items do not vanish from a project by chance. */
const FEWEST_UNSEEN = 3;

export function planRoadmap(input: RoadmapPlanInput): RoadmapPlan {
  const { desired, project, records, language } = input;
  const names = optionNames(desired.items);
  const fields = planFields(project.fields, names, language);
  const plan = new Planner(input, fields);
  const known = [...records.values()].filter(({ state }) => state === 'present').length;
  const isUnseen = project.items.length === 0 && known >= FEWEST_UNSEEN && input.acceptEmpty !== true;
  return {
    project: project.id,
    stop: isUnseen ? { kind: 'items-unseen', expected: known } : null,
    drop: planDroppedOptions(project, plan.archive, names),
    fields: fields.actions,
    archive: plan.archive,
    change: plan.change,
    add: plan.add,
    remember: plan.remember,
    skipped: [...fields.skipped, ...plan.skipped],
  };
}

class Planner {
  readonly archive: ArchiveItem[] = [];
  readonly change: ChangeItem[] = [];
  readonly add: AddItem[] = [];
  readonly remember: Remember[] = [];
  readonly skipped: Skip[] = [];
  readonly #input: RoadmapPlanInput;
  readonly #table: FieldTable;
  /** By name of a full single select, the values it cannot take. */
  readonly #full: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(input: RoadmapPlanInput, fields: FieldPlan) {
    this.#input = input;
    this.#full = fullFields(fields);
    this.#table = fieldTable(input.project.fields);
    const { desired, project, records } = input;
    const issues = new Set(
      desired.items.filter(({ kind }) => kind === 'issue').map(({ subject }) => subject),
    );
    const own = ownItems(project.items, records, issues);
    const wanted = new Set<string>();
    for (const item of desired.items) {
      wanted.add(item.subject);
      const [keep, ...extra] = own.get(item.subject) ?? [];
      if (keep === undefined) this.#planAdd(item);
      else this.#planKept(item, keep);
      for (const duplicate of extra) this.#planDuplicate(duplicate);
    }
    for (const [subject, [keep, ...extra]] of own) {
      if (wanted.has(subject) || keep === undefined) continue;
      for (const unwanted of [keep, ...extra]) this.#planUnwanted(unwanted);
    }
    for (const record of records.values()) {
      const isLost = record.state === 'present' || record.state === 'archived';
      if (isLost && !wanted.has(record.subject) && !own.has(record.subject))
        this.remember.push({ record, isNew: false, patch: { state: 'gone', item: null, draft: null } });
    }
  }

  #planAdd(desired: DesiredItem): void {
    const state = this.#input.records.get(desired.subject)?.state;
    this.add.push({ desired, again: state === 'present' || state === 'archived' });
  }

  #planKept(desired: DesiredItem, { item, body }: OwnItem): void {
    const record = this.#input.records.get(desired.subject);
    if (item.isArchived && record?.state === 'present') {
      this.skipped.push({ kind: 'archived-by-people', subject: desired.subject, title: item.title });
      return;
    }
    const values = this.#changedValues(desired, item);
    const text = changedText(desired, item, body);
    const unarchive = item.isArchived;
    if (unarchive || values.length > 0 || Object.keys(text).length > 0)
      this.change.push({ desired, item, unarchive, text, values });
    this.#planRemember(desired, item, record);
  }

  #planRemember(desired: DesiredItem, item: ProjectItem, record: RoadmapItem | undefined): void {
    const { subject, kind, product, repository } = desired;
    const draft = item.type === 'DRAFT_ISSUE' ? item.content : null;
    const isTrue =
      record?.item === item.id &&
      record.draft === draft &&
      record.product === product &&
      record.repository === repository &&
      // One that is taken out of the archive is noted when that is done.
      (record.state === 'present' || item.isArchived);
    if (isTrue) return;
    const state = item.isArchived ? 'archived' : 'present';
    this.remember.push({
      record: { project: this.#input.project.id, subject, kind, product, repository },
      isNew: record === undefined || record.state === 'gone',
      patch: { state, item: item.id, draft, product, repository },
    });
  }

  #changedValues(desired: DesiredItem, item: ProjectItem): readonly FieldChange[] {
    const changes: FieldChange[] = [];
    for (const { key } of ROADMAP_FIELDS) {
      const own = this.#table.get(key);
      if (own === undefined || own.isUnfit) continue;
      const to = desired.values[key];
      const from = own.field === null ? null : valueOf(item, own.field);
      const isSame = own.field === null ? to === null : isSameValue(own.field, from, to);
      if (!isSame && !this.#hasNoRoom(own.field, to)) changes.push({ key, from, to });
    }
    return changes;
  }

  /** A value that a full single select cannot take would be tried again in every run. */
  #hasNoRoom(field: ProjectField | null, value: string | number | null): boolean {
    return field !== null && this.#full.get(field.name)?.has(String(value)) === true;
  }

  #planDuplicate({ subject, item }: OwnItem): void {
    if (item.isArchived) return;
    this.archive.push({ subject, item, reason: 'duplicate', emptied: null, isRecorded: false });
  }

  #planUnwanted(own: OwnItem): void {
    const { subject, repository, item } = own;
    if (this.#isUnread(own)) return;
    const isPublic = repository !== null && this.#input.desired.publicRepositories.has(repository);
    const emptied = isPublic ? null : this.#emptied(own);
    if (item.isArchived && emptied === null) return;
    const isRecorded = this.#input.records.get(subject)?.item === item.id;
    const reason = isPublic ? 'vanished' : 'not-public';
    this.archive.push({ subject, item, reason, emptied, isRecorded });
  }

  #isUnread({ subject, repository }: OwnItem): boolean {
    const { unread } = this.#input.desired;
    return unread.has(subject) || (repository !== null && unread.has(repository));
  }

  /** Null when nothing of ours is left on it. */
  #emptied({ subject, repository, item, body }: OwnItem): ArchiveItem['emptied'] {
    const values: FieldKey[] = [];
    for (const [key, { field, isUnfit }] of this.#table) {
      if (field !== null && !isUnfit && item.values.has(field.id)) values.push(key);
    }
    if (item.type !== 'DRAFT_ISSUE') return values.length === 0 ? null : { values };
    const title = sayIn(this.#input.language, 'roadmap.item.hidden');
    const isEmpty = item.title === title && body.marker !== null && body.own === '';
    if (isEmpty && values.length === 0) return null;
    const marker = body.marker ?? { subject, repository: repository ?? 'unknown' };
    // Where the hidden line is gone, nobody can tell our text from people's: none of it may stay.
    const theirs = body.marker === null ? '' : body.theirs;
    return { title, body: renderItemBody({ marker, own: '', theirs }), values };
  }
}

function fullFields({ skipped }: FieldPlan): ReadonlyMap<string, ReadonlySet<string>> {
  const full = new Map<string, ReadonlySet<string>>();
  for (const skip of skipped) if (skip.kind === 'field-full') full.set(skip.field, new Set(skip.values));
  return full;
}

/** What of a draft's text is not as it should be; the text of an issue is its own. */
function changedText(
  { title, body, subject, repository }: DesiredItem,
  item: ProjectItem,
  actual: OwnItem['body'],
): ChangeItem['text'] {
  if (body === null || item.type !== 'DRAFT_ISSUE') return {};
  const isMarked = actual.marker?.subject === subject && actual.marker.repository === repository;
  const isSame = isMarked && actual.own === body.trim();
  return {
    ...(item.title === title ? {} : { title }),
    ...(isSame
      ? {}
      : { body: renderItemBody({ marker: { subject, repository }, own: body, theirs: actual.theirs }) }),
  };
}
