/** Assessments over all requirements of the model, with something of everything that they can say. */
import type { Rating, RequirementAssessment } from '../../src/assessment/index.js';
import type { Model } from '../../src/governance/index.js';
import { later } from '../store/support.js';
import { assessmentFixture, evidenceFixture, requirementFixture } from '../support/assessment.js';

/** What stands there: the usual text, or another one in its place. */
export type Say = (usual: string) => string;

const ORDER: readonly Rating[] = ['green', 'yellow', 'red', 'grey', 'unknown'];

/** Ratings that differ from one turn to the next, over all requirements of the model. */
export function ratedBy(model: Model, slug: string, turn: number, say: Say, at: Date) {
  const requirements = model.requirements.map((one, index): RequirementAssessment => {
    const rating = ORDER[(index * 7 + turn + (index % 3)) % ORDER.length] ?? 'green';
    return requirementFixture({
      id: one.id,
      theme: one.theme,
      level: one.level,
      recommendation: one.recommendation,
      rating,
      basis: { da: say('Der er en fil, der siger det.'), en: say('There is a file that says so.') },
      evidence: index % 2 === 0 ? [evidenceOf(slug, say)] : [],
      declared:
        index % 3 === 0
          ? {
              status: 'yes',
              raw: say('Ja'),
              text: say('Det gør vi.\nSe https://os2.eu/a'),
              links: [say('https://os2.eu/a')],
            }
          : null,
      question: rating === 'unknown' ? { da: say('Hvordan?'), en: say('How?'), to: 'product' } : null,
      explanation:
        rating === 'grey'
          ? {
              reason: say('Bruges kun af skoler.'),
              until: '2026-07-10',
              by: say('Nogen'),
              link: say('https://os2.eu/b'),
              state: 'pending',
            }
          : null,
      gap: rating === 'red' ? { template: 'SECURITY.md', effort: 'small', role: 'student' } : null,
    });
  });
  return assessmentFixture({
    product: say(slug),
    requirements,
    counts: countsBy(model, requirements),
    assessedAt: at.toISOString(),
    repositories: [{ name: `os2eksempel/${slug}`, commit: null }],
    declaration: {
      repository: `os2eksempel/${slug}`,
      path: say('rapport.md'),
      date: '2025-10-01',
      generation: 'C',
    },
    change: { since: later(-30).toISOString(), improved: ['F2'], worsened: ['F4'] },
    findings: [
      {
        kind: 'x',
        repository: `os2eksempel/${slug}`,
        path: say('publiccode.yml'),
        line: 7,
        says: { da: say('Feltet mangler.'), en: say('The field is missing.') },
      },
    ],
    nextSteps: [
      {
        requirement: 'F4',
        what: { da: say('Skriv det'), en: say('Write it') },
        why: { da: say('Det haster'), en: say('It is urgent') },
        effort: 'small',
        template: 'SECURITY.md',
      },
    ],
  });
}

function evidenceOf(slug: string, say: Say) {
  return evidenceFixture({
    repository: `os2eksempel/${slug}`,
    path: say('SECURITY.md'),
    url: say(`https://github.com/os2eksempel/${slug}/blob/main/SECURITY.md`),
    says: { da: say('SECURITY.md siger hvordan'), en: say('SECURITY.md says how') },
  });
}

function countsBy(model: Model, requirements: readonly RequirementAssessment[]) {
  const count = (of: readonly RequirementAssessment[]) =>
    Object.fromEntries(
      ORDER.map((rating) => [rating, of.filter((one) => one.rating === rating).length]),
    ) as Record<Rating, number>;
  const by = (ids: readonly string[], key: 'level' | 'theme') =>
    Object.fromEntries(ids.map((id) => [id, count(requirements.filter((one) => one[key] === id))]));
  return {
    byLevel: by(
      model.levels.map(({ id }) => id),
      'level',
    ),
    byTheme: by(
      model.themes.map(({ id }) => id),
      'theme',
    ),
    total: count(requirements),
  };
}
