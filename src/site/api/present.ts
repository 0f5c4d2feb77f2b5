/** What the read model holds, in the shapes of the interface. Pure; nothing here decides what may be shown. */
import { RATINGS, type Rating, type RatingCounts } from '../../assessment/index.js';
import type { Model, Requirement } from '../../governance/index.js';
import type {
  ExplanationView,
  MilestoneView,
  Portfolio,
  ProductDetail,
  ProductView,
  TaskView,
} from '../types.js';
import type { ApiValue } from './schemas.js';

type Task = ApiValue<'TaskPage'>['items'][number];
type Milestone = ApiValue<'MilestonePage'>['items'][number];

export function presentPortfolio({ day, products }: Portfolio, model: Model): ApiValue<'Portfolio'> {
  const assessed = products.flatMap(({ assessment }) => assessment ?? []);
  const levels = [null, ...model.levels.map(({ id }) => id)];
  return {
    day,
    model: `${model.id}-${model.version}`,
    products: products.length,
    assessed: assessed.length,
    byLevel: levels.map((level) => ({
      level,
      indicative: assessed.filter((one) => one.level.indicative === level).length,
      decided: assessed.filter((one) => (one.level.decided?.level ?? null) === level).length,
    })),
    counts: sumOf(assessed.map(({ counts }) => counts.total)),
  };
}

function sumOf(all: readonly RatingCounts[]): RatingCounts {
  const sum: Record<Rating, number> = { green: 0, yellow: 0, red: 0, grey: 0, unknown: 0 };
  for (const counts of all) for (const rating of RATINGS) sum[rating] += counts[rating];
  return sum;
}

export function presentProduct(product: ProductView): ApiValue<'Product'> {
  const { slug, name, organisations, home, repositories, assessment, ratings, tasks } = product;
  return {
    ...{ slug, name, organisations: [...organisations], home, repositories: [...repositories] },
    level: {
      indicative: assessment?.level.indicative ?? null,
      decided: assessment?.level.decided ?? null,
      target: product.targetLevel,
    },
    model: assessment?.model ?? null,
    assessedAt: assessment?.assessedAt ?? null,
    declarationDate: assessment?.declaration?.date ?? null,
    evaluationDate: product.evaluation?.date ?? null,
    counts: assessment?.counts.total ?? null,
    ratings,
    openTasks: tasks.length,
    overdueMilestones: overdueOf(product),
    maturityIssue: product.maturityIssue?.url ?? null,
    links: {
      self: `/api/v1/products/${slug}`,
      assessment: `/api/v1/products/${slug}/assessment`,
      page: `/produkter/${slug}`,
      badge: `/badge/${slug}.svg`,
    },
  };
}

export function overdueOf({ milestones }: ProductView): number {
  return milestones.filter(({ status }) => status === 'overdue').length;
}

export function presentDetail(detail: ProductDetail, model: Model): ApiValue<'ProductDetail'> {
  const { product, history, evaluation } = detail;
  return {
    ...presentProduct(product),
    history: [...history],
    explanations: product.explanations.map(presentExplanation),
    milestones: product.milestones.map((one) => presentMilestone(product, one)),
    tasks: product.tasks.map((one) => presentTask(product, one, model)),
    evaluation:
      evaluation === null
        ? null
        : {
            date: evaluation.date,
            url: evaluation.url,
            counts: evaluation.counts,
            requirements: [...evaluation.requirements],
            conflicts: evaluation.disputes.map(({ line, says }) => ({ line, says })),
          },
  };
}

function presentExplanation({ isAccepted, ...rest }: ExplanationView) {
  return { ...rest, accepted: isAccepted };
}

export function presentMilestone({ slug, name }: ProductView, milestone: MilestoneView): Milestone {
  return { product: { slug, name }, ...milestone };
}

export function presentTask({ slug, name }: ProductView, task: TaskView, model: Model): Task {
  const known = model.requirements.find(({ id }) => id === task.requirement);
  return {
    product: { slug, name },
    requirement: task.requirement,
    title: known === undefined ? { da: task.requirement, en: task.requirement } : known.title,
    effort: known?.mend?.effort ?? null,
    role: known?.mend?.role ?? null,
    template: known?.mend?.template ?? null,
    repository: task.repository,
    number: task.number,
    url: task.url,
    assignees: [...task.assignees],
    since: task.since,
  };
}

export function presentRequirement(
  { id, theme, level, recommendation, title, guidance, greenWhen }: Requirement,
  { products }: Portfolio,
): ApiValue<'Requirement'> {
  const counts: Record<Rating, number> = { green: 0, yellow: 0, red: 0, grey: 0, unknown: 0 };
  for (const { ratings } of products) {
    const rating = ratings[id];
    if (rating !== undefined) counts[rating] += 1;
  }
  return { id, theme, level, recommendation, title, guidance, greenWhen, counts };
}

export function presentRequirementDetail(
  requirement: Requirement,
  portfolio: Portfolio,
): ApiValue<'RequirementDetail'> {
  const products = portfolio.products.flatMap(({ slug, name, ratings }) => {
    const rating = ratings[requirement.id];
    return rating === undefined ? [] : [{ product: { slug, name }, rating }];
  });
  return { ...presentRequirement(requirement, portfolio), products };
}
