import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { verify } from '@octokit/webhooks-methods';
import { appOctokit, setUp, type Setup } from './setup.js';

interface Received {
  readonly event: string;
  readonly guid: string;
  readonly signature: string;
  readonly text: string;
  readonly payload: Record<string, unknown> & { action?: string };
}

const SECRET = 'en hemmelighed';
const NAME = 'OS2eksempel/eksempel';

describe('simulator/webhooks', () => {
  let setup: Setup;
  let server: Server;
  let received: Received[];
  let status: number;

  beforeEach(async () => {
    received = [];
    status = 202;
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      request.on('end', () => {
        const {
          'x-github-event': event,
          'x-github-delivery': guid,
          'x-hub-signature-256': signature,
        } = request.headers;
        const payload = JSON.parse(text) as Received['payload'];
        received.push({
          event: String(event),
          guid: String(guid),
          signature: String(signature),
          text,
          payload,
        });
        response.writeHead(status).end('tak');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    setup = await setUp();
    const { port } = server.address() as AddressInfo;
    setup.github.apps.webhook(setup.appId, { url: `http://127.0.0.1:${port}/`, secret: SECRET });
  });

  afterEach(async () => {
    const violations = setup.github.violations();
    await setup.github.close();
    await new Promise((resolve) => server.close(resolve));
    expect(violations).toEqual([]);
  });

  async function heard(): Promise<string[]> {
    await setup.github.drain();
    return received.map(({ event, payload }) =>
      payload.action === undefined ? event : `${event}.${payload.action}`,
    );
  }

  test('signs a push and tells what it changed', async () => {
    const after = setup.github.push({
      repository: NAME,
      files: { 'SECURITY.md': 'Nyt', 'README.md': '# Andet', 'docs/drift.md': null },
      by: 'anna',
    });

    expect(await heard()).toEqual(['push', 'check_suite.requested']);
    const [push] = received;
    expect(await verify(SECRET, push!.text, push!.signature)).toBe(true);
    expect(push!.payload).toMatchObject({
      ref: 'refs/heads/main',
      after,
      repository: { full_name: NAME },
      organization: { login: 'OS2eksempel' },
      sender: { login: 'anna' },
      installation: { id: setup.installation },
      commits: [{ added: ['SECURITY.md'], modified: ['README.md'], removed: ['docs/drift.md'] }],
    });
  });

  test('tells of the life of issues, comments and milestones', async () => {
    const { github } = setup;
    github.milestones.create(NAME, { title: 'Drift' });
    github.issues.create({ repository: NAME, title: 'Hej', by: 'anna' });
    github.issues.edit(NAME, 1, { title: 'Hejsa' });
    github.issues.comment(NAME, 1, 'Svar');
    github.repositories.collaborator(NAME, 'anna', 'write');
    github.issues.setMilestone(NAME, 1, 1, 'anna');
    github.issues.close(NAME, 1, 'not_planned');
    github.milestones.edit(NAME, 1, { dueOn: '2026-12-31T12:00:00Z' });
    github.milestones.close(NAME, 1);

    expect(await heard()).toEqual([
      'milestone.created',
      'issues.opened',
      'issues.edited',
      'issue_comment.created',
      'issues.milestoned',
      'issues.closed',
      'milestone.edited',
      'milestone.closed',
    ]);
    expect(received[2]?.payload).toMatchObject({ changes: { title: { from: 'Hej' } } });
    expect(received[5]?.payload).toMatchObject({ issue: { state: 'closed', state_reason: 'not_planned' } });
    expect(received[6]?.payload).toMatchObject({ changes: { due_on: { from: null } } });
  });

  test('tells of the life of repositories, but never that one was deleted', async () => {
    const { github } = setup;
    github.repositories.rename(NAME, 'nyt');
    github.repositories.archive('OS2eksempel/nyt');
    github.repositories.unarchive('OS2eksempel/nyt');
    github.repositories.setVisibility('OS2eksempel/nyt', 'private');
    github.repositories.setVisibility('OS2eksempel/nyt', 'public');
    github.repositories.edit('OS2eksempel/nyt', { topics: ['os2'] });
    github.repositories.delete('OS2eksempel/nyt');

    expect(await heard()).toEqual([
      'repository.renamed',
      'repository.archived',
      'repository.unarchived',
      'repository.privatized',
      'repository.publicized',
      'public',
      'repository.edited',
    ]);
    expect(received[0]?.payload).toMatchObject({ changes: { repository: { name: { from: 'eksempel' } } } });
  });

  test('tells only the new owner of a transfer', async () => {
    const { github } = setup;
    github.accounts.organization('OS2andet');
    github.apps.install(setup.appId, 'OS2andet');
    await github.drain();
    received.length = 0;

    github.repositories.transfer(NAME, 'OS2andet');

    expect(await heard()).toEqual(['installation_repositories.removed', 'repository.transferred']);
    expect(received[1]?.payload).toMatchObject({
      repository: { full_name: 'OS2andet/eksempel' },
      changes: { owner: { from: { organization: { login: 'OS2eksempel' } } } },
    });
  });

  test('sends installations always, other events only where subscribed, granted and not suspended', async () => {
    const { github, installation } = setup;
    github.apps.grant(installation, { issues: null, pull_requests: null });
    github.issues.create({ repository: NAME, title: 'Uhørt' });
    github.apps.grant(installation, { issues: 'write' });
    github.apps.suspend(installation);
    github.issues.create({ repository: NAME, title: 'Uhørt' });
    github.apps.unsuspend(installation);

    expect(await heard()).toEqual([
      'installation.new_permissions_accepted',
      'installation.suspend',
      'installation.unsuspend',
    ]);
  });

  test('does not send what happens in a repository outside the selection', async () => {
    const { github, appId } = setup;
    github.repositories.create({ name: 'OS2andet/inde', files: { a: 'a' } });
    github.repositories.create({ name: 'OS2andet/ude', files: { a: 'a' } });
    const selected = github.apps.install(appId, 'OS2andet', ['OS2andet/inde']);
    github.push({ repository: 'OS2andet/ude', files: { b: 'b' } });
    github.apps.select(selected, { add: ['OS2andet/ude'] });

    expect(await heard()).toEqual(['installation.created', 'installation_repositories.added']);
    expect(received[0]?.payload).toMatchObject({ repositories: [{ full_name: 'OS2andet/inde' }] });
  });

  test('lists deliveries with their status and sends one again under the same GUID', async () => {
    const app = appOctokit(setup);
    status = 500;
    setup.github.issues.create({ repository: NAME, title: 'Hej' });
    await setup.github.drain();
    status = 202;

    const { data: failed } = await app.rest.apps.listWebhookDeliveries({ per_page: 1 });
    await app.rest.apps.redeliverWebhookDelivery({ delivery_id: failed[0]!.id });
    await setup.github.drain();
    const { data: all } = await app.rest.apps.listWebhookDeliveries();
    const { data: full } = await app.rest.apps.getWebhookDelivery({ delivery_id: failed[0]!.id });

    expect(failed).toMatchObject([
      { event: 'issues', action: 'opened', status_code: 500, redelivery: false },
    ]);
    expect(all[0]).toMatchObject({ guid: failed[0]!.guid, status_code: 202, redelivery: true });
    expect(full.request.payload).toMatchObject({ issue: { title: 'Hej' } });
    expect(received.map(({ guid }) => guid)).toEqual([failed[0]!.guid, failed[0]!.guid]);
  });

  test('synchronizes a pull request from a fork whose suite names no pull request', async () => {
    const { github } = setup;
    const fork = github.repositories.fork(NAME, 'bo');
    const number = github.pulls.open({
      repository: NAME,
      from: fork,
      branch: 'nyt',
      title: 'Ny fil',
      by: 'bo',
      files: { 'a.md': 'a' },
    });
    github.push({ repository: fork, branch: 'nyt', files: { 'b.md': 'b' }, by: 'bo' });

    const events = await heard();

    expect(events).toEqual(['pull_request.opened', 'check_suite.requested', 'pull_request.synchronize']);
    expect(received[0]?.payload).toMatchObject({
      number,
      pull_request: { head: { label: 'bo:nyt' }, base: { ref: 'main' } },
    });
    expect(received[1]?.payload).toMatchObject({ check_suite: { pull_requests: [], head_branch: null } });
    expect(received[2]?.payload).toMatchObject({ after: github.pulls.headSha(NAME, number) });
  });

  test.each([
    ['twice', 2, 1],
    ['missing', 0, 1],
    ['late', 1, 1],
  ] as const)('can send a delivery %s', async (fault, times, listed) => {
    const { github } = setup;
    github.faults.setMix({ seed: 1, deliveries: { [fault]: 1 }, lateMs: 5 });
    const before = github.deliveries().length;

    github.issues.create({ repository: NAME, title: 'Hej' });
    await github.drain();

    expect(received).toHaveLength(times);
    expect(github.deliveries()).toHaveLength(before + listed);
  });

  test('can send deliveries out of order', async () => {
    const { github } = setup;
    github.faults.setMix({ seed: 1, deliveries: { 'out-of-order': 1 } });

    for (const title of ['Et', 'To', 'Tre']) github.issues.create({ repository: NAME, title });
    await github.drain();

    const titles = received.map(({ payload }) => (payload['issue'] as { title: string }).title);
    expect(titles).not.toEqual(['Et', 'To', 'Tre']);
    expect([...titles].sort()).toEqual(['Et', 'To', 'Tre']);
  });
});
