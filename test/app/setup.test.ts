import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { parse } from 'yaml';
import { readSettings, startSetup, wantsSetup, type SetupPage } from '../../src/app/index.js';
import { silentLogger } from '../../src/log/index.js';

const MANIFEST = fileURLToPath(new URL('../../app.yml', import.meta.url));
const PEM = '-----BEGIN RSA PRIVATE KEY-----\nbm8ga2V5IGF0IGFsbA==\n-----END RSA PRIVATE KEY-----\n';

describe('src/app/setup.ts', () => {
  const home = process.cwd();
  let folder = '';
  let page: SetupPage | null = null;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'os2modning-setup-'));
    copyFileSync(MANIFEST, join(folder, 'app.yml'));
    process.chdir(folder);
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.enableNetConnect(/localhost|127\.0\.0\.1/);
  });

  afterEach(async () => {
    await page?.stop();
    page = null;
    nock.cleanAll();
  });

  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
    nock.enableNetConnect();
    nock.restore();
  });

  test.each([
    ['nothing is set', {}, true],
    ['the settings are there and empty', { APP_ID: '', PRIVATE_KEY: ' ', HOST: 'localhost' }, true],
    ['there is an App', { APP_ID: '1' }, false],
    ['there is a key', { PRIVATE_KEY: 'key' }, false],
    ['it runs in production', { NODE_ENV: 'production' }, false],
    ['others can reach the page', { HOST: '0.0.0.0' }, false],
  ])('when %s', (_, env, wanted) => {
    expect(wantsSetup(env)).toBe(wanted);
  });

  test('shows a page that registers what app.yml says', async () => {
    page = await startSetup(await anyPort(), silentLogger());

    const html = await (await fetch(page.url)).text();

    const manifest: unknown = JSON.parse(/name="manifest"[^>]*value='([^']*)'/.exec(html)?.[1] ?? '');
    expect(manifest).toMatchObject(parse(readFileSync(MANIFEST, 'utf8')) as object);
    expect(manifest).toMatchObject({ redirect_url: page.url.replace('/probot', '/probot/setup') });
    expect(html).toContain('action="https://github.com/settings/apps/new"');
    expect(page.placeholder).toBe('os2modning.example.org');
  });

  test('keeps what GitHub answers in .env, for its owner alone, beside what stands there', async () => {
    writeFileSync('.env', '# Mine\nAPP_ID=\nOS2MODNING_ACCOUNTS=OS2eksempel\n', { mode: 0o644 });
    nock('https://api.github.com').post('/app-manifests/a-code/conversions').reply(201, {
      id: 4711,
      client_id: 'client',
      client_secret: 'hidden',
      webhook_secret: 'a webhook secret of GitHub’s',
      pem: PEM,
      html_url: 'https://github.com/apps/os2modning',
    });
    page = await startSetup(await anyPort(), silentLogger());

    const answer = await fetch(`${page.url}/setup?code=a-code`, { redirect: 'manual' });

    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      'https://github.com/apps/os2modning/installations/new',
    ]);
    const text = readFileSync('.env', 'utf8');
    expect(text).toMatch(/^# Mine\nAPP_ID=4711\nOS2MODNING_ACCOUNTS=OS2eksempel\n/);
    expect(statSync('.env').mode & 0o777).toBe(0o600);
    const { settings, mistakes } = readSettings(parseEnv(text));
    expect(mistakes).toEqual([]);
    expect(settings).toMatchObject({ appId: 4711, privateKey: PEM.trim() });
  });

  test('keeps nothing when GitHub refuses the code', async () => {
    writeFileSync('.env', 'LOG_LEVEL=info\n');
    nock('https://api.github.com')
      .post('/app-manifests/old/conversions')
      .reply(404, { message: 'Not Found' });
    page = await startSetup(await anyPort(), silentLogger());

    const answer = await fetch(`${page.url}/setup?code=old`, { redirect: 'manual' });

    expect(answer.status).toBe(500);
    expect(readFileSync('.env', 'utf8')).toBe('LOG_LEVEL=info\n');
  });
});

/** Settings with a port that nobody listens on right now; Probot takes 0 for its default. */
async function anyPort(): Promise<NodeJS.ProcessEnv> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return { PORT: String(port) };
}
