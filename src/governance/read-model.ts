import { readFile } from 'node:fs/promises';
import { judgeModel } from './judge-model.js';
import { sortMistakes, type Mistake } from './mistakes.js';
import { readRequirement } from './read-requirement.js';
import { modelShape } from './schema.js';
import { idsOf, isGroup, readFields, readShape, type Loose, type Place } from './shape.js';
import type { Model, ProbeCatalogue, Reach, Requirement } from './types.js';
import { readYaml } from './yaml.js';

/** The shipped model takes 80 KiB. */
const MAX_MODEL_BYTES = 256 * 1024;

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
export function readModel(text: string, { file, probes, templates }: ModelOptions): ModelReading {
  const [document, ...others] = readYaml(text, { file, maxBytes: MAX_MODEL_BYTES });
  const mistakes: Mistake[] = [...document.mistakes];
  if (others.length > 0) mistakes.push(document.mistake('governance.yaml.severalDocuments', []));
  const raw = document.value;
  const place: Place = { document, path: [], mistakes };
  if (!isGroup(raw)) {
    if (raw !== undefined) readShape(modelShape, raw, place);
    return { model: null, mistakes: sortMistakes(mistakes) };
  }
  const head = readFields(modelShape, raw, place, ['requirements']);
  const known = {
    levels: new Set(idsOf(raw.levels)),
    themes: new Set(idsOf(raw.themes)),
    probes,
    templates: templates ?? null,
  };
  const requirements = readRequirements(raw.requirements, known, place);
  judgeModel(raw, place);
  if (mistakes.length > 0) return { model: null, mistakes: sortMistakes(mistakes) };
  return { model: toModel(head, requirements), mistakes: [] };
}

/** No model comes near it; each that is wrong gives a handful of mistakes. */
const MOST_REQUIREMENTS = 300;

function readRequirements(
  raw: unknown,
  known: Parameters<typeof readRequirement>[1],
  place: Place,
): readonly Partial<Requirement>[] {
  if (!Array.isArray(raw) || raw.length === 0) {
    readShape(modelShape.shape.requirements, raw, { ...place, path: ['requirements'] });
    return [];
  }
  if (raw.length > MOST_REQUIREMENTS) {
    const parameters = { count: raw.length, limit: MOST_REQUIREMENTS };
    place.mistakes.push(
      place.document.mistake('governance.tooManyRequirements', ['requirements'], parameters),
    );
  }
  return raw
    .slice(0, MOST_REQUIREMENTS)
    .map((value: unknown, index) =>
      readRequirement(value, known, { ...place, path: ['requirements', index] }),
    );
}

type Head = Loose<(typeof modelShape)['shape']>;

/** Called only when no mistake was found, so every field is there. */
function toModel(head: Head, requirements: readonly Partial<Requirement>[]): Model {
  const { id, version, name, organisations, placeholders, levels, themes } = head as Required<Head>;
  const rule = head.explanations ?? 'accepted';
  return {
    id,
    version,
    name,
    organisations,
    placeholders: { ...placeholders, weakMarks: placeholders.weakMarks ?? [] },
    levels: levels.map((level) => ({ ...level, reach: toReach(level.reach) })),
    themes,
    requirements: (requirements as readonly Requirement[]).map((one) => ({ explanations: rule, ...one })),
  };
}

function toReach(reach: Required<Head>['levels'][number]['reach']): Reach {
  return {
    overall: reach.overall ?? null,
    everyTheme: reach.everyTheme ?? null,
    themes: reach.themes ?? {},
    publishedDeclaration: reach.publishedDeclaration ?? false,
    unknownAtMost: reach.unknownAtMost ?? null,
  };
}
