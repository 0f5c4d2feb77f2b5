/** All requirements, and how the portfolio stands on each. */
import { RATINGS, type RatingCounts } from '../../assessment/index.js';
import { plainText } from '../../messages/index.js';
import { levelName } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import { renderPage } from '../parts/layout.js';
import { CountBar, Legend } from '../parts/ratings.js';
import type { Portfolio } from '../types.js';

export function requirementsPage(context: PageContext): string {
  const { say, model, language, href, portfolio } = context;
  return renderPage(context, {
    title: say('nav.requirements'),
    children: (
      <div class="wide">
        <h1>{say('requirements.heading')}</h1>
        <p class="lead">{say('requirements.lead', { count: model.requirements.length })}</p>
        <Legend context={context} />
        {model.themes.map((theme) => (
          <section aria-labelledby={`tema-${theme.id}`}>
            <h2 id={`tema-${theme.id}`}>{plainText(theme.name[language])}</h2>
            <table class="products requirements-list">
              <thead>
                <tr>
                  <th scope="col">{say('requirements.requirement')}</th>
                  <th scope="col">{say('table.level')}</th>
                  <th scope="col">{say('requirements.portfolio')}</th>
                </tr>
              </thead>
              <tbody>
                {model.requirements
                  .filter((one) => one.theme === theme.id)
                  .map(({ id, title, level, recommendation }) => {
                    const counts = countsOfRequirement(portfolio, id);
                    return (
                      <tr>
                        <th scope="row">
                          <a href={href(`/krav/${id}`)}>{plainText(`${id} ${title[language]}`)}</a>
                        </th>
                        <td data-label={say('table.level')}>
                          {plainText(levelName(model, level, language))}
                          {recommendation && <span class="quiet"> ({say('requirements.advice')})</span>}
                        </td>
                        <td data-label={say('requirements.portfolio')}>
                          <span class="met">
                            <CountBar counts={counts} language={language} />
                            <span>
                              {say('requirements.met', {
                                green: counts.green,
                                total: portfolio.products.length,
                              })}
                            </span>
                          </span>
                        </td>
                      </tr>
                    );
                  })}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    ),
  });
}

/** Products by how they are rated on one requirement. */
export function countsOfRequirement({ products }: Portfolio, id: string): RatingCounts {
  const counts = { green: 0, yellow: 0, red: 0, grey: 0, unknown: 0 };
  for (const { ratings } of products) {
    const rating = RATINGS.find((one) => one === ratings[id]);
    if (rating !== undefined) counts[rating] += 1;
  }
  return counts;
}
