/** The milestones of all products over time, as a chart and as a table. */
import { plainText } from '../../messages/index.js';
import type { PageContext } from '../context.js';
import { addDays } from '../../roadmap/index.js';
import { renderPage } from '../parts/layout.js';
import { MilestoneTable, type MilestoneRow } from '../parts/milestone-table.js';
import { RoadmapChart } from '../parts/roadmap-chart.js';
import { Select } from '../parts/select.js';

const GROUPS = ['product', 'track', 'phase'] as const;
export type Grouping = (typeof GROUPS)[number];
/** A milestone that was closed longer ago is history. */
const SHOWN_AFTER_DONE_DAYS = 90;
const MOST_ROWS = 600;

export function roadmapPage(context: PageContext): string {
  const { say, portfolio, request, language } = context;
  const grouping = GROUPS.find((one) => one === request.query.get('efter')) ?? 'product';
  const isDoneShown = request.query.get('faerdige') === 'ja';
  const rows = rowsOf(context, isDoneShown).slice(0, MOST_ROWS);
  return renderPage(context, {
    title: say('nav.roadmap'),
    children: (
      <div class="wide">
        <h1>{say('roadmap.heading')}</h1>
        <p class="lead">{say('roadmap.lead')}</p>
        <form class="filter" method="get" action="/roadmap" aria-label={say('filter.label')}>
          {request.isLanguageChosen && <input type="hidden" name="lang" value={language} />}
          <Select
            name="efter"
            label={say('roadmap.by')}
            options={GROUPS.map((value) => ({ value, text: say(`roadmap.group.${value}`) }))}
            chosen={grouping}
          />
          <label class="check">
            <input type="checkbox" name="faerdige" value="ja" checked={isDoneShown} />
            <span>{say('roadmap.done')}</span>
          </label>
          <button type="submit">{say('filter.show')}</button>
        </form>
        {rows.length === 0 ? (
          <p class="notice">{say('roadmap.none')}</p>
        ) : (
          <>
            <RoadmapChart context={context} rows={rows} groupOf={(row) => groupName(row, grouping, say)} />
            <h2>{say('roadmap.table')}</h2>
            <MilestoneTable context={context} rows={rows} />
          </>
        )}
        <p class="quiet">{say('roadmap.day', { day: portfolio.day })}</p>
      </div>
    ),
  });
}

function rowsOf({ portfolio }: PageContext, isDoneShown: boolean): MilestoneRow[] {
  const oldest = addDays(portfolio.day, -SHOWN_AFTER_DONE_DAYS);
  const rows = portfolio.products.flatMap((product) =>
    product.milestones.map((milestone) => ({ product, milestone })),
  );
  return rows
    .filter(
      ({ milestone: { status, due } }) =>
        status !== 'done' || (isDoneShown && (due === null || due >= oldest)),
    )
    .sort((a, b) => {
      const [left, right] = [a.milestone.due ?? '9999', b.milestone.due ?? '9999'];
      if (left === right) return 0;
      return left < right ? -1 : 1;
    });
}

function groupName(
  { product, milestone }: MilestoneRow,
  grouping: Grouping,
  say: PageContext['say'],
): string {
  if (grouping === 'product') return plainText(product?.name ?? '', { maxLength: 40 });
  return plainText((grouping === 'track' ? milestone.track : milestone.phase) ?? say('roadmap.noGroup'), {
    maxLength: 40,
  });
}
