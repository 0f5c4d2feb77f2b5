/** Milestones as bars over time, drawn on the server. The table behind it says the same in words. */
import { formatDay, plainText, type Language } from '../../messages/index.js';
import type { PageContext } from '../context.js';
import { addDays, daysBetween } from '../../roadmap/index.js';
import type { MilestoneRow } from './milestone-table.js';
import { Scroll } from './table.js';

interface Props {
  readonly context: PageContext;
  readonly rows: readonly MilestoneRow[];
  readonly groupOf: (row: MilestoneRow) => string;
}

const WIDTH = 960;
const LEFT = 8;
const ROW = 26;
const HEAD = 46;
const GROUP = 28;
/** Days before today and after it that are always shown, and at most. */
const LEAST = { before: 30, after: 90 };
const MOST = { before: 365, after: 730 };
const LONGEST_TITLE = 60;
/** Space that a letter takes, about. */
const LETTER = 6.4;

export function RoadmapChart({ context, rows, groupOf }: Props) {
  const { say, language, portfolio } = context;
  const dated = rows.filter(({ milestone }) => milestone.due !== null);
  const groups = new Map<string, MilestoneRow[]>();
  for (const row of dated) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row]);
  const names = [...groups.keys()].sort((a, b) => a.localeCompare(b, 'da'));
  const scale = scaleOf(dated, portfolio.day);
  const height = HEAD + names.length * GROUP + dated.length * ROW + 8;
  let y = HEAD;
  return (
    <Scroll label={say('roadmap.chart')}>
      <svg
        class="roadmap"
        viewBox={`0 0 ${WIDTH} ${height}`}
        width={WIDTH}
        height={height}
        role="img"
        aria-label={say('roadmap.chartText', { count: dated.length, groups: names.length })}
      >
        <Months scale={scale} height={height} language={language} />
        {names.map((name) => {
          const title = y + GROUP - 9;
          y += GROUP;
          return (
            <g>
              <text class="group" x={LEFT} y={title}>
                {name}
              </text>
              {(groups.get(name) ?? []).map((row) => {
                const top = y;
                y += ROW;
                return <Bar row={row} scale={scale} top={top} language={language} />;
              })}
            </g>
          );
        })}
        <Today scale={scale} day={portfolio.day} height={height} label={say('roadmap.today')} />
      </svg>
    </Scroll>
  );
}

interface Scale {
  readonly from: string;
  readonly to: string;
  readonly x: (day: string) => number;
}

function scaleOf(rows: readonly MilestoneRow[], today: string): Scale {
  const starts = rows.map(({ milestone }) => milestone.start).sort();
  const ends = rows.map(({ milestone }) => milestone.due ?? today).sort();
  const before = Math.max(LEAST.before, Math.min(MOST.before, daysBetween(starts[0] ?? today, today)));
  const after = Math.max(LEAST.after, Math.min(MOST.after, daysBetween(today, ends.at(-1) ?? today) + 14));
  const from = addDays(today, -before);
  const to = addDays(today, after);
  const span = daysBetween(from, to);
  return {
    from,
    to,
    x: (day) => {
      const share = Math.min(1, Math.max(0, daysBetween(from, day) / span));
      return Math.round((LEFT + share * (WIDTH - 2 * LEFT)) * 10) / 10;
    },
  };
}

interface BarProps {
  readonly row: MilestoneRow;
  readonly scale: Scale;
  readonly top: number;
  readonly language: Language;
}

function Bar({ row: { milestone }, scale, top, language }: BarProps) {
  const { start, due, status, progress, title } = milestone;
  const x = scale.x(start);
  const width = Math.max(6, scale.x(due ?? start) - x);
  const done = Math.round(width * ((progress ?? 0) / 100) * 10) / 10;
  const sign = status === 'overdue' ? '! ' : '';
  const text = `${sign}${plainText(title, { maxLength: LONGEST_TITLE })}`;
  const after = x + width + 6;
  const isAfter = after + text.length * LETTER < WIDTH;
  return (
    <g class={`milestone ${status ?? 'none'}`}>
      <rect class="span" x={x} y={top + 5} width={width} height="14" rx="3" />
      {done > 0 && <rect class="done" x={x} y={top + 5} width={done} height="14" rx="3" />}
      <text
        x={isAfter ? after : Math.max(LEFT, x - 6)}
        y={top + 16}
        text-anchor={isAfter || x < 200 ? 'start' : 'end'}
      >
        {text}
        <title>{`${plainText(title, { maxLength: 200 })}, ${formatDay(due ?? start, language)}`}</title>
      </text>
    </g>
  );
}

function Months({
  scale,
  height,
  language,
}: {
  readonly scale: Scale;
  readonly height: number;
  readonly language: Language;
}) {
  const format = new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', {
    month: 'short',
    year: '2-digit',
    timeZone: 'UTC',
  });
  const months: string[] = [];
  const first = new Date(`${scale.from.slice(0, 7)}-01T00:00:00Z`);
  for (let index = 1; ; index += 1) {
    const day = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index, 1))
      .toISOString()
      .slice(0, 10);
    if (day >= scale.to) break;
    months.push(day);
  }
  const step = Math.ceil(months.length / 14);
  return (
    <g class="axis">
      {months.map((day, index) => (
        <>
          <line x1={scale.x(day)} x2={scale.x(day)} y1={HEAD - 8} y2={height} />
          {index % step === 0 && (
            <text x={scale.x(day) + 3} y={HEAD - 12}>
              {format.format(new Date(`${day}T00:00:00Z`))}
            </text>
          )}
        </>
      ))}
    </g>
  );
}

interface TodayProps {
  readonly scale: Scale;
  readonly day: string;
  readonly height: number;
  readonly label: string;
}

function Today({ scale, day, height, label }: TodayProps) {
  const x = scale.x(day);
  return (
    <g class="today">
      <line x1={x} x2={x} y1="4" y2={height} />
      <text x={x + 4} y="12">
        {label}
      </text>
    </g>
  );
}
