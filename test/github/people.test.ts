import { describe, expect, test } from '@jest/globals';
import { readComment, type ReadClient } from '../../src/github/index.js';

/** Answers every GraphQL request with no comment and one problem of this type, or none. */
function answering(type: string | null): ReadClient {
  const problems = type === null ? [] : [{ type, message: 'no comment', path: ['node'] }];
  return { graphql: () => Promise.resolve({ data: { node: null }, problems }) } as unknown as ReadClient;
}

describe('src/github/people', () => {
  test.each([null, 'NOT_FOUND'])('a comment that is not there (%s) is null', async (type) => {
    expect(await readComment(answering(type), 'IC_1')).toBeNull();
  });

  test.each([
    ['FORBIDDEN', 'forbidden'],
    ['SERVICE_UNAVAILABLE', 'temporary'],
  ])('a comment that may be there (%s) is never taken for deleted', async (type, kind) => {
    await expect(readComment(answering(type), 'IC_1')).rejects.toMatchObject({ kind });
  });
});
