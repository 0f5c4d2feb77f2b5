/** One requirement of a model file: what can be read of it, and all that is wrong with it. */
import type { z } from 'zod';
import { conditionOf, MAX_EVIDENCE } from './conditions.js';
import { judgeEvidence, judgeRequirement, type Known, type LooseEvidence } from './judge.js';
import { declaredShape, evidenceName, evidenceShape, mendShape, requirementShape } from './schema.js';
import { isGroup, readFields, readShape, type Loose, type Place } from './shape.js';
import type { DeclaredRule, EvidenceRule, MeasureLimit, Mend, Requirement } from './types.js';

/** Reads a requirement; it is complete when no mistake was added to `place.mistakes`. */
export function readRequirement(value: unknown, known: Known, place: Place): Partial<Requirement> {
  const raw = isGroup(value) ? value : {};
  const fields = readFields(requirementShape, value, place, ['evidence', 'declared', 'mend']);
  const declared = readGroup(declaredShape, raw.declared, inside(place, 'declared'));
  const mend = readGroup(mendShape, raw.mend, inside(place, 'mend'));
  const calls = readCalls(raw.evidence, inside(place, 'evidence'));
  const evidence: Record<string, EvidenceRule> = {};
  for (const [name, call] of calls) {
    const parameters = judgeEvidence(call, known.probes, inside(place, 'evidence', name));
    evidence[name] = toEvidence(call, parameters);
  }
  if (isGroup(value)) judgeRequirement({ ...fields, declared, mend, calls, raw }, known, place);
  const { green, yellow, question, explanations, ...rest } = fields;
  return {
    ...rest,
    recommendation: fields.recommendation ?? false,
    greenByPeople: fields.greenByPeople ?? false,
    evidence,
    green: conditionOf(green),
    yellow: conditionOf(yellow),
    declared: toDeclared(declared),
    step: fields.step ?? null,
    question: question ?? null,
    mend: toMend(mend),
    ...(explanations === undefined ? {} : { explanations }),
    line: place.document.lineOf(place.path),
  };
}

function readCalls(raw: unknown, place: Place): ReadonlyMap<string, LooseEvidence> {
  const calls = new Map<string, LooseEvidence>();
  if (raw === undefined) return calls;
  if (!isGroup(raw)) {
    readShape(requirementShape.shape.evidence, raw, place);
    return calls;
  }
  // That there is too much of it is told once; what is wrong with the rest of it, nobody needs to know yet.
  for (const [name, call] of Object.entries(raw).slice(0, MAX_EVIDENCE + 1)) {
    const at = inside(place, name);
    readShape(evidenceName, name, at);
    calls.set(name, readFields(evidenceShape, call, at));
  }
  return calls;
}

/** Null where the file has no such group. */
function readGroup<S extends z.ZodRawShape>(
  shape: z.ZodObject<S>,
  raw: unknown,
  place: Place,
): Loose<S> | null {
  return raw === undefined ? null : readFields(shape, raw, place);
}

function inside(place: Place, ...steps: readonly string[]): Place {
  return { ...place, path: [...place.path, ...steps] };
}

function toEvidence(call: LooseEvidence, parameters: EvidenceRule['with']): EvidenceRule {
  const where: Record<string, MeasureLimit> = {};
  for (const [measure, { min, max }] of Object.entries(call.where ?? {})) {
    where[measure] = { min: min ?? null, max: max ?? null };
  }
  return {
    probe: call.probe ?? '',
    with: parameters,
    where,
    missing: call.missing ?? null,
    concern: call.concern ?? null,
    step: call.step ?? null,
    unknownIsAbsent: call.whenUnknown === 'absent',
  };
}

function toDeclared(declared: Loose<(typeof declaredShape)['shape']> | null): DeclaredRule {
  return {
    yes: declared?.yes ?? 'support',
    best: declared?.best ?? 'green',
    naming: declared?.naming ?? [],
    lacking: declared?.lacking ?? null,
    supportedBy: declared?.supportedBy ?? null,
    ownText: declared?.ownText ?? false,
  };
}

function toMend(mend: Loose<(typeof mendShape)['shape']> | null): Mend | null {
  if (mend === null) return null;
  const { template = null, path = null, when = null, repository, effort, role } = mend;
  const { selfEvaluation = false, habit = false } = mend;
  if (repository === undefined || effort === undefined || role === undefined) return null;
  return { template, path, repository, effort, role, when, selfEvaluation, habit };
}
