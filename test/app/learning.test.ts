import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { App } from '../../src/app/index.js';
import { latestAssessment, listProducts } from '../../src/store/index.js';
import { BOGBUS, HAVNEVAGT, MENDED_SECURITY, PARKBAENK } from '../support/sampleProducts.js';
import { documentIssue, maturityIssue, openWorld, runNow } from '../support/world.js';
import type { World } from '../../demo/world.js';

const PARK = 'celle-parker/parkbaenk';
const BUS = 'aros-bogbus/bogbus';
const HARBOUR = 'birk-havn/havnevagt-produktforvaltning';

const SECURE = {
  ...MENDED_SECURITY,
  'docs/sikkerhed.md':
    '# Sikkerhed\n\nBænkene taler med parkens server over en krypteret forbindelse, og serveren tager kun imod bænke, den kender. Hvert halve år går to af os trusselsbilledet igennem og skriver her, hvad vi har fundet, og hvad vi har gjort ved det.\n',
};

describe('src/app/examples', () => {
  let world: World;
  let app: App;

  beforeAll(async () => {
    // The harbour describes security too, where nobody else may read it.
    world = await openWorld({ snapshots: [BOGBUS, HAVNEVAGT, PARKBAENK] });
    app = await world.start();
    await world.settle(app);
    world.github.push({ repository: PARK, files: SECURE, by: 'parkvagt' });
    await world.settle(app);
    await runNow(world, app, 'sweep');
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    await world.close();
  });

  test('the next steps lead to the very file of a product that has solved it', () => {
    const { body } = maturityIssue(world, BUS);

    expect(body).toMatch(
      /sådan gør \[OS2parkbænk\]\(https:\/\/github\.com\/celle-parker\/parkbaenk\/blob\/[0-9a-f]{40}\/SECURITY\.md/,
    );
  });

  test('a product without a self-evaluation gets one to fill in, with links to what was found', () => {
    const { body } = maturityIssue(world, PARK);
    const [, draft = ''] = /```markdown\n([^]*?)\n```/.exec(body) ?? [];

    expect(body.length).toBeLessThan(60_000);
    expect(body).toContain('[Opret selvevaluering-');
    expect(draft).toContain('# Governancerapport for OS2parkbænk');
    expect(draft).toMatch(/\| F4 \| .*SECURITY\.md.*https:\/\/github\.com\/celle-parker\/parkbaenk\/blob/);
    expect(draft).not.toMatch(/\| (Ja|Nej) \|/);
    expect(maturityIssue(world, HARBOUR).body).toContain('Den seneste selvevaluering er fra 10. april 2026.');
  });

  test('nobody learns of what is not for everybody', async () => {
    const [, harbour] = (await listProducts(app.database)).map(({ key }) => key);
    const { assessment } = (await latestAssessment(app.database, harbour ?? '')) ?? {};
    const bodies = [maturityIssue(world, BUS).body, maturityIssue(world, PARK).body];

    expect(assessment?.repositories.map(({ name }) => name)).toContain('birk-havn/havnevagt-hemmelig-drift');
    for (const body of bodies) expect(body).not.toContain('hemmelig');
    expect(maturityIssue(world, HARBOUR).body).not.toContain('hemmelig-drift');
  });

  test('a document issue that is mended says which file mended it', () => {
    const { comments } = documentIssue(world, PARK, 'F4');

    expect(comments.map(({ body }) => body)).toEqual([expect.stringContaining('SECURITY.md')]);
  });

  test('a product that does not want to be shown is not shown any more, in the overview and in the issues', async () => {
    const before = documentIssue(world, BUS, 'F4');
    world.github.push({
      repository: PARK,
      files: {
        '.github/os2modning.yml':
          'version: 1\nproducts:\n  - name: OS2parkbænk\n    targetLevel: 2\n    examples: false\n',
      },
      by: 'parkvagt',
    });
    await world.settle(app);
    world.github.push({
      repository: BUS,
      files: { 'src/bus.ts': 'export const bus = 8;\n' },
      by: 'chauffør',
    });
    await world.settle(app);
    await runNow(world, app, 'sweep');

    expect(before.body).toMatch(/\[OS2parkbænk\]\([^)]*SECURITY\.md[^)]*\) har løst det\./);
    expect(maturityIssue(world, BUS).body).not.toContain('OS2parkbænk');
    expect(documentIssue(world, BUS, 'F4').body).toBe(
      before.body.replace(/^.*(<!-- os2modning:examples -->)$/m, '$1'),
    );
  });
});
