import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assess } from '../../src/assessment/index.js';
import { touchesEvidence } from '../../src/checks/index.js';
import type { FileChange } from '../../src/facts/index.js';
import { shippedModel } from '../../demo/model.js';
import { productFacts } from '../support/facts.js';

const model = await shippedModel();
const product = { name: 'OS2skovsti', main: null };
const LARGE = { code: 400, documents: 20 };

function touches(changes: readonly FileChange[], counts: { code: number; documents: number } | null = LARGE) {
  return touchesEvidence({ model, product, changes, counts });
}

function changed(path: string): FileChange {
  return { path, before: path, oid: 'a'.repeat(40) };
}

function added(path: string): FileChange {
  return { path, before: null, oid: 'a'.repeat(40) };
}

function removed(path: string): FileChange {
  return { path, before: path, oid: null };
}

describe('src/checks/touches.ts', () => {
  test.each([
    ['a program file that is changed', [changed('src/sti.ts')], null],
    ['program files that come, go and move', [added('src/a.ts'), removed('src/b.ts')], LARGE],
    ['a picture', [added('static/kort.png')], null],
    ['what others wrote', [added('node_modules/left/README.md'), added('vendor/x/SECURITY.md')], null],
    ['a moved program file', [{ path: 'src/ny.ts', before: 'src/gammel.ts', oid: 'b'.repeat(40) }], null],
  ])('%s does not matter', (_name, changes, counts) => {
    expect(touches(changes, counts)).toBe(false);
  });

  test.each([
    ['a document', [added('SECURITY.md')]],
    ['a document that goes', [removed('docs/drift.md')]],
    ['a document moved out of sight', [{ path: 'x/gammel.bin', before: 'SECURITY.md', oid: 'b'.repeat(40) }]],
    ['a closed document, whose text nobody reads', [changed('docs/Driftsvejledning.docx')]],
    ['a video', [added('præsentation/skovsti.mp4')]],
    ['configuration', [changed('.github/workflows/test.yml')]],
  ])('%s matters', (_name, changes) => {
    expect(touches(changes)).toBe(true);
  });

  test('the file that makes a repository one of code matters; so does one when nobody knows what it holds', () => {
    const change = [added('src/femte.py')];

    expect(touches(change, { code: 4, documents: 3 })).toBe(true);
    expect(touches(change, { code: 5, documents: 3 })).toBe(false);
    expect(touches(change, null)).toBe(true);
  });

  test('what does not matter changes no rating', () => {
    const names = [
      'SECURITY',
      'drift',
      'q',
      'os2',
      'referat 2026-05-01',
      'arkitektur',
      'docker-compose',
      'test',
    ];
    const endings = ['md', 'ts', 'png', 'pdf', 'docx', 'yml', 'json', 'mp4', 'puml', 'lock', ''];
    const folders = ['', 'src/', 'docs/', '.github/', 'drift/', 'vendor/x/', 'tests/', 'charts/'];
    const path = fc
      .tuple(fc.constantFrom(...folders), fc.constantFrom(...names), fc.constantFrom(...endings))
      .map(([folder, name, ending]) => `${folder}${name}${ending === '' ? '' : `.${ending}`}`);
    const base = Object.fromEntries(Array.from({ length: 30 }, (_x, index) => [`lib/k${index}.ts`, '']));
    const ratings = (files: Record<string, string>): string => {
      const facts = productFacts([{ files: { ...base, ...files } }]);
      const time = '2026-06-23T00:00:00Z';
      const made = assess({
        product: { ...product, targetLevel: null, explanations: [] },
        facts,
        model,
        declaration: null,
        decided: null,
        earlier: null,
        assessedAt: time,
      });
      return JSON.stringify(made.requirements.map(({ id, rating }) => [id, rating]));
    };
    const text = 'Ord om skovstien, nok til at sige noget: '.repeat(12);

    fc.assert(
      fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 4 }), (paths) => {
        if (touches(paths.map(added), { code: 30, documents: 0 })) return;
        const files = Object.fromEntries(paths.map((each) => [each, text]));
        expect(ratings(files)).toBe(ratings({}));
      }),
      { numRuns: 60 },
    );
  });
});
