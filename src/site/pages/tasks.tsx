/** The board of tasks: every document that is missing somewhere, for those who want to write one. */
import type { Model } from '../../governance/index.js';
import { formatDay, plainText, sayIn } from '../../messages/index.js';
import { requirementTitle } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import { renderPage } from '../parts/layout.js';
import { durationText } from '../parts/duration.js';
import { OwnLink } from '../parts/own-link.js';
import { Select } from '../parts/select.js';
import type { ProductView, TaskView } from '../types.js';
import type { Template } from './requirement.js';

export type TemplateFinder = (requirement: string) => Template | null;

interface Task {
  readonly product: ProductView;
  readonly task: TaskView;
  readonly effort: string | null;
  readonly role: string | null;
  readonly template: Template | null;
}

const EFFORTS = ['small', 'medium', 'large'] as const;
const ROLES = ['student', 'coordinator', 'maintainer', 'steering-group'] as const;
const STATES = ['free', 'taken'] as const;
const ORDERS = ['newest', 'oldest', 'shortest'] as const;
const MOST_SHOWN = 500;

export function tasksPage(context: PageContext, templateFor: TemplateFinder): string {
  const { say, request, portfolio } = context;
  const all = portfolio.products.flatMap((product) =>
    product.tasks.map((task) => describe(product, task, context.model, templateFor)),
  );
  const chosen = {
    effort: EFFORTS.find((one) => one === request.query.get('stoerrelse')) ?? null,
    role: ROLES.find((one) => one === request.query.get('rolle')) ?? null,
    state: STATES.find((one) => one === request.query.get('status')) ?? null,
    order: ORDERS.find((one) => one === request.query.get('sorter')) ?? 'newest',
  };
  const shown = all.filter(
    ({ effort, role, task }) =>
      (chosen.effort === null || effort === chosen.effort) &&
      (chosen.role === null || role === chosen.role) &&
      (chosen.state === null || task.assignees.length > 0 === (chosen.state === 'taken')),
  );
  shown.sort(byOrder(chosen.order));
  const any = { value: '', text: say('filter.any') };
  return renderPage(context, {
    title: say('nav.tasks'),
    children: (
      <div class="wide">
        <h1>{say('tasks.heading')}</h1>
        <p class="lead">{say('tasks.lead')}</p>
        <form class="filter" method="get" action="/opgaver" aria-label={say('filter.label')}>
          {request.isLanguageChosen && <input type="hidden" name="lang" value={context.language} />}
          <Select
            name="stoerrelse"
            label={say('tasks.effort')}
            options={[
              any,
              ...EFFORTS.map((value) => ({
                value,
                text: sayIn(context.language, `reports.effort.${value}`),
              })),
            ]}
            chosen={chosen.effort}
          />
          <Select
            name="rolle"
            label={say('tasks.role')}
            options={[
              any,
              ...ROLES.map((value) => ({ value, text: sayIn(context.language, `reports.role.${value}`) })),
            ]}
            chosen={chosen.role}
          />
          <Select
            name="status"
            label={say('tasks.state')}
            options={[any, ...STATES.map((value) => ({ value, text: say(`tasks.is.${value}`) }))]}
            chosen={chosen.state}
          />
          <Select
            name="sorter"
            label={say('filter.sort')}
            options={ORDERS.map((value) => ({ value, text: say(`tasks.order.${value}`) }))}
            chosen={chosen.order}
          />
          <button type="submit">{say('filter.show')}</button>
        </form>
        <p class="quiet" role="status">
          {say('tasks.shown', { count: shown.length, total: all.length })}
        </p>
        <ul class="tasks">
          {shown.slice(0, MOST_SHOWN).map((one) => (
            <TaskCard context={context} {...one} />
          ))}
        </ul>
      </div>
    ),
  });
}

function describe(product: ProductView, task: TaskView, model: Model, templateFor: TemplateFinder): Task {
  const mend = model.requirements.find(({ id }) => id === task.requirement)?.mend ?? null;
  const template = templateFor(task.requirement);
  return { product, task, template, effort: mend?.effort ?? null, role: mend?.role ?? null };
}

function byOrder(order: (typeof ORDERS)[number]): (a: Task, b: Task) => number {
  if (order === 'shortest') return (a, b) => (a.template?.minutes ?? 999) - (b.template?.minutes ?? 999);
  const sign = order === 'newest' ? -1 : 1;
  return (a, b) => {
    const [left, right] = [a.task.since ?? '', b.task.since ?? ''];
    if (left === right) return 0;
    return left < right ? -sign : sign;
  };
}

function TaskCard({
  context,
  product,
  task,
  template,
  effort,
  role,
}: Task & { readonly context: PageContext }) {
  const { say, language, href, model } = context;
  const notes = [
    ...(template === null ? [] : [durationText(template.minutes, say)]),
    ...(effort === null ? [] : [sayIn(language, `reports.effort.${effort}`)]),
    ...(role === null ? [] : [sayIn(language, `reports.role.${role}`)]),
    ...(task.since === null ? [] : [say('tasks.since', { day: formatDay(task.since, language) })]),
  ];
  const title = template?.title ?? requirementTitle(model, task.requirement, language);
  return (
    <li class="task">
      <h2>
        <OwnLink url={task.url}>{plainText(title, { maxLength: 120 })}</OwnLink>
      </h2>
      <p>
        <a href={href(`/produkter/${product.slug}`)}>{plainText(product.name, { maxLength: 80 })}</a> ·{' '}
        <a href={href(`/krav/${encodeURIComponent(task.requirement)}`)}>{plainText(task.requirement)}</a> ·{' '}
        <span class="quiet">{plainText(`${task.repository}#${task.number}`)}</span>
      </p>
      <p class="quiet">{notes.join(' · ')}</p>
      {template !== null && <p>{say('tasks.readFirst', { text: plainText(template.readFirst) })}</p>}
      <p>
        {task.assignees.length === 0 ? (
          <span class="free">{say('tasks.free')}</span>
        ) : (
          say('tasks.takenBy', { names: plainText(task.assignees.join(', '), { maxLength: 200 }) })
        )}
      </p>
    </li>
  );
}
