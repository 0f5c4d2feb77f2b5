import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { modelJsonSchema } from '../../src/governance/index.js';
import { PROBES as REAL_PROBES } from '../../src/probes/index.js';
import { PROBES } from './probes.js';

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

describe('governance/json-schema', () => {
  test('the checked-in schema is that of the code: npm run schemas', () => {
    const checkedIn: unknown = JSON.parse(read('schemas/model.schema.json'));

    const schema: unknown = JSON.parse(JSON.stringify(modelJsonSchema(REAL_PROBES)));

    expect(checkedIn).toEqual(schema);
  });

  test('accepts the models we ship and test with', () => {
    const real = new Ajv({ allowUnionTypes: true }).compile(modelJsonSchema(REAL_PROBES));
    const invented = new Ajv({ allowUnionTypes: true }).compile(modelJsonSchema(PROBES));

    expect(real(parse(read('governance/os2-1.1.yml')))).toBe(true);
    expect(invented(parse(read('test/fixtures/governance/library-network.yml')))).toBe(true);
  });

  test.each([
    ['a probe that does not exist', 'probe: pulse', 'probe: puls'],
    ['a parameter the probe does not take', 'name: LICENSE }', 'title: LICENSE }'],
    ['a measure the probe does not make', 'words: {', 'letters: {'],
    ['an unknown field', 'guidance:', 'guidence:'],
    ['a missing translation', ', en: Write who.', ''],
  ])('tells an editor of %s', (_, from, to) => {
    const validate = new Ajv({ allowUnionTypes: true }).compile(modelJsonSchema(PROBES));
    const text = read('test/fixtures/governance/library-network.yml').replace(from, to);

    expect(validate(parse(text))).toBe(false);
  });
});
