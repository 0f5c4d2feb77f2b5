import { describe, expect, test } from '@jest/globals';
import { createFactsGate, type FactsGate } from '../../src/app/facts-gate.js';
import { createReadClient } from '../../src/github/index.js';
import { fakeGitHub, type FakeGitHub } from '../support/github.js';

const DAY = '2026-06-23';

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_nothing, index) => `OS2eksempel/kode${index}`);
}

function gateOn(github: FakeGitHub): FactsGate {
  return createFactsGate(
    () => createReadClient({ token: 'hemmelig', fetch: github.fetch, pacing: { scale: 0 } }),
    20,
  );
}

function metadataRequests({ requests }: FakeGitHub): number {
  return requests.filter(({ document }) => document?.includes('query Metadata') === true).length;
}

describe('src/app/facts-gate', () => {
  test('reads many products of three repositories in full requests, and gives each its own', async () => {
    const all = names(42);
    const github = fakeGitHub(all.map((name) => ({ name, files: { 'README.md': '# Kode' } })));
    const gate = gateOn(github);
    const products = Array.from({ length: 14 }, (_nothing, index) => all.slice(index * 3, index * 3 + 3));

    const readings = await Promise.all(
      products.map((own) =>
        gate.read(
          7,
          own.map((name) => ({ id: null, name })),
          DAY,
        ),
      ),
    );

    expect(readings.map((own) => own.map(({ facts }) => facts?.nameWithOwner))).toEqual(products);
    expect(metadataRequests(github)).toBe(3);
  });

  test('fails everybody who waits for a request that fails, and serves those who ask afterwards', async () => {
    const [name = ''] = names(1);
    const github = fakeGitHub([{ name, files: {} }]);
    let token = '';
    const gate = createFactsGate(
      () =>
        createReadClient({
          token: () => (token === '' ? Promise.reject(new Error('no token')) : Promise.resolve(token)),
          fetch: github.fetch,
          pacing: { scale: 0 },
        }),
      1,
    );

    const refused = await Promise.allSettled([1, 2].map(() => gate.read(7, [{ id: null, name }], DAY)));
    token = 'hemmelig';
    const [served] = await gate.read(7, [{ id: null, name }], DAY);

    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(served?.facts?.nameWithOwner).toBe(name);
  });
});
