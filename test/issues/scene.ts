import type { Assessment, RequirementAssessment } from '../../src/assessment/index.js';
import {
  memoryRecords,
  productKey,
  offeredDocument,
  reconcileIssues,
  type HomeState,
  type IssueMaterial,
  type IssueRequests,
  type ModelTexts,
  type ReconcileInput,
  type ReconcileReport,
  type RepositoryView,
} from '../../src/issues/index.js';
import { silentLogger } from '../../src/log/index.js';
import type { Product } from '../../src/products/index.js';
import {
  assessmentFixture,
  assessmentModel,
  countsOf,
  evidenceFixture,
  requirementFixture,
} from '../support/assessment.js';
import { ACCOUNT, fakeGitHub, type FakeGitHub } from './fakeGitHub.js';

export const HOME = 'os2eksempel/produktforvaltning';

export function productFixture(overrides: Partial<Product> = {}): Product {
  return {
    name: 'OS2eksempel',
    repositories: ['os2eksempel/kode', HOME],
    home: HOME,
    main: null,
    declaration: null,
    targetLevel: '2',
    language: 'da',
    issues: 'auto',
    openIssues: 5,
    pullRequestCheck: 'off',
    examples: true,
    explanations: [],
    roadmap: true,
    plans: [],
    ...overrides,
  };
}

export function viewFixture(nameWithOwner: string, overrides: Partial<RepositoryView> = {}): RepositoryView {
  return {
    id: `R_${nameWithOwner}`,
    nameWithOwner,
    url: `https://github.com/${nameWithOwner}`,
    visibility: 'public',
    defaultBranch: 'main',
    paths: null,
    ...overrides,
  };
}

export function materialFixture(overrides: Partial<IssueMaterial> = {}): IssueMaterial {
  return {
    repositories: [viewFixture('os2eksempel/kode'), viewFixture(HOME)],
    places: { code: 'os2eksempel/kode', docs: 'os2eksempel/kode' },
    isEverythingRead: true,
    licence: 'MPL-2.0',
    configurationMistakes: [],
    notices: [],
    examples: new Map(),
    mendedBy: new Map(),
    draft: null,
    siteUrl: null,
    offer: offeredDocument,
    ...overrides,
  };
}

/** Documents that can be written, by requirement: the level and how much work it is. */
const DOCUMENTS = {
  D1: { level: 'sandbox', template: 'SECURITY.md', effort: 'small' },
  D2: { level: 'sandbox', template: 'README.md', effort: 'medium' },
  D3: { level: '1', template: 'CONTRIBUTING.md', effort: 'small' },
  D4: { level: '1', template: 'GOVERNANCE.md', effort: 'large' },
  D5: { level: '2', template: 'arkitektur.md', effort: 'medium' },
  D6: { level: '2', template: 'brugervejledning.md', effort: 'medium' },
  D7: { level: '3', template: 'kodereview.md', effort: 'large' },
} as const;

export type DocumentId = keyof typeof DOCUMENTS;
export const DOCUMENT_IDS = Object.keys(DOCUMENTS) as DocumentId[];

export function modelFixture(): ModelTexts {
  const model = assessmentModel();
  const [first] = model.requirements;
  const requirements = DOCUMENT_IDS.map((id) => ({
    ...first!,
    id,
    level: DOCUMENTS[id].level,
    title: { da: `Dokument ${id}`, en: `Document ${id}` },
    mend: {
      template: DOCUMENTS[id].template,
      path: DOCUMENTS[id].template,
      repository: 'code' as const,
      effort: DOCUMENTS[id].effort,
      role: 'maintainer' as const,
      when: null,
      selfEvaluation: false,
      habit: false,
    },
  }));
  return { ...model, requirements };
}

export type Standing = 'missing' | 'there' | 'unknown' | 'partly' | 'grey';

