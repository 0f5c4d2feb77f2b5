import type { Project, ProjectField, ProjectItem } from '../../src/github/index.js';
import type { RoadmapItem } from '../../src/store/index.js';
import {
  DEFAULT_RISK_RULE,
  desiredItems,
  type Desired,
  type MilestoneFacts,
} from '../../src/roadmap/index.js';
import { ROADMAP_FIELDS } from '../../src/roadmap/fields.js';
import { renderItemBody } from '../../src/roadmap/item-body.js';

export const OPTIONS = { today: '2026-06-15', language: 'da', risk: DEFAULT_RISK_RULE } as const;
export const PROJECT = 'PVT_1';

export function milestone(change: Partial<MilestoneFacts> = {}): MilestoneFacts {
  return {
    id: 'MI_1',
    number: 1,
    url: 'https://github.com/Eksempel/kode/milestone/1',
    title: 'Version 2',
    description: 'Spor: Drift\nFase: Byg\n\nMere om den.',
    state: 'open',
    dueOn: '2026-09-01T07:00:00Z',
    createdAt: '2026-06-01T10:00:00Z',
    closedAt: null,
    openIssues: 3,
    closedIssues: 1,
    repository: 'R_1',
    repositoryName: 'Eksempel/kode',
    visibility: 'public',
    product: { key: 'alfa', name: 'Alfa' },
    ...change,
  };
}

export function desired(milestones: readonly MilestoneFacts[], change: Partial<Desired> = {}): Desired {
  return {
    items: desiredItems(milestones, OPTIONS),
    publicRepositories: new Set(
      milestones.filter(({ visibility }) => visibility === 'public').map(({ repository }) => repository),
    ),
    unread: new Set(),
    ...change,
  };
}

/** Our fields as GitHub has them, each single select with the options given for it. */
export function fields(options: Readonly<Record<string, readonly string[]>> = {}): ProjectField[] {
  return ROADMAP_FIELDS.map(({ key, name, types: [type] }, index) => ({
    id: `F_${key}`,
    databaseId: index + 1,
    name,
    type,
    options: (options[key] ?? []).map((option) => ({
      id: `O_${option}`,
      name: option,
      color: 'GRAY',
      description: '',
    })),
  }));
}

export const FULL_OPTIONS = {
  product: ['Alfa'],
  organisation: ['Eksempel'],
  track: ['Drift'],
  phase: ['Byg'],
  status: ['Følger planen', 'I risiko', 'Overskredet', 'Færdig'],
};

/** The item that a milestone should have, as GitHub shows it. */
export function itemOf(facts: MilestoneFacts, change: Partial<ProjectItem> = {}): ProjectItem {
  const [wanted] = desiredItems([{ ...facts, visibility: 'public' }], OPTIONS);
  if (wanted === undefined) throw new Error('a public milestone has an item');
  const values = new Map<string, string | number>();
  for (const field of fields(FULL_OPTIONS)) {
    const definition = ROADMAP_FIELDS.find(({ name }) => name === field.name);
    const value = definition === undefined ? null : wanted.values[definition.key];
    if (value !== null) values.set(field.id, field.type === 'SINGLE_SELECT' ? `O_${value}` : value);
  }
  const marker = { subject: facts.id, repository: facts.repository };
  return {
    id: `PVTI_${facts.id}`,
    type: 'DRAFT_ISSUE',
    isArchived: false,
    createdAt: '2026-06-02T10:00:00Z',
    content: `DI_${facts.id}`,
    title: wanted.title,
    body: renderItemBody({ marker, own: wanted.body ?? '', theirs: '' }),
    values,
    ...change,
  };
}

export function record(facts: MilestoneFacts, change: Partial<RoadmapItem> = {}): RoadmapItem {
  return {
    project: PROJECT,
    subject: facts.id,
    kind: 'milestone',
    product: facts.product.key,
    repository: facts.repository,
    state: 'present',
    item: `PVTI_${facts.id}`,
    draft: `DI_${facts.id}`,
    contentHash: null,
    intendedAt: null,
    ...change,
  };
}

export function project(
  items: readonly ProjectItem[],
  own: readonly ProjectField[] = fields(FULL_OPTIONS),
): Pick<Project, 'id' | 'fields' | 'items'> {
  return { id: PROJECT, fields: own, items };
}

export function records(...all: readonly RoadmapItem[]): ReadonlyMap<string, RoadmapItem> {
  return new Map(all.map((one) => [one.subject, one]));
}
