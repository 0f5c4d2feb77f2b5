/** What should stand in the project, from what the products' repositories hold. Pure. */
import { plainText, sayIn } from '../messages/index.js';
import { dueDay } from './days.js';
import type { FieldKey } from './fields.js';
import { itemTitle, milestoneText } from './item-text.js';
import { milestoneLines } from './milestone-lines.js';
import { milestoneStatus, progressPercent } from './status.js';
import type {
  DesiredItem,
  FieldValues,
  IssueFacts,
  MilestoneFacts,
  MilestoneStatus,
  RoadmapOptions,
} from './types.js';

const NOTHING = {
  product: null,
  organisation: null,
  repository: null,
  track: null,
  phase: null,
  start: null,
  target: null,
  progress: null,
  open: null,
  closed: null,
  status: null,
  source: null,
} as const satisfies Record<FieldKey, null>;

/**
 * One item for each milestone of a public repository, and one for each issue given. Anything that is not public for
 * certain is left out.
 */
export function desiredItems(
  milestones: readonly MilestoneFacts[],
  options: RoadmapOptions,
  issues: readonly IssueFacts[] = [],
): readonly DesiredItem[] {
  const items: DesiredItem[] = [];
  const byId = new Map<string, DesiredItem>();
  for (const milestone of milestones) {
    if (milestone.visibility !== 'public') continue;
    const item = itemOfMilestone(milestone, options);
    if (byId.has(item.subject)) continue;
    byId.set(item.subject, item);
    items.push(item);
  }
  for (const issue of issues) {
    if (issue.visibility !== 'public') continue;
    const milestone = issue.milestone === null ? undefined : byId.get(issue.milestone);
    items.push(itemOfIssue(issue, milestone?.values ?? null));
  }
  return items;
}

function itemOfMilestone(milestone: MilestoneFacts, options: RoadmapOptions): DesiredItem {
  const { id, state, openIssues: open, closedIssues: closed, product } = milestone;
  const { today, language, risk } = options;
  const lines = milestoneLines(milestone.description);
  const due = milestone.dueOn === null ? null : dueDay(milestone.dueOn);
  const start = startOf(lines.start ?? milestone.createdAt.slice(0, 10), due);
  const status = milestoneStatus({ state, start, due, open, closed }, today, risk);
  return {
    subject: id,
    kind: 'milestone',
    product: product.key,
    repository: milestone.repository,
    title: itemTitle(product.name, milestone.title),
    body: milestoneText(milestone, language),
    status,
    values: {
      ...placeOf(milestone),
      track: lines.track,
      phase: lines.phase,
      start,
      target: due,
      progress: progressPercent(state, open, closed),
      open,
      closed,
      status: status === null ? null : statusName(status, language),
      source: milestone.url,
    },
  };
}

/** A bar that ends before it begins cannot be drawn: a milestone made after its due day begins on it. */
function startOf(start: string, due: string | null): string {
  return due !== null && start > due ? due : start;
}

export function statusName(status: MilestoneStatus, language: RoadmapOptions['language']): string {
  return sayIn(language, `roadmap.status.${status}`);
}

function itemOfIssue(issue: IssueFacts, milestone: FieldValues | null): DesiredItem {
  const { start = null, target = null, track = null, phase = null } = milestone ?? {};
  return {
    subject: issue.id,
    kind: 'issue',
    product: issue.product.key,
    repository: issue.repository,
    title: plainText(issue.title),
    body: null,
    status: null,
    values: {
      ...NOTHING,
      ...placeOf({ product: issue.product, repositoryName: issue.nameWithOwner }),
      start,
      target,
      track,
      phase,
      source: issue.url,
    },
  };
}

function placeOf({ product, repositoryName }: Pick<MilestoneFacts, 'product' | 'repositoryName'>) {
  return {
    product: plainText(product.name, { maxLength: 100 }),
    organisation: repositoryName.slice(0, repositoryName.indexOf('/')),
    repository: repositoryName,
  };
}
