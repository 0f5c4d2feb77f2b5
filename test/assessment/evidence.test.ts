import { describe, expect, test } from '@jest/globals';
import type { Weighed } from '../../src/assessment/evaluate.js';
import { evidenceFor, sayingText } from '../../src/assessment/evidence.js';
import type { Condition } from '../../src/governance/index.js';
import type { Sighting } from '../../src/probes/index.js';
import { repositoryFacts, type FakeRepository } from '../support/facts.js';
import { RULE, weighed } from './support.js';

const COMMIT = 'c'.repeat(40);
const A: Condition = { kind: 'evidence', name: 'a' };
const CONDITIONS = { green: A, yellow: null };

function sighting(given: Partial<Sighting> = {}, repository: FakeRepository = {}): Sighting {
  return {
    repository: repositoryFacts(repository),
    path: 'SECURITY.md',
    line: 3,
    date: '2026-01-02',
    says: { key: 'things.open', parameters: { path: 'SECURITY.md' } },
    ...given,
  };
}

function found(...sightings: Sighting[]): Partial<Weighed> {
  return { holds: 'yes', finding: { outcome: 'found', sightings, measures: {}, unknown: null } };
}

function rejected(...sightings: Sighting[]): Partial<Weighed> {
  return { holds: 'no', finding: { outcome: 'absent', sightings, measures: {}, unknown: null } };
}

describe('assessment/evidence', () => {
  test('tells what was found, where and since when', () => {
    expect(evidenceFor(weighed({ a: found(sighting()) }), CONDITIONS, 'green')).toEqual([
      {
        probe: RULE.probe,
        repository: 'OS2eksempel/eksempel',
        path: 'SECURITY.md',
        line: 3,
        commit: COMMIT,
        date: '2026-01-02',
        url: `https://github.com/OS2eksempel/eksempel/blob/${COMMIT}/SECURITY.md#L3`,
        supports: 'green',
        says: { da: 'SECURITY.md', en: 'SECURITY.md' },
      },
    ]);
  });

  test.each([
    ['docs/Årshjul og møder.md', null, 'docs/%C3%85rshjul%20og%20m%C3%B8der.md'],
    ['a#b/c?d%.md', 12, 'a%23b/c%3Fd%25.md#L12'],
    ['Drift.docx', null, 'Drift.docx'],
  ])('the address of %s, line %s, ends in %s', (path, line, end) => {
    const [evidence] = evidenceFor(weighed({ a: found(sighting({ path, line })) }), CONDITIONS, 'green');

    expect(evidence?.url).toBe(`https://github.com/OS2eksempel/eksempel/blob/${COMMIT}/${end}`);
  });

  test('a figure leads to the repository, and belongs to no commit', () => {
    const [evidence] = evidenceFor(
      weighed({ a: found(sighting({ path: null, line: null, date: null })) }),
      CONDITIONS,
      'green',
    );

    expect(evidence).toMatchObject({
      path: null,
      commit: null,
      url: 'https://github.com/OS2eksempel/eksempel',
    });
  });

  test('without a public address or a known commit there is no link', () => {
    const head = { state: 'unknown', reason: { kind: 'failed', detail: '' } } as const;
    const evidence = evidenceFor(
      weighed({ a: found(sighting({}, { url: null }), sighting({ path: 'b.md' }, { head })) }),
      CONDITIONS,
      'green',
    );

    expect(evidence.map(({ url }) => url)).toEqual([null, null]);
    expect(evidence.map(({ commit }) => commit)).toEqual([COMMIT, null]);
  });

  test('tells a place once', () => {
    const both = weighed({ a: found(sighting()), b: found(sighting()) });

    expect(evidenceFor(both, { green: A, yellow: { kind: 'evidence', name: 'b' } }, 'green')).toHaveLength(1);
  });

  test('four of a kind are enough', () => {
    const many = Array.from({ length: 9 }, (_, line) => sighting({ line }));

    expect(evidenceFor(weighed({ a: found(...many) }), CONDITIONS, 'green')).toHaveLength(4);
  });

  test('what the rule wants comes before what is there besides, and points the way of the rating', () => {
    const evidence = weighed({
      b: { ...found(sighting({ path: 'b.md' })), holds: 'no' },
      a: found(sighting({ path: 'a.md' })),
    });

    expect(evidenceFor(evidence, CONDITIONS, 'yellow').map(({ path, supports }) => [path, supports])).toEqual(
      [
        ['a.md', 'yellow'],
        ['b.md', 'yellow'],
      ],
    );
  });

  test('where the repositories make it green, only what does so is shown', () => {
    const evidence = weighed({
      a: found(sighting({ path: 'a.md' })),
      b: { ...found(sighting({ path: 'b.md' })), holds: 'no' },
    });

    expect(evidenceFor(evidence, CONDITIONS, 'green').map(({ path }) => path)).toEqual(['a.md']);
  });

  test('where only the declaration makes it green, what was found is no more than yellow', () => {
    const evidence = weighed({ a: found(sighting({ path: 'a.md' })) });

    const [one] = evidenceFor(evidence, { green: null, yellow: CONDITIONS.green }, 'green');

    expect(one).toMatchObject({ path: 'a.md', supports: 'yellow' });
  });

  test('what looked like it and does not count points to red, save where all is green', () => {
    const evidence = weighed({
      a: found(sighting({ path: 'a.md' })),
      b: rejected(sighting({ path: 'b.md' }), sighting({ path: 'c.md' }), sighting({ path: 'd.md' })),
    });

    const paths = (rating: 'green' | 'yellow') =>
      evidenceFor(evidence, CONDITIONS, rating).map(({ path, supports }) => `${path} ${supports}`);

    expect(paths('green')).toEqual(['a.md green']);
    expect(paths('yellow')).toEqual(['a.md yellow', 'b.md red', 'c.md red']);
  });

  test('nothing seen is no evidence', () => {
    expect(evidenceFor(weighed({ a: 'unknown' }), CONDITIONS, 'unknown')).toEqual([]);
  });

  test('writes days out in each language', () => {
    const parameters = { path: 'drift.md', changedDay: '2026-03-01' };

    expect(sayingText({ key: 'document.old', parameters })).toEqual({
      da: 'drift.md er ikke ændret siden 1. marts 2026',
      en: 'drift.md has not changed since 1 March 2026',
    });
    expect(sayingText({ key: 'ownership.none' }).da).toBe('ingen repositorier kunne læses');
  });
});
