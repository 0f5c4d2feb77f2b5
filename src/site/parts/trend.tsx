import { formatDay, type Language } from '../../messages/index.js';
import type { PageContext } from '../context.js';
import { daysBetween } from '../../roadmap/index.js';
import type { ProductView, TrendPoint } from '../types.js';

const WIDTH = 72;
const HEIGHT = 20;
/** A shorter history is not drawn wider than this many days would be. */
const SHORTEST = 30;

/** How many requirements are met, over the past year, and the difference in words. */
export function Sparkline({
  product,
  context,
}: {
  readonly product: ProductView;
  readonly context: PageContext;
}) {
  const { say, language, portfolio } = context;
  const [first] = product.trend;
  const last = product.trend.at(-1);
  if (first === undefined || last === undefined || product.trend.length < 2)
    return <span class="quiet">{product.assessment === null ? '' : say('trend.none')}</span>;
  const difference = last.counts.green - first.counts.green;
  const words = say('trend.since', { difference: signed(difference), day: formatDay(first.day, language) });
  return (
    <span class="trend">
      <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
        <polyline points={steps(product.trend, portfolio.day)} />
      </svg>
      <span class={difference < 0 ? 'down' : difference > 0 ? 'up' : 'quiet'}>
        <span aria-hidden="true">{signed(difference)}</span>
        <span class="unseen">{words}</span>
      </span>
    </span>
  );
}

export function signed(value: number): string {
  if (value === 0) return '±0';
  return value > 0 ? `+${value}` : `−${-value}`;
}

/** It holds until the next change: a line of steps. */
function steps(trend: readonly TrendPoint[], today: string): string {
  const greens = trend.map(({ counts }) => counts.green);
  const [low, high] = [Math.min(...greens), Math.max(...greens)];
  const span = Math.max(SHORTEST, daysBetween(trend[0]?.day ?? today, today));
  const x = (day: string): number =>
    Math.round(Math.max(0, 1 - daysBetween(day, today) / span) * (WIDTH - 4) * 10) / 10 + 2;
  const y = (green: number): number =>
    Math.round((HEIGHT - 3 - (high === low ? 0.5 : (green - low) / (high - low)) * (HEIGHT - 6)) * 10) / 10;
  const points: string[] = [];
  let before: number | null = null;
  for (const { day, counts } of trend) {
    if (before !== null) points.push(`${x(day)},${before}`);
    before = y(counts.green);
    points.push(`${x(day)},${before}`);
  }
  if (before !== null) points.push(`${WIDTH - 2},${before}`);
  return points.join(' ');
}

/** How long ago, in whole months where it is long ago: `for 7 måneder siden`. */
export function ago(day: string, today: string, language: Language): string {
  const days = daysBetween(day, today);
  const relative = new Intl.RelativeTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', { numeric: 'auto' });
  if (Math.abs(days) < 45) return relative.format(-days, 'day');
  if (Math.abs(days) < 720) return relative.format(-Math.round(days / 30.44), 'month');
  return relative.format(-Math.round(days / 365.25), 'year');
}
