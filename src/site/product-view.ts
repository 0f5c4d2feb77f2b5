import { changeSince } from '../assessment/index.js';
import { reportUrl, stillShown, type EvaluationSource } from '../evaluations/index.js';
import { milestoneLines, milestoneStatus, progressPercent, type RiskRule } from '../roadmap/index.js';
import type {
  AssessmentPeriod,
  AssessmentSummary,
  EvaluationSummary,
  IssueRecord,
  NewestAssessment,
  Ratings,
  StoredExplanation,
  StoredMilestone,
  StoredProduct,
  StoredRepository,
} from '../store/index.js';
import { danishDay } from '../roadmap/index.js';
import { discloseSummary } from './disclose.js';
import type { Standing } from './rows.js';
import type {
  Audience,
  ExplanationView,
  IssueView,
  MilestoneView,
  ProductView,
  RepositoryLink,
  TaskView,
  TrendPoint,
} from './types.js';
import { fullName, type Visibility } from './visibility.js';

/** All of the portfolio, by product key; milestones by the node id of their repository. */
export interface Sources {
  readonly standings: ReadonlyMap<string, Standing>;
  readonly explanations: ReadonlyMap<string, readonly StoredExplanation[]>;
  readonly issues: ReadonlyMap<string, readonly IssueRecord[]>;
  readonly milestones: ReadonlyMap<string, readonly StoredMilestone[]>;
  readonly evaluations: ReadonlyMap<string, EvaluationSummary>;
  readonly evaluationSource: EvaluationSource | null;
  readonly audience: Audience;
  readonly failing: ReadonlySet<string>;
  readonly visibility: Visibility;
  readonly day: string;
  /** A year before it. */
  readonly firstDay: string;
  readonly webUrl: string;
  readonly risk: RiskRule;
}

/** Only of a product that the audience may see. */
export function productView(product: StoredProduct, sources: Sources): ProductView {
  const { visibility, webUrl } = sources;
  const repositories = visibility.repositoriesOf(product);
  const links = repositories.map((one) => linkTo(one, webUrl));
  const standing = sources.standings.get(product.key);
  const newest = standing?.newest;
  const issues = (sources.issues.get(product.key) ?? []).flatMap((issue) => placed(issue, sources));
  const ratings = newest?.ratings ?? {};
  return {
    key: product.key,
    slug: product.slug,
    name: product.configuration.name,
    isPublic: visibility.isPublic(product),
    organisations: [...new Set(repositories.map(({ owner }) => owner))],
    home: links[0] ?? { name: '', url: '' },
    repositories: links,
    isPartlyHidden: repositories.length < product.repositories.length,
    isExample: product.configuration.examples,
    targetLevel: product.configuration.targetLevel,
    assessment: summaryOf(product, newest, sources),
    ratings,
    week: weekOf(ratings, standing?.weekAgo),
    trend: standing === undefined ? [] : trendOf(standing, sources),
    explanations: explanationsOf(product, sources),
    milestones: product.configuration.roadmap
      ? repositories.flatMap((one) => milestonesOf(one, sources)).sort(byDue)
      : [],
    maturityIssue: issues.find(({ record }) => record.kind === 'maturity')?.view ?? null,
    tasks: issues
      .filter(({ record }) => record.kind !== 'maturity')
      .map(({ record, view }): TaskView => {
        const since = record.createdAt === null ? null : danishDay(record.createdAt);
        return { ...view, requirement: record.kind, assignees: record.assignees, since };
      })
      .sort((a, b) => compare(a.since ?? '', b.since ?? '') || compare(a.requirement, b.requirement)),
    evaluation: evaluationOf(product, sources),
    isFailing: sources.failing.has(product.key),
  };
}

function linkTo(repository: StoredRepository, webUrl: string): RepositoryLink {
  const name = fullName(repository);
  return { name, url: `${webUrl}/${name}` };
}

function summaryOf(
  product: StoredProduct,
  newest: NewestAssessment | undefined,
  { visibility, evaluationSource, audience }: Sources,
): ProductView['assessment'] {
  if (newest === undefined) return null;
  const mentioned = newest.summary.repositories.map(({ name }) => name);
  const disclosure = visibility.disclosureOf(product, mentioned);
  const summary = disclosure === null ? newest.summary : discloseSummary(newest.summary, disclosure);
  return audience === 'members' ? summary : withShownLevel(summary, evaluationSource);
}

