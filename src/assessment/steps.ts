/** The one to five things worth doing first. */
import type { Effort, Level, Model, Requirement } from '../governance/index.js';
import { say, type Bilingual } from '../messages/index.js';
import { shortfallOf, type WeighedEvidence } from './evaluate.js';
import { isExplained } from './explanations.js';
import type { LevelState, NextStep, RequirementAssessment } from './types.js';

const MOST_STEPS = 5;
const EASE: Readonly<Record<Effort, number>> = { small: 0, medium: 1, large: 2 };

/**
 * Up to the level the product aims at, or the next one: what keeps it from that level first, then the lowest level,
 * red before yellow, the smallest task before the larger, recommendations last. What people have explained is left in peace.
 */
export function nextSteps(
  requirements: readonly RequirementAssessment[],
  states: readonly LevelState[],
  model: Model,
  target: string | null,
): readonly NextStep[] {
  const order = new Map(model.levels.map(({ id }, index) => [id, index]));
  const next = states.find(({ reached }) => !reached);
  const last = model.levels.length - 1;
  const aim = target === null ? null : (order.get(target) ?? last);
  const highest = Math.max(aim ?? 0, next === undefined ? (aim ?? last) : (order.get(next.level) ?? last));
  const blocking = new Set(next?.blocking ?? []);
  const definitions = new Map(model.requirements.map((one) => [one.id, one]));
  const candidates = requirements.filter(
    (one) =>
      (one.rating === 'red' || one.rating === 'yellow') &&
      (order.get(one.level) ?? last) <= highest &&
      !isExplained(one),
  );
  const weight = ({ id, rating, level, recommendation }: RequirementAssessment): number =>
    (recommendation ? 10_000 : 0) +
    (blocking.has(id) ? 0 : 1_000) +
    (order.get(level) ?? last) * 100 +
    (rating === 'red' ? 0 : 10) +
    EASE[definitions.get(id)?.mend?.effort ?? 'large'];
  candidates.sort((a, b) => weight(a) - weight(b));
  const steps: NextStep[] = [];
  for (const candidate of candidates.slice(0, MOST_STEPS)) {
    const definition = definitions.get(candidate.id);
    if (definition !== undefined)
      steps.push(toStep(candidate, definition, model, blocking.has(candidate.id) ? next?.level : undefined));
  }
  return steps;
}

/** The request that goes with what is missing first; the requirement's own, where the model has none for it. */
export function stepFor(requirement: Requirement, evidence: WeighedEvidence): Bilingual {
  const { concerns, missing } = shortfallOf(requirement.green ?? requirement.yellow, evidence);
  for (const { rule } of [...concerns, ...missing]) if (rule.step) return rule.step;
  return requirement.step ?? say('assessment.steps.what', { goal: requirement.greenWhen });
}

function toStep(
  candidate: RequirementAssessment,
  definition: Requirement,
  model: Model,
  keptFrom: string | undefined,
): NextStep {
  const level = levelOf(model, candidate.level);
  const state = say(`assessment.steps.${candidate.rating === 'red' ? 'red' : 'yellow'}`);
  const why = candidate.recommendation
    ? say('assessment.steps.recommendation', { level: lowerName(level), state })
    : say('assessment.steps.why', {
        level: level.name,
        state,
        holds: keptFrom === undefined ? 'no' : 'yes',
        next: keptFrom === undefined ? '' : lowerName(levelOf(model, keptFrom)),
      });
  return {
    requirement: candidate.id,
    what: candidate.step ?? say('assessment.steps.what', { goal: definition.greenWhen }),
    why,
    effort: definition.mend?.effort ?? null,
    template: candidate.gap?.template ?? null,
  };
}

function levelOf(model: Model, id: string): Level {
  const level = model.levels.find((one) => one.id === id);
  if (level === undefined) throw new Error(`The model has no level "${id}".`);
  return level;
}

function lowerName({ name }: Level): { da: string; en: string } {
  return { da: name.da.toLowerCase(), en: name.en.toLowerCase() };
}
