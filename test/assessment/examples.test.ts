import { describe, expect, test } from '@jest/globals';
import { findExamples, loneExamples, shownFiles, type ExampleProduct } from '../../src/assessment/index.js';
import { assessmentFixture, evidenceFixture } from '../support/assessment.js';
import { rated } from './support.js';

/** A product whose home is public and which meets F4 by a file there. */
function product(
  key: string,
  given: Partial<ExampleProduct> & { readonly date?: string | null } = {},
): ExampleProduct {
  const { date = '2026-01-01', ...rest } = given;
  const home = `OS2${key}/${key}`;
  const file = {
    repository: home,
    path: 'SECURITY.md',
    url: `https://github.com/${home}/blob/c/SECURITY.md`,
    date,
  };
  return {
    key,
    name: `OS2${key}`,
    examples: true,
    home,
    publicRepositories: [home],
    traits: { kinds: [], stack: [] },
    files: new Map([['F4', [file]]]),
    ...rest,
  };
}

const SELF = { key: 'self', traits: { kinds: ['standalone/web'], stack: ['java', 'maven'] } };
const keys = (examples: readonly { key: string }[]) => examples.map(({ key }) => key);

describe('assessment/examples', () => {
  test('leads to the very file of another product', () => {
    expect(findExamples([product('andet'), product('self')], SELF, 'F4')).toEqual([
      {
        key: 'andet',
        product: 'OS2andet',
        repository: 'OS2andet/andet',
        path: 'SECURITY.md',
        url: 'https://github.com/OS2andet/andet/blob/c/SECURITY.md',
        date: '2026-01-01',
      },
    ]);
    expect(findExamples([product('andet')], SELF, 'F5')).toEqual([]);
  });

  test('takes the same kind first, then the same tools, then the freshest, and at most three', () => {
    const portfolio = [
      product('undated', { date: null }),
      product('old', { date: '2024-01-01' }),
      product('fresh', { date: '2026-05-01' }),
      product('tools', { traits: { kinds: [], stack: ['java', 'maven'] }, date: '2023-01-01' }),
      product('kind', { traits: { kinds: ['standalone/web'], stack: [] }, date: '2022-01-01' }),
    ];

    const first = findExamples(portfolio, SELF, 'F4');
    const rest = findExamples(portfolio.slice(0, 3), SELF, 'F4');

    expect(keys(first)).toEqual(['kind', 'tools', 'fresh']);
    expect(keys(rest)).toEqual(['fresh', 'old', 'undated']);
  });

  test.each<[string, Partial<ExampleProduct>]>([
    ['has not consented', { examples: false }],
    ['has a home that is not for everybody', { publicRepositories: [] }],
    ['was renamed, so that nobody knows who may read it', { publicRepositories: ['OS2andet/nyt-navn'] }],
  ])('never shows a product that %s', (_why, given) => {
    const portfolio = [product('andet', given), product('tredje')];

    expect(keys(findExamples(portfolio, SELF, 'F4'))).toEqual(['tredje']);
    expect(keys([...loneExamples(portfolio).values()])).toEqual(['tredje']);
  });

  test('takes the next file where the first lies in a repository that is not for everybody', () => {
    const [open] = product('andet').files.get('F4') ?? [];
    const hidden = { ...open!, repository: 'OS2andet/intern', path: 'hemmelig.md', url: 'https://x' };

    const found = findExamples([product('andet', { files: new Map([['F4', [hidden, open!]]]) })], SELF, 'F4');

    expect(found).toMatchObject([{ path: 'SECURITY.md' }]);
  });

  test('a product could show the files behind its green ratings, and nothing else', () => {
    const file = evidenceFixture({ path: 'SECURITY.md' });
    const assessment = assessmentFixture({
      requirements: [
        rated({
          id: 'F4',
          rating: 'green',
          evidence: [
            evidenceFixture({ path: null }),
            file,
            file,
            evidenceFixture({ path: 'gammel.md', supports: 'red' }),
            evidenceFixture({ path: 'uden-adresse.md', url: null }),
          ],
        }),
        rated({ id: 'F5', rating: 'yellow', evidence: [file] }),
        rated({ id: 'F1', rating: 'green', evidence: [evidenceFixture({ path: null })] }),
      ],
    });

    const { repository, path, url, date } = file;
    expect([...shownFiles(assessment)]).toEqual([['F4', [{ repository, path, url, date }]]]);
  });

  test('tells what one product alone can show', () => {
    const both = [product('et'), product('to')];

    expect([...loneExamples(both)]).toEqual([]);
    expect(loneExamples([product('et'), product('to', { files: new Map() })]).get('F4')).toMatchObject({
      key: 'et',
    });
    expect([...loneExamples([product('et')])]).toEqual([]);
  });
});
