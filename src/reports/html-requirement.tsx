import type { Evidence, RequirementAssessment } from '../assessment/index.js';
import { formatDay, plainText, sayIn, type Language, RATING_SYMBOLS, ratingWord } from '../messages/index.js';
import { declaredPieces } from './declared-text.js';
import { SafeLink, anchor } from './html-link.js';
import {
  evidencePlace,
  levelName,
  requirementTitle,
  themeName,
  type PageProps,
  type ThemeGroup,
  finished,
} from './view.js';

const LONGEST_ANSWER = 4000;

interface RequirementProps extends PageProps {
  readonly requirement: RequirementAssessment;
}

export function ThemeSection(props: PageProps & { readonly group: ThemeGroup }) {
  const { group, model, language } = props;
  const id = `tema-${anchor(group.id)}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{plainText(themeName(model, group.id, language))}</h2>
      {group.requirements.map((requirement) => (
        <RequirementArticle {...props} requirement={requirement} />
      ))}
    </section>
  );
}

function RequirementArticle(props: RequirementProps) {
  const { requirement, model, language } = props;
  const { rating } = requirement;
  const notes = [levelName(model, requirement.level, language)];
  if (requirement.recommendation) notes.push(sayIn(language, 'reports.recommendation'));
  return (
    <article class={`requirement ${rating}`} id={anchor(requirement.id)}>
      <h3>{plainText(`${requirement.id} ${requirementTitle(model, requirement.id, language)}`)}</h3>
      <p>
        <span class="rating">
          <span aria-hidden="true">{RATING_SYMBOLS[rating]}</span> {ratingWord(rating, language)}
        </span>{' '}
        <span class="quiet">· {plainText(notes.join(' · '))}</span>
      </p>
      <div class={requirement.declared === null ? 'parts' : 'parts two'}>
        <div>
          <p>{plainText(requirement.basis[language])}</p>
          <EvidenceList evidence={requirement.evidence} language={language} />
          <ExplanationText {...props} />
          <Mend {...props} />
        </div>
        <DeclaredAnswer {...props} />
      </div>
    </article>
  );
}

function EvidenceList({
  evidence,
  language,
}: {
  readonly evidence: readonly Evidence[];
  readonly language: Language;
}) {
  if (evidence.length === 0) return null;
  return (
    <>
      <h4>{sayIn(language, 'reports.evidence')}</h4>
      <ul>
        {evidence.map((one) => (
          <li>
            {plainText(one.says[language])} (
            <SafeLink url={one.url} label={evidencePlace(one)} />
            {one.date === null ? '' : `, ${formatDay(plainText(one.date), language)}`})
          </li>
        ))}
      </ul>
    </>
  );
}

function ExplanationText({ requirement, language }: RequirementProps) {
  const { explanation } = requirement;
  if (explanation === null) return null;
  const notes = [sayIn(language, `reports.explanation.${explanation.state}`)];
  if (explanation.until !== null) {
    notes.push(sayIn(language, 'reports.explanation.until', { day: formatDay(explanation.until, language) }));
  }
  if (explanation.by !== null) notes.push(explanation.by);
  return (
    <>
      <h4>{sayIn(language, 'reports.explanation.heading')}</h4>
      <p>
        {plainText(explanation.reason)} <span class="quiet">({plainText(notes.join(', '))})</span>{' '}
        {explanation.link === null ? null : (
          <SafeLink url={explanation.link} label={sayIn(language, 'reports.explanation.link')} />
        )}
      </p>
    </>
  );
}

/** What would make it green, and what it takes. */
function Mend({ requirement, model, language }: RequirementProps) {
  const { rating, gap } = requirement;
  const goal = model.requirements.find((one) => one.id === requirement.id)?.greenWhen[language];
  if (goal === undefined || (rating !== 'red' && rating !== 'yellow')) return null;
  const notes: string[] = [];
  if (gap !== null) {
    notes.push(sayIn(language, 'reports.steps.template', { template: gap.template }));
    notes.push(sayIn(language, `reports.effort.${gap.effort}`), sayIn(language, `reports.role.${gap.role}`));
  }
  return (
    <p>
      {requirement.step && <strong>{plainText(finished(requirement.step[language]))} </strong>}
      {plainText(sayIn(language, 'reports.greenWhen', { goal }))}
      {notes.length > 0 && <span class="quiet"> ({plainText(notes.join(' · '))})</span>}
    </p>
  );
}

function DeclaredAnswer({ requirement, language }: RequirementProps) {
  const { declared } = requirement;
  if (declared === null) return null;
  const pieces = declaredPieces(declared, LONGEST_ANSWER);
  return (
    <div>
      <h4>{sayIn(language, 'reports.declared.heading')}</h4>
      <p>{sayIn(language, `reports.declared.${declared.status}`)}</p>
      {pieces.length > 0 && (
        <p class="answer">
          {pieces.map(({ text, url }) => (url === null ? text : <SafeLink url={url} label={text} />))}
        </p>
      )}
    </div>
  );
}
