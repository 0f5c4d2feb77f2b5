import { readFile } from 'node:fs/promises';
import { conditionOf } from './conditions.js';
import { judgeEvidence, judgeRequirement, type Known, type LooseEvidence } from './judge.js';
import { quoteValue, sortMistakes, type Mistake } from './mistakes.js';
import { evidenceShape, modelShape, requirementShape } from './schema.js';
import { readFields, type Loose } from './shape.js';
import type { EvidenceRule, MeasureLimit, Model, ProbeCatalogue, Reach, Requirement } from './types.js';
import { readYaml, type YamlDocument, type YamlPath } from './yaml.js';

const MAX_MODEL_BYTES = 1024 * 1024;

export interface ModelReading {
  /** Null when there is any mistake: a model that is partly understood would rate products wrongly. */
  readonly model: Model | null;
  /** All of them, in the order of the file. */
  readonly mistakes: readonly Mistake[];
}

export interface ModelOptions {
  /** What the file is called in mistakes. */
  readonly file: string;
  readonly probes: ProbeCatalogue;
  /** Files under `templates/documents/<language>/`; left out, templates are not looked up. */
  readonly templates?: ReadonlySet<string>;
}

/** As `readModel`, from disk. Rejects with the file system's error when the file cannot be read. */
export async function loadModel(path: string, options: Omit<ModelOptions, 'file'>): Promise<ModelReading> {
  return readModel(await readFile(path, 'utf8'), { ...options, file: path });
}

/** Reads and checks a model file (`os2modning-model/1`, docs/model.md). Never throws, whatever the text. */
export function readModel(text: string, options: ModelOptions): ModelReading {
  const [document, ...others] = readYaml(text, { file: options.file, maxBytes: MAX_MODEL_BYTES });
  if (document === undefined) return { model: null, mistakes: [] };
  const mistakes: Mistake[] = [...document.mistakes];
  if (others.length > 0) mistakes.push(document.mistake('governance.yaml.severalDocuments', []));
  if (document.value === undefined) return { model: null, mistakes: sortMistakes(mistakes) };

  const at = { document, path: [], mistakes };
  const head = readFields(modelShape, document.value, at, ['requirements']);
  const known = knownNames(document, head, options);
  const requirements = readRequirements(document, known, mistakes);
  judgeHead(head, requirements, known, at);
  if (mistakes.length > 0) return { model: null, mistakes: sortMistakes(mistakes) };
  return { model: toModel(head, requirements), mistakes: [] };
}

type Head = Loose<(typeof modelShape)['shape']>;

/** Ids are taken from the raw value: a level whose name lacks a translation is still a level. */
function knownNames(document: YamlDocument, head: Head, { probes, templates }: ModelOptions): Known {
  const raw = document.value as Record<string, unknown>;
  return {
    levels: new Set(head.levels?.map(({ id }) => id) ?? rawIds(raw.levels)),
    themes: new Set(head.themes?.map(({ id }) => id) ?? rawIds(raw.themes)),
    probes,
    templates: templates ?? null,
  };
}

function rawIds(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((element: unknown) => {
    const id: unknown = (element as { id?: unknown } | null)?.id;
    return typeof id === 'string' || typeof id === 'number' ? [String(id)] : [];
  });
}

function judgeHead(
  head: Head,
  requirements: readonly Partial<Requirement>[],
  known: Known,
  { document, mistakes }: { readonly document: YamlDocument; readonly mistakes: Mistake[] },
): void {
  for (const [list, key] of [
    ['levels', 'doubleLevel'],
    ['themes', 'doubleTheme'],
  ] as const) {
    reportDoubles(head[list] ?? [], (index, id) => {
      mistakes.push(document.mistake(`governance.${key}`, [list, index], { value: id }));
    });
  }
  reportDoubles(requirements, (index, id) => {
    mistakes.push(document.mistake('governance.doubleRequirement', ['requirements', index], { value: id }));
  });
  for (const [index, level] of (head.levels ?? []).entries()) {
    for (const theme of Object.keys(level.reach.themes ?? {})) {
      if (known.themes.size === 0 || known.themes.has(theme)) continue;
      const path = ['levels', index, 'reach', 'themes', theme];
      const parameters = { value: quoteValue(theme), known: [...known.themes].join(', ') };
      mistakes.push(document.mistake('governance.unknownTheme', path, parameters));
    }
  }
  for (const [index, { id }] of (head.themes ?? []).entries()) {
    if (requirements.some(({ theme }) => theme === id)) continue;
    mistakes.push(document.mistake('governance.emptyTheme', ['themes', index], { value: id }));
  }
}

