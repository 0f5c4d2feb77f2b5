/** Which levels the scores reach, and what holds the product back (docs/model.md, "Levels"). Indicative only. */
import type { Level, Model } from '../governance/index.js';
import type { LevelState, RequirementAssessment } from './types.js';

const POINTS = { green: 1, yellow: 0.5, red: 0 } as const;

export function assessLevels(
  requirements: readonly RequirementAssessment[],
  model: Model,
  circumstances: { readonly publishedDeclaration: boolean },
): readonly LevelState[] {
  const states: LevelState[] = [];
  let reachedBelow = true;
  let blockingBelow: readonly string[] = [];
  for (const [index, level] of model.levels.entries()) {
    const ids = new Set(model.levels.slice(0, index + 1).map(({ id }) => id));
    const inherited = requirements.filter((one) => ids.has(one.level));
    const state = assessLevel(level, inherited, model, { ...circumstances, reachedBelow, blockingBelow });
    states.push(state);
    reachedBelow = state.reached;
    blockingBelow = state.blocking;
  }
  return states;
}

interface Circumstances {
  readonly publishedDeclaration: boolean;
  readonly reachedBelow: boolean;
  readonly blockingBelow: readonly string[];
}

function assessLevel(
  level: Level,
  inherited: readonly RequirementAssessment[],
  model: Model,
  around: Circumstances,
): LevelState {
  const score = scoreOf(inherited);
  const themes = Object.fromEntries(
    model.themes.map(({ id }) => [id, scoreOf(inherited.filter((one) => one.theme === id))]),
  );
  const failing = failingThemes(level, inherited, themes);
  const overall = level.reach.overall === null || (score !== null && score >= level.reach.overall);
  const declared = !level.reach.publishedDeclaration || around.publishedDeclaration;
  const meets = overall && declared && failing.length === 0 && score !== null;
  const reached = around.reachedBelow && meets;
  const own = meets ? [] : blockers(inherited, model, overall ? new Set(failing) : null);
  return {
    level: level.id,
    reached,
    score: rounded(score),
    themes: Object.fromEntries(Object.entries(themes).map(([id, value]) => [id, rounded(value)])),
    state: followOrExplain(inherited.filter((one) => one.level === level.id)),
    blocking: reached ? [] : own.length > 0 ? own : around.blockingBelow,
    open: inherited.filter((one) => one.rating === 'unknown').map(({ id }) => id),
  };
}

/** Themes that miss a threshold of the level. A theme of which nothing is known yet blocks only through `unknownAtMost`. */
function failingThemes(
  { reach }: Level,
  inherited: readonly RequirementAssessment[],
  scores: Readonly<Record<string, number | null>>,
): string[] {
  const failing: string[] = [];
  for (const [theme, score] of Object.entries(scores)) {
    const needed = Math.max(reach.everyTheme ?? 0, reach.themes[theme] ?? 0);
    const own = inherited.filter((one) => one.theme === theme);
    const unknown = own.filter((one) => one.rating === 'unknown').length;
    const tooOpen =
      reach.unknownAtMost !== null && own.length > 0 && unknown / own.length > reach.unknownAtMost;
    if (tooOpen || (score !== null && score < needed)) failing.push(theme);
  }
  return failing;
}

/** Green 1, yellow one half, red 0; grey, unknown and recommendations are left out. Null when nothing is left. */
function scoreOf(requirements: readonly RequirementAssessment[]): number | null {
  let points = 0;
  let scored = 0;
  for (const { rating, recommendation } of requirements) {
    if (recommendation || rating === 'grey' || rating === 'unknown') continue;
    points += POINTS[rating];
    scored += 1;
  }
  return scored === 0 ? null : points / scored;
}

/** Yellow and red requirements of the themes that miss their threshold (null: of all), worst and lowest first. */
function blockers(
  requirements: readonly RequirementAssessment[],
  model: Model,
  themes: ReadonlySet<string> | null,
): string[] {
  const order = new Map(model.levels.map(({ id }, index) => [id, index]));
  const weight = (one: RequirementAssessment): number =>
    (one.rating === 'red' ? 0 : 100) + (order.get(one.level) ?? 0);
  return requirements
    .filter((one) => !one.recommendation && (one.rating === 'red' || one.rating === 'yellow'))
    .filter((one) => themes === null || themes.has(one.theme))
    .sort((a, b) => weight(a) - weight(b))
    .map(({ id }) => id);
}

/** Met: everything is green or rightly left out. An explanation or plan answers for the rest. Unknown blocks nothing. */
function followOrExplain(requirements: readonly RequirementAssessment[]): LevelState['state'] {
  let state: LevelState['state'] = 'met';
  for (const { rating, recommendation, explanation } of requirements) {
    if (recommendation || rating === 'green' || rating === 'unknown') continue;
    if (rating === 'grey' && explanation?.state !== 'pending') continue;
    if (explanation === null || explanation.state === 'expired') return 'not-met';
    state = 'met-with-explanations';
  }
  return state;
}

function rounded(score: number | null): number | null {
  return score === null ? null : Math.round(score * 100) / 100;
}
