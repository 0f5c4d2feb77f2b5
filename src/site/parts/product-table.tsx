/** Every product on a line. A line is made once for a product as it stands, since there may be a thousand. */
import { raw } from 'hono/html';
import { renderToString } from 'hono/jsx/dom/server';
import type { RatingCounts } from '../../assessment/index.js';
import { plainText } from '../../messages/index.js';
import { sum, themeName } from '../../reports/index.js';
import { isOld } from '../attention.js';
import type { PageContext } from '../context.js';
import type { Selection } from '../selection.js';
import type { ProductView } from '../types.js';
import { CountBar, Levels } from './ratings.js';
import { ago, Sparkline } from './trend.js';

interface Props {
  readonly context: PageContext;
  readonly products: readonly ProductView[];
  readonly selection: Selection;
}

const COLUMNS = ['product', 'level', 'met', 'trend', 'declaration', 'milestones'] as const;

export function ProductTable({ context, products, selection }: Props) {
  const { say, model, language } = context;
  const theme = selection.theme === null ? null : themeName(model, selection.theme, language);
  return (
    <table class="products">
      <caption class="unseen">{say('table.caption')}</caption>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th scope="col">
              {column === 'met' && theme !== null ? plainText(theme) : say(`table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{raw(products.map((product) => rowOf(product, context, selection.theme)).join(''))}</tbody>
    </table>
  );
}

const rows = new WeakMap<ProductView, Map<string, string>>();

/** Depends on the product, the theme and how the address says the language; a product that changes is another object. */
function rowOf(product: ProductView, context: PageContext, theme: string | null): string {
  const key = context.href(theme ?? '');
  const known = rows.get(product) ?? new Map<string, string>();
  rows.set(product, known);
  const whole = `${context.language} ${key}`;
  const row = known.get(whole) ?? renderToString(<Row product={product} context={context} theme={theme} />);
  known.set(whole, row);
  return row;
}

interface RowProps {
  readonly product: ProductView;
  readonly context: PageContext;
  readonly theme: string | null;
}

function Row({ product, context, theme }: RowProps) {
  const { say, href } = context;
  const { assessment } = product;
  const counts = theme === null ? assessment?.counts.total : assessment?.counts.byTheme[theme];
  return (
    <tr>
      <th scope="row">
        <a href={href(`/produkter/${product.slug}`)}>{plainText(product.name, { maxLength: 100 })}</a>
        {!product.isPublic && <span class="tag">{say('product.private')}</span>}
        <span class="quiet owners">{plainText(product.organisations.join(', '), { maxLength: 120 })}</span>
      </th>
      <td data-label={say('table.level')}>
        <Levels product={product} context={context} />
      </td>
      <td data-label={say('table.met')}>
        {counts !== undefined && <Met counts={counts} context={context} />}
      </td>
      <td data-label={say('table.trend')}>
        <Sparkline product={product} context={context} />
      </td>
      <td data-label={say('table.declaration')}>
        <DeclarationAge product={product} context={context} />
      </td>
      <td data-label={say('table.milestones')}>
        <Overdue product={product} context={context} />
      </td>
    </tr>
  );
}

function Met({ counts, context }: { readonly counts: RatingCounts; readonly context: PageContext }) {
  return (
    <span class="met">
      <CountBar counts={counts} language={context.language} />
      <span>{context.say('table.of', { green: counts.green, total: sum(counts) })}</span>
    </span>
  );
}

function DeclarationAge({
  product,
  context,
}: {
  readonly product: ProductView;
  readonly context: PageContext;
}) {
  const { say, portfolio, language } = context;
  const { assessment } = product;
  if (assessment === null) return null;
  if (assessment.declaration === null) return <span class="warn">{say('declaration.none')}</span>;
  const { date } = assessment.declaration;
  if (date === null) return <span class="quiet">{say('declaration.undated')}</span>;
  const text = ago(date, portfolio.day, language);
  return isOld(date, portfolio.day) ? (
    <span class="warn">
      <time datetime={date}>{text}</time>
    </span>
  ) : (
    <time datetime={date}>{text}</time>
  );
}

function Overdue({ product, context }: { readonly product: ProductView; readonly context: PageContext }) {
  const { say } = context;
  const open = product.milestones.filter(({ status }) => status !== 'done').length;
  const overdue = product.milestones.filter(({ status }) => status === 'overdue').length;
  if (overdue > 0) return <span class="warn">{say('milestones.overdue', { count: overdue })}</span>;
  return <span class="quiet">{say('milestones.open', { count: open })}</span>;
}
