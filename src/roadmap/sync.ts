/** One round of the roadmap: read what the products hold, read the project, plan the difference, apply it. */
import {
  GitHubError,
  type MilestoneReader,
  type Project,
  type ProjectReader,
  type RepositoryMilestones,
} from '../github/index.js';
import type { RoadmapItem } from '../store/index.js';
import type { RoadmapPlan } from './actions.js';
import { applyRoadmap, type RoadmapOutcome } from './apply-roadmap.js';
import { desiredItems } from './desired.js';
import { planRoadmap } from './plan-roadmap.js';
import type {
  Desired,
  DesiredItem,
  IssueFacts,
  MilestoneFacts,
  MilestoneStatus,
  ProductName,
  RoadmapOptions,
} from './types.js';
import type { RoadmapPorts } from './work.js';

/** What is read with one token: the repositories of products in the roadmap, in one installation. */
export interface RoadmapSource {
  readonly reader: MilestoneReader;
  readonly repositories: readonly SourceRepository[];
  /** The app's own open issues, where they are wanted in the roadmap (`roadmap.issues`). */
  readonly issues?: readonly SourceRepository[];
}

/** A repository, or an issue. */
export interface SourceRepository {
  /** Node id. */
  readonly id: string;
  readonly product: ProductName;
}

export interface SyncInput {
  readonly place: { readonly owner: string; readonly number: number };
  readonly sources: readonly RoadmapSource[];
  /**
   * Repositories outside the sources that are public for certain, such as those of products that are not in the roadmap:
   * their items are archived with their text. Of all others nobody knows, so the text is taken away.
   */
  readonly alsoPublic?: ReadonlySet<string>;
  readonly options: RoadmapOptions;
  /** See ApplyRoadmapContext. */
  readonly settleMs: number;
  readonly dryRun?: boolean;
  /** See RoadmapPlanInput. */
  readonly acceptEmpty?: boolean;
}

export interface SyncReport {
  readonly project: Pick<Project, 'id' | 'number' | 'title' | 'url' | 'isPublic'>;
  readonly plan: RoadmapPlan;
  /** Null after a dry run. */
  readonly outcome: RoadmapOutcome | null;
  readonly items: readonly DesiredItem[];
  readonly statuses: StatusCounts;
  /** Repositories and issues that could not be read, by node id; their items stand as they were. */
  readonly unread: ReadonlyMap<string, GitHubError>;
  /** What was read, for the store. */
  readonly repositories: readonly RepositoryMilestones[];
}

export type StatusCounts = Readonly<Record<MilestoneStatus | 'undated', number>>;

/**
 * Throws a GitHubError when the project cannot be read (`gone`: there is none of that number, or the app may not see it),
 * or when a later try may do better. A source that cannot be read is told of, and the others go on.
 */
export async function syncRoadmap(input: SyncInput, ports: RoadmapPorts): Promise<SyncReport> {
  const { place, options, settleMs, dryRun = false, acceptEmpty = false } = input;
  const first = await readSources(input.sources);
  const found = await ports.reader.readProject(place.owner, place.number);
  if (found === null) throw new GitHubError('gone', { request: `project ${place.owner}/${place.number}` });
  const records = await ports.records.list(found.id);
  const read = await readEmptyAgain(first, input.sources, records);
  const desired = desiredOf(read, input);
  const project = { ...found, items: [...found.items, ...(await unlisted(ports.reader, found, records))] };
  const plan = planRoadmap({ desired, project, records, language: options.language, acceptEmpty });
  const { fields } = project;
  const outcome = dryRun ? null : await applyRoadmap(plan, ports, { place, fields, records, settleMs });
  return {
    project,
    plan,
    outcome,
    items: desired.items,
    statuses: countStatuses(desired.items),
    unread: read.unread,
    repositories: [...read.repositories.values()],
  };
}

interface Read {
  readonly repositories: ReadonlyMap<string, RepositoryMilestones>;
  readonly milestones: readonly MilestoneFacts[];
  readonly issues: readonly IssueFacts[];
  readonly unread: ReadonlyMap<string, GitHubError>;
}

