/** What belongs to a product beside its ratings. */
import { unacceptedState } from '../../assessment/index.js';
import { formatDay, plainText, sayIn } from '../../messages/index.js';
import { requirementTitle, SafeLink } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import type { ProductDetail } from '../types.js';
import { OwnLink } from './own-link.js';
import { MilestoneTable } from './milestone-table.js';
import { Scroll } from './table.js';

interface Props {
  readonly context: PageContext;
  readonly detail: ProductDetail;
}

export function Explanations({ context, detail: { product } }: Props) {
  const { say, language, model } = context;
  if (product.explanations.length === 0) return null;
  const waiting = (id: string): string => unacceptedState(model.requirements.find((one) => one.id === id));
  return (
    <section class="wide" aria-labelledby="forklaringer">
      <h2 id="forklaringer">{say('explanations.heading')}</h2>
      <Scroll label={say('explanations.heading')}>
        <table class="plain">
          <thead>
            <tr>
              {['requirement', 'status', 'reason', 'until', 'state'].map((column) => (
                <th scope="col">{say(`explanations.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {product.explanations.map(({ requirement, status, reason, until, link, by, isAccepted }) => (
              <tr>
                <th scope="row">
                  {plainText(`${requirement} ${requirementTitle(model, requirement, language)}`)}
                </th>
                <td>{say(`explanations.kind.${status}`)}</td>
                <td>
                  {reason === null ? say('hidden.text') : plainText(reason, { maxLength: 500 })}{' '}
                  {by !== null && <span class="quiet">({plainText(by, { maxLength: 100 })})</span>}{' '}
                  {link !== null && (
                    <SafeLink url={link} label={sayIn(language, 'reports.explanation.link')} />
                  )}
                </td>
                <td>{until === null ? '–' : formatDay(until, language)}</td>
                <td>
                  {sayIn(language, `reports.explanation.${isAccepted ? 'accepted' : waiting(requirement)}`)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

export function OpenTasks({ context, detail: { product } }: Props) {
  const { say, language, model } = context;
  if (product.tasks.length === 0) return null;
  return (
    <section class="wide" aria-labelledby="opgaver">
      <h2 id="opgaver">{say('product.tasks')}</h2>
      <ul>
        {product.tasks.map(({ requirement, url, repository, number, assignees }) => (
          <li>
            <OwnLink url={url}>
              {plainText(`${requirement} ${requirementTitle(model, requirement, language)}`)}
            </OwnLink>{' '}
            <span class="quiet">
              {plainText(`${repository}#${number}`)}
              {assignees.length > 0 &&
                ` · ${say('tasks.takenBy', { names: plainText(assignees.join(', ')) })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Milestones({ context, detail: { product } }: Props) {
  if (product.milestones.length === 0) return null;
  return (
    <section class="wide" aria-labelledby="milepaele">
      <h2 id="milepaele">{context.say('product.milestones')}</h2>
      <MilestoneTable
        context={context}
        rows={product.milestones.map((milestone) => ({ product: null, milestone }))}
      />
    </section>
  );
}

export function Places({ context, detail: { product, assessment } }: Props) {
  const { say, href } = context;
  return (
    <section class="wide" aria-labelledby="steder">
      <h2 id="steder">{say('product.places')}</h2>
      <ul>
        {product.maturityIssue !== null && (
          <li>
            <OwnLink url={product.maturityIssue.url}>{say('product.maturityIssue')}</OwnLink>
          </li>
        )}
        {product.repositories.map(({ name, url }) => (
          <li>
            <OwnLink url={url}>{plainText(name)}</OwnLink>
          </li>
        ))}
      </ul>
      {assessment !== null && product.isPublic && (
        <p class="badge">
          <img src={href(`/badge/${product.slug}.svg`)} alt={say('product.badgeAlt')} height={20} />{' '}
          <code>{`/badge/${product.slug}.svg`}</code>
        </p>
      )}
    </section>
  );
}
