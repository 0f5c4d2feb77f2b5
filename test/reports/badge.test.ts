import { describe, expect, test } from '@jest/globals';
import { renderBadge } from '../../src/reports/index.js';
import { assessmentFixture, assessmentModel, assessmentSaying } from '../support/assessment.js';
import { HOSTILE } from '../support/hostile.js';
import { contrast } from '../support/contrast.js';

function badge(level = {}, language: 'da' | 'en' = 'da'): string {
  const assessment = assessmentFixture();
  return renderBadge({ ...assessment, level: { ...assessment.level, ...level } }, assessmentModel(), {
    language,
  });
}

describe('src/reports/badge.ts', () => {
  test.each([
    [{}, 'da', 'modenhed: niveau 1 · 2 af 9 opfyldt'],
    [{}, 'en', 'maturity: level 1 · 2 of 9 met'],
    [{ decided: null }, 'da', 'modenhed: vejledende sandkasse · 2 af 9 opfyldt'],
    [{ decided: null, indicative: null }, 'da', 'modenhed: under sandkasse · 2 af 9 opfyldt'],
  ] as const)('%j in %s reads »%s«', (level, language, text) => {
    const svg = badge(level, language);

    expect(svg).toContain(`<title>${text}</title>`);
    expect(svg).toContain(`aria-label="${text}"`);
    expect(svg).toMatch(
      new RegExp(`^<svg lang="${language}" xmlns="http://www.w3.org/2000/svg" [^>]*role="img"`),
    );
  });

  test.each([null, 'sandbox', '1', '2', '3'])(
    'the text on the colour of level %s can be read',
    (indicative) => {
      const fills = [...badge({ decided: null, indicative }).matchAll(/height="20" fill="(#[0-9a-f]{6})"/g)];

      expect(fills).toHaveLength(2);
      for (const [, fill] of fills) expect(contrast(fill!, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(HOSTILE)('holds %j as text', (text) => {
    const hostile = assessmentSaying(text);
    const harmless = assessmentSaying('x');
    const tags = (svg: string) => [...svg.matchAll(/<\/?[^\s>]+/g)].map(([tag]) => tag);

    const svg = renderBadge(hostile.assessment, hostile.model, { language: 'da' });

    expect(tags(svg)).toEqual(tags(renderBadge(harmless.assessment, harmless.model, { language: 'da' })));
  });
});
