import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { configurationJsonSchema, portfolioJsonSchema } from '../../src/products/index.js';

function checkedIn(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8'));
}

function compile(schema: Record<string, unknown>) {
  const ajv = new Ajv({ allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

describe('products/json-schema', () => {
  test.each([
    ['configuration.schema.json', configurationJsonSchema()],
    ['portfolio.schema.json', portfolioJsonSchema()],
  ])('the checked-in %s is that of the code: npm run schemas', (name, schema) => {
    expect(checkedIn(name)).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  test('takes a whole product, and tells of a slip of the pen', () => {
    const validate = compile(configurationJsonSchema());
    const product = {
      name: 'Alfa',
      repositories: ['kode'],
      home: 'kode',
      targetLevel: 2,
      plans: ['aarshjul'],
    };
    const explanation = { requirement: 'F14', status: 'planned', reason: 'Snart', until: '2027-06-30' };

    expect(validate({ version: 1, products: [{ ...product, explanations: [explanation] }] })).toBe(true);
    expect(validate({ version: 1, products: [{ ...product, repositoires: [] }] })).toBe(false);
    expect(
      validate({
        version: 1,
        products: [{ ...product, explanations: [{ ...explanation, until: 'snart' }] }],
      }),
    ).toBe(false);
  });

  test('repositories of the portfolio carry their owners', () => {
    const validate = compile(portfolioJsonSchema());

    expect(validate({ version: 1, products: [{ name: 'Alfa', repositories: ['net/kode'] }] })).toBe(true);
    expect(validate({ version: 1, products: [{ name: 'Alfa', repositories: ['kode'] }] })).toBe(false);
  });
});
