import { formatDay, plainText, sayIn } from '../../messages/index.js';
import type { PageContext } from '../context.js';
import type { MilestoneView, ProductView } from '../types.js';
import { OwnLink } from './own-link.js';
import { Scroll } from './table.js';

export interface MilestoneRow {
  /** Null where the page is about one product. */
  readonly product: ProductView | null;
  readonly milestone: MilestoneView;
}

interface Props {
  readonly context: PageContext;
  readonly rows: readonly MilestoneRow[];
}

export function MilestoneTable({ context, rows }: Props) {
  const { say, language, href } = context;
  const isMixed = rows.some(({ product }) => product !== null);
  return (
    <Scroll label={say('milestones.table')}>
      <table class="plain">
        <caption class="unseen">{say('milestones.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('milestones.title')}</th>
            {isMixed && <th scope="col">{say('table.product')}</th>}
            <th scope="col">{say('milestones.track')}</th>
            <th scope="col">{say('milestones.phase')}</th>
            <th scope="col">{say('milestones.start')}</th>
            <th scope="col">{say('milestones.due')}</th>
            <th scope="col">{say('milestones.status')}</th>
            <th scope="col" class="number">
              {say('milestones.progress')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ product, milestone }) => (
            <tr>
              <th scope="row">
                <OwnLink url={milestone.url}>{plainText(milestone.title, { maxLength: 120 })}</OwnLink>
              </th>
              {product !== null && (
                <td>
                  <a href={href(`/produkter/${product.slug}`)}>
                    {plainText(product.name, { maxLength: 80 })}
                  </a>
                </td>
              )}
              <td>{plainText(milestone.track ?? '–')}</td>
              <td>{plainText(milestone.phase ?? '–')}</td>
              <td class="nowrap">{formatDay(milestone.start, language)}</td>
              <td class="nowrap">{milestone.due === null ? '–' : formatDay(milestone.due, language)}</td>
              <td>
                <StatusMark milestone={milestone} language={language} none={say('milestones.noDay')} />
              </td>
              <td class="number nowrap">
                {milestone.progress === null ? '–' : `${milestone.progress} %`}{' '}
                <span class="quiet">
                  {milestone.closedIssues}/{milestone.openIssues + milestone.closedIssues}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface StatusProps {
  readonly milestone: MilestoneView;
  readonly language: PageContext['language'];
  readonly none: string;
}

const SIGNS = { done: '✓', 'on-track': '●', 'at-risk': '◐', overdue: '!' } as const;

function StatusMark({ milestone: { status }, language, none }: StatusProps) {
  if (status === null) return <span class="quiet">{none}</span>;
  return (
    <span class={`status ${status}`}>
      <span class="sign" aria-hidden="true">
        {SIGNS[status]}
      </span>{' '}
      {sayIn(language, `roadmap.status.${status}`)}
    </span>
  );
}
