import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import { createManualClock, type TrafficRecord } from '../../simulator/index.js';
import type { App } from '../../src/app/index.js';
import { createLogger } from '../../src/log/index.js';
import { latestAssessment } from '../../src/store/index.js';
import { productSnapshot, SAMPLE_TIME } from '../support/sampleProducts.js';
import { openWorld, ownIssues, runNow, writesOf } from '../support/world.js';

const HOME = 'eng-lys/gadelys';
const PRIVATE = 'eng-lys/gadelys-hemmelig-drift';
const BLOCKING = 'eng-broend/broend';
const LARGE = 'eng-stor/stor';
const OPEN = 'eng-skur/skur';
const ASKING = 'eng-skilt/skilt';
const SECURITY =
  '# Sikkerhed\n\nMeld sikkerhedshuller til sikkerhed@gadelys.example, og skriv ikke om dem offentligt, før de er lukket. Vi svarer inden for to arbejdsdage og retter alvorlige fejl inden for to uger.\n';
const CODE = Object.fromEntries(
  Array.from({ length: 30 }, (_nothing, index) => [`src/lygte${index}.ts`, 'export const taendt = true;\n']),
);

const GADELYS = productSnapshot('OS2gadelys', [
  {
    name: HOME,
    files: {
      ...CODE,
      'README.md':
        '# Gadelys\n\nGadelys slukker lygterne, når ingen går forbi, og er til kommuner med veje. Den er bygget af og til vejafdelinger.\n',
      LICENSE: 'Mozilla Public License Version 2.0\n==================================\n',
    },
    github: { licenseSpdxId: 'MPL-2.0' },
  },
  {
    name: PRIVATE,
    files: { 'README.md': '# Hemmelig drift\n\nNøglen til skabet hænger bag skabet.\n' },
    github: { visibility: 'private' },
  },
]);
/** As large as GitHub lists a tree in one read: 100,000 entries with its folders. */
const STOR = productSnapshot('OS2stor', [
  { name: LARGE, files: { ...CODE, 'README.md': '# Stor\n\nMange data om lidt.\n' } },
]);

function withManyFiles(snapshot: typeof STOR, count: number): typeof STOR {
  const more = Array.from({ length: count }, (_nothing, index) => ({
    path: `data/${index % 100}/${index}.json`,
    mode: '100644',
    type: 'blob' as const,
    oid: String(index).padStart(40, 'e'),
    size: 10,
  }));
  const repositories = snapshot.repositories.map((one) => ({ ...one, tree: [...one.tree, ...more] }));
  return { ...snapshot, repositories };
}

const BROEND = productSnapshot('OS2brønd', [
  {
    name: BLOCKING,
    files: {
      ...CODE,
      'README.md': '# Brønd\n\nBrønd melder, hvornår en kloak løber over, til kommunens vagt.\n',
      'SECURITY.md': SECURITY,
      '.github/os2modning.yml':
        'version: 1\nlanguage: en\nproducts:\n  - name: OS2brønd\n    language: en\n    pullRequestCheck: block\n',
    },
  },
]);

/** Its home is nobody's business, its code is everybody's. */
const SKUR = productSnapshot('OS2skur', [
  {
    name: 'eng-skur/skur-styring',
    files: { 'README.md': '# Styring\n\nMøder om skuret.\n', 'SECURITY.md': SECURITY },
    github: { visibility: 'private' },
  },
  { name: OPEN, files: { ...CODE, 'README.md': '# Skur\n\nSkuret holder cykler tørre i kommunerne.\n' } },
]);

/** Its issues come only when somebody asks for them. */
const ASKING_FILES = {
  ...CODE,
  'README.md': '# Skilt\n\nSkiltet siger, hvor langt der er, og er til kommuner med veje.\n',
  '.github/os2modning.yml':
    'version: 1\nproducts:\n  - name: OS2skilt\n    issues: on-request\n    openIssues: 2\n    targetLevel: 3\n',
};

