import { describe, expect, test } from '@jest/globals';
import { routeDelivery, type Work } from '../../src/webhooks/index.js';
import { webhookExamples } from './support.js';

const BOT = 'os2modning[bot]';
const REPOSITORY = {
  node_id: 'R_1',
  default_branch: 'main',
  owner: { id: 70, login: 'os2eksempel' },
};
const PERSON = { id: 1, login: 'koordinator', type: 'User' };
const OURSELVES = { id: 2, login: BOT, type: 'Bot' };
const ISSUE = { node_id: 'I_1', milestone: null };
const COMMIT = { added: [], removed: [], modified: ['README.md'] };

function work(event: string, payload: object): readonly Work[] {
  const common = { repository: REPOSITORY, installation: { id: 7 }, sender: PERSON };
  return routeDelivery(event, { ...common, ...payload }, { bot: BOT }).work;
}

const content = (configuration: boolean): Work => ({ kind: 'content', repository: 'R_1', configuration });
const installation = (change: 'changed' | 'suspended' | 'removed'): Work => ({
  kind: 'installation',
  installation: 7,
  change,
});
const repository = (hide: boolean): Work => ({ kind: 'repository', repository: 'R_1', hide });
const issue = (milestone: string | null, people: boolean): Work => ({
  kind: 'issue',
  repository: 'R_1',
  issue: 'I_1',
  milestone,
  people,
});
const check = (again: boolean): Work => ({ kind: 'check', repository: 'R_1', head: 'abc', again });

const PULL_REQUEST = { head: { sha: 'abc' }, base: { ref: 'main' }, user: PERSON };
const WITH_MILESTONE = { node_id: 'I_1', milestone: { node_id: 'MI_1' } };