async function readSources(sources: readonly RoadmapSource[]): Promise<Read> {
  const repositories = new Map<string, RepositoryMilestones>();
  const milestones: MilestoneFacts[] = [];
  const issues: IssueFacts[] = [];
  const unread = new Map<string, GitHubError>();
  for (const { reader, repositories: wanted, issues: wantedIssues = [] } of sources) {
    await readEach(
      wanted,
      (ids) => reader.readMilestones(ids),
      unread,
      (found, product) => {
        repositories.set(found.id, found);
        milestones.push(...factsOf(found, product));
      },
    );
    await readEach(
      wantedIssues,
      (ids) => reader.readIssues(ids),
      unread,
      (found, product) => {
        issues.push({ ...found, product });
      },
    );
  }
  return { repositories, milestones, issues, unread };
}

/** GitHub's lists have been empty before when they were not: where all milestones of a repository would go, it is asked again. */
async function readEmptyAgain(
  first: Read,
  sources: readonly RoadmapSource[],
  records: ReadonlyMap<string, RoadmapItem>,
): Promise<Read> {
  const filled = new Set<string>();
  for (const { kind, state, repository } of records.values())
    if (kind === 'milestone' && state === 'present') filled.add(repository);
  const isDoubtful = ({ id }: SourceRepository): boolean =>
    filled.has(id) && first.repositories.get(id)?.milestones.length === 0;
  const doubtful = sources
    .map(({ reader, repositories }) => ({ reader, repositories: repositories.filter(isDoubtful) }))
    .filter(({ repositories }) => repositories.length > 0);
  if (doubtful.length === 0) return first;
  const again = await readSources(doubtful);
  return {
    repositories: new Map([...first.repositories, ...again.repositories]),
    milestones: [...first.milestones, ...again.milestones],
    issues: first.issues,
    unread: new Map([...first.unread, ...again.unread]),
  };
}

/** An organisation that cannot be read must not keep the others back. */
async function readEach<T>(
  wanted: readonly SourceRepository[],
  ask: (ids: readonly string[]) => Promise<ReadonlyMap<string, T | null | GitHubError>>,
  unread: Map<string, GitHubError>,
  take: (found: T, product: ProductName) => void,
): Promise<void> {
  if (wanted.length === 0) return;
  let read: ReadonlyMap<string, T | null | GitHubError> | GitHubError;
  try {
    read = await ask(wanted.map(({ id }) => id));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    read = error;
  }
  for (const { id, product } of wanted) {
    const found = read instanceof GitHubError ? read : (read.get(id) ?? null);
    if (found instanceof GitHubError) unread.set(id, found);
    else if (found !== null) take(found, product);
  }
}

function factsOf(repository: RepositoryMilestones, product: ProductName): MilestoneFacts[] {
  const { id, nameWithOwner, visibility } = repository;
  return repository.milestones.map((milestone) => ({
    ...milestone,
    repository: id,
    repositoryName: nameWithOwner,
    visibility,
    product,
  }));
}

function desiredOf({ repositories, milestones, issues, unread }: Read, input: SyncInput): Desired {
  const publicRepositories = new Set(input.alsoPublic);
  for (const { id, visibility } of repositories.values())
    if (visibility === 'public') publicRepositories.add(id);
  return {
    items: desiredItems(milestones, input.options, issues),
    publicRepositories,
    unread: new Set(unread.keys()),
  };
}

/** Items that the store knows and the list does not show: GitHub may leave archived ones out. */
async function unlisted(
  reader: ProjectReader,
  { items }: Project,
  records: ReadonlyMap<string, RoadmapItem>,
): Promise<Project['items']> {
  const listed = new Set(items.map(({ id }) => id));
  const ids: string[] = [];
  for (const { item, state } of records.values()) {
    if (item !== null && state !== 'gone' && !listed.has(item)) ids.push(item);
  }
  return ids.length === 0 ? [] : reader.readItems(ids);
}

function countStatuses(items: readonly DesiredItem[]): StatusCounts {
  const counts = { 'on-track': 0, 'at-risk': 0, overdue: 0, done: 0, undated: 0 };
  for (const { kind, status } of items) if (kind === 'milestone') counts[status ?? 'undated'] += 1;
  return counts;
}
