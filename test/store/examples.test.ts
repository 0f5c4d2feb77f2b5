import { expect, test } from '@jest/globals';
import type { Product } from '../../src/products/index.js';
import {
  hideRepository,
  listExamples,
  saveExamples,
  saveInstallation,
  saveProducts,
  saveRepositories,
  stopInstallation,
} from '../../src/store/index.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { installationFixture, NOW, productFixture, repositoryFixture } from './support.js';

const TRAITS = { kinds: ['standalone/web'], stack: ['java'] };
const FILE = {
  repository: 'OS2eksempel/kode',
  path: 'SECURITY.md',
  url: 'https://github.com/OS2eksempel/kode/blob/c/SECURITY.md',
  date: '2026-01-01',
};

describeOnEveryDatabase('store/examples', (database) => {
  async function prepare(configuration: Partial<Product> = {}): Promise<void> {
    await saveInstallation(database(), installationFixture(), NOW);
    await saveRepositories(
      database(),
      [
        repositoryFixture({ owner: 'OS2eksempel', name: 'kode' }),
        repositoryFixture({ nodeId: 'R_docs', owner: 'OS2eksempel', name: 'intern', visibility: 'private' }),
      ],
      NOW,
    );
    const product = productFixture({ configuration: { name: 'OS2eksempel', ...configuration } as Product });
    await saveProducts(database(), 'portfolio', [product], NOW);
    await saveExamples(database(), 'p-1', { traits: TRAITS, files: new Map([['F4', [FILE]]]) }, NOW);
  }

  test('tell how a product is made, what it shows, and what everybody may read', async () => {
    await prepare();

    expect(await listExamples(database())).toEqual([
      {
        key: 'p-1',
        name: 'OS2eksempel',
        examples: true,
        home: 'OS2eksempel/kode',
        publicRepositories: ['OS2eksempel/kode'],
        traits: TRAITS,
        files: new Map([['F4', [FILE]]]),
      },
    ]);
    expect(await listExamples(database(), ['p-1'])).toHaveLength(1);
    expect(await listExamples(database(), ['p-2'])).toEqual([]);
  });

  test('are replaced by those of the next assessment', async () => {
    await prepare({ examples: false });
    await saveExamples(database(), 'p-1', { traits: TRAITS, files: new Map([['F5', [FILE]]]) }, NOW);

    const [product] = await listExamples(database());

    expect([product?.examples, [...(product?.files.keys() ?? [])]]).toEqual([false, ['F5']]);
  });

  test('follow who may read them, and go with the installation', async () => {
    await prepare();

    await hideRepository(database(), 'R_kode', NOW);
    const hidden = await listExamples(database());
    await stopInstallation(database(), 7, 'suspended', NOW);

    expect(hidden[0]?.publicRepositories).toEqual([]);
    expect(await listExamples(database())).toEqual([]);
  });
});
