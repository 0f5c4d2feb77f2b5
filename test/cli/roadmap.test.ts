import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CENTRAL, type World } from '../../demo/world.js';
import { createManualClock } from '../../simulator/index.js';
import type { App } from '../../src/app/index.js';
import { main } from '../../src/cli/main.js';
import { openWorld } from '../support/world.js';

const HOME = 'kyst-havn/havn';

async function run(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const stdout = {
    isTTY: false,
    columns: 100,
    write: (text: string, done?: () => void) => ((out += text), done?.(), true),
  };
  const stderr = { isTTY: false, write: (text: string) => ((err += text), true) };
  const code = await main(argv, { stdout, stderr, env } as unknown as Pick<
    NodeJS.Process,
    'stdout' | 'stderr' | 'env'
  >);
  return { code, out, err };
}

describe('src/cli/roadmap.ts', () => {
  const clock = createManualClock('2026-02-02T08:00:00Z');
  let world: World;
  let app: App;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    world = await openWorld({
      owners: ['kyst-havn'],
      roadmap: true,
      simulator: { clock },
      prepare: (github) => {
        github.repositories.create({
          name: HOME,
          files: { 'README.md': '# Havn' },
          collaborators: { fyr: 'write' },
        });
        github.milestones.create(HOME, { title: 'Ny mole', dueOn: '2026-09-01T12:00:00Z' });
      },
    });
    app = await world.start({ now: () => clock.now() });
    await world.settle(app);
    const { settings } = world;
    env = {
      APP_ID: String(settings.appId),
      PRIVATE_KEY: settings.privateKey,
      WEBHOOK_SECRET: settings.webhookSecrets[0],
      GITHUB_API_URL: settings.apiUrl,
      OS2MODNING_DATA: settings.dataDirectory,
      OS2MODNING_PORTFOLIO: settings.portfolio ?? '',
      OS2MODNING_PACING: '0',
      LOG_LEVEL: 'silent',
    };
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    expect(world.github.violations()).toEqual([]);
    await world.close();
  });

  test('asks the running app: nothing to do, a difference as a table, and then done', async () => {
    const before = await run(['roadmap', 'sync', '--dry-run'], env);
    world.github.projects.setValue(CENTRAL, 1, {
      title: 'kyst-havn: Ny mole',
      field: 'Åbne',
      value: 9,
    });
    const planned = await run(['roadmap', 'sync', '--dry-run'], env);
    const shown = world.github.state().projects[0]?.items[0]?.fieldValues['Åbne'];
    const done = await run(['roadmap', 'sync', '--lang', 'en'], env);

    expect(before).toEqual({
      code: 0,
      err: '',
      out: 'Roadmappet er, som det skal være. Der er intet at ændre.\n',
    });
    expect(planned.out).toMatch(/^Handling +Element +Hvad\n/);
    expect(planned.out).toContain('Åbne: 9 → 0');
    expect(shown).toBe(9);
    expect(done.out).toContain('changed 1');
    expect(done.code).toBe(0);
    expect(world.github.state().projects[0]?.items[0]?.fieldValues['Åbne']).toBe(0);
  });

  test('preflight and setup say what is good and what is left', async () => {
    const preflight = await run(['roadmap', 'preflight'], env);
    const setup = await run(['roadmap', 'setup'], env);

    expect(preflight.code).toBe(0);
    expect(preflight.out).toContain('✓ Projektet »Fælles roadmap« er fundet');
    expect(preflight.out).toContain('✓ En prøve er lagt i projektet, set og fjernet igen.');
    expect(setup.code).toBe(0);
    expect(setup.out).toContain('✓ Roadmapvisningen er oprettet.');
    expect(setup.out).toContain('→ Ét klik mangler');
  });

  test('a plan: shown, tried, applied, and applied again', async () => {
    const apply = ['plan', 'apply', 'tu2', '--repo', HOME, '--start', '2026-03-01'];

    const tried = await run([...apply, '--dry-run'], env);
    const none = world.github.state().repositories[HOME]?.milestones.length;
    const first = await run(apply, env);
    const again = await run(apply, env);
    await world.settle(app);

    expect(tried.out).toContain('opret milepæl');
    expect(none).toBe(1);
    expect(first.out).toContain('Oprettet: 22 milepæle og 22 opgaver. Flyttet: ingen.');
    expect(again.out).toBe(
      'Planen er fulgt. Der er intet at oprette eller flytte.\nOprettet: 0 milepæle og 0 opgaver. Flyttet: ingen.\n',
    );
    expect(world.github.state().projects[0]?.items).toHaveLength(23);
  });

  test('a person applies a plan with a token of their own', async () => {
    const own = { GITHUB_TOKEN: world.github.accounts.token('fyr'), GITHUB_API_URL: world.github.url };
    world.github.repositories.create({
      name: 'kyst-havn/bro',
      collaborators: { fyr: 'write' },
      files: { 'README.md': '# Bro' },
    });

    const shown = await run(['plan', 'show', 'aarshjul', '--repo', 'kyst-havn/bro', '--lang', 'en'], own);
    const refused = await run(['plan', 'apply', 'aarshjul'], own);

    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/Selvevaluering opdateret/);
    expect(shown.out).toContain('make milestone');
    expect(refused).toMatchObject({
      code: 2,
      err: 'os2modning: Skriv, hvilket repositorie planen skal bruges i: --repo ejer/navn.\n',
    });
  });

  test.each([
    [['plan', 'show', 'julen'], 'Der er ingen plan, der hedder »julen«. Vælg mellem aarshjul, tu2'],
    [['plan', 'show', 'tu2', '--start', '2026-02-30'], '»2026-02-30« er ikke en dato'],
    [['plan', 'apply', 'tu2', '--repo', 'havn'], '»havn« er ikke et repositorie'],
    [['plan', 'apply', 'tu2', '--repo', HOME], 'GITHUB_TOKEN'],
    [['roadmap', 'sync'], 'APP_ID mangler'],
  ])('%j is told what is wrong', async (argv, said) => {
    const { code, out, err } = await run(argv, {});

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
  });

  test('a missing permission is named, and the command fails', async () => {
    world.github.apps.grant(world.installations.get(CENTRAL) ?? 0, { organization_projects: null });
    await world.settle(app);

    const { code, out } = await run(['roadmap', 'sync'], env);

    expect(code).toBe(1);
    expect(out).toContain('»organization_projects=write« i OS2central');
  });

  test('a wrong key is told of as such', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    await app.stop();

    const { code, out } = await run(['roadmap', 'preflight'], { ...env, PRIVATE_KEY: privateKey });
    app = await world.start({ now: () => clock.now() });

    expect(code).toBe(1);
    expect(out).not.toBe('');
  });
});
