/** One product: where it stands, what to do next, and everything that is known of each requirement. */
import type { Assessment } from '../../assessment/index.js';
import { formatDay, plainText, sayIn } from '../../messages/index.js';
import { levelInText, requirementTitle, SafeLink, sum, wayToNextLevel } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import { HistoryChart } from '../parts/chart.js';
import { EvaluationBeside } from '../parts/evaluation.js';
import { renderPage } from '../parts/layout.js';
import { Explanations, Milestones, OpenTasks, Places } from '../parts/product-lists.js';
import { CountBar, countsInWords, Levels } from '../parts/ratings.js';
import { Requirements } from '../parts/requirements.js';
import { ago } from '../parts/trend.js';
import type { ProductDetail } from '../types.js';

interface Props {
  readonly context: PageContext;
  readonly detail: ProductDetail;
}

export interface AssessedProps extends Props {
  readonly assessment: Assessment;
}

export function productPage(context: PageContext, detail: ProductDetail): string {
  const { product, assessment } = detail;
  const { say } = context;
  return renderPage(context, {
    title: product.name,
    children: (
      <>
        <div class="wide">
          <p class="crumbs">
            <a href={context.href('/')}>{say('nav.portfolio')}</a>
          </p>
          <h1>{plainText(product.name, { maxLength: 100 })}</h1>
          <p class="quiet">
            {plainText(product.organisations.join(', '), { maxLength: 200 })}
            {!product.isPublic && <span class="tag">{say('product.private')}</span>}
          </p>
          {assessment === null ? (
            <p class="notice">{say('product.waitingText')}</p>
          ) : (
            <Standing context={context} detail={detail} assessment={assessment} />
          )}
        </div>
        {assessment !== null && <Assessed context={context} detail={detail} assessment={assessment} />}
        <Places context={context} detail={detail} />
      </>
    ),
  });
}

function Standing({ context, detail: { product }, assessment }: AssessedProps) {
  const { say, language, model, portfolio } = context;
  const { decided, target } = assessment.level;
  const { total } = assessment.counts;
  return (
    <>
      <div class="standing">
        <p class="levels">
          <Levels product={{ ...product, assessment }} context={context} />
          {target !== null && (
            <span class="quiet">
              {say('level.target', { level: plainText(levelInText(model, target, language)) })}
            </span>
          )}
        </p>
        <div class="whole">
          <CountBar counts={total} language={language} />
          <p>
            <strong>{say('product.met', { green: total.green, total: sum(total) })}</strong>{' '}
            <span class="quiet">{countsInWords({ ...total, green: 0 }, language)}</span>
          </p>
        </div>
      </div>
      {decided !== null && (
        <p>
          {say('level.decidedBy', {
            day: formatDay(decided.date, language),
            by: plainText(decided.by, { maxLength: 100 }),
          })}{' '}
          {decided.reference !== null && (
            <SafeLink url={decided.reference} label={sayIn(language, 'reports.level.reference')} />
          )}
        </p>
      )}
      <p>{plainText(wayToNextLevel(assessment, model, language))}</p>
      <p class="quiet">
        {say('product.read', { ago: ago(assessment.assessedAt.slice(0, 10), portfolio.day, language) })}{' '}
        {declarationLine(assessment, context)}
        {product.isPartlyHidden && ` ${say('product.partly')}`}
      </p>
    </>
  );
}

function declarationLine({ declaration }: Assessment, { say, language, portfolio }: PageContext): string {
  if (declaration === null) return say('product.noDeclaration');
  if (declaration.date === null) return say('product.undatedDeclaration');
  return say('product.declaration', {
    day: formatDay(declaration.date, language),
    ago: ago(declaration.date, portfolio.day, language),
  });
}

function Assessed(props: AssessedProps) {
  const { context, detail } = props;
  const { say } = context;
  return (
    <>
      <Steps {...props} />
      <Week {...props} />
      {detail.evaluation !== null && <EvaluationBeside context={context} evaluation={detail.evaluation} />}
      <Requirements {...props} />
      <Questions {...props} />
      <Explanations context={context} detail={detail} />
      <Findings {...props} />
      <section class="wide" aria-labelledby="historie">
        <h2 id="historie">{say('history.heading')}</h2>
        <HistoryChart context={context} history={detail.history} />
      </section>
      <OpenTasks context={context} detail={detail} />
      <Milestones context={context} detail={detail} />
    </>
  );
}

function Steps({ context: { language, say }, assessment }: AssessedProps) {
  if (assessment.nextSteps.length === 0) return null;
  return (
    <section class="attention" aria-labelledby="naeste">
      <div class="wide">
        <h2 id="naeste">{say('product.steps')}</h2>
        <ol class="steps">
          {assessment.nextSteps.map(({ requirement, what, why, effort }) => (
            <li>
              <a href={`#${encodeURIComponent(requirement)}`}>{plainText(requirement, { maxLength: 20 })}</a>{' '}
              <strong>{plainText(what[language])}</strong>
              <br />
              <span class="quiet">
                {plainText(why[language])}
                {effort !== null && ` · ${sayIn(language, `reports.effort.${effort}`)}`}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** What the newest assessment found different from the one before it. */
function Week({ context, assessment }: AssessedProps) {
  const { say, language, model } = context;
  const { change } = assessment;
  if (change === null || change.improved.length + change.worsened.length === 0) return null;
  const lists = [
    { key: 'improved', ids: change.improved },
    { key: 'worsened', ids: change.worsened },
  ].filter(({ ids }) => ids.length > 0);
  return (
    <section class="wide" aria-labelledby="aendret">
      <h2 id="aendret">
        {sayIn(language, 'reports.change.since', { day: formatDay(change.since.slice(0, 10), language) })}
      </h2>
      {lists.map(({ key, ids }) => (
        <>
          <h3>{say(`change.${key}`)}</h3>
          <ul>
            {ids.map((id) => (
              <li>
                <a href={`#${encodeURIComponent(id)}`}>
                  {plainText(`${id} ${requirementTitle(model, id, language)}`)}
                </a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </section>
  );
}

function Questions({ context: { language, say }, assessment }: AssessedProps) {
  const asked = assessment.requirements.flatMap(({ id, question }) =>
    question === null ? [] : [{ id, question }],
  );
  if (asked.length === 0) return null;
  return (
    <section class="wide" aria-labelledby="spoergsmaal">
      <h2 id="spoergsmaal">{sayIn(language, 'reports.questions.heading')}</h2>
      <p class="quiet">{say('product.questions')}</p>
      <ul>
        {asked.map(({ id, question }) => (
          <li>
            <a href={`#${encodeURIComponent(id)}`}>{plainText(id)}</a> {plainText(question[language])}{' '}
            <span class="quiet">({sayIn(language, `reports.questions.to.${question.to}`)})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Findings({ context: { language }, assessment }: AssessedProps) {
  if (assessment.findings.length === 0) return null;
  return (
    <section class="wide" aria-labelledby="rettes">
      <h2 id="rettes">{sayIn(language, 'reports.findings.heading')}</h2>
      <ul>
        {assessment.findings.map(({ repository, path, line, says }) => {
          const place = [repository, path === null ? null : `${path}${line === null ? '' : `:${line}`}`];
          return (
            <li>
              {plainText(says[language])}{' '}
              <span class="quiet">{plainText(place.filter((part) => part !== null).join(' '))}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
