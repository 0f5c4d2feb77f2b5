import { describe, expect, test } from '@jest/globals';
import { describePlan, type IssueAction } from '../../src/issues/index.js';
import { scene } from './scene.js';

describe('src/issues/describe-plan.ts', () => {
  test('shows what a run would do, one line each', async () => {
    const it = scene();
    const report = await it.run({ standing: { D1: 'missing' }, dryRun: true });

    expect(describePlan('OS2eksempel', report.planned, 'da').split('\n')).toEqual([
      'Handling              Issue  Hvad',
      'opret                        D1: Beskriv, hvordan man melder et sikkerhedshul (SECURITY.md)',
      'opret modenhedsissue         Modenhed: OS2eksempel',
    ]);
  });

  test('names issues, and why something is left alone', async () => {
    const it = scene();
    await it.run({ standing: { D1: 'missing' } });
    const report = await it.run({ dryRun: true });
    const actions: IssueAction[] = [
      ...report.planned,
      { kind: 'skip', reason: 'archived', repository: 'os2eksempel/gammel', number: null, permission: null },
      { kind: 'stop', reason: 'brake', repository: 'os2eksempel/kode', count: 30, most: 30 },
    ];

    const text = describePlan('OS2eksempel', actions, 'en');

    expect(text).toMatch(/^close +os2eksempel\/produktforvaltning#1 +D1: /m);
    expect(text).toMatch(/^update the maturity issue +os2eksempel\/produktforvaltning#2/m);
    expect(text).toContain('os2eksempel/gammel is archived.');
    expect(text).toContain(
      '30 issues have been opened for the installation in the last day; the limit is 30.',
    );
  });

  test('says when there is nothing to do', () => {
    expect(describePlan('OS2eksempel', [], 'da')).toBe('Intet at gøre for OS2eksempel.');
  });
});
