import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSimulator, type Simulator } from '../../simulator/index.js';
import {
  createAppTokens,
  createReadToken,
  type AppRegistration,
  type AppTokens,
} from '../../src/app/app-tokens.js';

const REPOSITORY = 'OS2eksempel/kode';

describe('src/app/app-tokens', () => {
  let github: Simulator;
  let tokens: AppTokens;
  let installation: number;
  let registration: AppRegistration;
  const refused: (number | null)[] = [];

  beforeAll(async () => {
    github = await createSimulator();
    github.repositories.create({ name: REPOSITORY, files: { 'README.md': '# Kode\n' } });
    const app = github.apps.register({
      slug: 'os2modning',
      permissions: { contents: 'read', issues: 'write', pull_requests: 'read', checks: 'write' },
    });
    installation = github.apps.install(app.id, 'OS2eksempel');
    registration = { appId: app.id, privateKey: app.privateKey };
    tokens = createAppTokens({
      ...registration,
      apiUrl: github.url,
      onRefused: ({ status }) => refused.push(status),
    });
  });

  afterAll(() => github.close());

  async function write(token: string): Promise<number> {
    const answer = await fetch(`${github.url}/repos/${REPOSITORY}/issues`, {
      method: 'POST',
      headers: { authorization: `bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Hej' }),
    });
    return answer.status;
  }

  async function read(token: string): Promise<number> {
    const answer = await fetch(`${github.url}/repos/${REPOSITORY}/issues`, {
      headers: { authorization: `bearer ${token}` },
    });
    return answer.status;
  }

  test('a token to read with cannot write, though the App may', async () => {
    const token = await createReadToken(tokens, installation)();

    expect(await read(token)).toBe(200);
    expect(await write(token)).toBe(403);
    expect(await write(await tokens.installation(installation))).toBe(201);
  });

  test('where less was granted, what was granted is read with', async () => {
    github.apps.grant(installation, { pull_requests: null });
    // Another process, which has no token yet.
    const readToken = createReadToken(createAppTokens({ ...registration, apiUrl: github.url }), installation);

    expect(await read(await readToken())).toBe(200);
  });

  test('a token for what was not granted is refused as a write without the permission is', async () => {
    const tokensOfAnother = createAppTokens({ ...registration, apiUrl: github.url });

    await expect(
      tokensOfAnother.installation(installation, { permissions: { pull_requests: 'read' } }),
    ).rejects.toMatchObject({ kind: 'forbidden', permission: 'pull_requests=read' });
  });

  test('a token that GitHub refuses is told of', async () => {
    await expect(tokens.installation(installation + 1)).rejects.toMatchObject({ kind: 'gone' });

    expect(refused).toEqual([404]);
  });
});
