/** Products by themes and by requirements: a sign and a shade in each cell, and its word for those who listen. */
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Rating } from '../../assessment/index.js';
import { escapeHtml, plainText, ratingWord, type Language } from '../../messages/index.js';
import { sum } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import type { Selection } from '../selection.js';
import type { ProductView } from '../types.js';
import { Legend, MARKS } from './ratings.js';
import { Scroll } from './table.js';

interface Props {
  readonly context: PageContext;
  readonly products: readonly ProductView[];
  readonly selection: Selection;
}

/** A table of more cells than this helps nobody; the rest is on the next page. */
const PRODUCTS_A_PAGE = 200;

export function HeatMaps({ context, products, selection }: Props) {
  const { say, model } = context;
  const pages = Math.ceil(products.length / PRODUCTS_A_PAGE);
  const page = Math.min(selection.page, pages);
  const shown = products.slice((page - 1) * PRODUCTS_A_PAGE, page * PRODUCTS_A_PAGE);
  const themes = model.themes.filter(({ id }) => selection.theme === null || id === selection.theme);
  const requirements = model.requirements.filter(({ theme }) => themes.some(({ id }) => id === theme));
  return (
    <>
      <section class="wide" aria-labelledby="temaer">
        <h2 id="temaer">{say('heat.themes')}</h2>
        <p class="quiet">{say('heat.themesText')}</p>
        <HeatTable
          context={context}
          name="heat.themes"
          look="heat themes"
          products={shown}
          heads={themes.map(({ name }) => plainText(name[context.language]))}
          cellsOf={(product) => themes.map(({ id }) => themeCell(product, id, context)).join('')}
        />
      </section>
      <section class="wide broad" aria-labelledby="kravene">
        <h2 id="kravene">{say('heat.requirements')}</h2>
        <Legend context={context} />
        <HeatTable
          context={context}
          name="heat.requirements"
          look="heat"
          products={shown}
          heads={requirements.map(({ id, title }) => (
            <a href={context.href(`/krav/${id}`)} title={plainText(title[context.language])}>
              {plainText(id)}
            </a>
          ))}
          cellsOf={({ ratings }) =>
            requirements.map(({ id }) => cell(ratings[id], context.language)).join('')
          }
        />
        {pages > 1 && <Pages context={context} page={page} pages={pages} />}
      </section>
    </>
  );
}

interface HeatTableProps {
  readonly context: PageContext;
  /** Key of its name. */
  readonly name: string;
  /** Its classes. */
  readonly look: string;
  readonly products: readonly ProductView[];
  readonly heads: readonly Child[];
  /** HTML. */
  readonly cellsOf: (product: ProductView) => string;
}

/** Rows are joined as text: thousands of cells as elements would take far longer. */
function HeatTable({ context, name, look, products, heads, cellsOf }: HeatTableProps) {
  const { say } = context;
  return (
    <Scroll label={say(name)}>
      <table class={look}>
        <thead>
          <tr>
            <th scope="col">{say('table.product')}</th>
            {heads.map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>{raw(products.map((product) => rowOf(product, context, cellsOf(product))).join(''))}</tbody>
      </table>
    </Scroll>
  );
}

/** The address is ours and the name is escaped: nothing else reaches the page unescaped. */
function rowOf(product: ProductView, { href }: PageContext, cells: string): string {
  const address = escapeHtml(href(`/produkter/${product.slug}`));
  return `<tr><th scope="row"><a href="${address}">${escapeHtml(product.name, { maxLength: 60 })}</a></th>${cells}</tr>`;
}

const cells = new Map<string, string>();

/** One of ten strings that are made once. */
function cell(rating: Rating | undefined, language: Language): string {
  if (rating === undefined) return '<td></td>';
  const key = `${language} ${rating}`;
  const known =
    cells.get(key) ??
    `<td class="${rating}" aria-label="${escapeHtml(ratingWord(rating, language))}">${MARKS[rating]}</td>`;
  cells.set(key, known);
  return known;
}

/** The score of the theme over all levels, as it counts for the level (0 to 1), and how many requirements are met. */
function themeCell({ assessment }: ProductView, theme: string, { say }: PageContext): string {
  const counts = assessment?.counts.byTheme[theme];
  if (assessment === null || counts === undefined) return '<td></td>';
  const score = assessment.level.perLevel.at(-1)?.themes[theme] ?? null;
  const met = `<small>${counts.green}/${sum(counts)}</small>`;
  if (score === null) return `<td class="unknown">${escapeHtml(say('heat.noScore'))} ${met}</td>`;
  const shade = shadeOf(score);
  const sign = `<span class="sign" aria-hidden="true">${MARKS[shade]}</span>`;
  return `<td class="${shade}">${sign} ${Math.round(score * 100)} % ${met}</td>`;
}

const GOOD = 0.75;
const FAIR = 0.4;

function shadeOf(share: number): Rating {
  if (share >= GOOD) return 'green';
  return share >= FAIR ? 'yellow' : 'red';
}

function Pages({
  context,
  page,
  pages,
}: {
  readonly context: PageContext;
  readonly page: number;
  readonly pages: number;
}) {
  const { say, href, request } = context;
  const rest = Object.fromEntries([...request.query].filter(([name]) => name !== 'side' && name !== 'lang'));
  return (
    <nav class="pages" aria-label={say('heat.pages')}>
      <ul>
        {Array.from({ length: pages }, (_, index) => index + 1).map((number) => (
          <li>
            <a
              href={`${href('/', { ...rest, side: String(number) })}#kravene`}
              {...(number === page ? { 'aria-current': 'page' } : {})}
            >
              {number}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
