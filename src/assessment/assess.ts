import type { Answer } from '../declarations/index.js';
import type { ProductFacts } from '../facts/index.js';
import type { Model, Requirement } from '../governance/index.js';
import { monthsBetween, type ProbeContext, type ProbeFinding } from '../probes/index.js';
import type { Product } from '../products/index.js';
import { basisFor } from './basis.js';
import { changeSince } from './change.js';
import { countRatings } from './counts.js';
import { declarationSight, writtenOn, type DeclarationFile, type DeclarationSight } from './declaration.js';
import { rateDeclared } from './declared.js';
import { evaluate, weigh, type WeighedEvidence } from './evaluate.js';
import { evidenceFor } from './evidence.js';
import { explanationFor, isExplainedAway } from './explanations.js';
import { collectFindings, type RatedRequirement } from './findings.js';
import { assessLevels } from './levels.js';
import { modelProbes } from './model-probes.js';
import { rate, rateRepositories } from './rate.js';
import { nextSteps, stepFor } from './steps.js';
import type { Assessment, Gap, LevelAssessment, Rating, RequirementAssessment } from './types.js';

export interface AssessmentInput {
  readonly product: Pick<Product, 'name' | 'main' | 'targetLevel' | 'explanations'>;
  readonly facts: ProductFacts;
  readonly model: Model;
  /** From `findDeclaration`, or read from a file given by hand; null where there is none. */
  readonly declaration: DeclarationFile | null;
  /** What the secretariat or the board decided; null where nobody has told. */
  readonly decided: LevelAssessment['decided'];
  /** An earlier assessment of the same product, to compare with. */
  readonly earlier: Assessment | null;
  /** UTC time of the assessment, ISO 8601. */
  readonly assessedAt: string;
}

/** A declaration older than this carries no further than yellow, like any other evidence. */
const STALE_MONTHS = 36;

/**
 * Rates a product against the model: facts in, assessment out, nothing read and nothing remembered.
 * The rules are described in docs/evidence.md; they come from the model, never from a requirement's name.
 */
export function assess(input: AssessmentInput): Assessment {
  const { product, facts, model, declaration } = input;
  const context = modelProbes(model, product, facts);
  const target = product.targetLevel ?? declaration?.reading.declaration?.targetLevel ?? null;
  const asked = new Map<string, ProbeFinding>();
  const rated = model.requirements.map((requirement) =>
    assessRequirement(requirement, input, context, asked, target),
  );
  const requirements = rated.map(({ assessment }) => assessment);
  const perLevel = assessLevels(requirements, model, {
    publishedDeclaration: declaration?.isPublic === true,
  });
  return {
    format: 'os2modning-assessment/1',
    product: product.name,
    model: `${model.id}-${model.version}`,
    asOf: facts.asOf,
    assessedAt: input.assessedAt,
    repositories: facts.repositories.map(({ nameWithOwner, head }) => ({
      name: nameWithOwner,
      commit: head.state === 'known' ? head.value.commit : null,
    })),
    level: {
      indicative: perLevel.filter(({ reached }) => reached).at(-1)?.level ?? null,
      target,
      decided: input.decided,
      perLevel,
    },
    counts: countRatings(requirements, model),
    requirements,
    findings: collectFindings(facts, context, declaration, rated),
    change: input.earlier === null ? null : changeSince(input.earlier, requirements),
    nextSteps: nextSteps(requirements, perLevel, model, target),
    declaration:
      declaration === null
        ? null
        : {
            repository: declaration.repository,
            path: declaration.path,
            date: declaration.reading.declaration?.date ?? null,
            generation: declaration.reading.declaration?.generation ?? '',
            published: declaration.isPublic,
          },
  };
}

function assessRequirement(
  requirement: Requirement,
  { product, facts, model, declaration }: AssessmentInput,
  context: ProbeContext,
  asked: Map<string, ProbeFinding>,
  target: string | null,
): RatedRequirement {
  const evidence = weigh(requirement, context, asked);
  const repositories = rateRepositories(requirement, evidence);
  const declaredOn = writtenOn(declaration);
  const answer = declaration?.reading.declaration?.answers.get(requirement.id) ?? null;
  const declared = rateDeclared(requirement, answer, {
    supported: evidence.get(requirement.declared.supportedBy ?? '')?.holds ?? 'no',
    aged: declaredOn !== null && monthsBetween(declaredOn, facts.asOf) > STALE_MONTHS,
    contradicted: answer !== null && isContradicted(answer, declaration),
    aboveTarget: isAbove(model, requirement.level, target),
  });
  const explanation = explanationFor(requirement, product.explanations, answer, facts.asOf);
  const rating = rate(requirement, {
    repositories,
    declared,
    explanation,
    explainedAway: isExplainedAway(requirement.id, product.explanations),
  });
  const { id, theme, level, recommendation, decidedBy, question } = requirement;
  const sight = declarationSight(declaration, facts);
  const basis = basisFor({
    requirement,
    rating,
    repositories,
    evidence,
    answer,
    declared,
    declaredOn,
    declarationSight: sight,
  });
  const assessment: RequirementAssessment = {
    id,
    theme,
    level,
    recommendation,
    rating,
    decidedBy,
    declared:
      answer === null
        ? null
        : {
            status: answer.status,
            raw: answer.raw,
            text: answer.text,
            links: answer.links.map(({ url }) => url),
          },
    evidence: evidenceFor(evidence, requirement, rating),
    basis,
    question: needsPeople(rating, answer, repositories, requirement) ? question : null,
    explanation,
    gap: gapOf(requirement, rating, evidence, sight),
    step: rating === 'red' || rating === 'yellow' ? stepFor(requirement, evidence) : null,
  };
  return { assessment, repositories };
}

/** The declarations room reports an answer whose text denies it; such a yes carries no further than yellow. */
function isContradicted(answer: Answer, declaration: DeclarationFile | null): boolean {
  const findings = declaration?.reading.findings ?? [];
  return findings.some(
    ({ kind, requirement }) => kind === 'contradicts-itself' && requirement === answer.requirement,
  );
}

function isAbove(model: Model, level: string, target: string | null): boolean {
  if (target === null) return false;
  const order = model.levels.map(({ id }) => id);
  return order.indexOf(level) > order.indexOf(target);
}

/** People are asked what nobody else can know: where nothing is known, and where an answer needs their judgement. */
function needsPeople(
  rating: Rating,
  answer: Answer | null,
  repositories: string,
  { decidedBy }: Requirement,
): boolean {
  if (rating === 'unknown') return true;
  if (rating === 'green' || rating === 'red' || decidedBy === 'repository') return false;
  return (
    answer === null ||
    answer.status === 'unanswered' ||
    answer.status === 'dont-know' ||
    (rating === 'grey' && repositories !== 'green')
  );
}

/** Only what certainly is not there calls for its template: not what somebody may yet see. */
function gapOf(
  { mend, green, declared }: Requirement,
  rating: Rating,
  evidence: WeighedEvidence,
  sight: DeclarationSight,
): Gap | null {
  if (rating !== 'red' && rating !== 'yellow') return null;
  if (mend?.template === undefined || mend.template === null) return null;
  if (mend.selfEvaluation && sight !== 'none') return null;
  if (mend.when !== null && evidence.get(mend.when)?.holds !== 'no') return null;
  if (green !== null && evaluate(green, evidence) === 'unknown') return null;
  if (evidence.get(declared.supportedBy ?? '')?.holds === 'unknown') return null;
  return { template: mend.template, effort: mend.effort, role: mend.role };
}
