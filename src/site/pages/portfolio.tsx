/** The front page: every product, what needs attention, and how they stand on each theme and requirement. */
import type { Model } from '../../governance/index.js';
import { plainText } from '../../messages/index.js';
import { sum } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import { HeatMaps } from '../parts/heat-map.js';
import { renderPage } from '../parts/layout.js';
import { ProductTable } from '../parts/product-table.js';
import { shownLevel } from '../parts/ratings.js';
import { Select, type Option } from '../parts/select.js';
import { AttentionList } from '../parts/attention-list.js';
import { NO_LEVEL, readSelection, select, shownLevelOf, SORTS, type Selection } from '../selection.js';
import type { ProductView } from '../types.js';

export function portfolioPage(context: PageContext): string {
  const { portfolio, model, say, request } = context;
  const selection = readSelection(request.query, model);
  const { products, attention, organisations } = select(portfolio, selection, model);
  return renderPage(context, {
    title: say('nav.portfolio'),
    children: (
      <>
        <div class="wide">
          <h1>{say('portfolio.heading')}</h1>
          <p class="lead">{say('portfolio.lead')}</p>
          <Figures context={context} />
        </div>
        {portfolio.products.length > 0 && (
          <>
            <AttentionList context={context} attention={attention} />
            <section class="wide" aria-labelledby="produkter">
              <h2 id="produkter">{say('portfolio.products')}</h2>
              <Filter context={context} selection={selection} organisations={organisations} />
              <p class="quiet" role="status">
                {say('portfolio.shown', { count: products.length, total: portfolio.products.length })}
              </p>
              {products.length > 0 && (
                <ProductTable context={context} products={products} selection={selection} />
              )}
            </section>
            {products.length > 0 && <HeatMaps context={context} products={products} selection={selection} />}
          </>
        )}
      </>
    ),
  });
}

/** The whole in a few figures. */
function Figures({ context }: { readonly context: PageContext }) {
  const { portfolio, model, say, language, href } = context;
  const { products } = portfolio;
  if (products.length === 0) return <p class="notice">{say('portfolio.none')}</p>;
  const assessed = products.filter(({ assessment }) => assessment !== null);
  const met = assessed.reduce((total, { assessment }) => total + (assessment?.counts.total.green ?? 0), 0);
  const all = assessed.reduce(
    (total, { assessment }) => total + (assessment === null ? 0 : sum(assessment.counts.total)),
    0,
  );
  return (
    <dl class="figures">
      <div>
        <dt>{say('portfolio.figure.products')}</dt>
        <dd>{products.length}</dd>
      </div>
      <div>
        <dt>{say('portfolio.figure.met')}</dt>
        <dd>{all === 0 ? '–' : `${Math.round((100 * met) / all)} %`}</dd>
      </div>
      {levelCounts(assessed, model).map(({ level, count }) => (
        <div>
          <dt>
            <a href={href('/', { niveau: level ?? NO_LEVEL })}>{shownLevel(model, level, language, say)}</a>
          </dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function levelCounts(products: readonly ProductView[], model: Model) {
  return [...model.levels.map(({ id }) => id).reverse(), null]
    .map((level) => ({ level, count: products.filter((one) => shownLevelOf(one) === level).length }))
    .filter(({ count }) => count > 0);
}

interface FilterProps {
  readonly context: PageContext;
  readonly selection: Selection;
  readonly organisations: readonly string[];
}

function Filter({ context, selection, organisations }: FilterProps) {
  const { say, language, model, request, href } = context;
  const any: Option = { value: '', text: say('filter.any') };
  const levels = [...model.levels.map(({ id }) => id), null].map((level) => ({
    value: level ?? NO_LEVEL,
    text: shownLevel(model, level, language, say),
  }));
  return (
    <form class="filter" method="get" action="/" role="search" aria-label={say('filter.label')}>
      {request.isLanguageChosen && <input type="hidden" name="lang" value={language} />}
      {selection.attention !== null && <input type="hidden" name="hvad" value={selection.attention} />}
      <label class="grow">
        <span>{say('filter.search')}</span>
        <input type="search" name="q" value={selection.search} maxlength={100} />
      </label>
      <Select name="niveau" label={say('filter.level')} options={[any, ...levels]} chosen={selection.level} />
      <Select
        name="tema"
        label={say('filter.theme')}
        options={[
          any,
          ...model.themes.map(({ id, name }) => ({ value: id, text: plainText(name[language]) })),
        ]}
        chosen={selection.theme}
      />
      <Select
        name="organisation"
        label={say('filter.organisation')}
        options={[any, ...organisations.map((name) => ({ value: name, text: plainText(name) }))]}
        chosen={selection.organisation}
      />
      <Select
        name="sorter"
        label={say('filter.sort')}
        options={SORTS.map((sort) => ({ value: sort, text: say(`sort.${sort}`) }))}
        chosen={selection.sort}
      />
      <button type="submit">{say('filter.show')}</button>
      {isNarrowed(selection) && <a href={href('/')}>{say('filter.all')}</a>}
    </form>
  );
}

function isNarrowed({ search, level, theme, organisation, attention }: Selection): boolean {
  return search !== '' || [level, theme, organisation, attention].some((one) => one !== null);
}
