/** Every requirement of a product by theme: the rating and why, what was seen, what the product says, what people have said. */
import type { Evidence, RequirementAssessment } from '../../assessment/index.js';
import type { Beside } from '../../evaluations/index.js';
import { formatDay, plainText, sayIn } from '../../messages/index.js';
import {
  declaredPieces,
  evidencePlace,
  levelName,
  requirementTitle,
  SafeLink,
  themeName,
} from '../../reports/index.js';
import type { PageContext } from '../context.js';
import type { AssessedProps } from '../pages/product.js';
import { countsInWords, RatingMark } from './ratings.js';

const LONGEST_ANSWER = 3000;
const MOST_EVIDENCE = 12;

export function Requirements({ context, assessment, detail }: AssessedProps) {
  const { model, language, say } = context;
  const known = new Set(model.themes.map(({ id }) => id));
  const themes = [
    ...known,
    ...new Set(assessment.requirements.map(({ theme }) => theme).filter((id) => !known.has(id))),
  ];
  return (
    <section class="wide" aria-labelledby="vurderinger">
      <h2 id="vurderinger">{say('product.ratings')}</h2>
      {themes.map((theme) => {
        const requirements = assessment.requirements.filter((one) => one.theme === theme);
        if (requirements.length === 0) return null;
        const counts = assessment.counts.byTheme[theme];
        return (
          <>
            <h3 class="theme">
              {plainText(themeName(model, theme, language))}{' '}
              <span class="quiet">{counts === undefined ? '' : countsInWords(counts, language)}</span>
            </h3>
            {requirements.map((requirement) => (
              <One
                context={context}
                requirement={requirement}
                beside={detail.evaluation?.requirements.find((one) => one.requirement === requirement.id)}
              />
            ))}
          </>
        );
      })}
    </section>
  );
}

interface OneProps {
  readonly context: PageContext;
  readonly requirement: RequirementAssessment;
}

function One({ context, requirement, beside }: OneProps & { readonly beside: Beside | undefined }) {
  const { model, language, href } = context;
  const { id, rating, level, recommendation } = requirement;
  const notes = [plainText(levelName(model, level, language))];
  if (recommendation) notes.push(sayIn(language, 'reports.recommendation'));
  return (
    <article class={`requirement ${rating}`} id={encodeURIComponent(id)}>
      <h4>
        <a href={href(`/krav/${encodeURIComponent(id)}`)}>{plainText(id)}</a>{' '}
        {plainText(requirementTitle(model, id, language))}
      </h4>
      <p class="verdict">
        <RatingMark rating={rating} language={language} /> <span class="quiet">{notes.join(' · ')}</span>
      </p>
      <div class={isAnswered(requirement) ? 'parts two' : 'parts'}>
        <div>
          <p>{plainText(requirement.basis[language])}</p>
          <EvidenceList context={context} evidence={requirement.evidence} />
          <Explained context={context} requirement={requirement} />
          <Mend context={context} requirement={requirement} />
          {beside !== undefined && <People context={context} beside={beside} />}
        </div>
        {isAnswered(requirement) && <Declared context={context} requirement={requirement} />}
      </div>
    </article>
  );
}

/** A question that nobody has answered is asked further down. */
function isAnswered({ declared }: RequirementAssessment): boolean {
  return declared !== null && (declared.status !== 'unanswered' || declared.text !== '');
}

/** What people have found, and whether the app has seen a change since. */
function People({
  context: { language, say },
  beside,
}: {
  readonly context: PageContext;
  readonly beside: Beside;
}) {
  const basis = plainText(beside.basis, { maxLength: LONGEST_ANSWER });
  return (
    <p class="people">
      <strong>{say('people.heading')}:</strong> <RatingMark rating={beside.people} language={language} />
      {basis !== '' && ` ${basis}`}{' '}
      <span class="quiet">
        {say(`people.difference.${beside.difference}`)}
        {(beside.since === 'better' || beside.since === 'worse') && ` ${say(`people.since.${beside.since}`)}`}
      </span>
    </p>
  );
}

interface EvidenceProps {
  readonly context: PageContext;
  readonly evidence: readonly Evidence[];
}

function EvidenceList({ context: { language, say }, evidence }: EvidenceProps) {
  if (evidence.length === 0) return null;
  const shown = evidence.slice(0, MOST_EVIDENCE);
  return (
    <ul class="evidence">
      {shown.map((one) => (
        <li>
          {plainText(one.says[language])} <SafeLink url={one.url} label={evidencePlace(one)} />
          {one.date !== null && <span class="quiet"> {formatDay(plainText(one.date), language)}</span>}
        </li>
      ))}
      {evidence.length > shown.length && (
        <li>{say('product.more', { count: evidence.length - shown.length })}</li>
      )}
    </ul>
  );
}

function Explained({ context: { language }, requirement: { explanation } }: OneProps) {
  if (explanation === null) return null;
  const notes = [sayIn(language, `reports.explanation.${explanation.state}`)];
  if (explanation.until !== null)
    notes.push(sayIn(language, 'reports.explanation.until', { day: formatDay(explanation.until, language) }));
  if (explanation.by !== null) notes.push(explanation.by);
  return (
    <p class="explained">
      <strong>{sayIn(language, 'reports.explanation.heading')}:</strong> {plainText(explanation.reason)}{' '}
      <span class="quiet">({plainText(notes.join(', '))})</span>{' '}
      {explanation.link !== null && (
        <SafeLink url={explanation.link} label={sayIn(language, 'reports.explanation.link')} />
      )}
    </p>
  );
}

/** What would make it green, and what it takes. */
function Mend({ context: { model, language }, requirement: { id, rating, gap } }: OneProps) {
  const goal = model.requirements.find((one) => one.id === id)?.greenWhen[language];
  if (goal === undefined || (rating !== 'red' && rating !== 'yellow')) return null;
  const notes =
    gap === null
      ? []
      : [sayIn(language, `reports.effort.${gap.effort}`), sayIn(language, `reports.role.${gap.role}`)];
  return (
    <p class="mend">
      {plainText(sayIn(language, 'reports.greenWhen', { goal }))}
      {notes.length > 0 && <span class="quiet"> ({plainText(notes.join(' · '))})</span>}
    </p>
  );
}

function Declared({ context: { language }, requirement: { declared } }: OneProps) {
  if (declared === null) return null;
  const pieces = declaredPieces(declared, LONGEST_ANSWER);
  return (
    <div class="declared">
      <h5>{sayIn(language, 'reports.declared.heading')}</h5>
      <p>
        <strong>{sayIn(language, `reports.declared.${declared.status}`)}</strong>
      </p>
      {pieces.length > 0 && (
        <p class="answer">
          {pieces.map(({ text, url }) => (url === null ? text : <SafeLink url={url} label={text} />))}
        </p>
      )}
    </div>
  );
}
