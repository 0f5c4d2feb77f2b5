/** What a model file says that cannot be: references to nothing, rules that never hold, patterns that never end. */
import { conditionOf, MAX_EVIDENCE, namesIn, tryOut } from './conditions.js';
import { quoteValue, type Mistake } from './mistakes.js';
import { patternFault } from './patterns.js';
import type { declaredShape, evidenceShape, mendShape, requirementShape } from './schema.js';
import { isGroup, readShape, type Loose, type Place } from './shape.js';
import type { ProbeCatalogue } from './types.js';
import type { YamlPath } from './yaml.js';

export type LooseEvidence = Loose<(typeof evidenceShape)['shape']>;

/** A requirement as far as it could be read. A part is undefined when it is wrong and null when it is not there. */
export interface LooseRequirement extends Omit<
  Loose<(typeof requirementShape)['shape']>,
  'declared' | 'mend'
> {
  readonly declared: Loose<(typeof declaredShape)['shape']> | null;
  readonly mend: Loose<(typeof mendShape)['shape']> | null;
  readonly calls: ReadonlyMap<string, LooseEvidence>;
  /** As it stands in the file: a field that is there, but wrong, is not a field that is missing. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** What requirements may refer to. */
export interface Known {
  readonly levels: ReadonlySet<string | null>;
  readonly themes: ReadonlySet<string | null>;
  readonly probes: ProbeCatalogue;
  /** Null: not looked up. */
  readonly templates: ReadonlySet<string> | null;
}

/** A requirement against what the rest of the model has, and against itself. */
export function judgeRequirement(requirement: LooseRequirement, known: Known, place: Place): void {
  const say = speaker(place);
  const { level, theme, decidedBy, declared, raw } = requirement;
  if (level !== undefined && !known.levels.has(level)) {
    say('unknownLevel', ['level'], { value: quoteValue(level), known: list(known.levels) });
  }
  if (theme !== undefined && !known.themes.has(theme)) {
    say('unknownTheme', ['theme'], { value: quoteValue(theme), known: list(known.themes) });
  }
  if (decidedBy !== undefined && decidedBy !== 'repository' && raw.question === undefined) {
    say('questionMissing', ['question'], {});
  }
  if (decidedBy?.includes('declaration') === true && declared === null) {
    say('declaredMissing', ['declared'], {});
  }
  if (neverGreen(requirement))
    say('neverGreen', [declared?.best === 'yellow' ? 'declared' : 'decidedBy'], {});
  judgeNaming(declared?.naming ?? [], place);
  judgeConditions(requirement, place);
  judgeSupport(requirement, place);
  judgeMend(requirement, known, place);
}

/** Neither evidence nor a declaration can make it green, and nobody said that this is on purpose. */
function neverGreen({ decidedBy, declared, greenByPeople, raw }: LooseRequirement): boolean {
  if (decidedBy === undefined || decidedBy === 'people' || greenByPeople === true) return false;
  if (raw.green !== undefined) return false;
  if (decidedBy === 'repository') return true;
  return declared !== null && (declared.yes === 'support' || declared.best === 'yellow');
}

function judgeNaming(patterns: readonly string[], place: Place): void {
  const say = speaker(place);
  for (const [index, pattern] of patterns.entries()) {
    const fault = patternFault(pattern);
    if (fault !== null)
      say(fault, ['declared', 'naming', index], { value: quoteValue(pattern), bound: '{0,80}' });
  }
}

function judgeConditions(requirement: LooseRequirement, place: Place): void {
  const say = speaker(place);
  const { calls: evidence, mend, raw } = requirement;
  const used = new Set([mend?.when, requirement.declared?.supportedBy]);
  let readable = true;
  let sound = true;
  for (const rating of ['green', 'yellow'] as const) {
    const condition = requirement[rating];
    if (condition === undefined) {
      if (raw[rating] !== undefined) readable = false;
      continue;
    }
    for (const { name, path } of namesIn(condition)) {
      used.add(name);
      if (evidence.has(name)) continue;
      sound = false;
      say('unknownEvidence', [rating, ...path], {
        value: quoteValue(name),
        known: list(evidence.keys()) || 'none',
      });
    }
  }
  for (const name of readable ? evidence.keys() : []) {
    if (!used.has(name)) say('unusedEvidence', ['evidence', name], { value: name });
  }
  if (evidence.size > MAX_EVIDENCE) {
    say('tooMuchEvidence', ['evidence'], { limit: MAX_EVIDENCE });
    return;
  }
  if (!readable || !sound) return;
  const { green, yellow } = requirement;
  const possible = tryOut([...evidence.keys()], conditionOf(green), conditionOf(yellow));
  if (green !== undefined && !possible.greenPossible) say('greenImpossible', ['green'], {});
  if (green !== undefined && possible.greenAlways) say('greenAlways', ['green'], {});
  if (yellow !== undefined && !possible.greenAlways && !possible.yellowPossible)
    say('yellowImpossible', ['yellow'], {});
}

function judgeSupport({ declared, calls }: LooseRequirement, place: Place): void {
  const name = declared?.supportedBy;
  if (name === undefined || calls.has(name)) return;
  speaker(place)('unknownEvidence', ['declared', 'supportedBy'], {
    value: quoteValue(name),
    known: list(calls.keys()) || 'none',
  });
}

function judgeMend(
  { mend, calls: evidence, raw }: LooseRequirement,
  { templates }: Known,
  place: Place,
): void {
  if (mend === null) return;
  const say = speaker(place);
  const { template = null, path = null, when = null } = mend;
  if (when !== null && !evidence.has(when)) {
    say('unknownEvidence', ['mend', 'when'], {
      value: quoteValue(when),
      known: list(evidence.keys()) || 'none',
    });
  }
  if (template !== null && templates !== null && !templates.has(template)) {
    say('unknownTemplate', ['mend', 'template'], { value: quoteValue(template), known: list(templates) });
  }
  if (template !== null && path === null && !hasField(raw.mend, 'path'))
    say('mendPath', ['mend', 'path'], {});
}

/** One call of a probe; returns its parameters as the probe reads them, defaults filled in. */
export function judgeEvidence(
  { probe, with: parameters, where }: LooseEvidence,
  probes: ProbeCatalogue,
  place: Place,
): Readonly<Record<string, unknown>> {
  if (probe === undefined) return {};
  const say = speaker(place);
  const description = Object.hasOwn(probes, probe) ? probes[probe] : undefined;
  if (description === undefined) {
    say('unknownProbe', ['probe'], { value: quoteValue(probe), known: list(Object.keys(probes)) });
    return {};
  }
  for (const [measure, { min = 0, max = 0 }] of Object.entries(where ?? {})) {
    if (/share$/i.test(measure) && (min > 1 || max > 1)) {
      say('share', ['where', measure], { value: Math.max(min, max) });
    }
    if (description.measures.includes(measure)) continue;
    say('unknownMeasure', ['where', measure], {
      value: quoteValue(measure),
      probe,
      known: list(description.measures) || '–',
    });
  }
  const reading = readShape(description.parameters, parameters ?? {}, {
    ...place,
    path: [...place.path, 'with'],
  });
  return reading.ok ? (reading.value as Record<string, unknown>) : {};
}

function speaker({ document, path, mistakes }: Place) {
  return (key: string, at: YamlPath, parameters: Mistake['parameters']) => {
    mistakes.push(document.mistake(`governance.${key}`, [...path, ...at], parameters));
  };
}

function hasField(group: unknown, field: string): boolean {
  return isGroup(group) && group[field] !== undefined && group[field] !== null;
}

function list(names: Iterable<string | null>): string {
  return [...names].filter((name) => name !== null).join(', ');
}
