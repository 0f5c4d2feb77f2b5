/** A portfolio with something of everything that pages show; every word that people could choose may be given. */
import { loadModel, type Mistake, type Model } from '../../src/governance/index.js';
import { fileURLToPath } from 'node:url';
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
import { later, NOW } from '../store/support.js';
import { ratedBy, type Say } from './rated.js';
import { save, saveRated, SECRET, siteProduct, siteRepository } from './support.js';

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

export async function fillSite(database: Database, model: Model): Promise<void> {
  const usual: Say = (text) => text;
  await save(
    database,
    [
      wholeProduct('OS2eksempel', usual),
      siteProduct('OS2havnevagt', {}, { targetLevel: null }),
      siteProduct('OS2nyt'),
      siteProduct(SECRET),
    ],
    [
      siteRepository('OS2eksempel'),
      siteRepository('OS2havnevagt'),
      siteRepository('OS2nyt'),
      siteRepository(SECRET, { visibility: 'private' }),
    ],
  );
  await fillProduct(database, model, 'OS2eksempel', usual);
  for (const name of ['OS2havnevagt', SECRET]) {
    const slug = name.toLowerCase();
    await saveRated(database, `k-${slug}`, ratedBy(model, slug, 2, usual, NOW));
  }
  await saveFiles(database, 'OS2havnevagt', ['F4'], usual);
  await saveFiles(database, SECRET, ['F4', 'F13'], usual);
  await saveReports(database, [reportOf('OS2eksempel', usual)]);
  await noteLaneFailed(database, 'assess', 'k-os2havnevagt', 'GitHub svarer ikke', NOW);
}

/** Requirements with files, tasks or explanations here. */
const SHOWN = new Set(['F4', 'S4', 'F13', 'F14']);

/** A product for each text, in which every word that people could choose is that text. Answers their slugs. */
export async function fillWith(
  database: Database,
  model: Model,
  texts: readonly string[],
): Promise<readonly string[]> {
  const slugs = texts.map((_, index) => `v${index}`);
  const sayOf =
    (index: number): Say =>
    (): string =>
      texts[index] ?? '';
  // Enough to have every rating, answer and explanation; all of them would be the same again.
  const some = {
    ...model,
    requirements: model.requirements.filter(({ id }, index) => index % 5 === 0 || SHOWN.has(id)),
  };
  await save(
    database,
    slugs.map((slug, index) => wholeProduct(slug, sayOf(index))),
    slugs.map((slug) => siteRepository(slug)),
  );
  for (const [index, slug] of slugs.entries()) {
    await fillProduct(database, some, slug, sayOf(index));
    await noteLaneFailed(database, 'assess', `k-${slug}`, sayOf(index)(''), NOW);
  }
  await saveReports(
    database,
    slugs.map((slug, index) => reportOf(slug, sayOf(index))),
  );
  return slugs;
}

function wholeProduct(name: string, say: Say) {
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
  return siteProduct(name, {}, { name: say(name), explanations });
}

/** Everything that a product can have. */
async function fillProduct(database: Database, model: Model, name: string, say: Say): Promise<void> {
  const slug = name.toLowerCase();
  const [key, repository] = [`k-${slug}`, `R_${slug}`];
  await saveRated(database, key, ratedBy(model, slug, 0, say, later(-200)));
  await saveRated(database, key, ratedBy(model, slug, 1, say, later(-20)));
  await saveRated(database, key, ratedBy(model, slug, 3, say, NOW));
  await saveFiles(database, name, ['F4', 'S4'], say);
  for (const [index, kind] of ['maturity', 'F4', 'S4', 'F13'].entries()) {
    const patch = {
      repository,
      state: 'open',
      number: index + 1,
      createdAt: later(-index),
      assignees: index === 2 ? [say('studerende')] : [],
    } as const;
    await saveIssue(database, key, kind, 1, patch, NOW);
  }
  await saveMilestones(database, repository, milestones(slug, say), NOW);
  await database.transaction((connection) =>
    saveExplanation(
      connection,
      {
        product: key,
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
}

/** Files that may be shown as examples of these requirements. */
async function saveFiles(database: Database, product: string, ids: readonly string[], say: Say) {
  const { owner, name } = siteRepository(product);
  const fileOf = (path: string) => {
    const url = `https://github.com/${owner}/${name}/blob/main/${path}`;
    return [{ repository: `${owner}/${name}`, path, url, date: '2026-05-01' }];
  };
  const files = new Map(ids.map((id) => [id, fileOf(say(`${id}.md`))]));
  await saveExamples(
    database,
    `k-${product.toLowerCase()}`,
    { traits: { kinds: [], stack: [] }, files },
    NOW,
  );
}

/** People's evaluation of a product, which contradicts itself and the app. */
function reportOf(name: string, say: Say) {
  const path = `rapporter/2026-05-01-${name}.md`;
  const text = form09({
    heading: `# Vurdering af OS2-produkt: ${name}`,
    head: ['**Dato:** 2026-05-01'],
    text: 'Der er 1 grøn, 2 gule og 3 røde.',
    ratings: { F4: 'red' },
  });
  const evaluation = evaluationIn(text, path);
  const ratings = evaluation.ratings.map((one) => ({ ...one, basis: say(one.basis) }));
  const conflicts = evaluation.conflicts.map((one) => ({
    ...one,
    says: { da: say(one.says.da), en: say(one.says.en) },
  }));
  const file = { path, blob: 'b', evaluation: { ...evaluation, ratings, conflicts }, findings: [] };
  return { product: `k-${name.toLowerCase()}`, file };
}

async function saveReports(database: Database, reports: readonly ReturnType<typeof reportOf>[]) {
  await saveRepositories(database, [siteRepository('rapporter')], NOW);
  await database.transaction(async (connection) => {
    const files = reports.map(({ file }) => file);
    await saveEvaluations(connection, 'R_rapporter', files, [], NOW);
    for (const { product, file } of reports)
      await matchEvaluation(
        connection,
        { repository: 'R_rapporter', path: file.path },
        { outcome: 'one', product },
      );
    const source = { repository: 'R_rapporter', url: 'https://github.com/os2eksempel/rapporter' };
    await saveSetting(connection, EVALUATIONS_SETTING, source, NOW);
  });
}

function milestones(slug: string, say: Say): Omit<StoredMilestone, 'repository' | 'goneAt'>[] {
  const make = (number: number, title: string, due: number | null, closed = false) => ({
    nodeId: `MI_${slug}_${number}`,
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