describe('webhooks/routeDelivery', () => {
  test.each<[string, string, object, Work | null]>([
    ['a push to the default branch', 'push', { ref: 'refs/heads/main', commits: [COMMIT] }, content(false)],
    ['a push to another branch', 'push', { ref: 'refs/heads/feature', commits: [COMMIT] }, null],
    ['a pushed tag', 'push', { ref: 'refs/tags/main', commits: [] }, null],
    ['the default branch deleted', 'push', { ref: 'refs/heads/main', deleted: true }, null],
    [
      'a push of a configuration',
      'push',
      { ref: 'refs/heads/main', commits: [{ ...COMMIT, added: ['.github/os2modning.yml'] }] },
      content(true),
    ],
    [
      'a push of the portfolio configuration',
      'push',
      { ref: 'refs/heads/main', commits: [{ ...COMMIT, added: ['os2modning-portfolio.yml'] }] },
      content(true),
    ],
    [
      'a push of a file that only ends like it',
      'push',
      { ref: 'refs/heads/main', commits: [{ ...COMMIT, added: ['docs/not-os2modning.yml'] }] },
      content(false),
    ],
    [
      'a push too large to be listed',
      'push',
      { ref: 'refs/heads/main', commits: Array(20).fill(COMMIT) },
      content(true),
    ],
    ['a forced push', 'push', { ref: 'refs/heads/main', forced: true, commits: [COMMIT] }, content(true)],
    ['an installation', 'installation', { action: 'created' }, installation('changed')],
    ['a suspension', 'installation', { action: 'suspend' }, installation('suspended')],
    ['its end', 'installation', { action: 'unsuspend' }, installation('changed')],
    ['an uninstallation', 'installation', { action: 'deleted' }, installation('removed')],
    ['permissions granted', 'installation', { action: 'new_permissions_accepted' }, installation('changed')],
    ['repositories added', 'installation_repositories', { action: 'added' }, installation('changed')],
    ['a repository renamed', 'repository', { action: 'renamed' }, repository(false)],
    ['a repository made private', 'repository', { action: 'privatized' }, repository(true)],
    ['a repository deleted', 'repository', { action: 'deleted' }, repository(true)],
    ['a repository made public', 'public', {}, repository(false)],
    ['a release', 'release', { action: 'published' }, content(false)],
    ['a draft of a release', 'release', { action: 'created' }, null],
    ['a new label', 'label', { action: 'created' }, null],
    ['a deleted label', 'label', { action: 'deleted' }, content(false)],
    ['a label deleted by the app', 'label', { action: 'deleted', sender: OURSELVES }, null],
    ['an issue closed by a person', 'issues', { action: 'closed', issue: ISSUE }, issue(null, true)],
    ['an issue closed by the app', 'issues', { action: 'closed', issue: ISSUE, sender: OURSELVES }, null],
    [
      'an issue with a milestone closed by the app',
      'issues',
      { action: 'closed', issue: WITH_MILESTONE, sender: OURSELVES },
      issue('MI_1', false),
    ],
    [
      'an issue taken out of its milestone',
      'issues',
      { action: 'demilestoned', issue: ISSUE, milestone: { node_id: 'MI_1' } },
      issue('MI_1', true),
    ],
    [
      'an edit, which changes no progress',
      'issues',
      { action: 'edited', issue: WITH_MILESTONE },
      issue(null, true),
    ],
    ['an issue assigned to somebody', 'issues', { action: 'assigned', issue: ISSUE }, issue(null, true)],
    ['an issue that is pinned', 'issues', { action: 'pinned', issue: ISSUE }, null],
    [
      'a comment by a person',
      'issue_comment',
      { action: 'created', issue: ISSUE, comment: { node_id: 'IC_1', user: PERSON } },
      { kind: 'comment', repository: 'R_1', issue: 'I_1', comment: 'IC_1' },
    ],
    [
      'an edited comment',
      'issue_comment',
      { action: 'edited', issue: ISSUE, comment: { node_id: 'IC_1', user: PERSON } },
      null,
    ],
    [
      'a comment by a bot',
      'issue_comment',
      { action: 'created', issue: ISSUE, comment: { node_id: 'IC_1', user: OURSELVES }, sender: OURSELVES },
      null,
    ],
    [
      'a milestone',
      'milestone',
      { action: 'closed', milestone: { node_id: 'MI_1' } },
      { kind: 'milestone', repository: 'R_1', milestone: 'MI_1' },
    ],
    ['a pull request', 'pull_request', { action: 'opened', pull_request: PULL_REQUEST }, check(false)],
    ['a push to it', 'pull_request', { action: 'synchronize', pull_request: PULL_REQUEST }, check(false)],
    ['a label on it', 'pull_request', { action: 'labeled', pull_request: PULL_REQUEST }, null],
    [
      'its text edited',
      'pull_request',
      { action: 'edited', pull_request: PULL_REQUEST, changes: { title: {} } },
      null,
    ],
    [
      'its base changed',
      'pull_request',
      { action: 'edited', pull_request: PULL_REQUEST, changes: { base: { ref: { from: 'x' } } } },
      check(false),
    ],
    [
      'a pull request to another branch',
      'pull_request',
      { action: 'opened', pull_request: { ...PULL_REQUEST, base: { ref: 'release' } } },
      null,
    ],
    ['a closed pull request', 'pull_request', { action: 'closed', pull_request: PULL_REQUEST }, null],
    [
      'a closed proposal, which another App has made',
      'pull_request',
      {
        action: 'closed',
        pull_request: { ...PULL_REQUEST, head: { sha: 'abc', ref: 'os2modning/security-md' } },
      },
      content(false),
    ],
    [
      'a check asked for again',
      'check_suite',
      { action: 'rerequested', check_suite: { head_sha: 'abc' } },
      check(true),
    ],
    [
      'a check suite of every push',
      'check_suite',
      { action: 'requested', check_suite: { head_sha: 'abc' } },
      null,
    ],
    [
      'a check run asked for again',
      'check_run',
      { action: 'rerequested', check_run: { head_sha: 'abc' } },
      check(true),
    ],
    ['a check run that was made', 'check_run', { action: 'created', check_run: { head_sha: 'abc' } }, null],
    [
      'a button of a check run',
      'check_run',
      {
        action: 'requested_action',
        check_run: { head_sha: 'abc' },
        requested_action: { identifier: 'open-issues' },
      },
      {
        kind: 'button',
        repository: 'R_1',
        head: 'abc',
        button: 'open-issues',
        sender: 1,
        login: 'koordinator',
      },
    ],
    ['a star', 'star', { action: 'created' }, null],
    ['an event that is a property of every object', 'constructor', {}, null],
    ['a payload without a repository', 'push', { repository: null, ref: 'refs/heads/main' }, null],
  ])('%s', (_name, event, payload, expected) => {
    const routed = work(event, payload);

    expect(routed).toEqual(expected === null ? [] : [expected]);
  });

  test.each([
    [
      'the installation',
      { installation: { id: 7, account: { id: 1, login: 'a' } }, repository: REPOSITORY },
      'a',
    ],
    ['the repository', { repository: REPOSITORY, organization: { id: 3, login: 'c' } }, 'os2eksempel'],
    ['the organisation', { organization: { id: 3, login: 'c' } }, 'c'],
    ['nowhere', { sender: { id: 4, login: 'd' } }, undefined],
  ])('takes the account from %s', (_name, payload, login) => {
    expect(routeDelivery('push', payload, { bot: null }).account?.login).toBe(login);
  });

  test('takes any example of any event, whatever it lacks', () => {
    const examples = webhookExamples();

    for (const { event, payload } of examples) {
      const whole = routeDelivery(event, payload, { bot: BOT });
      expect(whole.work.length).toBeLessThanOrEqual(1);
      for (const name of Object.keys(payload)) {
        for (const odd of [null, 'text', 1, [], {}])
          routeDelivery(event, { ...payload, [name]: odd }, { bot: BOT });
      }
    }
    expect(examples.length).toBeGreaterThan(250);
  });

  test('holds ids alone: no name, title or text of a payload gets through', () => {
    const texts = new Set<string>();

    for (const { event, payload } of webhookExamples()) {
      for (const one of routeDelivery(event, payload, { bot: BOT }).work) {
        for (const value of Object.values(one)) if (typeof value === 'string') texts.add(value);
      }
    }

    for (const text of texts) expect(text).toMatch(/^[\w=-]{1,100}$/);
  });
});
