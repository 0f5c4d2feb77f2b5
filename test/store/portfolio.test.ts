import { expect, test } from '@jest/globals';
import {
  findConfiguration,
  findInstallation,
  findProduct,
  findRepository,
  findRepositoryNamed,
  hideRepository,
  listConfigurations,
  listInstallations,
  listProducts,
  listRepositories,
  noteGone,
  noteScanned,
  productsOfRepository,
  saveConfiguration,
  saveInstallation,
  saveProducts,
  saveRepositories,
  startRun,
  stopInstallation,
} from '../../src/store/index.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { NOW, installationFixture, later, productFixture, repositoryFixture } from './support.js';

describeOnEveryDatabase('store/installations', (database) => {
  test('are read back as saved and follow what GitHub says', async () => {
    await saveInstallation(database(), installationFixture(), NOW);
    await saveInstallation(database(), installationFixture({ account: 'renamed' }), later(1));

    expect(await findInstallation(database(), 7)).toEqual(installationFixture({ account: 'renamed' }));
    expect(await findInstallation(database(), 8)).toBeNull();
  });

  test('that are suspended or removed are listed only when asked for', async () => {
    for (const id of [1, 2, 3]) await saveInstallation(database(), installationFixture({ id }), NOW);

    await stopInstallation(database(), 1, 'suspended', NOW);
    await stopInstallation(database(), 2, 'removed', NOW);
    await stopInstallation(database(), 2, 'removed', later(1));

    expect((await listInstallations(database())).map(({ id }) => id)).toEqual([3]);
    expect(await listInstallations(database(), { all: true })).toHaveLength(3);
    expect((await findInstallation(database(), 2))?.removedAt).toEqual(NOW);
  });
});

describeOnEveryDatabase('store/repositories', (database) => {
  test('keep their history over a rename and are found by the new name alone', async () => {
    await saveRepositories(database(), [repositoryFixture()], NOW);
    await noteScanned(database(), new Map([['R_kode', 'a1']]), NOW);

    await saveRepositories(database(), [repositoryFixture({ name: 'Nyt-Navn', headOid: 'a2' })], later(1));

    expect(await findRepositoryNamed(database(), 'OS2eksempel', 'nyt-navn')).toMatchObject({
      nodeId: 'R_kode',
      headOid: 'a2',
      scannedOid: 'a1',
      scannedAt: NOW,
    });
    expect(await findRepositoryNamed(database(), 'os2eksempel', 'kode')).toBeNull();
  });

  test('are shown to nobody after a hint that they are private, until GitHub has been asked', async () => {
    await saveRepositories(database(), [repositoryFixture()], NOW);

    await hideRepository(database(), 'R_kode', NOW);
    const hidden = await findRepository(database(), 'R_kode');
    await saveRepositories(database(), [repositoryFixture()], later(1));

    expect(hidden?.visibility).toBe('unknown');
    expect((await findRepository(database(), 'R_kode'))?.visibility).toBe('public');
  });

  test('that are gone are not listed, and come back', async () => {
    await saveRepositories(database(), [repositoryFixture(), repositoryFixture({ nodeId: 'R_2' })], NOW);

    await noteGone(database(), ['R_kode'], NOW);
    const left = await listRepositories(database(), { installation: 7 });
    await saveRepositories(database(), [repositoryFixture()], later(1));

    expect(left.map(({ nodeId }) => nodeId)).toEqual(['R_2']);
    expect(await listRepositories(database())).toHaveLength(2);
  });
});

describeOnEveryDatabase('store/products', (database) => {
  test('are replaced by what their configuration says now', async () => {
    const other = productFixture({ key: 'p-2', slug: 'andet', repositories: ['R_kode'] });
    await saveProducts(database(), 'account:70', [productFixture(), other], NOW);

    await saveProducts(database(), 'account:70', [productFixture({ repositories: ['R_docs'] })], later(1));

    expect(await findProduct(database(), 'p-1')).toMatchObject({ repositories: ['R_docs'], removedAt: null });
    expect(await findProduct(database(), 'p-2')).toMatchObject({ removedAt: later(1) });
    expect(await productsOfRepository(database(), 'R_kode')).toEqual([]);
    expect((await listProducts(database(), { installation: 7 })).map(({ key }) => key)).toEqual(['p-1']);
  });

  test('keep the order of their repositories, which may be shared', async () => {
    const other = productFixture({ key: 'p-2', slug: 'andet', repositories: ['R_docs'] });
    await saveProducts(database(), 'a', [productFixture({ repositories: ['R_z', 'R_a', 'R_docs'] })], NOW);
    await saveProducts(database(), 'b', [other], NOW);

    expect((await findProduct(database(), 'p-1'))?.repositories).toEqual(['R_z', 'R_a', 'R_docs']);
    expect(await productsOfRepository(database(), 'R_docs')).toEqual(['p-1', 'p-2']);
  });

  test('number their runs upwards, through changes of configuration too', async () => {
    await saveProducts(database(), 'a', [productFixture()], NOW);
    const first = await startRun(database(), 'p-1', NOW);
    await saveProducts(database(), 'a', [productFixture()], NOW);

    expect([first, await startRun(database(), 'p-1', NOW)]).toEqual([1, 2]);
    await expect(startRun(database(), 'unknown', NOW)).rejects.toThrow('unknown');
  });
});

describeOnEveryDatabase('store/configurations', (database) => {
  test('keep the last good one in force while a newer has mistakes', async () => {
    const read = { source: 'account:70', installation: 7, repository: 'R_kode', path: 'os2modning.yml' };
    await saveConfiguration(
      database(),
      { ...read, commit: 'a1', configuration: { n: 1 }, mistakes: [] },
      NOW,
    );

    const broken = await saveConfiguration(
      database(),
      { ...read, commit: 'a2', configuration: null, mistakes: ['line 3'] },
      later(1),
    );

    expect(broken).toMatchObject({ good: { n: 1 }, goodCommit: 'a1', goodAt: NOW, commit: 'a2' });
    expect(await listConfigurations(database(), { broken: true })).toMatchObject([{ mistakes: ['line 3'] }]);
    expect(await findConfiguration(database(), 'account:71')).toBeNull();
  });
});