/** A decided level is shown as the evaluations may be shown now, whenever the assessment was made. */
export function withShownLevel<T extends Pick<AssessmentSummary, 'level'>>(
  assessment: T,
  source: EvaluationSource | null,
): T {
  const { level } = assessment;
  return { ...assessment, level: { ...level, decided: stillShown(level.decided, source) } };
}

function evaluationOf(
  product: StoredProduct,
  { evaluations, evaluationSource, audience, visibility }: Sources,
): ProductView['evaluation'] {
  const newest = evaluations.get(product.key);
  if (newest === undefined || evaluationSource === null) return null;
  if (audience !== 'members' && !evaluationSource.isPublic) return null;
  const { date, counts, conflicts, path } = newest;
  const url = evaluationSource.url === null ? null : reportUrl(evaluationSource.url, path);
  const isAllowed = url !== null && visibility.allows(decodeURI(url));
  return { date, counts, conflicts, url: isAllowed ? url : null };
}

function weekOf(ratings: Ratings, before: AssessmentPeriod | undefined): ProductView['week'] {
  if (before === undefined) return { improved: [], worsened: [] };
  return changeSince({ assessedAt: '', requirements: listed(before.ratings) }, listed(ratings));
}

function listed(ratings: Ratings) {
  return Object.entries(ratings).map(([id, rating]) => ({ id, rating }));
}

/** A week in which nothing changed has no point of its own. */
function trendOf({ weeks, yearAgo }: Standing, { firstDay }: Sources): TrendPoint[] {
  const changes = weeks.map(({ assessedAt, level, counts }) => ({
    day: danishDay(assessedAt),
    level,
    counts,
  }));
  if (yearAgo === undefined) return changes;
  return [{ day: firstDay, level: yearAgo.level, counts: yearAgo.counts }, ...changes];
}

/** What people have said on GitHub stands before what the configuration says of the same requirement, as in an assessment. */
function explanationsOf(product: StoredProduct, { explanations, visibility }: Sources): ExplanationView[] {
  const stored = explanations.get(product.key) ?? [];
  const said = new Set(stored.map(({ requirement }) => requirement));
  const configured = product.configuration.explanations.filter(({ requirement }) => !said.has(requirement));
  const all = [
    ...stored.map((one) => ({ ...one, by: one.byLogin, isAccepted: one.state === 'accepted' })),
    ...configured.map((one) => ({ ...one, isAccepted: one.accepted })),
  ];
  const named = product.configuration.repositories;
  const disclosure = visibility.disclosureOf(product, named);
  const allows = (text: string): boolean =>
    (disclosure === null || disclosure.allows(text)) && visibility.allows(text);
  const shown = (text: string | null): string | null => (text !== null && allows(text) ? text : null);
  return all.map(({ requirement, status, reason, until, by, link, isAccepted }) => ({
    ...{ requirement, status, until, isAccepted },
    ...{ reason: shown(reason), by: shown(by), link: shown(link) },
  }));
}

function milestonesOf(
  repository: StoredRepository,
  { milestones, day, webUrl, risk }: Sources,
): MilestoneView[] {
  const name = fullName(repository);
  return (milestones.get(repository.nodeId) ?? []).map((milestone) => {
    const { state, openIssues, closedIssues, number, title } = milestone;
    const lines = milestoneLines(milestone.description);
    const due = milestone.dueOn === null ? null : milestone.dueOn.toISOString().slice(0, 10);
    const begun = lines.start ?? milestone.createdAt.toISOString().slice(0, 10);
    const start = due !== null && begun > due ? due : begun;
    return {
      ...{ title, repository: name, url: `${webUrl}/${name}/milestone/${number}` },
      ...{ track: lines.track, phase: lines.phase, start, due, openIssues, closedIssues },
      status: milestoneStatus({ state, start, due, open: openIssues, closed: closedIssues }, day, risk),
      progress: progressPercent(state, openIssues, closedIssues),
    };
  });
}

function byDue(a: MilestoneView, b: MilestoneView): number {
  return compare(a.due ?? '9999', b.due ?? '9999') || compare(a.title, b.title);
}

/** In a repository that the audience may see, and certainly made. */
function placed(
  record: IssueRecord,
  { visibility, webUrl }: Sources,
): { readonly record: IssueRecord; readonly view: IssueView }[] {
  const repository = visibility.repositories.get(record.repository);
  if (repository === undefined || record.number === null) return [];
  const name = fullName(repository);
  const { number } = record;
  return [{ record, view: { repository: name, number, url: `${webUrl}/${name}/issues/${number}` } }];
}

/** Not by locale: the order must be the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
