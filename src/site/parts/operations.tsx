/** What the last nightly sweep found, and for members what it could not read and which evaluations belong to no product. */
import { formatDay, plainText } from '../../messages/index.js';
import { danishDay } from '../../roadmap/index.js';
import type { PageContext } from '../context.js';
import type { Operations, OperationDetails } from '../operations.js';

interface Props {
  readonly context: PageContext;
  readonly operations: Operations;
}

const COUNTS = ['installations', 'repositories', 'added', 'renamed', 'gone', 'changed', 'aged'] as const;

export function OperationsSection({ context, operations: { sweep, details } }: Props) {
  const { say, language } = context;
  return (
    <section aria-labelledby="drift">
      <h2 id="drift">{say('operations.heading')}</h2>
      {sweep === null ? (
        <p>{say('operations.never')}</p>
      ) : (
        <>
          <p>{say('operations.when', { day: formatDay(danishDay(sweep.finishedAt), language) })}</p>
          <dl class="facts">
            {COUNTS.map((count) => (
              <div>
                <dt>{say(`operations.count.${count}`)}</dt>
                {/* A sweep of an older version has not counted everything. */}
                <dd>{sweep.report[count] ?? '–'}</dd>
              </div>
            ))}
            <div>
              <dt>{say('operations.count.failed')}</dt>
              <dd>{sweep.report.failed.length}</dd>
            </div>
          </dl>
        </>
      )}
      {details !== null && <Details context={context} details={details} />}
    </section>
  );
}

function Details({
  context,
  details,
}: {
  readonly context: PageContext;
  readonly details: OperationDetails;
}) {
  const { say } = context;
  const { failed, unmatched } = details;
  return (
    <>
      {failed.length > 0 && (
        <>
          <h3>{say('operations.failed')}</h3>
          <ul>
            {failed.map(({ account, problem }) => (
              <li>
                <strong>{plainText(account, { maxLength: 100 })}:</strong>{' '}
                {plainText(problem, { maxLength: 400 })}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{say('operations.unmatched.heading')}</h3>
      {unmatched.length === 0 && <p>{say('operations.unmatched.empty')}</p>}
      {unmatched.length > 0 && (
        <ul>
          {unmatched.map(({ path, names, match }) => (
            <li>
              {say(`operations.unmatched.${match}`, {
                path: plainText(path, { maxLength: 200 }),
                names: [...new Set(names)].map((name) => plainText(name, { maxLength: 100 })).join(' / '),
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