/** A document's requirement as it is assessed. */
export function assessed(id: DocumentId, standing: Standing, overrides: Partial<RequirementAssessment> = {}) {
  const { level, template, effort } = DOCUMENTS[id];
  const base = requirementFixture({
    id,
    level,
    basis: { da: `Grundlag for ${id}.`, en: `Basis for ${id}.` },
  });
  const gap = { template, effort, role: 'maintainer' as const };
  const url = `https://github.com/os2eksempel/kode/blob/${'0123456789abcdef'.repeat(3).slice(0, 40)}/${template}#L1`;
  const evidence = [evidenceFixture({ path: template, url })];
  switch (standing) {
    case 'missing':
      return { ...base, rating: 'red' as const, gap, ...overrides };
    case 'there':
      return { ...base, rating: 'green' as const, evidence, ...overrides };
    case 'unknown':
      return { ...base, rating: 'unknown' as const, ...overrides };
    case 'partly':
      return { ...base, rating: 'yellow' as const, evidence, ...overrides };
    case 'grey':
      return { ...base, rating: 'grey' as const, ...overrides };
  }
}

export function assessmentOf(
  requirements: readonly RequirementAssessment[],
  overrides: Partial<Assessment> = {},
): Assessment {
  return assessmentFixture({
    requirements,
    counts: countsOf(requirements),
    nextSteps: [],
    findings: [],
    change: null,
    ...overrides,
  });
}

export interface Scene {
  readonly github: FakeGitHub;
  readonly records: ReturnType<typeof memoryRecords>;
  readonly clock: { time: number; now: () => number; sleep: (milliseconds: number) => Promise<void> };
  /** Assesses and reconciles once; each run is a minute later and one generation higher. */
  readonly run: (options?: RunOptions) => Promise<ReconcileReport>;
}

export interface RunOptions {
  readonly standing?: Partial<Record<DocumentId, Standing>>;
  readonly requirements?: readonly RequirementAssessment[];
  readonly assessment?: Partial<Assessment>;
  readonly product?: Partial<Product>;
  /** Of the product before it was renamed. */
  readonly key?: string;
  readonly home?: Partial<HomeState>;
  readonly material?: Partial<IssueMaterial>;
  readonly requests?: Partial<IssueRequests>;
  readonly generation?: number;
  readonly readAt?: string;
  readonly most?: number;
  readonly dryRun?: boolean;
}

const START = Date.parse('2026-06-23T08:12:00.000Z');

/** A product of documents on a host of its own; everything that is not named is there. */
export function scene(options: Parameters<typeof fakeGitHub>[0] = {}): Scene {
  const github = fakeGitHub(options);
  const clock = {
    time: START,
    now: () => clock.time,
    sleep: (milliseconds: number) => {
      clock.time += milliseconds;
      return Promise.resolve();
    },
  };
  const records = memoryRecords(clock);
  let runs = 0;
  return {
    github,
    records,
    clock,
    run: async (run = {}) => {
      runs += 1;
      clock.time += 60_000;
      const at = new Date(clock.time).toISOString();
      const ports = { reader: github, writer: github, records, clock, log: silentLogger() };
      const report = await reconcileIssues(ports, inputOf(run, at, run.generation ?? runs), run.dryRun);
      clock.time += 60_000;
      github.now = new Date(clock.time).toISOString();
      return report;
    },
  };
}

export function inputOf(run: RunOptions, at: string, generation: number): ReconcileInput {
  const product = productFixture(run.product);
  const requirements =
    run.requirements ?? DOCUMENT_IDS.map((id) => assessed(id, run.standing?.[id] ?? 'there'));
  return {
    assessment: assessmentOf(requirements, { assessedAt: at, ...run.assessment }),
    model: modelFixture(),
    product,
    productKey: run.key ?? productKey(product.name),
    generation,
    readAt: run.readAt ?? at,
    material: materialFixture(run.material),
    home: {
      id: `R_${product.home}`,
      nameWithOwner: product.home,
      url: `https://github.com/${product.home}`,
      hasIssues: true,
      isArchived: false,
      mayWrite: true,
      ...run.home,
    },
    account: ACCOUNT,
    requests: { maturity: false, documents: new Set(), ...run.requests },
    installation: 11,
    ...(run.most === undefined ? {} : { mostCreationsADay: run.most }),
  };
}
