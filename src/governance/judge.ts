/** What a model file says that cannot be: references to nothing, rules that never hold, patterns that never end. */
import { conditionOf, MAX_EVIDENCE, namesIn, tryOut } from './conditions.js';
import { quoteValue, type Mistake } from './mistakes.js';
import { patternFault } from './patterns.js';
import type { evidenceShape, requirementShape } from './schema.js';
import { readShape, type Loose } from './shape.js';
import type { ProbeCatalogue } from './types.js';
import type { YamlDocument, YamlPath } from './yaml.js';

export type LooseRequirement = Loose<(typeof requirementShape)['shape']>;
export type LooseEvidence = Loose<(typeof evidenceShape)['shape']>;

/** What requirements may refer to. An empty set: could not be read, so nothing can be said against it. */
export interface Known {
  readonly levels: ReadonlySet<string>;
  readonly themes: ReadonlySet<string>;
  readonly probes: ProbeCatalogue;
  readonly templates: ReadonlySet<string> | null;
}

interface Place {
  readonly document: YamlDocument;
  readonly path: YamlPath;
  readonly mistakes: Mistake[];
}

/** A requirement by itself. `evidence` holds the calls that could be read, and those alone. */
export function judgeRequirement(
  requirement: LooseRequirement,
  evidence: ReadonlyMap<string, LooseEvidence>,
  known: Known,
  place: Place,
): void {
  const say = speaker(place);
  const { level, theme, decidedBy, declared, greenByPeople } = requirement;
  if (level !== undefined && isUnknown(level, known.levels)) {
    say('unknownLevel', ['level'], { value: quoteValue(level), known: list(known.levels) });
  }
  if (theme !== undefined && isUnknown(theme, known.themes)) {
    say('unknownTheme', ['theme'], { value: quoteValue(theme), known: list(known.themes) });
  }
  const asksPeople = decidedBy !== undefined && decidedBy !== 'repository';
  if (asksPeople && requirement.question === undefined) say('questionMissing', ['question'], {});
  const hearsDeclaration = decidedBy === 'declaration' || decidedBy === 'repository+declaration';
  if (hearsDeclaration && declared === undefined) say('declaredMissing', ['declared'], {});
  judgeNaming(declared?.naming ?? [], place);
  judgeConditions(requirement, evidence, place);
  judgeMend(requirement, evidence, known, place);

  if (decidedBy === undefined || decidedBy === 'people' || greenByPeople === true) return;
  const declarationGivesGreen =
    hearsDeclaration && declared?.yes !== 'support' && (declared?.best ?? 'green') === 'green';
  if (requirement.green === undefined && !declarationGivesGreen) {
    say('neverGreen', [declared?.best === 'yellow' ? 'declared' : 'decidedBy'], { decidedBy });
  }
}

function judgeNaming(patterns: readonly string[], place: Place): void {
  const say = speaker(place);
  for (const [index, pattern] of patterns.entries()) {
    const fault = patternFault(pattern);
    if (fault !== null)
      say(fault, ['declared', 'naming', index], { value: quoteValue(pattern), bound: '{0,80}' });
  }
}

function judgeConditions(
  requirement: LooseRequirement,
  evidence: ReadonlyMap<string, LooseEvidence>,
  place: Place,
): void {
  const say = speaker(place);
  const used = new Set(requirement.mend?.when === undefined ? [] : [requirement.mend.when]);
  let sound = true;
  for (const rating of ['green', 'yellow'] as const) {
    const condition = requirement[rating];
    if (condition === undefined) continue;
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
  for (const name of evidence.keys()) {
    if (!used.has(name)) say('unusedEvidence', ['evidence', name], { value: name });
  }
  if (evidence.size > MAX_EVIDENCE) {
    say('tooMuchEvidence', ['evidence'], { limit: MAX_EVIDENCE });
    return;
  }
  if (!sound) return;
  const { green, yellow } = requirement;
  const possible = tryOut([...evidence.keys()], conditionOf(green), conditionOf(yellow));
  if (green !== undefined && !possible.greenPossible) say('greenImpossible', ['green'], {});
  if (green !== undefined && possible.greenAlways) say('greenAlways', ['green'], {});
  if (yellow !== undefined && !possible.greenAlways && !possible.yellowPossible)
    say('yellowImpossible', ['yellow'], {});
}

function judgeMend(
  { mend }: LooseRequirement,
  evidence: ReadonlyMap<string, LooseEvidence>,
  { templates }: Known,
  place: Place,
): void {
  if (mend === undefined) return;
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
  if (template !== null && path === null) say('mendPath', ['mend', 'path'], {});
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
  for (const measure of Object.keys(where ?? {})) {
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

function isUnknown(id: string, known: ReadonlySet<string>): boolean {
  return known.size > 0 && !known.has(id);
}

function list(names: Iterable<string>): string {
  return [...names].join(', ');
}
