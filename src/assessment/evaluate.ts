/** A requirement's rule over what the probes found: three-valued, since what could not be seen is not missing. */
import type { Condition, EvidenceRule, MeasureLimit, Requirement } from '../governance/index.js';
import { ask, type ProbeContext, type ProbeFinding } from '../probes/index.js';

export type Truth = 'yes' | 'no' | 'unknown';

/** One named piece of evidence: what the probe found, held against the limits. */
export interface Weighed {
  readonly rule: EvidenceRule;
  readonly finding: ProbeFinding;
  readonly holds: Truth;
}

export type WeighedEvidence = ReadonlyMap<string, Weighed>;

/** Asks every probe that a requirement names. Findings are shared between requirements that ask the same. */
export function weigh(
  requirement: Requirement,
  context: ProbeContext,
  asked: Map<string, ProbeFinding>,
): WeighedEvidence {
  const weighed = new Map<string, Weighed>();
  for (const [name, rule] of Object.entries(requirement.evidence)) {
    const question = questionOf(rule);
    let finding = asked.get(question);
    if (finding === undefined) {
      finding = ask(rule.probe, context, rule.with);
      asked.set(question, finding);
    }
    weighed.set(name, { rule, finding, holds: truthOf(finding, rule) });
  }
  return weighed;
}

/** What a rule asks, as one text: rules that ask the same share the answer. A model's rules live as long as the model. */
const questions = new WeakMap<EvidenceRule, string>();

function questionOf(rule: EvidenceRule): string {
  let question = questions.get(rule);
  if (question === undefined) {
    question = `${rule.probe} ${JSON.stringify(rule.with)}`;
    questions.set(rule, question);
  }
  return question;
}

function truthOf(finding: ProbeFinding, rule: EvidenceRule): Truth {
  if (finding.outcome === 'unknown') return rule.unknownIsAbsent ? 'no' : 'unknown';
  if (finding.outcome === 'absent') return 'no';
  const holds = Object.entries(rule.where).every(([measure, limit]) =>
    within(finding.measures[measure], limit),
  );
  if (holds) return 'yes';
  return finding.unknown === null || rule.unknownIsAbsent ? 'no' : 'unknown';
}

/** A figure that could not be taken is within no limit: there was nothing to count. */
function within(figure: number | undefined, { min, max }: MeasureLimit): boolean {
  if (figure === undefined) return false;
  return (min === null || figure >= min) && (max === null || figure <= max);
}

/** Kleene's logic: unknown only where the rest does not decide. */
export function evaluate(condition: Condition, evidence: WeighedEvidence): Truth {
  switch (condition.kind) {
    case 'evidence':
      return evidence.get(condition.name)?.holds ?? 'unknown';
    case 'not':
      return negate(evaluate(condition.of, evidence));
    case 'all':
      return leastOf(condition.of.map((part) => evaluate(part, evidence)));
    case 'any':
      return negate(leastOf(condition.of.map((part) => negate(evaluate(part, evidence)))));
  }
}

function negate(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'yes' ? 'no' : 'yes';
}

function leastOf(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no';
  return truths.includes('unknown') ? 'unknown' : 'yes';
}

/** What stands between a requirement and green, in the order of the rule. */
export interface Shortfall {
  /** Evidence that is wanted and not there. */
  readonly missing: readonly Weighed[];
  /** Evidence that is there and not wanted. */
  readonly concerns: readonly Weighed[];
  /** Evidence that nobody could see. */
  readonly unseen: readonly Weighed[];
}

/** Empty where the condition holds. */
export function shortfallOf(condition: Condition | null, evidence: WeighedEvidence): Shortfall {
  const short: { missing: Weighed[]; concerns: Weighed[]; unseen: Weighed[] } = {
    missing: [],
    concerns: [],
    unseen: [],
  };
  if (condition !== null) collect(condition, evidence, true, short);
  return short;
}

function collect(
  condition: Condition,
  evidence: WeighedEvidence,
  wanted: boolean,
  into: { missing: Weighed[]; concerns: Weighed[]; unseen: Weighed[] },
): void {
  const truth = evaluate(condition, evidence);
  if (truth === (wanted ? 'yes' : 'no')) return;
  if (condition.kind === 'not') collect(condition.of, evidence, !wanted, into);
  else if (condition.kind === 'evidence') {
    const one = evidence.get(condition.name);
    if (one === undefined) return;
    if (truth === 'unknown') into.unseen.push(one);
    else into[wanted ? 'missing' : 'concerns'].push(one);
  } else {
    for (const part of condition.of) collect(part, evidence, wanted, into);
  }
}

/** The names that a condition wants to be there. */
export function wantedNames(condition: Condition | null): ReadonlySet<string> {
  const names = new Set<string>();
  if (condition !== null) addWanted(condition, true, names);
  return names;
}

function addWanted(condition: Condition, wanted: boolean, into: Set<string>): void {
  if (condition.kind === 'evidence') {
    if (wanted) into.add(condition.name);
  } else if (condition.kind === 'not') addWanted(condition.of, !wanted, into);
  else for (const part of condition.of) addWanted(part, wanted, into);
}
