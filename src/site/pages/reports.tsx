/** Reports to take: a draft evaluation and the figures of each product. */
import { plainText } from '../../messages/index.js';
import type { PageContext } from '../context.js';
import { renderPage } from '../parts/layout.js';
import { shownLevel } from '../parts/ratings.js';
import { shownLevelOf } from '../selection.js';

const FORMS = ['md', 'html', 'csv', 'json'] as const;

export function reportsPage(context: PageContext): string {
  const { say, portfolio, href, language, model } = context;
  const products = portfolio.products.filter(({ assessment }) => assessment !== null);
  return renderPage(context, {
    title: say('nav.reports'),
    children: (
      <div class="wide">
        <h1>{say('reports.heading')}</h1>
        <p class="lead">{say('reports.lead')}</p>
        <section aria-labelledby="samlet">
          <h2 id="samlet">{say('reports.whole')}</h2>
          <p class="quiet">{say('reports.wholeText')}</p>
          <ul class="inline">
            <li>
              <a href={href('/rapporter/samlet')}>{say('api.portfolioReport')}</a>
            </li>
            <li>
              <a href={href('/rapporter/samlet/halvaarsrapport.md')}>{say('reports.halfYearMarkdown')}</a>
            </li>
            <li>
              <a href={href('/api/v1/portfolio.csv')}>{say('reports.wholeCsv')}</a>
            </li>
            <li>
              <a href="/api/v1/openapi.json">{say('reports.api')}</a>
            </li>
          </ul>
        </section>
        <section aria-labelledby="udkast">
          <h2 id="udkast">{say('reports.drafts')}</h2>
          <p class="quiet">{say('reports.draftsText')}</p>
          {products.length === 0 && <p class="notice">{say('portfolio.none')}</p>}
          <table class="products">
            <thead>
              <tr>
                <th scope="col">{say('table.product')}</th>
                <th scope="col">{say('table.level')}</th>
                <th scope="col">{say('reports.take')}</th>
              </tr>
            </thead>
            <tbody>
              {products.map((product) => (
                <tr>
                  <th scope="row">
                    <a href={href(`/produkter/${product.slug}`)}>
                      {plainText(product.name, { maxLength: 100 })}
                    </a>
                  </th>
                  <td data-label={say('table.level')}>
                    {shownLevel(model, shownLevelOf(product), language, say)}
                  </td>
                  <td data-label={say('reports.take')}>
                    <ul class="inline">
                      {FORMS.map((form) => (
                        <li>
                          <a href={href(`/rapporter/${product.slug}.${form}`)}>
                            {say(`reports.form.${form}`)}
                            <span class="unseen"> {plainText(product.name, { maxLength: 100 })}</span>
                          </a>
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    ),
  });
}
