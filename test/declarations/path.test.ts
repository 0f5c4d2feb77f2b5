import { describe, expect, test } from '@jest/globals';
import { isDeclarationPath } from '../../src/declarations/index.js';
import { isSameProduct } from '../../src/declarations/path.js';

describe('src/declarations/path.ts', () => {
  test.each([
    'OS2eksempel_GOVERNANCE_REPORT.md',
    'GOVERNANCE RAPPORT.md',
    'OS2eksempel_governancerapport.md',
    'docs/self-assessment/os2eksempel-20260624T120121Z.json',
    'docs/self-assessment/latest.md',
    'dokumenter/os2eksempel-selvevaluering-06082026.json',
    'projektadministration/evalueringer/2026-08-14 Selvevaluering.md',
    'docs/rapporter/selvevalueringer/2026-07-23-OS2pr\u00f8ve-governancerapport.md',
    'docs/rapporter/selvevalueringer/2026-07-23-OS2pro\u0308ve-governancerapport.md',
    'os2eksempel-checkliste.json',
  ])('takes %s for a declaration', (path) => {
    expect(isDeclarationPath(path)).toBe(true);
  });

  test.each([
    'docs/governance_report_template.md',
    'skabeloner/selvevaluering.md',
    '.github/ISSUE_TEMPLATE/selvevaluering.md',
    'selvevaluering-skabelon.md',
    'docs/self-assessment/schema.json',
    'src/selfAssessment.ts',
    'GOVERNANCE.md',
    'docs/rapporter/2026-09-25_OS2eksempel_evaluering.md',
    'package.json',
  ])('takes %s for something else', (path) => {
    expect(isDeclarationPath(path)).toBe(false);
  });

  test.each([
    ['OS2BorgerBil', 'OS2borgerbil', true],
    ['OS2-PrøveØkonomi', 'os2proveokonomi', true],
    ['OS2prøve', 'OS2proeve', true],
    ['OS2prøver', 'OS2andet', false],
  ])('compares %s and %s', (left, right, same) => {
    expect(isSameProduct(left, right)).toBe(same);
  });
});
