import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { appOctokit, installationOctokit, personOctokit, REPOSITORY, setUp, type Setup } from './setup.js';

describe('simulator/http/tokens', () => {
  let setup: Setup;

  beforeEach(async () => {
    setup = await setUp();
  });

  afterEach(async () => {
    const violations = setup.github.violations();
    await setup.github.close();
    expect(violations).toEqual([]);
  });

  test('knows the App by its JWT, and its installations', async () => {
    const app = appOctokit(setup);

    const { data: self } = await app.rest.apps.getAuthenticated();
    const { data: installations } = await app.rest.apps.listInstallations();
    const { data: one } = await app.rest.apps.getOrgInstallation({ org: 'OS2eksempel' });

    expect(self).toMatchObject({ id: setup.appId, slug: 'os2modning' });
    expect(installations).toMatchObject([{ id: setup.installation, account: { login: 'OS2eksempel' } }]);
    expect(one.permissions).toMatchObject({ issues: 'write', metadata: 'read' });
  });

  test.each([
    ['signed with another key', { isOther: true }],
    ['that is valid for more than ten minutes', { exp: 3600 }],
    ['that has run out', { exp: -3600 }],
    ['issued in the future', { iat: 3600 }],
  ])('refuses a JWT %s', async (_case, change) => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    const key = 'isOther' in change ? String(other) : setup.privateKey;

    const response = await fetch(`${setup.github.url}/app`, {
      headers: { authorization: `Bearer ${jwt(setup.appId, key, change)}` },
    });

    expect(response.status).toBe(401);
  });

  test('mints tokens for some repositories and permissions, and keeps to them', async () => {
    const { github } = setup;
    github.repositories.create({
      name: 'OS2eksempel/hemmelig',
      visibility: 'private',
      files: { 'README.md': '#' },
    });
    const { data: all } = await setup.octokit.rest.apps.listReposAccessibleToInstallation();
    const [open] = all.repositories;

    const { data: token } = await appOctokit(setup).rest.apps.createInstallationAccessToken({
      installation_id: setup.installation,
      repository_ids: [open!.id],
      permissions: { issues: 'read' },
    });

    expect(all.total_count).toBe(2);
    expect(token.token).toMatch(new RegExp(`^ghs_${setup.appId}_`));
    expect(token.token.length).toBeGreaterThan(100);
    const headers = { authorization: `token ${token.token}` };
    const hidden = await fetch(`${github.url}/repos/OS2eksempel/hemmelig`, { headers });
    const write = await fetch(`${github.url}/repos/OS2eksempel/eksempel/issues`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ title: 'Hej' }),
    });
    expect(hidden.status).toBe(404);
    expect(write.status).toBe(403);
    expect(write.headers.get('x-accepted-github-permissions')).toBe('issues=write');
  });

  test('refuses a token for more than the installation grants', async () => {
    const minting = appOctokit(setup).rest.apps.createInstallationAccessToken({
      installation_id: setup.installation,
      permissions: { administration: 'write' },
    });

    await expect(minting).rejects.toMatchObject({ status: 422 });
  });

  test('makes a token worthless when it runs out, and the client gets a new one', async () => {
    const { octokit, github } = setup;
    const { token } = (await octokit.auth({ type: 'installation' })) as { token: string };
    github.expireTokens();

    const old = await fetch(`${github.url}/installation/repositories`, {
      headers: { authorization: `token ${token}` },
    });
    const fresh = installationOctokit(
      github,
      { id: setup.appId, privateKey: setup.privateKey },
      setup.installation,
    );

    expect(old.status).toBe(401);
    expect((await fresh.rest.apps.listReposAccessibleToInstallation()).data.total_count).toBe(1);
  });

  test('answers 403 while suspended and 401 after removal', async () => {
    const { octokit, github, installation } = setup;
    const { token } = (await octokit.auth({ type: 'installation' })) as { token: string };
    const read = async (): Promise<number> => {
      const headers = { authorization: `token ${token}` };
      return (await fetch(`${github.url}/repos/OS2eksempel/eksempel`, { headers })).status;
    };

    const before = await read();
    github.apps.suspend(installation);
    const suspended = await read();
    github.apps.unsuspend(installation);
    const back = await read();
    github.apps.uninstall(installation);

    expect([before, suspended, back, await read()]).toEqual([200, 403, 200, 401]);
  });

  test('takes a revoked permission away at once', async () => {
    const { octokit, github, installation } = setup;
    github.apps.grant(installation, { issues: null });

    const creating = octokit.rest.issues.create({ ...REPOSITORY, title: 'Hej' });

    await expect(creating).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration') as unknown,
    });
  });

  test('lets an installation read public repositories elsewhere and write in none of them', async () => {
    const { octokit, github } = setup;
    github.repositories.create({ name: 'Andre/aaben', files: { 'README.md': '#' } });
    github.repositories.create({ name: 'Andre/lukket', visibility: 'private', files: { 'README.md': '#' } });
    const open = { owner: 'Andre', repo: 'aaben' };

    const { status } = await octokit.rest.repos.get(open);

    expect(status).toBe(200);
    await expect(octokit.rest.issues.create({ ...open, title: 'Hej' })).rejects.toMatchObject({
      status: 403,
    });
    await expect(octokit.rest.repos.get({ owner: 'Andre', repo: 'lukket' })).rejects.toMatchObject({
      status: 404,
    });
  });

  test.each([
    ['admin', 'admin', 'admin'],
    ['maintain', 'write', 'maintain'],
    ['write', 'write', 'write'],
    ['triage', 'read', 'triage'],
    ['read', 'read', 'read'],
  ] as const)(
    'tells a collaborator with the role %s as permission %s',
    async (role, permission, roleName) => {
      const { octokit, github } = setup;
      github.repositories.collaborator('OS2eksempel/eksempel', 'bo', role);

      const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({
        ...REPOSITORY,
        username: 'bo',
      });

      expect(data).toMatchObject({ permission, role_name: roleName });
    },
  );

  test('tells team membership to whoever may see members, and 404 of those outside', async () => {
    const { github, octokit, installation } = setup;
    github.accounts.team('OS2eksempel', 'sekretariat', ['anna']);
    const membership = { org: 'OS2eksempel', team_slug: 'sekretariat' };

    await expect(
      octokit.rest.teams.getMembershipForUserInOrg({ ...membership, username: 'anna' }),
    ).rejects.toMatchObject({ status: 403 });
    github.apps.grant(installation, { members: 'read' });
    const { data } = await octokit.rest.teams.getMembershipForUserInOrg({ ...membership, username: 'anna' });

    expect(data.state).toBe('active');
    await expect(
      octokit.rest.teams.getMembershipForUserInOrg({ ...membership, username: 'bo' }),
    ).rejects.toMatchObject({ status: 404 });
  });

  test('knows a person by a personal token', async () => {
    const anna = personOctokit(setup.github, 'anna');

    const { data } = await anna.rest.users.getAuthenticated();

    expect(data.login).toBe('anna');
  });

  test('refuses what is no credential of ours', async () => {
    const response = await fetch(`${setup.github.url}/repos/OS2eksempel/eksempel`, {
      headers: { authorization: 'token ghs_made_up' },
    });

    expect(response.status).toBe(401);
  });
});

/** A JWT of an App, with times moved by seconds. */
function jwt(appId: number, key: string, change: { iat?: number; exp?: number; isOther?: boolean }): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: appId, iat: now + (change.iat ?? -30), exp: now + (change.exp ?? 540) };
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const content = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key).toString('base64url')}`;
}
