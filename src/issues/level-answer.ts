/** The answer in ten seconds: the level, what holds it back, and whose decision it is. */
import type { Assessment, LevelState } from '../assessment/index.js';
import {
  escapeMarkdown,
  formatDay,
  formatList,
  formatScore,
  markdownLink,
  sayIn,
  type Language,
  type MessageParameters,
} from '../messages/index.js';
import type { LevelTexts, ModelTexts } from './types.js';

/** Requirements named as the ones that count most. */
const MOST_BLOCKING = 3;
/** Scores are shown with two decimals; a smaller difference would read as none. */
const VISIBLE = 0.005;

/** Markdown paragraphs. */
export function levelAnswer(assessment: Assessment, model: ModelTexts, language: Language): string[] {
  const say = (key: string, parameters: MessageParameters = {}) =>
    sayIn(language, `issues.maturity.level.${key}`, parameters);
  const reached = model.levels.find((level) => level.id === assessment.level.indicative);
  const next = nextLevel(assessment, model);
  const sentences = [
    reached === undefined
      ? say('none', { level: levelName(model.levels[0], language) })
      : say('reached', { level: levelName(reached, language) }),
  ];
  if (next === undefined) sentences.push(say('top'));
  else sentences.push(...holdingBack(assessment, model, next, language));
  const decided = decidedLine(assessment, model, language);
  return [
    ...(decided === null ? [] : [decided]),
    sentences.join(' '),
    [...standing(assessment, model, language), say('caveat')].join(' '),
  ];
}

/** The level above the one that is reached; undefined at the top. */
export function nextLevel(assessment: Assessment, model: ModelTexts): LevelTexts | undefined {
  const index = model.levels.findIndex((level) => level.id === assessment.level.indicative);
  return model.levels[index + 1];
}

export function levelName(level: LevelTexts | undefined, language: Language): string {
  return level === undefined ? '' : escapeMarkdown(level.name[language]);
}

function holdingBack(
  assessment: Assessment,
  model: ModelTexts,
  next: LevelTexts,
  language: Language,
): string[] {
  const say = (key: string, parameters: MessageParameters = {}) =>
    sayIn(language, `issues.maturity.level.${key}`, parameters);
  const state = assessment.level.perLevel.find((one) => one.level === next.id);
  if (state === undefined) return [];
  const level = levelName(next, language);
  const sentences = lowScores(state, model, next, language);
  if (next.reach.publishedDeclaration && assessment.declaration === null) {
    sentences.push(say('declaration', { level }));
  }
  const blocking = state.blocking.slice(0, MOST_BLOCKING).map((id) => `**${escapeMarkdown(id)}**`);
  if (blocking.length > 0)
    sentences.push(say('blocking', { level, requirements: formatList(blocking, language) }));
  if (state.open.length > 0) sentences.push(say('open', { count: state.open.length, level }));
  return sentences;
}

/** At most the overall score and the lowest theme: more is for the tables. */
function lowScores(state: LevelState, model: ModelTexts, next: LevelTexts, language: Language): string[] {
  const say = (key: string, parameters: MessageParameters) =>
    sayIn(language, `issues.maturity.level.${key}`, parameters);
  const level = levelName(next, language);
  const sentences: string[] = [];
  const { overall, everyTheme, themes } = next.reach;
  if (overall !== null && state.score !== null && overall - state.score >= VISIBLE) {
    const score = formatScore(state.score, language);
    sentences.push(say('overall', { score, wanted: formatScore(overall, language), level }));
  }
  let lowest: { name: string; score: number; wanted: number } | null = null;
  for (const theme of model.themes) {
    const wanted = Math.max(everyTheme ?? 0, themes[theme.id] ?? 0);
    const score = state.themes[theme.id] ?? null;
    if (score === null || wanted - score < VISIBLE) continue;
    if (lowest === null || wanted - score > lowest.wanted - lowest.score) {
      lowest = { name: escapeMarkdown(theme.name[language]), score, wanted };
    }
  }
  if (lowest !== null) {
    const wanted = formatScore(lowest.wanted, language);
    sentences.push(
      say('theme', { theme: lowest.name, score: formatScore(lowest.score, language), wanted, level }),
    );
  }
  return sentences;
}

/** What people have decided goes before what the app suggests. */
function decidedLine({ level }: Assessment, model: ModelTexts, language: Language): string | null {
  const { decided } = level;
  if (decided === null) return null;
  return sayIn(language, 'issues.maturity.level.decided', {
    level: nameOf(decided.level, model, language),
    day: formatDay(decided.date, language),
    by: markdownLink(decided.by, decided.reference),
  });
}

function standing({ level }: Assessment, model: ModelTexts, language: Language): string[] {
  const { target } = level;
  if (target === null) return [];
  return [sayIn(language, 'issues.maturity.level.target', { level: nameOf(target, model, language) })];
}

function nameOf(id: string, model: ModelTexts, language: Language): string {
  const level = model.levels.find((one) => one.id === id);
  return level === undefined ? escapeMarkdown(id) : levelName(level, language);
}
