import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSimulator, type Simulator } from '../../simulator/index.js';
import { createGitHubAccess } from '../../src/app/github-access.js';
import { readSettings } from '../../src/app/settings.js';
import { memoryTurnBook } from '../../src/github/index.js';
import { silentLogger } from '../../src/log/index.js';

describe('src/app/github-access', () => {
  let github: Simulator;

  beforeAll(async () => {
    github = await createSimulator();
  });

  afterAll(() => github.close());

  test('who the app is, is asked again after an answer that failed', async () => {
    const { id: appId, privateKey } = github.apps.register({ slug: 'os2modning', permissions: {} });
    const { settings, mistakes } = readSettings({
      APP_ID: String(appId),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: 'sixteen characters',
      OS2MODNING_ACCOUNTS: 'OS2eksempel',
      OS2MODNING_PACING: '0',
      GITHUB_API_URL: github.url,
    });
    if (settings === null) throw new Error(JSON.stringify(mistakes));
    const access = createGitHubAccess({ settings, log: silentLogger(), turns: memoryTurnBook() });
    github.faults.script({ fault: 'forbidden', method: 'GET', matches: /\/app$/ });

    await expect(access.issues(1, [1])).rejects.toMatchObject({ kind: 'forbidden' });

    await expect(access.issues(1, [1])).resolves.toHaveProperty('reader');
    expect(access.botLogin()).toBe('os2modning[bot]');
  });
});
