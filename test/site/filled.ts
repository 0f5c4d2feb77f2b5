/** A portfolio with something of everything that pages show; every word that people could choose may be given. */
import { loadModel, type Mistake, type Model } from '../../src/governance/index.js';
import { fileURLToPath } from 'node:url';
import type { Rating, RequirementAssessment } from '../../src/assessment/index.js';
import { PROBES } from '../../src/probes/index.js';
import {
  EVALUATIONS_SETTING,
  matchEvaluation,
  noteLaneFailed,
  saveEvaluations,
  saveExamples,
  saveRepositories,
  saveSetting,
  saveExplanation,
  saveIssue,
  saveMilestones,
  type Database,
  type StoredMilestone,
} from '../../src/store/index.js';
import { evaluationIn, form09 } from '../evaluations/fixtures.js';
import { assessmentFixture, evidenceFixture, requirementFixture } from '../support/assessment.js';
import { later, NOW } from '../store/support.js';
import { save, saveRated, SECRET, siteProduct, siteRepository } from './support.js';

const ORDER: readonly Rating[] = ['green', 'yellow', 'red', 'grey', 'unknown'];

export async function realModel(): Promise<Model> {
  const path = fileURLToPath(new URL('../../governance/os2-1.1.yml', import.meta.url));
  const { model } = await loadModel(path, { probes: PROBES });
  if (model === null) throw new Error('the model has mistakes');
  return model;
}

export const MISTAKE: Mistake = {
  key: 'products.claimed',
  parameters: { value: 'os2eksempel/kode', other: SECRET },
  file: 'os2eksempel/os2eksempel/.github/os2modning.yml',
  line: 3,
  path: '',
};

export async function fillSite(database: Database, model: Model, text?: string): Promise<void> {
  const say = (usual: string): string => text ?? usual;
  const explanations = [
    {
      requirement: 'S4',
      status: 'planned',
      reason: say('Vi skriver den til foråret.'),
      until: '2026-07-01',
      link: say('https://os2.eu/referat'),
      by: say('Styregruppen'),
      accepted: true,
    },
  ] as const;
  await save(
    database,
    [
      siteProduct('OS2eksempel', {}, { name: say('OS2eksempel'), explanations }),
      siteProduct('OS2havnevagt', {}, { name: say('OS2havnevagt'), targetLevel: null }),
      siteProduct('OS2nyt', {}, { name: say('OS2nyt') }),
      siteProduct(SECRET),
    ],
    [
      siteRepository('OS2eksempel'),
      siteRepository('OS2havnevagt'),
      siteRepository('OS2nyt'),
      siteRepository(SECRET, { visibility: 'private' }),
    ],
  );
  await saveRated(database, 'k-os2eksempel', ratedBy(model, 'os2eksempel', 0, say, later(-200)));
  await saveRated(database, 'k-os2eksempel', ratedBy(model, 'os2eksempel', 1, say, later(-20)));
  await saveRated(database, 'k-os2eksempel', ratedBy(model, 'os2eksempel', 3, say, NOW));
  await saveRated(database, 'k-os2havnevagt', ratedBy(model, 'os2havnevagt', 2, say, NOW));
  await saveRated(database, `k-${SECRET.toLowerCase()}`, ratedBy(model, 'os2hemmelig', 2, say, NOW));
  const traits = { kinds: [], stack: [] };
  const fileOf = (product: string, path: string) => {
    const repository = siteRepository(product);
    const name = `${repository.owner}/${repository.name}`;
    return [
      { repository: name, path, url: `https://github.com/${name}/blob/main/${path}`, date: '2026-05-01' },
    ];
  };
  for (const [key, product, ids] of [
    ['k-os2eksempel', 'OS2eksempel', ['F4', 'S4']],
    ['k-os2havnevagt', 'OS2havnevagt', ['F4']],
    [`k-${SECRET.toLowerCase()}`, SECRET, ['F4', 'F13']],
  ] as const) {
    const files = new Map(ids.map((id) => [id, fileOf(product, say(`${id}.md`))]));
    await saveExamples(database, key, { traits, files }, NOW);
  }
  const issue = { repository: 'R_os2eksempel', state: 'open' } as const;
  for (const [index, kind] of ['maturity', 'F4', 'S4', 'F13'].entries()) {
    const patch = {
      ...issue,
      number: index + 1,
      createdAt: later(-index),
      assignees: index === 2 ? [say('studerende')] : [],
    };
    await saveIssue(database, 'k-os2eksempel', kind, 1, patch, NOW);
  }
  await saveMilestones(database, 'R_os2eksempel', milestones(say), NOW);
  await database.transaction((connection) =>
    saveExplanation(
      connection,
      {
        product: 'k-os2eksempel',
        requirement: 'F14',
        status: 'not-relevant',
        state: 'pending',
        source: 'command',
        sourceId: null,
        reason: say('Bruges kun af skoler.'),
        until: null,
        link: say('https://os2.eu/begrundelse'),
        byLogin: say('nogen'),
        byId: 1,
      },
      NOW,
    ),
  );
  await saveReport(database, say);
  await noteLaneFailed(database, 'assess', 'k-os2havnevagt', say('GitHub svarer ikke'), NOW);
}

/** People's evaluation of the first product, which contradicts itself and the app. */
async function saveReport(database: Database, say: (usual: string) => string): Promise<void> {
  const path = 'rapporter/2026-05-01-OS2eksempel.md';
  const text = form09({
    heading: '# Vurdering af OS2-produkt: OS2eksempel',
    head: ['**Dato:** 2026-05-01'],
    text: 'Der er 1 grøn, 2 gule og 3 røde.',
    ratings: { F4: 'red' },
  });
  const evaluation = evaluationIn(text, path);
  const ratings = evaluation.ratings.map((one) => ({ ...one, basis: say(one.basis) }));
  await saveRepositories(database, [siteRepository('rapporter')], NOW);
  await database.transaction(async (connection) => {
    const files = [{ path, blob: 'b', evaluation: { ...evaluation, ratings }, findings: [] }];
    await saveEvaluations(connection, 'R_rapporter', files, [], NOW);
    const place = { repository: 'R_rapporter', path };
    await matchEvaluation(connection, place, { outcome: 'one', product: 'k-os2eksempel' });
    const source = { repository: 'R_rapporter', url: 'https://github.com/os2eksempel/rapporter' };
    await saveSetting(connection, EVALUATIONS_SETTING, source, NOW);
  });
}

function milestones(say: (usual: string) => string): Omit<StoredMilestone, 'repository' | 'goneAt'>[] {
  const make = (number: number, title: string, due: number | null, closed = false) => ({
    nodeId: `MI_${number}`,
    number,
    title: say(title),
    description: `Spor: ${say('Mere support')}\nFase: ${say('Gennemførelse')}`,
    state: closed ? ('closed' as const) : ('open' as const),
    dueOn: due === null ? null : later(due),
    createdAt: later(-60),
    closedAt: closed ? NOW : null,
    openIssues: closed ? 0 : 2,
    closedIssues: 3,
  });
  return [
    make(1, 'Overskredet', -10),
    make(2, 'Snart', 30),
    make(3, 'Uden frist', null),
    make(4, 'Færdig', -5, true),
    make(5, 'En milepæl med en meget lang titel, der ikke kan stå på én linje i et diagram', 200),
  ];
}

/** Ratings that differ from one turn to the next, over all requirements of the model. */
function ratedBy(model: Model, slug: string, turn: number, say: (usual: string) => string, at: Date) {
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

function evidenceOf(slug: string, say: (usual: string) => string) {
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
