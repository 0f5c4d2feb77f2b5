/** Adds items, each exactly once whatever happens in between. */
import { AmbiguousWrite, GitHubError, MOST_MUTATIONS, type ProjectItem } from '../github/index.js';
import type { AddItem } from './actions.js';
import { sendOnce } from './apply-items.js';
import { renderItemBody } from './item-body.js';
import { ownItems } from './own-items.js';
import type { DesiredItem } from './types.js';
import { stopsAll, tellRefused, type RoadmapWork } from './work.js';

export interface Added {
  readonly desired: DesiredItem;
  /** Node id. */
  readonly item: string;
  /** Found in the project after all, with what it holds; null: just made, so it is empty. */
  readonly found: ProjectItem | null;
}

/**
 * The intents are stored, then GitHub is asked once for a whole batch. Where an earlier run may have asked, and after an
 * unclear answer, the items are looked for by their hidden lines first. What stays unclear is left for the next run.
 */
export async function applyAdds(work: RoadmapWork, adds: readonly AddItem[]): Promise<readonly Added[]> {
  const added: Added[] = [];
  for (let start = 0; start < adds.length; start += MOST_MUTATIONS) {
    added.push(...(await addBatch(work, adds.slice(start, start + MOST_MUTATIONS))));
  }
  return added;
}

async function addBatch(work: RoadmapWork, adds: readonly AddItem[]): Promise<readonly Added[]> {
  const { make, look } = await intend(work, adds);
  const added: Added[] = [];
  if (look.length > 0) {
    await work.ports.clock.sleep(restOfSettling(work, look));
    const found = await lookFor(work, look);
    added.push(...found);
    const seen = new Set(found.map(({ desired }) => desired));
    make.push(...look.filter((desired) => !seen.has(desired)));
  }
  let left = make;
  for (let attempt = 1; attempt <= 2 && left.length > 0; attempt += 1) {
    const unclear = await askFor(work, left, added);
    if (unclear.length === 0) return added;
    await work.ports.clock.sleep(work.settleMs);
    const found = await lookFor(work, unclear);
    added.push(...found);
    const seen = new Set(found.map(({ desired }) => desired));
    left = unclear.filter((desired) => !seen.has(desired));
  }
  for (const { title } of left) work.skipped.push({ kind: 'undecided', what: title });
  return added;
}

async function intend(
  { ports, project }: RoadmapWork,
  adds: readonly AddItem[],
): Promise<{ make: DesiredItem[]; look: DesiredItem[] }> {
  const [make, look]: [DesiredItem[], DesiredItem[]] = [[], []];
  for (const { desired, again } of adds) {
    const { subject, kind, product, repository } = desired;
    if (again)
      await ports.records.save(project, subject, {
        state: 'gone',
        item: null,
        draft: null,
        contentHash: null,
      });
    const intent = await ports.records.intend({ project, subject, kind, product, repository });
    // Another run has made it since the plan was made.
    if (intent === 'known') continue;
    (intent === 'make' ? make : look).push(desired);
  }
  return { make, look };
}

/** What a process that died had asked for may still be on its way. */
function restOfSettling({ ports, records, settleMs }: RoadmapWork, look: readonly DesiredItem[]): number {
  let rest = 0;
  for (const { subject } of look) {
    const intended = records.get(subject)?.intendedAt ?? null;
    const age = intended === null ? 0 : ports.clock.now() - intended.getTime();
    rest = Math.max(rest, Math.min(settleMs, settleMs - age));
  }
  return Math.max(0, rest);
}

/** As `lookTwice`: what one reading lacks is looked for in a second. */
async function lookFor(work: RoadmapWork, wanted: readonly DesiredItem[]): Promise<readonly Added[]> {
  const first = await lookOnce(work, wanted);
  const seen = new Set(first.map(({ desired }) => desired));
  const rest = wanted.filter((desired) => !seen.has(desired));
  return rest.length === 0 ? first : [...first, ...(await lookOnce(work, rest))];
}

async function lookOnce(work: RoadmapWork, wanted: readonly DesiredItem[]): Promise<readonly Added[]> {
  const { owner, number } = work.place;
  const project = await work.ports.reader.readProject(owner, number);
  const records = await work.ports.records.list(work.project);
  const subjects = new Set(wanted.map(({ subject }) => subject));
  const own = ownItems(project?.items ?? [], records, subjects);
  const added: Added[] = [];
  for (const desired of wanted) {
    const found = own.get(desired.subject)?.[0]?.item;
    if (found === undefined) continue;
    await remember(work, desired, found.id, found.content);
    added.push({ desired, item: found.id, found });
  }
  return added;
}

/** One request; gives back what stayed unclear. */
async function askFor(
  work: RoadmapWork,
  wanted: readonly DesiredItem[],
  added: Added[],
): Promise<readonly DesiredItem[]> {
  const unclear: DesiredItem[] = [];
  let stopping: GitHubError | null = null;
  const results = await orDropAll(work, wanted);
  for (const [index, desired] of wanted.entries()) {
    const result = results[index];
    if (result instanceof GitHubError) {
      await work.ports.records.drop(work.project, desired.subject);
      if (stopsAll(result)) stopping = result;
      else tellRefused(work, result, desired.title);
    } else if (result === undefined || result instanceof AmbiguousWrite || result.item === null) {
      unclear.push(desired);
    } else {
      await remember(work, desired, result.item, result.content);
      work.counts.added += 1;
      added.push({ desired, item: result.item, found: null });
    }
  }
  if (stopping !== null) throw stopping;
  return unclear;
}

/** A refusal of the whole request is certain: nothing was made. */
async function orDropAll(work: RoadmapWork, wanted: readonly DesiredItem[]) {
  try {
    return await sendOnce(work, wanted.map(mutationOf));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    for (const { subject } of wanted) await work.ports.records.drop(work.project, subject);
    throw error;
  }
}

function mutationOf({ kind, subject, repository, title, body }: DesiredItem) {
  if (kind === 'issue') return { kind: 'add-content', content: subject } as const;
  const marker = { subject, repository };
  return { kind: 'add-draft', title, body: renderItemBody({ marker, own: body ?? '', theirs: '' }) } as const;
}

async function remember(
  { ports, project }: RoadmapWork,
  { subject, kind }: DesiredItem,
  item: string,
  content: string | null,
): Promise<void> {
  const draft = kind === 'milestone' ? content : null;
  await ports.records.save(project, subject, { state: 'present', item, draft });
}
