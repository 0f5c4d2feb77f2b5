import {
  RATINGS,
  type Assessment,
  type Counts,
  type Evidence,
  type Rating,
  type RatingCounts,
  type RequirementAssessment,
} from '../../src/assessment/index.js';
import type { Model, Requirement } from '../../src/governance/index.js';

/** A whole assessment of an invented product; `counts` follow from the requirements unless they are given. */
export function assessmentFixture(overrides: Partial<Assessment> = {}): Assessment {
  const requirements = overrides.requirements ?? requirementsFixture();
  return {
    format: 'os2modning-assessment/1',
    product: 'OS2eksempel',
    model: 'os2-1.1.0',
    asOf: '2026-06-23',
    assessedAt: '2026-06-23T08:12:00.000Z',
    repositories: [
      { name: 'os2eksempel/kode', commit: COMMIT },
      { name: 'os2eksempel/produktforvaltning', commit: null },
    ],
    level: {
      indicative: 'sandbox',
      target: '2',
      decided: { level: '1', date: '2025-11-20', by: 'Sekretariatet', reference: 'https://os2.eu/referat' },
      perLevel: [
        levelState('sandbox', true, 0.75, ['F4'], []),
        levelState('1', false, 0.55, ['F4', 'F11'], []),
        levelState('2', false, 0.5, ['F4', 'S4', 'F11', 'G8'], ['G5']),
        levelState('3', false, null, ['F4', 'S4', 'F11', 'G8'], ['G5', 'R4']),
      ],
    },
    counts: countsOf(requirements),
    requirements,
    findings: [
      {
        kind: 'invalid-publiccode',
        repository: 'os2eksempel/kode',
        path: 'publiccode.yml',
        line: 7,
        says: { da: 'Feltet »url« mangler.', en: 'The field "url" is missing.' },
      },
    ],
    change: { since: '2026-06-03T02:00:00.000Z', improved: ['F2'], worsened: ['F11'] },
    nextSteps: [
      {
        requirement: 'F4',
        what: {
          da: 'Beskriv, hvordan man melder et sikkerhedshul',
          en: 'Describe how to report a vulnerability',
        },
        why: { da: 'Kravet gælder allerede i sandkassen', en: 'Required from the sandbox on' },
        effort: 'small',
        template: 'SECURITY.md',
      },
      {
        requirement: 'F11',
        what: { da: 'Henvis fra ændringer til opgaver', en: 'Refer to issues from changes' },
        why: { da: '4 af 30 ændringer nævner en opgave', en: '4 of 30 changes name an issue' },
        effort: null,
        template: null,
      },
    ],
    declaration: {
      repository: 'os2eksempel/produktforvaltning',
      path: 'governancerapport.md',
      date: '2026-05-06',
      generation: 'C',
    },
    ...overrides,
  };
}

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

function levelState(
  level: string,
  reached: boolean,
  score: number | null,
  blocking: string[],
  open: string[],
) {
  return {
    level,
    reached,
    score,
    themes: { relevans: 1, formkrav: score, strategi: null, governance: 0.5 },
    state: 'not-met' as const,
    blocking,
    open,
  };
}

export function requirementFixture(overrides: Partial<RequirementAssessment> = {}): RequirementAssessment {
  return {
    id: 'F2',
    theme: 'formkrav',
    level: 'sandbox',
    recommendation: false,
    rating: 'green',
    decidedBy: 'repository',
    declared: null,
    evidence: [],
    basis: { da: 'Licensen er MPL-2.0.', en: 'The licence is MPL-2.0.' },
    question: null,
    explanation: null,
    gap: null,
    ...overrides,
  };
}

export function evidenceFixture(overrides: Partial<Evidence> = {}): Evidence {
  return {
    probe: 'document',
    repository: 'os2eksempel/kode',
    path: 'LICENSE',
    line: 1,
    commit: COMMIT,
    date: '2024-02-01',
    url: `https://github.com/os2eksempel/kode/blob/${COMMIT}/LICENSE#L1`,
    supports: 'green',
    says: { da: 'LICENSE er MPL-2.0', en: 'LICENSE is MPL-2.0' },
    ...overrides,
  };
}

