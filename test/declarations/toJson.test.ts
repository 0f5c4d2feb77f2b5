import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { declarationToJson } from '../../src/declarations/index.js';
import { read, WHOLE } from './fixtures.js';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/declaration.schema.json', import.meta.url), 'utf8'),
) as object;
const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

describe('src/declarations/toJson.ts', () => {
  test.each([
    ...Object.entries(WHOLE),
    ['nothing', '# Referat'],
    ['broken', '{"krav":[{"id":"R1","efterlevet":"Ja"}'],
  ])('has the published shape for %s', (_, text) => {
    const document: unknown = JSON.parse(JSON.stringify(declarationToJson(read(text))));

    validate(document);

    expect(validate.errors).toBeNull();
  });

  test('can be read again, with the generation and the words of the file', () => {
    const first = declarationToJson(read(WHOLE['A'] ?? ''));

    const second = declarationToJson(read(JSON.stringify(first), 'a.json'));

    const withoutLines = (document: typeof first) =>
      document.answers.map((answer) => ({ ...answer, line: null }));
    expect(second).toMatchObject({ generation: 'A', product: 'OS2eksempel', date: first.date });
    expect(withoutLines(second)).toEqual(withoutLines(first));
  });
});
