/** How the ratings have moved, drawn on the server, with the same figures in a table behind it. */
import { RATINGS } from '../../assessment/index.js';
import { formatDay, ratingWord, type Language } from '../../messages/index.js';
import { sum } from '../../reports/index.js';
import type { PageContext } from '../context.js';
import { daysBetween } from '../../roadmap/index.js';
import type { TrendPoint } from '../types.js';
import { shownLevel } from './ratings.js';
import { Scroll } from './table.js';

interface Props {
  readonly context: PageContext;
  readonly history: readonly TrendPoint[];
}

const WIDTH = 640;
const HEIGHT = 200;
const LEFT = 30;
const BOTTOM = 24;
const MOST_ROWS = 60;

export function HistoryChart({ context, history }: Props) {
  const { say, language } = context;
  if (history.length === 0) return <p>{say('history.none')}</p>;
  const last = history.at(-1);
  return (
    <>
      <div class="chart">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby="historie-titel">
          <title id="historie-titel">
            {say('history.title', {
              from: formatDay(history[0]?.day ?? '', language),
              green: last?.counts.green ?? 0,
              total: last === undefined ? 0 : sum(last.counts),
            })}
          </title>
          <Areas history={history} today={context.portfolio.day} language={language} />
        </svg>
      </div>
      <details>
        <summary>{say('history.table')}</summary>
        <HistoryTable context={context} history={history} />
      </details>
    </>
  );
}

interface AreasProps {
  readonly history: readonly TrendPoint[];
  readonly today: string;
  readonly language: Language;
}

/** Stacked steps: how it stood holds until it changed. */
function Areas({ history, today, language }: AreasProps) {
  const from = history[0]?.day ?? today;
  const span = Math.max(1, daysBetween(from, today));
  const most = Math.max(...history.map(({ counts }) => sum(counts)), 1);
  const x = (day: string): number =>
    round(LEFT + (Math.max(0, daysBetween(from, day)) / span) * (WIDTH - LEFT - 4));
  const y = (count: number): number => round((HEIGHT - BOTTOM) * (1 - count / most) + 4);
  return (
    <>
      {RATINGS.map((rating, index) => {
        const below = RATINGS.slice(0, index);
        const tops: string[] = [];
        const bottoms: string[] = [];
        for (const [at, { day, counts }] of history.entries()) {
          const low = below.reduce((total, one) => total + counts[one], 0);
          const high = low + counts[rating];
          const end = x(history[at + 1]?.day ?? today);
          tops.push(`${x(day)},${y(high)}`, `${end},${y(high)}`);
          bottoms.unshift(`${end},${y(low)}`, `${x(day)},${y(low)}`);
        }
        return <polygon class={`f-${rating}`} points={[...tops, ...bottoms].join(' ')} />;
      })}
      {[0, Math.round(most / 2), most].map((count) => (
        <g class="axis">
          <line x1={LEFT} x2={WIDTH - 4} y1={y(count)} y2={y(count)} />
          <text x={LEFT - 6} y={y(count) + 4} text-anchor="end">
            {count}
          </text>
        </g>
      ))}
      <g class="axis">
        <text x={LEFT} y={HEIGHT - 4}>
          {formatDay(from, language)}
        </text>
        <text x={WIDTH - 4} y={HEIGHT - 4} text-anchor="end">
          {formatDay(today, language)}
        </text>
      </g>
    </>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Newest first. */
function HistoryTable({ context, history }: Props) {
  const { say, language, model } = context;
  const rows = history.toReversed().slice(0, MOST_ROWS);
  return (
    <Scroll label={say('history.table')}>
      <table class="plain">
        <caption>{say('history.caption', { count: rows.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('history.from')}</th>
            <th scope="col">{say('table.level')}</th>
            {RATINGS.map((rating) => (
              <th scope="col" class="number">
                {ratingWord(rating, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ day, level, counts }) => (
            <tr>
              <th scope="row">{formatDay(day, language)}</th>
              <td>{shownLevel(model, level, language, say)}</td>
              {RATINGS.map((rating) => (
                <td class="number">{counts[rating]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