function requirementsFixture(): RequirementAssessment[] {
  return [
    requirementFixture({
      id: 'R1',
      theme: 'relevans',
      decidedBy: 'declaration',
      declared: {
        status: 'yes',
        raw: 'Ja',
        text: 'Tre kommuner sparer 40 timer om året.\nSe casen.',
        links: [],
      },
      basis: {
        da: 'Selvevalueringen beskriver værdien konkret.',
        en: 'The self-evaluation names the value.',
      },
    }),
    requirementFixture({
      id: 'R4',
      theme: 'relevans',
      level: '3',
      rating: 'unknown',
      decidedBy: 'declaration',
      declared: { status: 'dont-know', raw: 'Ved ikke', text: '', links: [] },
      basis: { da: 'Selvevalueringen svarer »Ved ikke«.', en: 'The self-evaluation says "Ved ikke".' },
      question: { da: 'Hvilken strategi støtter produktet?', en: 'Which strategy is served?', to: 'product' },
    }),
    requirementFixture({ evidence: [evidenceFixture()] }),
    requirementFixture({
      id: 'F4',
      rating: 'red',
      decidedBy: 'repository+declaration',
      declared: { status: 'yes', raw: 'Ja', text: 'Det har vi styr på.', links: [] },
      basis: { da: 'Ingen SECURITY.md i de to repositorier.', en: 'No SECURITY.md in the two repositories.' },
      gap: { template: 'SECURITY.md', effort: 'small', role: 'maintainer' },
    }),
    requirementFixture({
      id: 'F11',
      level: '1',
      rating: 'yellow',
      basis: { da: '4 af de seneste 30 pull requests nævner en opgave.', en: '4 of 30 name an issue.' },
      evidence: [
        evidenceFixture({ probe: 'issues', path: null, line: null, commit: null, date: null, url: null }),
      ],
    }),
    requirementFixture({
      id: 'F14',
      level: '2',
      rating: 'grey',
      decidedBy: 'declaration',
      declared: { status: 'not-relevant', raw: 'Ikke relevant', text: 'Bruges kun af skoler.', links: [] },
      basis: { da: 'Begrundelsen venter på svar.', en: 'The reason awaits an answer.' },
      explanation: {
        reason: 'Bruges kun af skoler.',
        until: '2027-06-30',
        by: 'Produktkoordinatoren',
        link: 'https://os2.eu/begrundelse',
        state: 'pending',
      },
    }),
    requirementFixture({
      id: 'S4',
      theme: 'strategi',
      level: '2',
      rating: 'red',
      decidedBy: 'repository+declaration',
      basis: { da: 'Der er hverken vision eller strategi.', en: 'There is no vision and no strategy.' },
      gap: { template: 'vision-og-strategi.md', effort: 'large', role: 'steering-group' },
    }),
    requirementFixture({
      id: 'G5',
      theme: 'governance',
      level: '2',
      rating: 'unknown',
      decidedBy: 'people',
      basis: { da: 'Ingen referater er fundet.', en: 'No minutes were found.' },
      question: { da: 'Har bestyrelsen godkendt produktet?', en: 'Has the board approved it?', to: 'board' },
    }),
    requirementFixture({
      id: 'G8',
      theme: 'governance',
      level: '2',
      recommendation: true,
      rating: 'yellow',
      decidedBy: 'declaration',
      declared: {
        status: 'yes',
        raw: 'Ja',
        text: 'Scrum, se https://os2.eu/metode',
        links: ['https://os2.eu/metode', 'http://intern.example/scrum'],
      },
      basis: { da: 'Metoden er nævnt uden dokument.', en: 'The method is named without a document.' },
    }),
  ];
}

const LEVELS = ['sandbox', '1', '2', '3'] as const;
const THEMES = ['relevans', 'formkrav', 'strategi', 'governance'] as const;

/** Counts that add up, for the levels and themes of `assessmentModel()`. */
export function countsOf(requirements: readonly RequirementAssessment[]): Counts {
  const byLevel: Record<string, RatingCounts> = {};
  const byTheme: Record<string, RatingCounts> = {};
  for (const level of LEVELS) byLevel[level] = count(requirements.filter((one) => one.level === level));
  for (const theme of THEMES) byTheme[theme] = count(requirements.filter((one) => one.theme === theme));
  return { byLevel, byTheme, total: count(requirements) };
}

function count(requirements: readonly RequirementAssessment[]): RatingCounts {
  const counts: Record<Rating, number> = { green: 0, yellow: 0, red: 0, grey: 0, unknown: 0 };
  for (const rating of RATINGS) counts[rating] = requirements.filter((one) => one.rating === rating).length;
  return counts;
}

