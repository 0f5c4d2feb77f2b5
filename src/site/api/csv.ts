/** What the interface gives as CSV: semicolons, CRLF and a byte order mark, as all tables of ours; no cell can be a formula. */
import { stringify } from 'csv-stringify/sync';
import type { Model } from '../../governance/index.js';
import { escapeCsvCell, type Language } from '../../messages/index.js';
import type { Portfolio } from '../types.js';
import { overdueOf, presentMilestone, presentTask } from './present.js';

type Cell = string | number | null;

/** One line per product. Columns may be added before those of the requirements, never renamed. */
export function portfolioCsv({ products }: Portfolio, model: Model): string {
  const requirements = model.requirements.map(({ id }) => id);
  const heads = [
    ...[
      'product',
      'slug',
      'organisations',
      'assessedAt',
      'indicativeLevel',
      'decidedLevel',
      'decidedDate',
      'decidedBy',
    ],
    ...['targetLevel', 'green', 'yellow', 'red', 'grey', 'unknown', 'declarationDate', 'evaluationDate'],
    ...['improvedThisWeek', 'worsenedThisWeek', 'openTasks', 'overdueMilestones', ...requirements],
  ];
  const rows = products.map((product): Cell[] => {
    const { assessment, ratings, week } = product;
    const counts = assessment?.counts.total;
    const decided = assessment?.level.decided ?? null;
    return [
      ...[product.name, product.slug, product.organisations.join(' '), assessment?.assessedAt ?? null],
      ...[
        assessment?.level.indicative ?? null,
        decided?.level ?? null,
        decided?.date ?? null,
        decided?.by ?? null,
      ],
      ...[product.targetLevel, counts?.green ?? null, counts?.yellow ?? null, counts?.red ?? null],
      ...[counts?.grey ?? null, counts?.unknown ?? null, assessment?.declaration?.date ?? null],
      ...[product.evaluation?.date ?? null, week.improved.join(' '), week.worsened.join(' ')],
      ...[product.tasks.length, overdueOf(product), ...requirements.map((id) => ratings[id] ?? null)],
    ];
  });
  return csv(heads, rows);
}

export function tasksCsv({ products }: Portfolio, model: Model, language: Language): string {
  const heads = [
    'product',
    'requirement',
    'title',
    'effort',
    'role',
    'template',
    'url',
    'assignees',
    'since',
  ];
  const rows = products.flatMap((product) =>
    product.tasks.map((task): Cell[] => {
      const { requirement, title, effort, role, template, url, assignees, since } = presentTask(
        product,
        task,
        model,
      );
      return [
        product.name,
        requirement,
        title[language],
        effort,
        role,
        template,
        url,
        assignees.join(' '),
        since,
      ];
    }),
  );
  return csv(heads, rows);
}

export function milestonesCsv({ products }: Portfolio): string {
  const heads = [
    'product',
    'title',
    'track',
    'phase',
    'start',
    'due',
    'status',
    'progress',
    'openIssues',
    'closedIssues',
    'url',
  ];
  const rows = products.flatMap((product) =>
    product.milestones.map((milestone): Cell[] => {
      const { title, track, phase, start, due, status, progress, openIssues, closedIssues, url } =
        presentMilestone(product, milestone);
      return [product.name, title, track, phase, start, due, status, progress, openIssues, closedIssues, url];
    }),
  );
  return csv(heads, rows);
}

function csv(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '' : escapeCsvCell(String(cell)))));
  return stringify([[...heads], ...cells], { bom: true, delimiter: ';', record_delimiter: 'windows' });
}
