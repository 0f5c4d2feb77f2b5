import { RATINGS, type RatingCounts } from '../assessment/index.js';
import { plainText, sayIn, type Language, RATING_SYMBOLS, ratingWord } from '../messages/index.js';
import { anchor } from './html-link.js';
import { byTheme, sum, themeName, type PageProps } from './view.js';

/** Requirements counted by level and rating. On a narrow screen the heads are symbols, and the legend has the words. */
export function Overview({ assessment, model, language }: PageProps) {
  const { byLevel, total } = assessment.counts;
  const heading = sayIn(language, 'reports.overview.heading');
  return (
    <section class="overview" aria-labelledby="overblik">
      <h2 id="overblik">{heading}</h2>
      <div class="scroll" role="group" aria-labelledby="overblik" tabindex={0}>
        <table>
          <caption>{sayIn(language, 'reports.overview.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{sayIn(language, 'reports.overview.level')}</th>
              {RATINGS.map((rating) => (
                <th scope="col">
                  <span aria-hidden="true">{RATING_SYMBOLS[rating]}</span>{' '}
                  <span class="word">{ratingWord(rating, language)}</span>
                </th>
              ))}
              <th scope="col">{sayIn(language, 'reports.overview.sum')}</th>
            </tr>
          </thead>
          <tbody>
            {model.levels.map((level) => (
              <CountRow name={level.name[language]} counts={byLevel[level.id]} />
            ))}
            <CountRow name={sayIn(language, 'reports.overview.total')} counts={total} />
          </tbody>
        </table>
      </div>
      <ul class="legend" aria-hidden="true">
        {RATINGS.map((rating) => (
          <li>{`${RATING_SYMBOLS[rating]} ${ratingWord(rating, language)}`}</li>
        ))}
      </ul>
    </section>
  );
}

function CountRow({ name, counts }: { readonly name: string; readonly counts: RatingCounts | undefined }) {
  return (
    <tr>
      <th scope="row">{plainText(name)}</th>
      {RATINGS.map((rating) => (
        <td>{counts?.[rating] ?? 0}</td>
      ))}
      <td>{counts === undefined ? 0 : sum(counts)}</td>
    </tr>
  );
}

export function Contents({ assessment, model, language }: PageProps) {
  return (
    <nav class="contents" aria-labelledby="temaer">
      <h2 id="temaer">{sayIn(language, 'reports.html.contents')}</h2>
      <ul>
        {byTheme(assessment, model).map((group) => (
          <li>
            <a href={`#tema-${anchor(group.id)}`}>{plainText(themeName(model, group.id, language))}</a>{' '}
            <span class="quiet">{countsInLine(assessment.counts.byTheme[group.id], language)}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function countsInLine(counts: RatingCounts | undefined, language: Language): string {
  if (counts === undefined) return '';
  const parts: string[] = [];
  for (const rating of RATINGS) {
    if (counts[rating] > 0) parts.push(`${counts[rating]} ${ratingWord(rating, language).toLowerCase()}`);
  }
  return parts.join(', ');
}
