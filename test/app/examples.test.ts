import { describe, expect, test } from '@jest/globals';
import { mendingCommits } from '../../src/app/examples.js';
import type { StoredRepository } from '../../src/store/index.js';
import { assessmentFixture, evidenceFixture, requirementFixture } from '../support/assessment.js';
import { productFacts } from '../support/facts.js';

const NAME = 'OS2eksempel/eksempel';
const evidence = [
  evidenceFixture({ repository: NAME, path: 'tom.md', supports: 'red' }),
  evidenceFixture({ repository: NAME, path: 'SECURITY.md' }),
];
const assessment = assessmentFixture({ requirements: [requirementFixture({ id: 'F4', evidence })] });

function mended(days: readonly string[], scanned: string | null = null): string | undefined {
  const commits = days.map((date) => ({ date }));
  const files = { 'SECURITY.md': { text: 'x', date: '2026-06-02' } };
  const stored = [{ nodeId: `R_${NAME}`, scannedOid: scanned } as StoredRepository];
  return mendingCommits(productFacts([{ files, commits }]), stored, assessment).get('F4')?.commit;
}

function oid(number: number): string {
  return String(number).padStart(40, '0');
}

describe('src/app/examples', () => {
  test('the commit of the day the file was last changed is the one, whatever came after', () => {
    expect(mended(['2026-06-03', '2026-06-02', '2026-06-01'])).toBe(oid(2));
  });

  test('of several on that day, the only one that nobody had read', () => {
    const days = ['2026-06-02', '2026-06-02', '2026-06-02'];

    expect(mended(days, oid(2))).toBe(oid(1));
    expect(mended(days, oid(3))).toBeUndefined();
    expect(mended(days)).toBeUndefined();
  });

  test('nothing is said of a commit that is not known', () => {
    expect(mended(['2026-06-03'])).toBeUndefined();
  });
});
