/** One requirement: what it means, how it is judged, how everybody stands, and what helps. */
import { RATINGS, type Example } from '../../assessment/index.js';
import type { Requirement } from '../../governance/index.js';
import { formatDay, plainText, ratingWord, sayIn } from '../../messages/index.js';
import { levelName, SafeLink, themeName } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import { howItIsJudged } from '../judging.js';
import { renderPage } from '../parts/layout.js';
import { durationText } from '../parts/duration.js';
import { CountBar, MARKS } from '../parts/ratings.js';
import { countsOfRequirement } from './requirements.js';

export interface RequirementParts {
  readonly requirement: Requirement;
  readonly examples: readonly Example[];
  /** The document that mends it; null where no document does. */
  readonly template: Template | null;
}

export interface Template {
  readonly file: string;
  readonly title: string;
  readonly minutes: number;
  readonly readFirst: string;
}

interface Props extends RequirementParts {
  readonly context: PageContext;
}

export function requirementPage(context: PageContext, parts: RequirementParts): string {
  const { say, language, model, href } = context;
  const { requirement } = parts;
  const { id, title, guidance, wording, level, theme, recommendation, greenWhen } = requirement;
  const notes = [themeName(model, theme, language), levelName(model, level, language)];
  if (recommendation) notes.push(say('requirements.advice'));
  return renderPage(context, {
    title: `${id} ${title[language]}`,
    children: (
      <div class="wide">
        <p class="crumbs">
          <a href={href('/krav')}>{say('nav.requirements')}</a>
        </p>
        <h1>{plainText(`${id} ${title[language]}`)}</h1>
        <p class="quiet">{plainText(notes.join(' · '))}</p>
        <p class="lead">{plainText(guidance[language])}</p>
        {wording !== undefined && (
          <blockquote lang="da">
            <p>{plainText(wording.title)}</p>
            <p>{plainText(wording.guidance)}</p>
          </blockquote>
        )}
        <section aria-labelledby="vurderes">
          <h2 id="vurderes">{say('judged.heading')}</h2>
          <p>
            <strong>{plainText(sayIn(language, 'reports.greenWhen', { goal: greenWhen[language] }))}</strong>
          </p>
          <ul>
            {howItIsJudged(requirement, language).map((line) => (
              <li>{plainText(line, { maxLength: 600 })}</li>
            ))}
          </ul>
        </section>
        <Standings context={context} {...parts} />
        <Help context={context} {...parts} />
      </div>
    ),
  });
}

function Standings({ context, requirement: { id } }: Props) {
  const { say, language, portfolio, href } = context;
  const counts = countsOfRequirement(portfolio, id);
  return (
    <section aria-labelledby="portefoelje">
      <h2 id="portefoelje">{say('requirement.standing')}</h2>
      <CountBar counts={counts} language={language} />
      {RATINGS.map((rating) => {
        const products = portfolio.products.filter(({ ratings }) => ratings[id] === rating);
        if (products.length === 0) return null;
        return (
          <details open={products.length <= 12}>
            <summary>
              <span class={`rating ${rating}`}>
                <span class="sign" aria-hidden="true">
                  {MARKS[rating]}
                </span>{' '}
                {ratingWord(rating, language)}
              </span>{' '}
              <span class="quiet">{products.length}</span>
            </summary>
            <ul class="columns">
              {products.map(({ slug, name }) => (
                <li>
                  <a href={`${href(`/produkter/${slug}`)}#${encodeURIComponent(id)}`}>
                    {plainText(name, { maxLength: 80 })}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </section>
  );
}

function Help({ context, requirement, examples, template }: Props) {
  const { say, language } = context;
  return (
    <section aria-labelledby="hjaelp">
      <h2 id="hjaelp">{say('requirement.help')}</h2>
      <h3>{say('requirement.examples')}</h3>
      {examples.length === 0 && <p class="quiet">{say('requirement.noExamples')}</p>}
      <ul>
        {examples.map(({ product, repository, path, url, date }) => (
          <li>
            {plainText(product, { maxLength: 80 })}: <SafeLink url={url} label={`${repository} ${path}`} />
            {date !== null && <span class="quiet"> {formatDay(date, language)}</span>}
          </li>
        ))}
      </ul>
      <h3>{say('requirement.template')}</h3>
      {template === null ? (
        <p class="quiet">{say('requirement.noTemplate')}</p>
      ) : (
        <>
          <p>
            <a href={`/skabeloner/${language}/${encodeURIComponent(template.file)}`}>
              {plainText(template.title)}
            </a>{' '}
            <span class="quiet">
              {durationText(template.minutes, say)}
              {requirement.mend !== null && ` · ${sayIn(language, `reports.role.${requirement.mend.role}`)}`}
            </span>
          </p>
          <p>{say('tasks.readFirst', { text: plainText(template.readFirst) })}</p>
        </>
      )}
    </section>
  );
}
