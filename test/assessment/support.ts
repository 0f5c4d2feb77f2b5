import { assess, type Assessment, type AssessmentInput, type Rating } from '../../src/assessment/index.js';
import type { DeclarationFile } from '../../src/assessment/index.js';
import type { RequirementAssessment } from '../../src/assessment/index.js';
import type { Weighed, WeighedEvidence } from '../../src/assessment/evaluate.js';
import type { Answer, DeclarationFinding } from '../../src/declarations/index.js';
import type { EvidenceRule, Model } from '../../src/governance/index.js';
import { readModel } from '../../src/governance/index.js';
import { PROBES, type ProbeFinding } from '../../src/probes/index.js';
import type { Explanation } from '../../src/products/index.js';
import type { RepositoryFacts } from '../../src/facts/index.js';
import { productFacts, repositoryFacts, type FakeRepository } from '../support/facts.js';

export const AS_OF = '2026-06-23';

/** The product's answer to a requirement: a plain yes in words of its own, unless the test wants otherwise. */
export function answer(given: Partial<Answer> = {}): Answer {
  return {
    requirement: 'F3',
    status: 'yes',
    raw: 'Ja',
    text: 'Styregruppen har besluttet det, og det er skrevet ned.',
    quality: 'substantive',
    links: [],
    line: 7,
    ...given,
  };
}

export const PUBLIC_LINK = {
  url: 'https://github.com/OS2eksempel/docs',
  kind: 'github',
  public: true,
} as const;
export const CLOSED_LINK = {
  url: 'https://eksempel.sharepoint.com/x',
  kind: 'closed',
  public: false,
} as const;

interface DeclarationParts {
  readonly date?: string | null;
  readonly committed?: string | null;
  readonly isPublic?: boolean;
  readonly targetLevel?: string | null;
  readonly findings?: readonly DeclarationFinding[];
}

/** A self-evaluation with these answers, of 1 June 2026. */
export function declarationFile(answers: readonly Answer[], parts: DeclarationParts = {}): DeclarationFile {
  return {
    repository: 'OS2eksempel/docs',
    path: 'selvevaluering.md',
    committed: parts.committed ?? null,
    isPublic: parts.isPublic ?? true,
    reading: {
      declaration: {
        generation: 'C',
        product: 'OS2eksempel',
        filledBy: null,
        date: parts.date === undefined ? '2026-06-01' : parts.date,
        formVersion: '1.1.0',
        gitOrganisation: null,
        targetLevel: parts.targetLevel ?? null,
        answers: new Map(answers.map((one) => [one.requirement, one])),
      },
      findings: parts.findings ?? [],
    },
  };
}

export function explanation(given: Partial<Explanation> = {}): Explanation {
  return {
    requirement: 'F14',
    status: 'deviation',
    reason: 'Vi venter på budgettet.',
    until: null,
    link: null,
    by: null,
    accepted: false,
    ...given,
  };
}

/** A requirement as rated, for what is computed from ratings alone. */
export function rated(
  given: Partial<RequirementAssessment> & { readonly rating: Rating },
): RequirementAssessment {
  return {
    id: 'R1',
    theme: 'relevans',
    level: 'sandbox',
    recommendation: false,
    decidedBy: 'declaration',
    declared: null,
    evidence: [],
    basis: { da: '', en: '' },
    question: null,
    explanation: null,
    gap: null,
    ...given,
  };
}

export const RULE: EvidenceRule = {
  probe: 'document',
  with: {},
  where: {},
  missing: null,
  concern: null,
  unknownIsAbsent: false,
};

/** Evidence that holds, does not hold or could not be seen, with a sighting where it holds. */
export function weighed(
  names: Readonly<Record<string, Weighed['holds'] | Partial<Weighed>>>,
): WeighedEvidence {
  const entries = Object.entries(names).map(([name, given]): [string, Weighed] => {
    const parts = typeof given === 'string' ? { holds: given } : given;
    const holds = parts.holds ?? 'yes';
    return [name, { rule: RULE, finding: findingFor(holds, name), holds, ...parts }];
  });
  return new Map(entries);
}

function findingFor(holds: Weighed['holds'], name: string): ProbeFinding {
  const outcome = holds === 'yes' ? 'found' : holds === 'no' ? 'absent' : 'unknown';
  const path = `${name}.md`;
  const says = { key: 'things.open', parameters: { path } };
  const sighting = { repository: repositoryFacts(), path, line: 1, date: null, says };
  return {
    outcome,
    sightings: holds === 'yes' ? [sighting] : [],
    measures: {},
    unknown: holds === 'unknown' ? { key: 'document.unread', parameters: { path } } : null,
  };
}

export interface Given extends Partial<Omit<AssessmentInput, 'product' | 'facts'>> {
  readonly repositories: readonly (FakeRepository | RepositoryFacts)[];
  readonly model: Model;
  readonly product?: Partial<AssessmentInput['product']>;
  readonly asOf?: string;
}

/** An invented product assessed on 23 June 2026. */
export function assessed({ repositories, product, asOf = AS_OF, ...rest }: Given): Assessment {
  return assess({
    product: { name: 'OS2eksempel', main: null, targetLevel: null, explanations: [], ...product },
    facts: productFacts(repositories, asOf),
    declaration: null,
    decided: null,
    earlier: null,
    assessedAt: '2026-06-23T08:00:00Z',
    ...rest,
  });
}

export function requirementIn(assessment: Assessment, id: string): RequirementAssessment {
  const found = assessment.requirements.find((one) => one.id === id);
  if (found === undefined) throw new Error(`The assessment has no ${id}.`);
  return found;
}

export function ratingsIn(assessment: Assessment, ids: readonly string[]): Record<string, Rating> {
  return Object.fromEntries(ids.map((id) => [id, requirementIn(assessment, id).rating]));
}

/** A model as people write it. Throws with its mistakes when it has any. */
export function modelFrom(yaml: string): Model {
  const { model, mistakes } = readModel(yaml, { file: 'model.yml', probes: PROBES });
  if (model === null) throw new Error(JSON.stringify(mistakes));
  return model;
}
