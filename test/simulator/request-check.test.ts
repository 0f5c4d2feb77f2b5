import { describe, expect, test } from '@jest/globals';
import type { TrafficRecord } from '../../simulator/index.js';
import { trafficProblems } from '../support/traffic.js';

function rest(method: string, path: string, more: Partial<TrafficRecord> = {}): TrafficRecord {
  const rate = { cost: 0 };
  return {
    at: '',
    method,
    path,
    query: {},
    body: null,
    graphql: null,
    status: 200,
    responseBody: null,
    rate,
    ...more,
  };
}

function graphql(document: string, variables: unknown = {}): TrafficRecord {
  return rest('POST', '/graphql', { graphql: { document, variables } });
}

const NODE = 'query Node($id: ID!) { node(id: $id) { id } }';

describe('test/support/traffic', () => {
  test('finds nothing wrong with what GitHub allows', () => {
    const problems = trafficProblems([
      rest('GET', '/repos/a/b/issues', { query: { state: 'all', per_page: '100' } }),
      rest('POST', '/repos/a/b/issues', { body: { title: 'x', labels: ['y'] } }),
      graphql(NODE, { id: 'R_1' }),
    ]);

    expect(problems).toEqual([]);
  });

  test.each([
    ['an operation that is not there', rest('GET', '/repos/a/b/wishes'), 'no such operation'],
    [
      'a parameter that is not there',
      rest('GET', '/repos/a/b/issues', { query: { colour: 'red' } }),
      'colour',
    ],
    ['a value that is not allowed', rest('GET', '/repos/a/b/issues', { query: { state: 'ajar' } }), 'state'],
    ['a body without what it needs', rest('POST', '/repos/a/b/issues', { body: { labels: [] } }), 'title'],
    [
      'a property that is not there',
      rest('POST', '/repos/a/b/issues', { body: { title: 'x', mood: 1 } }),
      'mood',
    ],
    ['a field that is not there', graphql('{ viewer { shoeSize } }'), 'shoeSize'],
    ['no query at all', graphql('{ viewer {'), 'Syntax Error'],
    ['a variable that is missing', graphql(NODE), '$id'],
    ['a variable that is not declared', graphql(NODE, { id: 'R_1', more: 1 }), '$more'],
  ])('finds %s', (_title, record, word) => {
    const [problem] = trafficProblems([record]);

    expect(problem).toContain(word);
  });
});
