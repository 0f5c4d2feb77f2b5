/** What is left to do after installing: each check turns green by itself. */
import type { PageContext } from '../context.js';
import type { Operations } from '../operations.js';
import { renderPage } from '../parts/layout.js';
import { OperationsSection } from '../parts/operations.js';

export interface SetupCheck {
  /** Key of its sentences. */
  readonly key: string;
  /** `todo`: something is left; `optional`: may be left out; `unknown`: could not be seen just now. */
  readonly state: 'done' | 'todo' | 'optional' | 'unknown';
}

const SIGNS = { done: '✓', todo: '!', optional: '–', unknown: '?' } as const;

export function setupPage(
  context: PageContext,
  checks: readonly SetupCheck[],
  operations: Operations,
): string {
  const { say } = context;
  const left = checks.filter(({ state }) => state === 'todo').length;
  return renderPage(context, {
    title: say('nav.setup'),
    children: (
      <div class="wide">
        <h1>{say('setup.heading')}</h1>
        <p class="lead">{say('setup.lead', { count: left })}</p>
        <ol class="checks">
          {checks.map(({ key, state }) => (
            <li class={state}>
              <h2>
                <span class="sign" aria-hidden="true">
                  {SIGNS[state]}
                </span>{' '}
                {say(`setup.${key}.title`)} <span class="state">{say(`setup.state.${state}`)}</span>
              </h2>
              <p>{say(state === 'done' ? `setup.${key}.done` : `setup.${key}.todo`)}</p>
            </li>
          ))}
        </ol>
        <OperationsSection context={context} operations={operations} />
      </div>
    ),
  });
}
