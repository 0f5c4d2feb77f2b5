/** Conditions over the names of evidence: from their form in the file, and what can be known of them without any facts. */
import type { ConditionForm } from './schema.js';
import type { Condition } from './types.js';

/** From its form in the file; null where the file has none. */
export function conditionOf(form: ConditionForm | undefined): Condition | null {
  return form === undefined ? null : toCondition(form);
}

function toCondition(form: ConditionForm): Condition {
  if (typeof form === 'string') return { kind: 'evidence', name: form };
  if ('all' in form) return { kind: 'all', of: form.all.map(toCondition) };
  if ('any' in form) return { kind: 'any', of: form.any.map(toCondition) };
  return { kind: 'not', of: toCondition(form.not) };
}

/** Every name in a condition with the path to it inside the condition's form. */
export function namesIn(form: ConditionForm, path: readonly (string | number)[] = []): readonly NamedAt[] {
  if (typeof form === 'string') return [{ name: form, path }];
  if ('not' in form) return namesIn(form.not, [...path, 'not']);
  const [kind, parts] = 'all' in form ? ['all', form.all] : ['any', form.any];
  return parts.flatMap((part, index) => namesIn(part, [...path, kind, index]));
}

export interface NamedAt {
  readonly name: string;
  readonly path: readonly (string | number)[];
}

/** More names than this are not tried out: 2 to this power combinations. */
export const MAX_EVIDENCE = 14;

export interface Possibilities {
  readonly greenPossible: boolean;
  readonly greenAlways: boolean;
  /** Yellow where green is not. */
  readonly yellowPossible: boolean;
}

/** Tries every combination of evidence found and not found. A condition that is left out never holds. */
export function tryOut(
  names: readonly string[],
  green: Condition | null,
  yellow: Condition | null,
): Possibilities {
  let greenPossible = false;
  let greenAlways = green !== null;
  let yellowPossible = false;
  const bits = new Map(names.map((name, index) => [name, 1 << index]));
  for (let found = 0; found < 2 ** names.length; found += 1) {
    const isGreen = green !== null && holds(green, found, bits);
    if (isGreen) greenPossible = true;
    else greenAlways = false;
    if (!isGreen && yellow !== null && holds(yellow, found, bits)) yellowPossible = true;
    if (greenPossible && !greenAlways && yellowPossible) break;
  }
  return { greenPossible, greenAlways, yellowPossible };
}

function holds(condition: Condition, found: number, bits: ReadonlyMap<string, number>): boolean {
  switch (condition.kind) {
    case 'evidence':
      return (found & (bits.get(condition.name) ?? 0)) !== 0;
    case 'not':
      return !holds(condition.of, found, bits);
    case 'all':
      return condition.of.every((part) => holds(part, found, bits));
    case 'any':
      return condition.of.some((part) => holds(part, found, bits));
  }
}
