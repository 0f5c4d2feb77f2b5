/** The half-yearly report as a page: what has changed, what is common, and where support is needed. */
import { RATINGS } from '../../assessment/index.js';
import { formatDay, formatList, plainText, sayIn } from '../../messages/index.js';
import type { PortfolioReport } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import { renderPage } from '../parts/layout.js';
import { RatingMark } from '../parts/ratings.js';
import { Scroll } from '../parts/table.js';

interface Props {
  readonly context: PageContext;
  readonly report: PortfolioReport;
}

type Say = (key: string, parameters?: Record<string, string | number>) => string;

/** The report's own sentences, which its Markdown has too. */
function sayerOf({ language }: PageContext): Say {
  return (key, parameters) => sayIn(language, `reports.portfolio.${key}`, parameters);
}

export function halfYearPage(context: PageContext, report: PortfolioReport): string {
  const { language, href, request } = context;
  const say = sayerOf(context);
  const { from, to, products, compared } = report;
  const days = { from: formatDay(from, language), to: formatDay(to, language) };
  const since = request.query.get('fra') === from ? from : null;
  return renderPage(context, {
    title: say('title', days),
    children: (
      <div class="wide">
        <h1>{say('title', days)}</h1>
        <p class="lead">{say('lead', { products, compared, from: days.from })}</p>
        <ul class="inline">
          <li>
            <a href={href('/rapporter/samlet/halvaarsrapport.md', { fra: since })}>Markdown</a>
          </li>
          <li>
            <a href="/api/v1/portfolio.csv">CSV</a>
          </li>
          <li>
            <a href={`/api/v1/reports/portfolio?from=${from}`}>JSON</a>
          </li>
        </ul>
        <Counts context={context} report={report} />
        <h2>{say('changes.heading')}</h2>
        <Changes context={context} report={report} />
        <h2>{say('common.heading')}</h2>
        <Common context={context} report={report} />
        <h2>{say('support.heading')}</h2>
        <Support context={context} report={report} />
        <p class="quiet">{say('made')}</p>
      </div>
    ),
  });
}

function Counts({ context, report: { counts, countsBefore, products, compared } }: Props) {
  const say = sayerOf(context);
  return (
    <Scroll label={say('counts.rating')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('counts.rating')}</th>
            <th scope="col">{say('counts.before', { compared })}</th>
            <th scope="col">{say('counts.now', { products })}</th>
          </tr>
        </thead>
        <tbody>
          {RATINGS.map((rating) => (
            <tr>
              <th scope="row">
                <RatingMark rating={rating} language={context.language} />
              </th>
              <td>{countsBefore[rating]}</td>
              <td>{counts[rating]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Changes({ context, report: { changes } }: Props) {
  const say = sayerOf(context);
  if (changes.length === 0) return <p>{say('changes.none')}</p>;
  const listOf = (ids: readonly string[]): string =>
    ids.length === 0 ? '–' : `${ids.length}: ${ids.join(', ')}`;
  return (
    <Scroll label={say('changes.heading')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('product')}</th>
            <th scope="col">{say('changes.improved')}</th>
            <th scope="col">{say('changes.worsened')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ product, improved, worsened }) => (
            <tr>
              <th scope="row">
                <a href={context.href(`/produkter/${product.slug}`)}>{nameOf(product)}</a>
              </th>
              <td>{listOf(improved)}</td>
              <td>{listOf(worsened)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Common({ context, report: { common } }: Props) {
  const say = sayerOf(context);
  const { language, model, href } = context;
  if (common.length === 0) return <p>{say('common.none')}</p>;
  const titleOf = (id: string): string =>
    model.requirements.find((one) => one.id === id)?.title[language] ?? '';
  return (
    <>
      <p>{say('common.lead')}</p>
      <Scroll label={say('common.heading')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('requirement')}</th>
              {(['green', 'yellow', 'red'] as const).map((rating) => (
                <th scope="col">
                  <RatingMark rating={rating} language={language} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {common.map(({ requirement, met, partly, missing }) => (
              <tr>
                <th scope="row">
                  <a href={href(`/krav/${requirement}`)}>
                    {requirement} {titleOf(requirement)}
                  </a>
                </th>
                <td>{met}</td>
                <td>{partly}</td>
                <td>{missing}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function Support({ context, report: { support } }: Props) {
  const say = sayerOf(context);
  if (support.length === 0) return <p>{say('support.none')}</p>;
  return (
    <>
      <p>{say('support.lead')}</p>
      <ul>
        {support.map(({ product, reasons }) => (
          <li>
            <a href={context.href(`/produkter/${product.slug}`)}>{nameOf(product)}</a>:{' '}
            {formatList(
              reasons.map((reason) => say(`support.${reason}`)),
              context.language,
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function nameOf({ name }: { readonly name: string }): string {
  return plainText(name, { maxLength: 100 });
}