/** A model of nine requirements that `assessmentFixture()` rates. */
export function assessmentModel(overrides: Partial<Model> = {}): Model {
  const reach = {
    overall: 0.5,
    everyTheme: null,
    themes: {},
    publishedDeclaration: false,
    unknownAtMost: null,
  };
  return {
    id: 'os2',
    version: '1.1.0',
    name: { da: 'OS2 styringsmodel', en: 'OS2 governance model' },
    levels: [
      { id: 'sandbox', name: { da: 'Sandkasse', en: 'Sandbox' }, reach },
      {
        id: '1',
        name: { da: 'Niveau 1', en: 'Level 1' },
        reach: { ...reach, overall: 0.6, everyTheme: 0.5 },
      },
      {
        id: '2',
        name: { da: 'Niveau 2', en: 'Level 2' },
        reach: { ...reach, overall: 0.6, themes: { governance: 0.8 }, publishedDeclaration: true },
      },
      {
        id: '3',
        name: { da: 'Niveau 3', en: 'Level 3' },
        reach: { ...reach, overall: null, everyTheme: 0.75 },
      },
    ],
    themes: [
      { id: 'relevans', name: { da: 'Relevans', en: 'Relevance' } },
      { id: 'formkrav', name: { da: 'Formkrav', en: 'Formal requirements' } },
      { id: 'strategi', name: { da: 'Strategisk sammenhæng', en: 'Strategic coherence' } },
      { id: 'governance', name: { da: 'Governance', en: 'Governance' } },
    ],
    organisations: ['os2eksempel'],
    placeholders: { fingerprints: [], weakMarks: [], pathWords: ['skabelon'], fewestWords: 30 },
    requirements: [
      modelRequirement('R1', 'relevans', 'sandbox', 'Værdi lokalt', 'Local value'),
      modelRequirement('R4', 'relevans', '3', 'Nationale strategier', 'National strategies'),
      modelRequirement('F2', 'formkrav', 'sandbox', 'Åben licens', 'Open licence'),
      modelRequirement('F4', 'formkrav', 'sandbox', 'Sikkerhed er tænkt ind', 'Security is considered'),
      modelRequirement('F11', 'formkrav', '1', 'Offentlige opgaver', 'Public issues'),
      modelRequirement('F14', 'formkrav', '2', 'Materiale til ledelsen', 'Material for managers'),
      modelRequirement('S4', 'strategi', '2', 'Vision og strategi', 'Vision and strategy'),
      modelRequirement('G5', 'governance', '2', 'Bestyrelsen har godkendt', 'Approved by the board'),
      { ...modelRequirement('G8', 'governance', '2', 'Projektmodel', 'Project model'), recommendation: true },
    ],
    ...overrides,
  };
}

function modelRequirement(id: string, theme: string, level: string, da: string, en: string): Requirement {
  return {
    id,
    theme,
    level,
    recommendation: false,
    decidedBy: 'repository',
    title: { da, en },
    guidance: { da: `Retningslinje for ${id}`, en: `Guidance for ${id}` },
    greenWhen: { da: 'det er beskrevet', en: 'it is described' },
    evidence: {},
    green: null,
    yellow: null,
    declared: { yes: 'concrete', best: 'green', naming: [], supportedBy: null, ownText: false },
    question: null,
    mend: null,
    line: 1,
  };
}

/** An assessment in which every word that anybody outside could choose is `text`, and a model with such titles. */
export function assessmentSaying(text: string): { assessment: Assessment; model: Model } {
  const says = { da: text, en: text };
  const place = { repository: text, path: text, line: 1 };
  const requirement = requirementFixture({
    rating: 'red',
    declared: { status: 'yes', raw: text, text, links: [text] },
    evidence: [evidenceFixture({ ...place, url: text, commit: text, date: text, probe: text, says })],
    basis: says,
    question: { ...says, to: 'board' },
    explanation: { reason: text, until: text, by: text, link: text, state: 'pending' },
    gap: { template: text, effort: 'small', role: 'student' },
  });
  const assessment = assessmentFixture({
    product: text,
    requirements: [requirement],
    repositories: [{ name: text, commit: text }],
    findings: [{ kind: text, ...place, says }],
    nextSteps: [{ requirement: 'F2', what: says, why: says, effort: 'small', template: text }],
    declaration: { repository: text, path: text, date: text, generation: 'C' },
    change: { since: '2026-06-03T02:00:00.000Z', improved: [text], worsened: [text] },
  });
  const decided = { level: '1', date: text, by: text, reference: text };
  const model = assessmentModel({ name: says, version: text });
  return {
    assessment: { ...assessment, level: { ...assessment.level, decided } },
    model: {
      ...model,
      levels: model.levels.map((level) => ({ ...level, name: says })),
      themes: model.themes.map((theme) => ({ ...theme, name: says })),
      requirements: model.requirements.map((one) => ({
        ...one,
        title: says,
        guidance: says,
        greenWhen: says,
      })),
    },
  };
}
