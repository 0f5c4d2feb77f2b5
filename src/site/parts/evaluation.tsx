/** People's newest evaluation beside the app's ratings, with what has changed since. */
import { formatDay, plainText } from '../../messages/index.js';
import { SafeLink } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import type { EvaluationDetail } from '../types.js';
import { RatingMark } from './ratings.js';
import { Scroll } from './table.js';

interface Props {
  readonly context: PageContext;
  readonly evaluation: EvaluationDetail;
}

export function EvaluationBeside({ context, evaluation }: Props) {
  const { say, language } = context;
  const { date, url, requirements, disputes } = evaluation;
  const apart = requirements.filter(({ difference }) => difference === 'other').length;
  const same = requirements.filter(({ difference }) => difference === 'same').length;
  const all = requirements.length;
  return (
    <section class="wide" aria-labelledby="evaluering">
      <h2 id="evaluering">{say('evaluation.heading')}</h2>
      <p>
        {date === null
          ? say('evaluation.undated')
          : say('evaluation.dated', { day: formatDay(date, language) })}{' '}
        {say('evaluation.differing', { differing: all - same - apart, apart, all })}{' '}
        {url !== null && <SafeLink url={url} label={say('evaluation.report')} />}
      </p>
      {disputes.length > 0 && (
        <details>
          <summary>{say('evaluation.disputes', { count: disputes.length })}</summary>
          <ul>
            {disputes.map(({ line, says }) => (
              <li>
                {line !== null && `${say('evaluation.line', { line })}: `}
                {plainText(says[language], { maxLength: 600 })}
              </li>
            ))}
          </ul>
        </details>
      )}
      <details>
        <summary>{say('evaluation.all')}</summary>
        <Scroll label={say('evaluation.heading')}>
          <table class="plain">
            <thead>
              <tr>
                {(['requirement', 'people', 'app', 'since', 'basis'] as const).map((column) => (
                  <th scope="col">{say(`evaluation.column.${column}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {requirements.map(({ requirement, people, app, since, basis }) => (
                <tr>
                  <th scope="row">
                    <a href={context.href(`/krav/${requirement}`)}>{requirement}</a>
                  </th>
                  <td>
                    <RatingMark rating={people} language={language} />
                  </td>
                  <td>{app === null ? '–' : <RatingMark rating={app} language={language} />}</td>
                  <td>{say(`evaluation.since.${since}`)}</td>
                  <td>{plainText(basis, { maxLength: 600 })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </section>
  );
}
