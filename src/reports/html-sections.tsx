import { formatDay, plainText, sayIn, ratingLabel } from '../messages/index.js';
import { SafeLink, anchor } from './html-link.js';
import { madeLines, placeOfFinding } from './made.js';
import { wayToNextLevel } from './obstacles.js';
import { dayOf, levelLines, requirementTitle, type PageProps } from './view.js';

export function LevelSection({ assessment, model, language }: PageProps) {
  const reference = assessment.level.decided?.reference ?? null;
  return (
    <>
      <ul class="levels">
        {levelLines(assessment, model, language).map((line, index) => (
          <li>
            {plainText(line)}
            {index === 0 && reference !== null && (
              <>
                {' '}
                <SafeLink url={reference} label={sayIn(language, 'reports.level.reference')} />
              </>
            )}
          </li>
        ))}
      </ul>
      <p>{plainText(wayToNextLevel(assessment, model, language))}</p>
      <p class="quiet">{sayIn(language, 'reports.level.advice')}</p>
    </>
  );
}

export function Change(props: PageProps) {
  const { assessment, language } = props;
  const { change } = assessment;
  if (change === null) return null;
  const { improved, worsened } = change;
  return (
    <section aria-labelledby="siden-sidst">
      <h2 id="siden-sidst">
        {sayIn(language, 'reports.change.since', { day: formatDay(dayOf(change.since), language) })}
      </h2>
      {improved.length > 0 && <h3>{sayIn(language, 'reports.change.improved')}</h3>}
      <RequirementLinks ids={improved} {...props} />
      {worsened.length > 0 && <h3>{sayIn(language, 'reports.change.worsened')}</h3>}
      <RequirementLinks ids={worsened} {...props} />
      {improved.length + worsened.length === 0 && <p>{sayIn(language, 'reports.change.nothing')}</p>}
    </section>
  );
}

function RequirementLinks({
  ids,
  assessment,
  model,
  language,
}: PageProps & { readonly ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <ul>
      {ids.map((id) => {
        const rating = assessment.requirements.find((one) => one.id === id)?.rating;
        const title = plainText(`${id} ${requirementTitle(model, id, language)}`);
        return rating === undefined ? (
          <li>{title}</li>
        ) : (
          <li>
            <a href={`#${anchor(id)}`}>{title}</a>: {ratingLabel(rating, language)}
          </li>
        );
      })}
    </ul>
  );
}

export function Steps({ assessment, language }: PageProps) {
  const steps = assessment.nextSteps;
  return (
    <section aria-labelledby="naeste-skridt">
      <h2 id="naeste-skridt">{sayIn(language, 'reports.steps.heading')}</h2>
      {steps.length === 0 && <p>{sayIn(language, 'reports.steps.none')}</p>}
      <ol>
        {steps.map((step) => {
          const notes = [step.why[language]];
          if (step.effort !== null) notes.push(sayIn(language, `reports.effort.${step.effort}`));
          if (step.template !== null) {
            notes.push(sayIn(language, 'reports.steps.template', { template: step.template }));
          }
          return (
            <li>
              <a href={`#${anchor(step.requirement)}`}>{plainText(step.requirement)}</a>{' '}
              {plainText(step.what[language])}
              <br />
              <span class="quiet">{plainText(notes.join(' · '))}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

export function Questions({ assessment, language }: PageProps) {
  const asked = assessment.requirements.filter((requirement) => requirement.question !== null);
  return (
    <section aria-labelledby="spoergsmaal">
      <h2 id="spoergsmaal">{sayIn(language, 'reports.questions.heading')}</h2>
      {asked.length === 0 && <p>{sayIn(language, 'reports.questions.none')}</p>}
      <ul>
        {asked.map(({ id, question }) =>
          question === null ? null : (
            <li>
              <a href={`#${anchor(id)}`}>{plainText(id)}</a> {plainText(question[language])}{' '}
              <span class="quiet">({sayIn(language, `reports.questions.to.${question.to}`)})</span>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

export function Findings({ assessment, language }: PageProps) {
  return (
    <section aria-labelledby="rettes">
      <h2 id="rettes">{sayIn(language, 'reports.findings.heading')}</h2>
      {assessment.findings.length === 0 && <p>{sayIn(language, 'reports.findings.none')}</p>}
      <ul>
        {assessment.findings.map((finding) => {
          const place = placeOfFinding(finding);
          const says = finding.says[language];
          return <li>{plainText(place === '' ? says : `${place}: ${says}`)}</li>;
        })}
      </ul>
    </section>
  );
}

export function Made({ assessment, model, language }: PageProps) {
  return (
    <section aria-labelledby="lavet">
      <h2 id="lavet">{sayIn(language, 'reports.made.heading')}</h2>
      <ul>
        {madeLines(assessment, model, language).map((line) => (
          <li>{plainText(line)}</li>
        ))}
      </ul>
    </section>
  );
}
