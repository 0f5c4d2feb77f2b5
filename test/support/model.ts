import type { Level, Model, Requirement, Theme } from '../../src/governance/index.js';

/**
 * A small model with the ids, themes and levels of OS2's, invented titles and no evidence rules:
 * for tests that need requirements to exist, not to be judged.
 */
const LEVELS = {
  sandbox: ['R1', 'F1', 'F2', 'F3', 'F4', 'F5'],
  '1': ['F6', 'F7', 'F10', 'F11', 'S1', 'S2', 'G1', 'G2', 'G3', 'G4'],
  '2': [
    ...['R2', 'R3', 'F12', 'F13', 'F14', 'F15', 'F16', 'F17', 'F18', 'F19', 'F20'],
    ...['S3', 'S4', 'G5', 'G6', 'G7', 'G8', 'G9', 'G10'],
  ],
  '3': ['R4', 'F21', 'F22', 'S5', 'G11', 'G12', 'G13', 'G14'],
};
const THEMES = { R: 'relevans', F: 'formkrav', S: 'strategi', G: 'governance' };
const RECOMMENDATIONS = ['F19', 'F20', 'G7', 'G8', 'G9', 'G10'];

/** The model, with what a test wants otherwise. */
export function modelFixture(partial: Partial<Model> = {}): Model {
  return {
    id: 'os2',
    version: '1.1.0',
    name: { da: 'Prøvemodel', en: 'Sample model' },
    levels: [
      levelFixture('sandbox', 'Sandkasse', 'Sandbox'),
      levelFixture('1', 'Niveau 1', 'Level 1'),
      levelFixture('2', 'Niveau 2', 'Level 2'),
      levelFixture('3', 'Niveau 3', 'Level 3'),
    ],
    themes: [
      themeFixture('relevans', 'Relevans', 'Relevance'),
      themeFixture('formkrav', 'Formkrav', 'Formal requirements'),
      themeFixture('strategi', 'Strategisk sammenhæng', 'Strategy'),
      themeFixture('governance', 'Governance', 'Governance'),
    ],
    organisations: ['OS2eksempel'],
    placeholders: { fingerprints: [], weakMarks: [], pathWords: ['skabelon', 'template'], fewestWords: 30 },
    requirements: requirementsFixture(),
    ...partial,
  };
}

/** One requirement, with what a test wants otherwise. */
export function requirementFixture(partial: Partial<Requirement> = {}): Requirement {
  const id = partial.id ?? 'R1';
  return {
    id,
    theme: 'relevans',
    level: 'sandbox',
    recommendation: false,
    decidedBy: 'declaration',
    title: { da: `Krav ${id}`, en: `Requirement ${id}` },
    guidance: { da: `Vejledning til ${id}.`, en: `Guidance for ${id}.` },
    greenWhen: { da: `${id} er opfyldt.`, en: `${id} is met.` },
    evidence: {},
    green: null,
    yellow: null,
    declared: { yes: 'concrete', best: 'green', naming: [], ownText: false, supportedBy: null },
    question: null,
    mend: null,
    line: 1,
    ...partial,
  };
}

function requirementsFixture(): readonly Requirement[] {
  const requirements: Requirement[] = [];
  for (const [letter, theme] of Object.entries(THEMES)) {
    for (const number of Array.from({ length: 22 }, (_, index) => index + 1)) {
      const id = `${letter}${number}`;
      const level = Object.entries(LEVELS).find(([, ids]) => ids.includes(id))?.[0];
      if (level === undefined) continue;
      requirements.push(
        requirementFixture({ id, theme, level, recommendation: RECOMMENDATIONS.includes(id) }),
      );
    }
  }
  return requirements;
}

function levelFixture(id: string, da: string, en: string): Level {
  return {
    id,
    name: { da, en },
    reach: {
      overall: null,
      everyTheme: null,
      themes: {},
      publishedDeclaration: false,
      unknownAtMost: null,
    },
  };
}

function themeFixture(id: string, da: string, en: string): Theme {
  return { id, name: { da, en } };
}
