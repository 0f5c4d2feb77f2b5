/** The shapes that `/api/v1` answers with. schemas/openapi.json is made from them, and keeps them as they are. */
import { z } from 'zod';
import { RATINGS } from '../../assessment/index.js';

const rating = z.enum(RATINGS);
const count = z.int().min(0);
const day = z.iso.date();
const address = z.string().describe('https address.');
const bilingual = z.object({ da: z.string(), en: z.string() });
const level = z.string().describe('Id of a level of the model; in the model of OS2 sandbox, 1, 2 or 3.');
const requirementId = z.string().describe('Id of a requirement of the model, such as F4.');
const link = z.object({ name: z.string(), url: address });
const product = z.object({ slug: z.string(), name: z.string() }).describe('The product it belongs to.');
const counts = z.object({ green: count, yellow: count, red: count, grey: count, unknown: count });
const levels = z.object({
  indicative: level.nullable().describe('By the scores; null: not even the lowest, or not assessed yet.'),
  decided: z
    .object({ level, date: day, by: z.string(), reference: address.nullable() })
    .nullable()
    .describe('What people have decided.'),
  target: level.nullable(),
});
const trend = z.object({ day, level: level.nullable(), counts });

const milestone = z.object({
  product,
  title: z.string(),
  repository: z.string(),
  url: address,
  track: z.string().nullable(),
  phase: z.string().nullable(),
  start: day,
  due: day.nullable(),
  status: z.string().nullable().describe('null: open, with no day to be late for.'),
  openIssues: count,
  closedIssues: count,
  progress: z.int().min(0).max(100).nullable().describe('Per cent.'),
});

const task = z.object({
  product,
  requirement: requirementId,
  title: bilingual.describe('Of the requirement.'),
  effort: z.enum(['small', 'medium', 'large']).nullable(),
  role: z.string().nullable(),
  template: z.string().nullable(),
  repository: z.string(),
  number: z.int(),
  url: address,
  assignees: z.array(z.string()).describe('Logins of those who have taken it.'),
  since: day.nullable(),
});

const explanation = z.object({
  requirement: requirementId,
  status: z.enum(['planned', 'deviation', 'not-relevant']),
  reason: z.string().nullable(),
  until: day.nullable(),
  by: z.string().nullable(),
  link: z.string().nullable(),
  accepted: z.boolean(),
});

const evaluation = z.object({
  date: day.nullable(),
  url: address.nullable(),
  counts,
  requirements: z.array(
    z.object({
      requirement: requirementId,
      people: rating,
      basis: z.string(),
      app: rating.nullable().describe('Now.'),
      then: rating.nullable().describe('The app’s rating on the day of the evaluation; null: nobody looked.'),
      difference: z
        .enum(['same', 'better', 'worse', 'other'])
        .describe('The app’s rating now against people’s.'),
      since: z
        .enum(['same', 'better', 'worse', 'other', 'unknown'])
        .describe('The app’s rating now against then.'),
    }),
  ),
  conflicts: z
    .array(z.object({ line: z.int().nullable(), says: bilingual }))
    .describe('Where the report contradicts itself.'),
});

const summary = z.object({
  slug: z.string().describe('For addresses.'),
  name: z.string(),
  organisations: z.array(z.string()),
  home: link,
  repositories: z.array(link),
  level: levels,
  model: z.string().nullable().describe('Id and version, such as os2-1.1.0.'),
  assessedAt: z.string().nullable().describe('UTC; null: not assessed yet.'),
  declarationDate: day.nullable().describe('Of the self-evaluation that was used.'),
  evaluationDate: day.nullable().describe('Of people’s newest evaluation.'),
  counts: counts.nullable(),
  ratings: z.record(requirementId, rating),
  openTasks: count,
  overdueMilestones: count,
  maturityIssue: address.nullable(),
  links: z
    .object({ self: z.string(), assessment: z.string(), page: z.string(), badge: z.string() })
    .describe('Addresses on this site.'),
});

const requirement = z.object({
  id: requirementId,
  theme: z.string(),
  level,
  recommendation: z.boolean(),
  title: bilingual,
  guidance: bilingual,
  greenWhen: bilingual,
  counts: counts.describe('How the products of the portfolio stand.'),
});

const report = z.object({
  product: product.nullable().describe('null: of the whole portfolio.'),
  title: bilingual,
  formats: z.record(z.string(), z.string()).describe('Address on this site, by format.'),
});

const change = z.object({ product, improved: z.array(requirementId), worsened: z.array(requirementId) });
const portfolioReport = z.object({
  from: day,
  to: day,
  products: count.describe('Assessed.'),
  compared: count.describe('Those that were assessed on the first day, too.'),
  counts,
  countsBefore: counts.describe('Of those compared, on the first day.'),
  changes: z.array(change).describe('Most improved first; those that stand as before are left out.'),
  common: z
    .array(z.object({ requirement: requirementId, met: count, partly: count, missing: count }))
    .describe('What most products lack, most first.'),
  support: z
    .array(
      z.object({
        product,
        reasons: z.array(
          z.enum(['worsened', 'below-target', 'no-declaration', 'old-declaration', 'overdue']),
        ),
      }),
    )
    .describe('Where support is needed, most first.'),
});

const portfolio = z.object({
  day,
  model: z.string().describe('Id and version in force.'),
  products: count,
  assessed: count,
  byLevel: z
    .array(z.object({ level: level.nullable(), indicative: count, decided: count }))
    .describe('Lowest first; null: below the lowest, or undecided.'),
  counts: counts.describe('All ratings of all products.'),
});

const problem = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .describe('RFC 9457.');

function page<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    page: z.int().min(1),
    perPage: z.int().min(1),
    total: count,
    next: z.string().nullable().describe('Address of the next page on this site; null: this is the last.'),
  });
}

/** By the names they have in the OpenAPI file. */
export const API_SCHEMAS = {
  Portfolio: portfolio,
  Product: summary,
  ProductDetail: summary.extend({
    history: z.array(trend).describe('Every change of a rating or level, oldest first.'),
    explanations: z.array(explanation),
    milestones: z.array(milestone),
    tasks: z.array(task),
    evaluation: evaluation.nullable().describe('People’s newest, beside the app’s.'),
  }),
  ProductPage: page(summary),
  Requirement: requirement,
  RequirementDetail: requirement.extend({
    products: z.array(z.object({ product, rating })).describe('By name.'),
  }),
  RequirementPage: page(requirement),
  TaskPage: page(task),
  MilestonePage: page(milestone),
  ReportPage: page(report),
  PortfolioReport: portfolioReport,
  Problem: problem,
} as const;

export type ApiSchema = keyof typeof API_SCHEMAS;
export type ApiValue<N extends ApiSchema> = z.infer<(typeof API_SCHEMAS)[N]>;
