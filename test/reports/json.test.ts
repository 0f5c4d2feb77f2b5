import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {
  AssessmentFileError,
  assessmentJsonSchema,
  parseAssessment,
  renderJson,
} from '../../src/reports/index.js';
import { assessmentFixture } from '../support/assessment.js';

const file = new URL('../../schemas/assessment.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(file, 'utf8')) as object;

function validator() {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

function failure(text: string): AssessmentFileError {
  try {
    parseAssessment(text, 'tidligere.json');
  } catch (error) {
    if (error instanceof AssessmentFileError) return error;
    throw error;
  }
  throw new Error('The text was read as an assessment.');
}

describe('src/reports/json.ts', () => {
  test('the schema that is checked in is the one the code reads by', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(assessmentJsonSchema())));
  });

  test('writes what the schema describes', () => {
    const validate = validator();

    const valid = validate(JSON.parse(renderJson(assessmentFixture())));

    expect(validate.errors).toBeNull();
    expect(valid).toBe(true);
  });

  test.each([
    ['an unknown key', { extra: 1 }],
    ['another format', { format: 'os2modning-assessment/2' }],
    ['a day that is none', { asOf: '2026-02-30' }],
    ['a missing part', { level: undefined }],
  ])('the schema refuses %s', (_, change) => {
    const validate = validator();

    const valid = validate(JSON.parse(JSON.stringify({ ...assessmentFixture(), ...change })));

    expect(valid).toBe(false);
  });

  test('has the keys of the contract, in its order', () => {
    const keys = Object.keys(JSON.parse(renderJson(assessmentFixture())) as object);

    expect(keys).toEqual([
      ...['format', 'product', 'model', 'asOf', 'assessedAt', 'repositories', 'level', 'counts'],
      ...['requirements', 'findings', 'change', 'nextSteps', 'declaration'],
    ]);
  });

  test('reads back what it wrote', () => {
    const assessment = assessmentFixture();

    expect(parseAssessment(renderJson(assessment), 'a.json')).toEqual(assessment);
  });

  test('reads a file with a byte order mark and with keys of a later version', () => {
    const text = `\ufeff${JSON.stringify({ ...assessmentFixture(), later: true })}`;

    expect(parseAssessment(text, 'a.json')).toEqual(assessmentFixture());
  });

  test.each([
    ['', /JSON/],
    ['# Selvevaluering', /JSON/],
    ['null', /os2modning-assessment/],
    ['[]', /os2modning-assessment/],
    ['{"format":"product-snapshot/1"}', /format/],
    [JSON.stringify({ ...assessmentFixture(), counts: {} }), /counts\.total/],
    [JSON.stringify({ ...assessmentFixture(), requirements: [{ id: 'F4' }] }), /requirements\.0\.theme/],
  ])('says in which file and what is wrong with %j', (text, problem) => {
    const error = failure(text);

    expect(error.file).toBe('tidligere.json');
    expect(error.says.da).toMatch(/^tidligere\.json /);
    expect(error.says.da).toMatch(problem);
    expect(error.message).toBe(error.says.en);
  });
});
