import { describe, expect, test } from '@jest/globals';
import { LANGUAGES, messageKeys, say, sayIn } from '../../src/messages/index.js';

describe('src/messages/catalogue.ts', () => {
  test('every sentence exists in every language', () => {
    const [first, ...others] = LANGUAGES.map((language) => [...messageKeys(language)].sort());

    for (const other of others) expect(other).toEqual(first);
  });

  test('says a sentence in both languages', () => {
    expect(say('ratings.green')).toEqual({ da: 'Opfyldt', en: 'Met' });
  });

  test('names the key of a sentence that is missing', () => {
    expect(() => sayIn('da', 'ratings.purple')).toThrow('messages/da has no sentence "ratings.purple"');
  });
});
