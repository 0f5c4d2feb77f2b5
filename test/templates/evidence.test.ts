import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Assessment, Evidence } from '../../src/assessment/index.js';
import type { Mend, Requirement } from '../../src/governance/index.js';
import { assessFiles, shippedModel } from '../support/templateAssessment.js';
import {
  fillTemplate,
  readTemplate,
  readTemplateIndex,
  substituteKnown,
} from '../support/templates.js';

const model = shippedModel();
const index = readTemplateIndex();
const EFFORTS = ['small', 'medium', 'large'];

interface Offered {
  readonly requirement: Requirement;
  readonly mend: Mend & { readonly template: string; readonly path: string };
}
const offered = model.requirements.flatMap((requirement): Offered[] => {
  const { mend } = requirement;
  if (mend === null || mend.template === null || mend.path === null) return [];
  return [{ requirement, mend: { ...mend, template: mend.template, path: mend.path } }];
});

/** What a product must have beside the document, since the document alone is not what the requirement asks. */
const BESIDES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  F4: { '.github/dependabot.yml': 'version: 2\nupdates: []\n' },
  F16: { 'eslint.config.js': 'export default [];', '.github/workflows/ci.yml': '- run: npx eslint .\n' },
  S2: { LICENSE: readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8') },
};
/** Green by what a repository holds. The other templates carry an answer that only the self-evaluation gives. */
const GREEN_BY_DOCUMENT = [
  ...['R3', 'F4', 'F5', 'F10', 'F13', 'F14', 'F15', 'F16', 'F17', 'F18', 'F20', 'F21', 'F22'],
  ...['S2', 'S4', 'G3', 'G6', 'G7', 'G8', 'G9'],
];

describe('templates and the governance model', () => {
  test('agree on what an unfilled template looks like', () => {
    const missing = index.fingerprints.filter((text) => !model.placeholders.fingerprints.includes(text));

    expect(missing).toEqual([]);
  });

  test.each(offered.map((one): [string, Offered] => [one.requirement.id, one]))(
    'agree on the document that mends %s',
    (id, { mend }) => {
      const document = index.documents.find(({ file }) => file === mend.template);

      expect(document).toMatchObject({ path: mend.path, repository: mend.repository });
      expect([...(document?.mends ?? []), ...(document?.helps ?? [])]).toContain(id);
      expect(EFFORTS.indexOf(document?.effort ?? '')).toBeGreaterThanOrEqual(EFFORTS.indexOf(mend.effort));
    },
  );
});

describe.each(['da', 'en'] as const)('templates/documents/%s', (language) => {
  // Advice is never put into a file, so it cannot be left there unfilled.
  const written = offered.filter(({ mend }) => isWritten(mend.template));

  test.each(written.map((one): [string, Offered] => [`${one.requirement.id} ${one.mend.template}`, one]))(
    '%s left unfilled is no evidence',
    (_, { requirement, mend }) => {
      const text = substituteKnown(readTemplate(language, mend.template));

      const assessment = assessFiles(model, { [mend.path]: text });

      expect(supporting(assessment, requirement.id, mend.path)).toEqual([]);
    },
  );

  test.each(GREEN_BY_DOCUMENT)('mends %s once filled in', (id) => {
    const { mend } = offered.find(({ requirement }) => requirement.id === id)!;
    const text = fillTemplate(readTemplate(language, mend.template), answerAsAPerson);

    const assessment = assessFiles(model, { ...BESIDES[id], [mend.path]: text });

    expect(assessment.requirements.find((one) => one.id === id)?.rating).toBe('green');
    expect(supporting(assessment, id, mend.path)).not.toEqual([]);
  });

  test('publiccode.yml is valid once filled in, and known to be unfilled before', () => {
    const template = readTemplate(language, 'publiccode.yml');

    const filled = assessFiles(model, { 'publiccode.yml': fillTemplate(template, answerPubliccode) });
    const unfilled = assessFiles(model, { 'publiccode.yml': substituteKnown(template) });

    expect(publiccodeFindings(filled)).toEqual([]);
    expect(publiccodeFindings(unfilled)).not.toEqual([]);
  });
});

function isWritten(file: string): boolean {
  return index.documents.some((document) => document.file === file && document.prefill);
}

/** Evidence in that file that speaks for the requirement. */
function supporting(assessment: Assessment, id: string, path: string): readonly Evidence[] {
  const requirement = assessment.requirements.find((one) => one.id === id);
  return (requirement?.evidence ?? []).filter((one) => one.path === path && one.supports !== 'red');
}

function publiccodeFindings(assessment: Assessment): readonly string[] {
  return assessment.findings.filter(({ path }) => path === 'publiccode.yml').map(({ says }) => says.en);
}

/** The mark's own words are about what a person would write; only dates and addresses have a form. */
function answerAsAPerson(mark: string): string {
  if (mark.includes('os2.eu')) return 'https://os2.eu/produkt/os2eksempel';
  if (/måned og år|month and year/.test(mark)) return 'maj 2026';
  return mark.replace(/^\[(udfyld|fill in): |\]$/g, '');
}

function answerPubliccode(mark: string): string {
  const answers: readonly (readonly [RegExp, string])[] = [
    [/os2\.eu/, 'https://os2.eu/produkt/os2eksempel'],
    [/dokumentation|documentation/, 'https://os2eksempel.github.io/dokumentation'],
    [/dato|date/, '2026-05-01'],
    [/version/, '2.1.0'],
    [/concept/, 'stable'],
    [/standalone/, 'standalone/web'],
    [/formål|purpose/, 'Løsningen samler ansøgninger om lån af lokaler ét sted. '.repeat(4)],
  ];
  return answers.find(([pattern]) => pattern.test(mark))?.[1] ?? 'Lån af lokaler i kommunen';
}
