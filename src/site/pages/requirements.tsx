/** All requirements, and how the portfolio stands on each. */
import { RATINGS, type Example, type RatingCounts } from '../../assessment/index.js';
import { plainText } from '../../messages/index.js';
import { levelName, SafeLink } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import { renderPage } from '../parts/layout.js';
import { CountBar, Legend } from '../parts/ratings.js';
import type { Portfolio } from '../types.js';

/** `lone`: requirements that one product alone can show the others how to meet. */
export function requirementsPage(context: PageContext, lone: ReadonlyMap<string, Example>): string {
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
        {lone.size > 0 && <LoneExamples context={context} lone={lone} />}
      </div>
    ),
  });
}

interface LoneProps {
  readonly context: PageContext;
  readonly lone: ReadonlyMap<string, Example>;
}

/** Worth lifting up for the secretariat: nobody else can show it. */
function LoneExamples({ context: { say, model, language, href }, lone }: LoneProps) {
  return (
    <section aria-labelledby="eneste">
      <h2 id="eneste">{say('requirements.lone.heading')}</h2>
      <p>{say('requirements.lone.lead')}</p>
      <ul>
        {model.requirements.map(({ id, title }) => {
          const example = lone.get(id);
          if (example === undefined) return null;
          return (
            <li>
              <a href={href(`/krav/${id}`)}>{plainText(`${id} ${title[language]}`)}</a>:{' '}
              {plainText(example.product, { maxLength: 80 })},{' '}
              <SafeLink url={example.url} label={`${example.repository} ${example.path}`} />
            </li>
          );
        })}
      </ul>
    </section>
  );
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
