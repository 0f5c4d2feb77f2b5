import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import { configureInstallation } from '../../src/app/configure.js';
import type { AppContext } from '../../src/app/context.js';
import { startApp, type App } from '../../src/app/index.js';
import { silentLogger } from '../../src/log/index.js';
import { listProducts } from '../../src/store/index.js';
import { shippedModel } from '../support/templateAssessment.js';
import { openWorld } from '../support/world.js';

const FIRST = 'aa-kilde';
const SECOND = 'bakke-top';

/** Two repositories that are one product, which only the organisation's own file says. */
function prepare({ repositories }: World['github']): void {
  for (const owner of [FIRST, SECOND]) {
    for (const name of ['kode', 'viden'])
      repositories.create({ name: `${owner}/${name}`, files: { 'README.md': `# ${name}\n` } });
    const products = [{ name: `OS2${owner}`, repositories: ['kode', 'viden'] }];
    repositories.create({
      name: `${owner}/.github`,
      files: { 'os2modning.yml': JSON.stringify({ version: 1, products }) },
    });
  }
}

describe('src/app/configure.ts: two installations at the same moment', () => {
  let world: World;
  let app: App;

  beforeAll(async () => {
    world = await openWorld({ owners: [FIRST, SECOND], prepare });
    // Nothing is worked on but what the test calls itself.
    const settings = { ...world.settings, role: 'web' as const };
    app = await startApp({ settings, model: shippedModel(), log: silentLogger() });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await world.close();
  });

  test('neither sees half of the other, and each product is sent once', async () => {
    const [first, second] = [FIRST, SECOND].map((owner) => world.github.apps.install(world.appId, owner));
    if (first === undefined || second === undefined) throw new Error('there are two');
    const sent: string[] = [];
    const jobs = app.context.jobs();
    const context: AppContext = {
      ...app.context,
      jobs: () => ({
        ...jobs,
        send: (requests, connection) => {
          for (const { queue, key } of requests) if (queue === 'assess') sent.push(key);
          return jobs.send(requests, connection);
        },
      }),
    };
    const { allowList } = app;
    // The other's whole turn comes while this one is between two of its steps.
    const meanwhile = {
      ...allowList,
      refresh: () => configureInstallation(context, allowList, second),
    };

    await configureInstallation(context, meanwhile, first);

    const products = await listProducts(app.database);
    expect(products.map(({ configuration }) => configuration.name)).toEqual([`OS2${FIRST}`, `OS2${SECOND}`]);
    expect(sent.toSorted()).toEqual(products.map(({ key }) => key).toSorted());
  }, 60_000);
});
