import { describe, expect, test } from '@jest/globals';
import { productTraits } from '../../src/assessment/index.js';
import { productFacts } from '../support/facts.js';

describe('assessment/traits', () => {
  test('says what a product is and what it is made with', () => {
    const facts = productFacts([
      {
        topics: { state: 'known', value: ['OS2', 'iot', 'hacktoberfest'] },
        files: {
          'publiccode.yml': 'name: x\nsoftwareType: "standalone/web"\n',
          'src/A.java': { size: 1 },
          'src/B.java': { size: 1 },
          'web/a.tsx': { size: 1 },
          'pom.xml': { size: 1 },
          Dockerfile: { size: 1 },
          'node_modules/x/package.json': { size: 1 },
        },
      },
      {
        name: 'OS2eksempel/gammel',
        isArchived: { state: 'known', value: true },
        files: { 'a.php': { size: 1 } },
      },
    ]);

    expect(productTraits(facts)).toEqual({
      kinds: ['iot', 'standalone/web'],
      stack: ['container', 'java', 'javascript', 'maven'],
    });
  });

  test('leaves out a language that is a small part of the code', () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`a${index}.cs`, { size: 1 }]));

    const traits = productTraits(productFacts([{ files: { ...files, 'build.sh': { size: 1 } } }]));

    expect(traits.stack).toEqual(['.net']);
  });

  test('knows nothing of what could not be read', () => {
    const unread = { state: 'unknown', reason: { kind: 'failed', detail: '' } } as const;

    expect(productTraits(productFacts([{ topics: unread, files: {} }]))).toEqual({ kinds: [], stack: [] });
  });
});