describe('src/app: pull requests', () => {
  let world: World;
  let app: App;
  const warnings: string[] = [];

  beforeAll(async () => {
    const clock = createManualClock(SAMPLE_TIME);
    world = await openWorld({
      snapshots: [GADELYS, BROEND, SKUR, withManyFiles(STOR, 99_800)],
      simulator: { clock },
      owners: ['eng-skilt'],
      prepare: (github) => github.repositories.create({ name: ASKING, files: ASKING_FILES }),
    });
    const destination = { write: (line: string) => warnings.push(line) };
    app = await world.start({ now: () => clock.now(), log: createLogger({ level: 'warn', destination }) });
    await world.settle(app);
  }, 120_000);

  afterAll(async () => {
    expect(world.github.violations()).toEqual([]);
    expect((await app.jobs.list({ state: 'failed' })).map(({ error }) => error)).toEqual([]);
    await app.stop();
    await world.close();
  });

  let branches = 0;

  /** Opens a pull request and waits; its number and head. */
  async function propose(
    repository: string,
    files: Readonly<Record<string, string | null>>,
    from?: string,
  ): Promise<{ number: number; head: string; branch: string }> {
    branches += 1;
    const branch = `aendring-${branches}`;
    const number = world.github.pulls.open({
      repository,
      title: branch,
      branch,
      files,
      by: 'vejmand',
      ...(from === undefined ? {} : { from }),
    });
    await world.settle(app);
    return { number, branch, head: world.github.pulls.headSha(repository, number) };
  }

  function runsOf(repository: string, head: string) {
    const runs = world.github.state().repositories[repository]?.checkRuns ?? [];
    return runs.filter(({ headSha }) => headSha === head);
  }

  function runOf(repository: string, head: string) {
    const [run, ...others] = runsOf(repository, head);
    if (run === undefined || others.length > 0) throw new Error(`${runsOf(repository, head).length} runs`);
    return run;
  }

  /** Requests about the check, without tokens, which are kept for an hour. */
  function requests(): string[] {
    const name = ({ method, path, graphql }: TrafficRecord): string =>
      graphql === null
        ? `${method} ${path.split('/').slice(4, 6).join('/')}`
        : (/\w+ (\w+)/.exec(graphql.document)?.[1] ?? '');
    return world.github
      .traffic()
      .filter(({ path }) => !path.endsWith('/access_tokens'))
      .map(name);
  }

  test('a document from a fork: what improves, where it stands, and nothing private', async () => {
    const fork = world.github.repositories.fork(HOME, 'forbipasserende');

    const { head } = await propose(
      HOME,
      { 'SECURITY.md': SECURITY, '.github/dependabot.yml': 'version: 2\n' },
      fork,
    );

    const run = runOf(HOME, head);
    expect([run.name, run.status, run.conclusion, run.title]).toEqual([
      'OS2modning',
      'completed',
      'success',
      'Ét krav bliver bedre',
    ]);
    expect(run.text).toContain('**F4** Sikkerhed er tænkt ind: 🔴 Ikke opfyldt bliver til 🟢 Opfyldt');
    expect(run.text).toContain(`/blob/${head}/SECURITY.md#L3), linje 3`);
    expect(run.annotations).toContainEqual({
      path: 'SECURITY.md',
      line: 3,
      message: expect.stringContaining('Sikkerhed er tænkt ind'),
    });
    expect(JSON.stringify(run)).not.toContain('hemmelig');
  });

  test('says before the merge what is said after it', async () => {
    const { number, head } = await propose(HOME, {
      'SECURITY.md': SECURITY,
      'CONTRIBUTING.md':
        '# Bidrag\n\nLav en gren, skriv en test, og åbn en pull request. Koden følger ESLint, og alle ændringer læses af en anden, før de flettes.\n',
      'docs/drift.md':
        '# Drift\n\nLygterne kører i en container. Sikkerhedskopi tages hver nat, og vagten ringes op, når en lygte går ud. Opdatering sker den første mandag i måneden med et kort stop.\n',
    });
    const foretold = foretoldIn(runOf(HOME, head).text ?? '');
    const before = await ratings();

    world.github.pulls.merge(HOME, number, 'vejmand');
    await world.settle(app);

    const after = await ratings();
    const changed = [...after].filter(([id, rating]) => before.get(id) !== rating);
    expect(foretold.size).toBeGreaterThan(1);
    expect(new Map(changed)).toEqual(foretold);
  });

  test('what goes is told with what it was, and holds nothing up', async () => {
    const { head } = await propose(HOME, { 'SECURITY.md': null });

    const run = runOf(HOME, head);
    expect([run.conclusion, run.title]).toEqual(['neutral', 'Ét krav bliver ringere']);
    expect(run.text).toContain('SECURITY.md talte med, men findes ikke efter ændringen.');
    expect(run.text).toContain('Opfyldt, når en SECURITY.md siger, hvem man kontakter');
    expect(run.summary).toContain('Ændringen kan flettes, som den er.');
  });

  test('every push has one run; deliveries that come twice and rounds by the clock write nothing', async () => {
    const { head, branch, number } = await propose(HOME, { 'docs/noter.md': '# Noter\n\nEn.\n' });
    const heads = [head];
    for (const word of ['To', 'Tre']) {
      world.github.push({ repository: HOME, branch, files: { 'docs/noter.md': `# Noter\n\n${word}.\n` } });
      await world.settle(app);
      heads.push(world.github.pulls.headSha(HOME, number));
    }
    // The first night chooses what products are shown of each other, and issues say it.
    await runNow(world, app, 'sweep');
    world.github.clearTraffic();

    for (const delivery of [...world.github.deliveries()].slice(-12)) world.github.redeliver(delivery);
    await world.settle(app);
    await runNow(world, app, 'sweep');

    expect(new Set(heads).size).toBe(3);
    expect(heads.map((each) => runsOf(HOME, each).length)).toEqual([1, 1, 1]);
    expect(writesOf(world)).toEqual([]);
  });

  test('a check that is refused for a moment is made after all', async () => {
    world.github.faults.script({ fault: 'forbidden', method: 'POST', matches: /check-runs$/, times: 1 });

    const { head } = await propose(HOME, { 'docs/noter.md': '# Noter\n\nAfvist et øjeblik.\n' });

    expect(runsOf(HOME, head)).toHaveLength(1);
  });

  test('a change that no rating rests on costs two requests', async () => {
    world.github.clearTraffic();

    const { head } = await propose(HOME, {
      'src/lygte3.ts': 'export const taendt = false;\n',
      'src/ny.ts': '\n',
    });

    expect(requests()).toEqual(['GET compare/main...' + head, 'POST check-runs'].map((each) => each));
    expect(runOf(HOME, head)).toMatchObject({
      conclusion: 'success',
      title: 'Ændrer ikke modenheden',
      annotations: [],
    });
  });

  test('in a repository with a hundred thousand files a change costs at most six requests, and two when nothing rests on it', async () => {
    world.github.clearTraffic();
    const { head } = await propose(LARGE, { 'SECURITY.md': SECURITY });
    const touched = requests();
    world.github.clearTraffic();
    await propose(LARGE, { 'data/7/107.json': '{}\n' });

    expect(runOf(LARGE, head).title).toBe('Ét krav bliver bedre');
    expect(touched.length).toBeLessThanOrEqual(6);
    expect(requests()).toHaveLength(2);
  });

  test('asked to run again, the same run is written again, also for a fork, and nothing is doubled', async () => {
    const fork = 'forbipasserende/gadelys';
    const { head } = await propose(HOME, { 'SECURITY.md': '# Sikkerhed\n\nTODO\n' }, fork);
    const [run] = world.github.checks.runs(HOME, head);
    const before = runOf(HOME, head);
    expect(before.annotations).toEqual([
      { path: 'SECURITY.md', line: 1, message: expect.stringContaining('Sikkerhed er tænkt ind') },
    ]);
    world.github.clearTraffic();

    world.github.checks.rerequest(HOME, run?.id ?? 0, 'vejmand');
    await world.settle(app);

    expect(writesOf(world)).toEqual([`PATCH /repos/${HOME}/check-runs/${run?.id ?? 0}`]);
    expect(runOf(HOME, head)).toEqual(before);
  });

  test('asked to run again when nothing is remembered, the run is found; a commit without a pull request gets none', async () => {
    const { head } = await propose(HOME, { 'docs/kort.md': '# Kort\n\nOver byen.\n' });
    const [run] = world.github.checks.runs(HOME, head);
    await app.database.execute(`DELETE FROM effects WHERE kind = 'check'`);

    world.github.checks.rerequest(HOME, run?.id ?? 0);
    await world.settle(app);
    expect(runsOf(HOME, head)).toHaveLength(1);

    const alone = world.github.push({
      repository: HOME,
      branch: 'alene',
      files: { 'docs/alene.md': '# Alene\n' },
    });
    const repository = await app.database.query<{ id: string }>(
      'SELECT node_id AS id FROM repositories WHERE name = $1',
      ['gadelys'],
    );
    await app.jobs.send([
      {
        queue: 'check',
        key: 'alene',
        data: { repository: repository[0]?.id ?? '', head: alone, again: true },
      },
    ]);
    app.jobs.wake();
    await world.settle(app);
    expect(runsOf(HOME, alone)).toEqual([]);
  });

  describe('buttons', () => {
    const ordered = (): readonly string[] => ownIssues(world, ASKING, 'document').map(({ title }) => title);

    async function press(button: string, by: string): Promise<string> {
      const { head } = await propose(ASKING, { 'docs/knap.md': `# Knap\n\n${by} ${button}.\n` });
      const [run] = world.github.checks.runs(ASKING, head);
      world.github.clearTraffic();
      world.github.checks.requestAction(ASKING, run?.id ?? 0, button, by);
      await world.settle(app);
      return `PATCH /repos/${ASKING}/check-runs/${run?.id ?? 0}`;
    }

    test('somebody who may not write is not heard', async () => {
      world.github.repositories.collaborator(ASKING, 'laeser', 'triage');

      const again = await press('assess', 'laeser');
      expect(writesOf(world)).not.toContain(again);
      await press('open-issues', 'laeser');
      await press('open-issues', 'fremmed');
      expect(ordered()).toEqual([]);
    });

    test('somebody who may has the change assessed again, and the missing documents opened as issues, once', async () => {
      world.github.repositories.collaborator(ASKING, 'vejmand', 'write');

      const again = await press('assess', 'vejmand');
      expect(writesOf(world).filter((write) => write === again)).toHaveLength(1);
      expect(ordered()).toEqual([]);

      await press('open-issues', 'vejmand');
      const first = ordered();
      for (const delivery of [...world.github.deliveries()].slice(-6)) world.github.redeliver(delivery);
      await world.settle(app);

      expect(first).toHaveLength(2);
      expect(ordered()).toEqual(first);
    });
  });

  test('a run whose making was unclear is found, not made again', async () => {
    world.github.faults.script({ fault: 'error-after', method: 'POST', matches: /check-runs$/ });

    const { head } = await propose(HOME, { 'docs/uklar.md': '# Uklar\n\nTåge.\n' });

    expect(runsOf(HOME, head)).toHaveLength(1);
  });

  test('where the product has chosen it, a worse rating fails; its own configuration in the change counts for nothing', async () => {
    const { head } = await propose(BLOCKING, {
      'SECURITY.md': null,
      '.github/os2modning.yml':
        'version: 1\nproducts:\n  - name: OS2brønd\n    pullRequestCheck: "off"\n    explanations:\n      - requirement: F4\n        status: not-relevant\n        reason: Nothing to see.\n',
    });

    const run = runOf(BLOCKING, head);
    expect([run.conclusion, run.title]).toEqual(['failure', 'One requirement gets worse']);
    expect(run.summary).toContain('pullRequestCheck: advise');
    expect(run.summary).toContain('takes effect once the change is merged');
    expect(run.text).toContain('becomes 🔴 Not met');
  });

  test('in a private repository the run stays there', async () => {
    const { head } = await propose(PRIVATE, { 'SECURITY.md': SECURITY });

    expect(runOf(PRIVATE, head).conclusion).toBe('success');
    const elsewhere = world.github.state().repositories[HOME]?.checkRuns ?? [];
    expect(JSON.stringify(elsewhere)).not.toContain('hemmelig');
  });

  test('where the home is private, what is public is rated by itself, and the product is not told of', async () => {
    const { head } = await propose(OPEN, { 'SECURITY.md': SECURITY });

    const run = runOf(OPEN, head);
    expect(run.title).toBe('Ét krav bliver bedre');
    expect(JSON.stringify(run)).not.toMatch(/styring|OS2skur|niveau/i);
  });

  test('a renamed repository, and one whose default branch has another name', async () => {
    world.github.repositories.rename(BLOCKING, 'kloak');

    const { head } = await propose('eng-broend/kloak', { 'docs/navn.md': '# Navn\n\nNyt.\n' });

    expect(runOf('eng-broend/kloak', head).conclusion).toBe('success');
  });

  test('without the permission there is no check, and the operator hears of it once', async () => {
    const installation = world.installations.get('eng-broend') ?? 0;
    world.github.apps.grant(installation, { checks: null });
    await runNow(world, app, 'sweep');

    const first = await propose('eng-broend/kloak', { 'docs/andet.md': '# Andet\n' });
    const second = await propose('eng-broend/kloak', { 'docs/tredje.md': '# Tredje\n' });

    expect(runsOf('eng-broend/kloak', first.head)).toEqual([]);
    expect(runsOf('eng-broend/kloak', second.head)).toEqual([]);
    expect(warnings.filter((line) => line.includes('pull requests get no check'))).toHaveLength(1);
  });

  async function ratings(): Promise<ReadonlyMap<string, string>> {
    const [row] = await app.database.query<{ key: string }>('SELECT key FROM products WHERE slug = $1', [
      'os2gadelys',
    ]);
    const stored = await latestAssessment(app.database, row?.key ?? '');
    return new Map(stored?.assessment.requirements.map(({ id, rating }) => [id, rating]));
  }
});

const WORDS: Readonly<Record<string, string>> = {
  '🟢': 'green',
  '🟡': 'yellow',
  '🔴': 'red',
  '⚪': 'grey',
  '❔': 'unknown',
};

/** What the text says each requirement becomes. */
function foretoldIn(text: string): ReadonlyMap<string, string> {
  const said = [...text.matchAll(/^- \*\*(\w+)\*\*.* bliver til (\S+) /gmu)];
  return new Map(said.map(([, id = '', symbol = '']) => [id, WORDS[symbol] ?? symbol]));
}
