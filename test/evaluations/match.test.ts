import { describe, expect, test } from '@jest/globals';
import { matchProduct } from '../../src/evaluations/index.js';

const products = [
  { key: 'r1', name: 'OS2skadesøkonomi' },
  { key: 'r2', name: 'OS2 AI Heat Control' },
  { key: 'r3', name: 'OS2tvilling' },
  { key: 'r4', name: 'OS2Tvilling' },
];

describe('evaluations/match', () => {
  test.each([
    [['OS2-SkadesØkonomi'], 'r1'],
    [['OS2skadesokonomi'], 'r1'],
    [['OS2skadesoekonomi', 'OS2-SKADESØKONOMI'], 'r1'],
    [['OS2aiHeatControl'], 'r2'],
    // A longer or shorter name is another product.
    [['OS2skades'], null],
    [['OS2skadesøkonomi Pro'], null],
    [[], null],
    [['…'], null],
  ])('%j is %s', (names, key) => {
    expect(matchProduct(names, products).product).toBe(key);
  });

  test('chooses nothing where names point to two products, or two products share a name', () => {
    expect(matchProduct(['OS2skadesøkonomi', 'OS2aiHeatControl'], products).outcome).toBe('several');
    expect(matchProduct(['OS2tvilling'], products).outcome).toBe('several');
  });
});
