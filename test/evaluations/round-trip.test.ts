import { describe, expect, test } from '@jest/globals';
import { readEvaluation } from '../../src/evaluations/index.js';
import { plainText, type Language } from '../../src/messages/index.js';
import { renderEvaluation } from '../../src/reports/index.js';
import { assessmentFixture, assessmentModel, requirementFixture } from '../support/assessment.js';
import { HOSTILE } from '../support/hostile.js';

const model = assessmentModel();

describe('evaluations/read of what reports/evaluation writes', () => {
  test.each<Language>(['da', 'en'])('reads our own draft back, in %s', (language) => {
    const assessment = assessmentFixture();
    const text = renderEvaluation(assessment, model, { language });

    const { evaluation, findings } = readEvaluation(text, { path: '', model });

    expect(findings.filter(({ kind }) => kind !== 'few-ratings')).toEqual([]);
    expect(evaluation).toMatchObject({
      form: 'merged',
      product: assessment.product,
      date: assessment.asOf,
      formVersion: model.version,
      draft: true,
      decided: null,
      conflicts: [],
    });
    expect(evaluation?.ratings.map(({ requirement, rating }) => [requirement, rating])).toEqual(
      model.requirements.flatMap(({ id }) => {
        const found = assessment.requirements.find((one) => one.id === id);
        return found === undefined ? [] : [[id, found.rating]];
      }),
    );
    for (const { requirement, basis } of evaluation?.ratings ?? []) {
      const said = assessment.requirements.find(({ id }) => id === requirement)?.basis[language] ?? '';
      expect(basis.split('\n')[0]).toBe(plainText(said));
    }
  });

  test('keeps ratings whatever a repository has written into names and bases', () => {
    for (const hostile of HOSTILE) {
      const requirements = [
        requirementFixture({ id: 'F2', rating: 'yellow', basis: { da: hostile, en: hostile } }),
        requirementFixture({ id: 'F4', rating: 'red' }),
      ];
      const text = renderEvaluation(assessmentFixture({ product: hostile, requirements }), model, {
        language: 'da',
      });

      const { evaluation } = readEvaluation(text, { path: '', model });

      expect(evaluation?.ratings.map(({ requirement, rating }) => [requirement, rating])).toEqual([
        ['F2', 'yellow'],
        ['F4', 'red'],
      ]);
      expect(evaluation?.draft).toBe(true);
    }
  });
});
