/** What keeps a product from the next level, in words. */
import type { Assessment, LevelState } from '../assessment/index.js';
import type { Level, Model, ThemeId } from '../governance/index.js';
import { formatList, formatScore, sayIn, type Language } from '../messages/index.js';
import { levelInText, themeName } from './view.js';

const MOST_NAMED = 5;

/** One or two sentences: which scores must rise, and which requirements weigh most. */
export function wayToNextLevel(assessment: Assessment, model: Model, language: Language): string {
  const next = assessment.level.perLevel.find((state) => !state.reached);
  if (next === undefined) return sayIn(language, 'reports.level.highest');
  const sentences: string[] = [];
  const obstacles = obstaclesOf(assessment, model, next, language);
  if (obstacles.length > 0) {
    sentences.push(
      sayIn(language, 'reports.level.way', {
        level: levelInText(model, next.level, language),
        obstacles: obstacles.join('; '),
      }),
    );
  }
  if (next.blocking.length > 0) {
    const requirements = formatList(next.blocking.slice(0, MOST_NAMED), language);
    sentences.push(sayIn(language, 'reports.level.weightiest', { requirements }));
  }
  return sentences.join(' ');
}

function obstaclesOf(assessment: Assessment, model: Model, state: LevelState, language: Language): string[] {
  const level = model.levels.find((one) => one.id === state.level);
  if (level === undefined) return [];
  const obstacles: string[] = [];
  const { overall, publishedDeclaration } = level.reach;
  if (overall !== null && state.score !== null && state.score < overall) {
    obstacles.push(sayIn(language, 'reports.obstacle.overall', scores(state.score, overall, language)));
  }
  if (state.score === null) obstacles.push(sayIn(language, 'reports.obstacle.unscored'));
  for (const theme of model.themes) {
    const obstacle = themeObstacle(assessment, model, state, level, theme.id, language);
    if (obstacle !== null) obstacles.push(obstacle);
  }
  if (publishedDeclaration && assessment.declaration?.published !== true) {
    obstacles.push(sayIn(language, 'reports.obstacle.declaration'));
  }
  return obstacles;
}

function themeObstacle(
  assessment: Assessment,
  model: Model,
  state: LevelState,
  level: Level,
  theme: ThemeId,
  language: Language,
): string | null {
  const name = themeName(model, theme, language);
  const score = state.themes[theme] ?? null;
  const needed = Math.max(level.reach.everyTheme ?? 0, level.reach.themes[theme] ?? 0);
  if (score !== null && score < needed) {
    return sayIn(language, 'reports.obstacle.theme', { theme: name, ...scores(score, needed, language) });
  }
  const limit = level.reach.unknownAtMost;
  if (limit !== null && unknownShare(assessment, model, level, theme) > limit) {
    return sayIn(language, 'reports.obstacle.unknown', { theme: name });
  }
  return null;
}

function scores(score: number, needed: number, language: Language): { score: string; needed: string } {
  return { score: formatScore(score, language), needed: formatScore(needed, language) };
}

/** Of the theme's requirements up to the level. */
function unknownShare(assessment: Assessment, model: Model, level: Level, theme: ThemeId): number {
  const upTo = new Set(model.levels.slice(0, model.levels.indexOf(level) + 1).map((one) => one.id));
  const counted = assessment.requirements.filter((one) => one.theme === theme && upTo.has(one.level));
  const unknown = counted.filter((one) => one.rating === 'unknown');
  return counted.length === 0 ? 0 : unknown.length / counted.length;
}
