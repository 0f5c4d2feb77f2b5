import { invalid, Problem } from './problem.js';
import type { Actor, Label, Repository } from './types.js';
import type { World } from './world.js';

export interface LabelInput {
  name: string;
  color?: string;
  description?: string | null;
}

const DEFAULT_COLOR = 'ededed';
const LONGEST_NAME = 50;
const LONGEST_DESCRIPTION = 100;

/** Keeps a label without checking or telling: GitHub's own first labels, and labels named on a new issue. */
export function addLabel(world: World, repository: Repository, input: LabelInput): Label {
  const label = world.create<Label>('label', (ids) => ({
    ...ids,
    kind: 'Label',
    repository,
    name: input.name,
    color: input.color ?? DEFAULT_COLOR,
    description: input.description ?? null,
    createdAt: world.now(),
  }));
  repository.labels.set(input.name.toLowerCase(), label);
  return label;
}

export function createLabel(world: World, actor: Actor, repository: Repository, input: LabelInput): Label {
  if (repository.labels.has(input.name.toLowerCase())) throw invalid('Label', 'name', 'already_exists');
  checkLabel(input);
  const label = addLabel(world, repository, input);
  world.emit({ name: 'label', action: 'created', actor, repository, label });
  return label;
}

export function editLabel(world: World, actor: Actor, label: Label, edit: Partial<LabelInput>): Label {
  checkLabel(edit);
  const changes: Record<string, unknown> = {};
  if (edit.name !== undefined && edit.name !== label.name) {
    const { labels } = label.repository;
    const taken = labels.get(edit.name.toLowerCase());
    if (taken !== undefined && taken !== label) throw invalid('Label', 'name', 'already_exists');
    changes['name'] = { from: label.name };
    labels.delete(label.name.toLowerCase());
    label.name = edit.name;
    labels.set(edit.name.toLowerCase(), label);
  }
  if (edit.color !== undefined && edit.color !== label.color) {
    changes['color'] = { from: label.color };
    label.color = edit.color;
  }
  if (edit.description !== undefined && edit.description !== label.description) {
    changes['description'] = { from: label.description };
    label.description = edit.description;
  }
  world.emit({ name: 'label', action: 'edited', actor, repository: label.repository, label, changes });
  return label;
}

function checkLabel({ name, color, description }: Partial<LabelInput>): void {
  if (name !== undefined && (name === '' || name.length > LONGEST_NAME))
    throw invalid('Label', 'name', 'invalid');
  if (color !== undefined && !/^[0-9a-fA-F]{6}$/.test(color)) throw invalid('Label', 'color', 'invalid');
  if (description !== undefined && description !== null && description.length > LONGEST_DESCRIPTION) {
    const message = `description is too long (maximum is ${LONGEST_DESCRIPTION} characters)`;
    throw invalid('Label', 'description', 'custom', message);
  }
}

/** Labels by name for an issue; unknown ones are made, as GitHub does for whoever may push. */
export function labelsByName(world: World, repository: Repository, names: readonly string[]): Label[] {
  const found = new Map<string, Label>();
  for (const name of names) {
    if (name.length > LONGEST_NAME)
      throw new Problem(422, 'Validation Failed', { details: ['label too long'] });
    const key = name.toLowerCase();
    found.set(key, repository.labels.get(key) ?? addLabel(world, repository, { name }));
  }
  return [...found.values()];
}
