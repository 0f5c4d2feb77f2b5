/** What a test imports from '@jest/globals': that of the test file that runs now. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test } =
  globalThis[Symbol.for('globals of the test file')];