function reportDoubles(
  elements: readonly { readonly id?: string | undefined }[],
  report: (index: number, id: string) => void,
): void {
  const seen = new Set<string>();
  for (const [index, { id }] of elements.entries()) {
    if (id === undefined) continue;
    if (seen.has(id)) report(index, id);
    seen.add(id);
  }
}

function readRequirements(
  document: YamlDocument,
  known: Known,
  mistakes: Mistake[],
): readonly Partial<Requirement>[] {
  const raw: unknown = (document.value as Record<string, unknown>).requirements;
  if (!Array.isArray(raw) || raw.length === 0) {
    readFields(
      modelShape.pick({ requirements: true }),
      { requirements: raw },
      { document, path: [], mistakes },
    );
    return [];
  }
  return raw.map((value: unknown, index) =>
    readRequirement(value, ['requirements', index], document, known, mistakes),
  );
}

function readRequirement(
  value: unknown,
  path: YamlPath,
  document: YamlDocument,
  known: Known,
  mistakes: Mistake[],
): Partial<Requirement> {
  const at = { document, path, mistakes };
  const fields = readFields(requirementShape, value, at, ['evidence']);
  const calls = new Map<string, LooseEvidence>();
  const evidence: Record<string, EvidenceRule> = {};
  for (const [name, call, place] of evidenceCalls(value, at)) {
    calls.set(name, call);
    const parameters = judgeEvidence(call, known.probes, place);
    evidence[name] = {
      probe: call.probe ?? '',
      with: parameters,
      where: limits(call.where ?? {}),
      missing: call.missing ?? null,
    };
  }
  judgeRequirement(fields, calls, known, at);
  const { declared, mend, green, yellow, question, ...rest } = fields;
  return {
    ...rest,
    wording: null,
    recommendation: fields.recommendation ?? false,
    evidence,
    green: conditionOf(green),
    yellow: conditionOf(yellow),
    declared: {
      yes: declared?.yes ?? 'support',
      best: declared?.best ?? 'green',
      naming: declared?.naming ?? [],
      ownText: declared?.ownText ?? false,
    },
    greenByPeople: fields.greenByPeople ?? false,
    question: question ?? null,
    mend:
      mend === undefined
        ? null
        : { ...mend, template: mend.template ?? null, path: mend.path ?? null, when: mend.when ?? null },
    line: document.mistake('', path).line,
  };
}

type Place = Parameters<typeof judgeEvidence>[2];

function evidenceCalls(value: unknown, at: Place): readonly (readonly [string, LooseEvidence, Place])[] {
  const raw: unknown = (value as { evidence?: unknown } | null)?.evidence;
  if (raw === undefined) return [];
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    readFields(requirementShape.pick({ evidence: true }), { evidence: raw }, at);
    return [];
  }
  return Object.entries(raw).map(([name, call]: [string, unknown]) => {
    const place = { ...at, path: [...at.path, 'evidence', name] };
    if (!/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name)) {
      at.mistakes.push(at.document.mistake('governance.oddName', place.path, { value: quoteValue(name) }));
    }
    return [name, readFields(evidenceShape, call, place), place] as const;
  });
}

function limits(
  where: Readonly<Record<string, { readonly min?: number | undefined; readonly max?: number | undefined }>>,
): Readonly<Record<string, MeasureLimit>> {
  return Object.fromEntries(
    Object.entries(where).map(([measure, { min, max }]) => [measure, { min: min ?? null, max: max ?? null }]),
  );
}

/** Called only when no mistake was found, so every field is there. */
function toModel(head: Head, requirements: readonly Partial<Requirement>[]): Model {
  const { id, version, name, organisations, placeholders, levels, themes } = head as Required<Head>;
  return {
    id,
    version,
    name,
    organisations,
    placeholders,
    levels: levels.map((level) => ({ ...level, reach: toReach(level.reach) })),
    themes,
    requirements: requirements as readonly Requirement[],
  };
}

type ReachForm = Required<Head>['levels'][number]['reach'];

function toReach(reach: ReachForm): Reach {
  return {
    overall: reach.overall ?? null,
    everyTheme: reach.everyTheme ?? null,
    themes: reach.themes ?? {},
    publishedDeclaration: reach.publishedDeclaration ?? false,
    unknownAtMost: reach.unknownAtMost ?? null,
  };
}
