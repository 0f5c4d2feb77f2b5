import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import type { App } from '../../src/app/index.js';
import { readOrganisationConfiguration } from '../../src/products/index.js';
import { listProducts, readSetting, stopInstallation } from '../../src/store/index.js';
import { shippedModel } from '../support/templateAssessment.js';
import {
  comparableState,
  issuesOf,
  maturityIssue,
  openWorld,
  ownIssues,
  runNow,
  writesOf,
} from '../support/world.js';

const model = shippedModel();
const README = { 'README.md': '# Noget\n\nEn stump kode.\n' };

function configured(products: readonly unknown[]): string {
  return `${JSON.stringify({ version: 1, products }, null, 2)}\n`;
}

/** What its issues about documents are about. */
function requirements(world: World, repository: string): readonly string[] {
  return ownIssues(world, repository, 'document').map(
    ({ body }) => / requirement=(\w+)/.exec(body)?.[1] ?? '',
  );
}

/** What a maturity issue says of the configuration. */
function mistakesIn(body: string): readonly string[] {
  const [, section = ''] = body.split('<!-- os2modning:configuration -->');
  return (
    section
      .split('<!-- ', 1)[0]
      ?.split('\n')
      .filter((line) => line.startsWith('- ')) ?? []
  );
}

describe('src/app: configuration', () => {
  let world: World;
  let app: App;

  beforeAll(async () => {
    world = await openWorld({
      owners: [
        'eng-hegn',
        'gran-skov',
        'havn-kaj',
        'iben-hus',
        'jord-muld',
        'kyst-sand',
        'lund-lys',
        'mose-torv',
      ],
      prepare: (github) => {
        github.accounts.organization('kyst-sand');
        const create = (name: string, files: Readonly<Record<string, string>> = README, isPrivate = false) =>
          github.repositories.create({ name, files, visibility: isPrivate ? 'private' : 'public' });
        create('eng-hegn/hegn-docs');
        create('eng-hegn/hegn');
        for (let index = 1; index <= 11; index += 1) create(`gran-skov/trae-${index}`);
        for (let index = 1; index <= 11; index += 1) create(`mose-torv/os2grav${index % 2}-${index}`);
        create('mose-torv/.github');
        create('havn-kaj/kaj');
        create('havn-kaj/.github', {
          'os2modning.yml': configured([{ name: 'OS2kaj', repositories: ['kaj'], targetLevel: '1' }]),
        });
        create('iben-hus/stue');
        create(
          'iben-hus/dulgt-kammer',
          { 'SECURITY.md': '# Sikkerhed\n\nMeld huller til kammerherren.\n', ...README },
          true,
        );
        create('iben-hus/.github', {
          'os2modning.yml': configured([{ name: 'OS2hus', repositories: ['stue', 'dulgt-kammer'] }]),
        });
        create('jord-muld/plov');
        create('lund-lys/lampe');
        create('lund-lys/lygte');
        create('lund-lys/.github', {
          'os2modning.yml': configured([{ name: 'OS2lys', repositories: ['lampe', 'lygte'], home: 'lampe' }]),
        });
      },
    });
    app = await world.start();
    await world.settle(app);
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    await world.close();
  });

  async function productNames(): Promise<readonly string[]> {
    return (await listProducts(app.database)).map(({ configuration }) => configuration.name);
  }

  function push(repository: string, files: Readonly<Record<string, string | null>>): string {
    return world.github.push({ repository, files, by: 'somebody' });
  }

  test('an organisation without configuration is one product with a sensible home', async () => {
    expect(await productNames()).toContain('eng-hegn');
    expect(maturityIssue(world, 'eng-hegn/hegn').title).toContain('eng-hegn');
    expect(issuesOf(world, 'eng-hegn/hegn-docs')).toEqual([]);
  });

  test('an organisation with more than ten candidates gets no issue, and is asked what its products are', async () => {
    const repositories = world.github.repositories.names().filter((name) => name.startsWith('gran-skov/'));

    expect(repositories).toHaveLength(11);
    for (const repository of repositories) expect(issuesOf(world, repository)).toEqual([]);
    expect(await productNames()).not.toContain('gran-skov');
    expect(await readSetting(app.database, 'proposals')).toEqual(['gran-skov', 'mose-torv']);
  });

  test('is asked in its .github repository, with a file to start from, until the products are named', async () => {
    const file = { owner: 'mose-torv', repository: null, file: 'os2modning.yml', model };
    const [issue, ...others] = issuesOf(world, 'mose-torv/.github');
    const proposed = /```yaml\n([^]*?)```/.exec(issue?.body ?? '')?.[1] ?? '';
    world.github.clearTraffic();

    await runNow(world, app, 'sweep');
    const again = writesOf(world);
    push('mose-torv/.github', { 'os2modning.yml': proposed });
    await world.settle(app);

    const read = readOrganisationConfiguration(proposed, file);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ title: 'Hvilke produkter har mose-torv?', state: 'open' });
    expect(read.mistakes).toEqual([]);
    expect(read.configuration?.products).toHaveLength(2);
    expect(again).toEqual([]);
    expect(issuesOf(world, 'mose-torv/.github')).toEqual([
      expect.objectContaining({ number: issue?.number, state: 'closed', stateReason: 'completed' }),
    ]);
    expect(await productNames()).toContain('OS2grav1');
  });

  test('mistakes in a configuration are shown with file and line while the last good one stays in force', async () => {
    const before = maturityIssue(world, 'havn-kaj/kaj');
    const broken =
      'version: 1\nproducts:\n  - name: OS2kaj\n    repositories: [kaj]\n    targetLevel: 9\n    isues: auto\n';

    push('havn-kaj/.github', { 'os2modning.yml': broken });
    await world.settle(app);
    const shown = maturityIssue(world, 'havn-kaj/kaj');
    const [product] = (await listProducts(app.database)).filter(
      ({ configuration }) => configuration.name === 'OS2kaj',
    );
    push('havn-kaj/.github', {
      'os2modning.yml': configured([{ name: 'OS2kaj', repositories: ['kaj'], targetLevel: '1' }]),
    });
    await world.settle(app);

    expect(mistakesIn(before.body)).toEqual([]);
    expect(mistakesIn(shown.body)).toEqual([
      expect.stringMatching(/havn-kaj\/\.github\/os2modning\.yml.*5/),
      expect.stringMatching(/havn-kaj\/\.github\/os2modning\.yml.*6/),
    ]);
    expect(product?.configuration.targetLevel).toBe('1');
    expect(mistakesIn(maturityIssue(world, 'havn-kaj/kaj').body)).toEqual([]);
  });

  test('name and evidence of a private repository never stand in a public home', () => {
    const text = JSON.stringify(issuesOf(world, 'iben-hus/stue'));

    expect(maturityIssue(world, 'iben-hus/stue').title).toContain('OS2hus');
    expect(text).not.toContain('dulgt');
    expect(text).not.toContain('kammerherre');
    expect(issuesOf(world, 'iben-hus/dulgt-kammer')).toEqual([]);
  });

  test('a repository that is renamed, transferred, archived or made private keeps one issue', async () => {
    const { repositories } = world.github;
    const { number } = maturityIssue(world, 'jord-muld/plov');

    repositories.rename('jord-muld/plov', 'harve');
    await world.settle(app);
    push('jord-muld/harve', { 'a.txt': 'a' });
    await world.settle(app);
    repositories.transfer('jord-muld/harve', 'kyst-sand');
    await world.settle(app);
    push('kyst-sand/harve', { 'b.txt': 'b' });
    await world.settle(app);
    repositories.archive('kyst-sand/harve');
    await world.settle(app);
    repositories.unarchive('kyst-sand/harve');
    await world.settle(app);
    repositories.setVisibility('kyst-sand/harve', 'private');
    await world.settle(app);
    push('kyst-sand/harve', { 'c.txt': 'c' });
    await world.settle(app);
    repositories.setVisibility('kyst-sand/harve', 'public');
    await world.settle(app);

    expect(maturityIssue(world, 'kyst-sand/harve')).toMatchObject({ number, state: 'open' });
    expect(maturityIssue(world, 'kyst-sand/harve').body).toContain('kyst-sand/harve');
    expect(new Set(requirements(world, 'kyst-sand/harve')).size).toBe(
      requirements(world, 'kyst-sand/harve').length,
    );
    expect(await app.jobs.list({ state: 'failed' })).toEqual([]);
  });

  test('a product that moves to another home takes its issue along, also when it was away meanwhile', async () => {
    const products = (home: string): string =>
      configured([{ name: 'OS2lys', repositories: ['lampe', 'lygte'], home }]);
    push('lund-lys/.github', { 'os2modning.yml': products('lygte') });
    await world.settle(app);
    const moved = maturityIssue(world, 'lund-lys/lygte');
    const installation = world.installations.get('lund-lys') ?? 0;

    world.github.apps.suspend(installation);
    await world.settle(app);
    world.github.apps.unsuspend(installation);
    await world.settle(app);

    expect(maturityIssue(world, 'lund-lys/lampe').state).toBe('closed');
    expect(maturityIssue(world, 'lund-lys/lygte')).toMatchObject({ number: moved.number, state: 'open' });
  });

  test('a product that is split keeps its issue where its home is, and the part is a product of its own', async () => {
    const before = maturityIssue(world, 'lund-lys/lygte');

    push('lund-lys/.github', {
      'os2modning.yml': configured([
        { name: 'OS2aften', repositories: ['lampe'] },
        { name: 'OS2lys', repositories: ['lygte'] },
      ]),
    });
    await world.settle(app);

    const [aften, ...others] = ownIssues(world, 'lund-lys/lampe', 'maturity').filter(
      ({ state }) => state === 'open',
    );
    expect(maturityIssue(world, 'lund-lys/lygte')).toMatchObject({ number: before.number, state: 'open' });
    expect(aften?.title).toContain('OS2aften');
    expect(others).toEqual([]);
  });

  test('two products may swap their names', async () => {
    push('lund-lys/.github', {
      'os2modning.yml': configured([
        { name: 'OS2lys', repositories: ['lampe'] },
        { name: 'OS2aften', repositories: ['lygte'] },
      ]),
    });
    await world.settle(app);

    const products = await listProducts(app.database);
    const names = products.map(({ slug, configuration: { name, home } }) => [slug, name, home]);
    expect(await app.jobs.list({ state: 'failed' })).toEqual([]);
    expect(names).toContainEqual(['os2lys', 'OS2lys', 'lund-lys/lampe']);
    expect(names).toContainEqual(['os2aften', 'OS2aften', 'lund-lys/lygte']);
  });

  test('work stops at once when an installation is suspended, and goes on with the same issues afterwards', async () => {
    const installation = world.installations.get('eng-hegn') ?? 0;
    const { number } = maturityIssue(world, 'eng-hegn/hegn');

    world.github.apps.suspend(installation);
    await world.settle(app);
    world.github.clearTraffic();
    push('eng-hegn/hegn', { 'a.txt': 'a' });
    await world.settle(app);
    const asked = world.github.traffic().length;
    const whileSuspended = await productNames();
    world.github.apps.unsuspend(installation);
    await world.settle(app);

    expect(asked).toBe(0);
    expect(whileSuspended).not.toContain('eng-hegn');
    expect(await productNames()).toContain('eng-hegn');
    expect(maturityIssue(world, 'eng-hegn/hegn')).toMatchObject({ number, state: 'open' });
  });

  test('work that waits when an installation is suspended does nothing', async () => {
    const installation = world.installations.get('havn-kaj') ?? 0;
    const products = await listProducts(app.database);
    const key = products.find(({ configuration }) => configuration.name === 'OS2kaj')?.key ?? '';
    await stopInstallation(app.database, installation, 'suspended', new Date());
    world.github.clearTraffic();

    await app.jobs.send([{ queue: 'assess', key, soon: true }]);
    app.jobs.wake();
    await world.settle(app);

    expect(key).not.toBe('');
    expect(world.github.traffic()).toEqual([]);
  });

  test('an uninstalled account gets nothing more; installed again it is found as it stands', async () => {
    const before = comparableState(world);
    const installation = world.github.apps.installation(world.appId, 'eng-hegn') ?? 0;

    world.github.apps.uninstall(installation);
    await world.settle(app);
    const whileAway = await productNames();
    world.github.clearTraffic();
    world.github.apps.install(world.appId, 'eng-hegn');
    await world.settle(app);

    expect(whileAway).not.toContain('eng-hegn');
    expect(await productNames()).toContain('eng-hegn');
    expect(writesOf(world)).toEqual([]);
    expect(comparableState(world)).toEqual(before);
    expect(await app.jobs.list({ state: 'failed' })).toEqual([]);
  });
});
