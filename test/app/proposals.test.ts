import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import { createManualClock } from '../../simulator/index.js';
import type { App } from '../../src/app/index.js';
import { productSnapshot, SAMPLE_TIME } from '../support/sampleProducts.js';
import { documentIssue, issuesOf, openWorld, ownIssues, writesOf } from '../support/world.js';

const HOME = 'eng-bro/bro';
const SILENT = 'eng-tunnel/tunnel';
const AWAY = 'eng-vej/vej';
const BOT = 'os2modning-forslag[bot]';
const README = '# Bro\n\nBroen lukker sig selv op for skibe og er til kommuner med havn.\n';

function product(name: string, repository: string, settings: string) {
  return productSnapshot(name, [
    {
      name: repository,
      files: {
        'README.md': README,
        '.github/os2modning.yml': `version: 1\nproducts:\n  - name: ${name}\n    targetLevel: 3\n${settings}`,
      },
    },
  ]);
}

describe('src/app: proposals', () => {
  let world: World;
  let app: App;

  beforeAll(async () => {
    const clock = createManualClock(SAMPLE_TIME);
    world = await openWorld({
      snapshots: [
        product('OS2bro', HOME, '    proposals: true\n'),
        product('OS2tunnel', SILENT, ''),
        product('OS2vej', AWAY, '    proposals: true\n'),
      ],
      simulator: { clock },
    });
    const second = world.github.apps.register({
      slug: 'os2modning-forslag',
      permissions: { contents: 'write', pull_requests: 'write' },
    });
    world.github.apps.install(second.id, 'eng-bro');
    world.github.apps.install(second.id, 'eng-tunnel');
    // Somebody's own work, with our name on it and our mark copied.
    world.github.pulls.open({
      repository: HOME,
      title: 'Min egen',
      branch: 'os2modning/docs-praesentation-md',
      body: '<!-- os2modning:proposal v=1 product=x requirement=F13 -->',
      files: { 'andet.md': '# Andet\n' },
      by: 'broevogter',
    });
    world.github.faults.script({ fault: 'error-after', method: 'POST', matches: /git\/refs$/ });
    world.github.faults.script({ fault: 'reset-after', method: 'PUT', matches: /contents\// });
    world.github.faults.script({ fault: 'error-after', method: 'POST', matches: /\/pulls$/ });
    const proposalsApp = { appId: second.id, privateKey: second.privateKey };
    app = await world.start({ now: () => clock.now(), settings: { ...world.settings, proposalsApp } });
    await world.settle(app);
  }, 120_000);

  afterAll(async () => {
    expect(world.github.violations()).toEqual([]);
    expect((await app.jobs.list({ state: 'failed' })).map(({ error }) => error)).toEqual([]);
    await app.stop();
    await world.close();
  });

  function proposals(repository = HOME) {
    return issuesOf(world, repository).filter(({ author }) => author === BOT);
  }

  let pushes = 0;

  async function pushAndSettle(files: Readonly<Record<string, string>> = {}): Promise<void> {
    pushes += 1;
    world.github.push({ repository: HOME, files: { ...files, 'src/x.ts': `export const x = ${pushes};\n` } });
    await world.settle(app);
  }

  test('three missing documents at a time, each once although every answer was unclear', async () => {
    await pushAndSettle();

    expect(proposals().map(({ title, state }) => [title, state])).toEqual([
      ['Tilføj SECURITY.md', 'open'],
      ['Tilføj CONTRIBUTING.md', 'open'],
      [expect.stringMatching(/^Tilføj /), 'open'],
    ]);
    const text = world.github.repositories.file(HOME, 'SECURITY.md', 'os2modning/security-md') ?? '';
    expect(text).toContain('OS2bro');
    expect(text).toContain('[udfyld: ');
    expect(world.github.repositories.file(HOME, 'SECURITY.md')).toBeNull();
    expect(proposals()[0]?.body).toContain(`Opgaven er beskrevet i #${issueAbout('F4').number}.`);
  });

  test('nothing is proposed twice, and a branch of somebody else is left alone', async () => {
    world.github.clearTraffic();
    await pushAndSettle();

    expect(writesOf(world).filter((write) => /refs|contents|pulls/.test(write))).toEqual([]);
    expect(proposals().map(({ title }) => title)).not.toContain('Tilføj praesentation.md');
    const branch = 'os2modning/docs-praesentation-md';
    expect(world.github.repositories.file(HOME, 'docs/praesentation.md', branch)).toBeNull();
  });

  test('what a person closes is a no for ever, also when nothing is remembered of it', async () => {
    const [, second] = proposals();
    world.github.pulls.close(HOME, second?.number ?? 0, 'broevogter');
    await world.settle(app);
    expect(proposals()).toHaveLength(4);

    await app.database.execute(`DELETE FROM effects WHERE kind = 'proposal'`);
    await pushAndSettle();

    expect(proposals().filter(({ title }) => title === second?.title)).toHaveLength(1);
    expect(proposals().filter(({ state }) => state === 'open')).toHaveLength(3);
  });

  test('a document that was written in another way makes the proposal go, with the reason', async () => {
    const text = `# Sikkerhed\n\n${'Meld huller til brovagten, som svarer samme dag. '.repeat(6)}\n`;

    await pushAndSettle({ 'SECURITY.md': text });

    const [first] = proposals();
    expect(first?.state).toBe('closed');
    expect(first?.body).toContain('**Lukket af OS2modning:** SECURITY.md mangler ikke længere.');
    expect(world.github.repositories.file(HOME, 'SECURITY.md')).toBe(text);
  });

  test('a merged proposal is not made again, and the bare template counts for nothing', async () => {
    const open = proposals().find(({ state }) => state === 'open');
    world.github.pulls.merge(HOME, open?.number ?? 0, 'broevogter');
    await world.settle(app);
    await pushAndSettle();

    expect(proposals().filter(({ title }) => title === open?.title)).toHaveLength(1);
  });

  test('nothing without the wish, and nothing but the link where the second App is not installed', () => {
    expect(proposals(SILENT)).toEqual([]);
    expect(proposals(AWAY)).toEqual([]);
    const bodies = ownIssues(world, AWAY, 'document').map(({ body }) => body);
    expect(bodies.join()).toContain(`https://github.com/${AWAY}/new/main?filename=SECURITY.md&value=`);
  });

  function issueAbout(requirement: string) {
    return documentIssue(world, HOME, requirement);
  }
});
