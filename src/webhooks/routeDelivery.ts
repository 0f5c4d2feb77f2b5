import { field, idAt, listAt, textAt } from './payload.js';
import type { Account, Routed, Work } from './types.js';

export interface RouteSettings {
  /** Login of the app's own bot, `os2modning[bot]`: what it does itself starts nothing. Null: not known yet. */
  readonly bot: string | null;
}

type Route = (payload: unknown, action: string | null, settings: RouteSettings) => Work | null;

const ROUTES: Readonly<Record<string, Route>> = {
  installation,
  installation_repositories: installation,
  installation_target: installation,
  repository,
  public: repository,
  push,
  release,
  label,
  issues: issue,
  issue_comment: comment,
  milestone,
  pull_request: pullRequest,
  check_suite: checkSuite,
  check_run: checkRun,
};

/** What a delivery asks for. Any event with any payload is all right: what means nothing to the app is no work. */
export function routeDelivery(event: string, payload: unknown, settings: RouteSettings): Routed {
  const action = textAt(payload, 'action');
  const route = Object.hasOwn(ROUTES, event) ? ROUTES[event] : undefined;
  const work = route?.(payload, action, settings) ?? null;
  return {
    action,
    installation: idAt(payload, 'installation', 'id'),
    account: accountOf(payload),
    work: work === null ? [] : [work],
  };
}

function accountOf(payload: unknown): Account | null {
  const places = [
    field(payload, 'installation', 'account'),
    field(payload, 'repository', 'owner'),
    field(payload, 'organization'),
    field(payload, 'account'),
  ];
  for (const place of places) {
    const [id, login] = [idAt(place, 'id'), textAt(place, 'login')];
    if (id !== null && login !== null) return { id, login };
  }
  return null;
}

function installation(payload: unknown, action: string | null): Work | null {
  const id = idAt(payload, 'installation', 'id');
  if (id === null) return null;
  const change = action === 'suspend' ? 'suspended' : action === 'deleted' ? 'removed' : 'changed';
  return { kind: 'installation', installation: id, change };
}

function repository(payload: unknown, action: string | null): Work | null {
  const id = repositoryOf(payload);
  return id === null
    ? null
    : { kind: 'repository', repository: id, hide: action === 'privatized' || action === 'deleted' };
}

function push(payload: unknown): Work | null {
  const id = repositoryOf(payload);
  const branch = textAt(payload, 'repository', 'default_branch');
  if (id === null || branch === null) return null;
  if (textAt(payload, 'ref') !== `refs/heads/${branch}` || field(payload, 'deleted') === true) return null;
  return { kind: 'content', repository: id, configuration: mayTouchConfiguration(payload) };
}

/** The list of commits may be cut (GitHub: 20 with their files): then nobody knows. */
const COMMITS_LISTED = 20;
const CONFIGURATION = /(^|\/)os2modning(-portfolio)?\.ya?ml$/i;

function mayTouchConfiguration(payload: unknown): boolean {
  const commits = listAt(payload, 'commits');
  if (commits.length === 0 || commits.length >= COMMITS_LISTED) return true;
  if (field(payload, 'forced') === true) return true;
  for (const commit of commits) {
    for (const change of ['added', 'modified', 'removed']) {
      for (const path of listAt(commit, change)) {
        if (typeof path === 'string' && CONFIGURATION.test(path)) return true;
      }
    }
  }
  return false;
}

/** A draft (`created`) is not published. */
function release(payload: unknown, action: string | null): Work | null {
  return action === 'created' ? null : content(payload);
}

/** A new label changes no issue; one that was renamed or deleted may be ours. */
function label(payload: unknown, action: string | null, settings: RouteSettings): Work | null {
  return action === 'created' || isOwn(payload, settings) ? null : content(payload);
}

function content(payload: unknown): Work | null {
  const id = repositoryOf(payload);
  return id === null ? null : { kind: 'content', repository: id, configuration: false };
}

/** Changes of these alone can matter: to the app's own issues, or to how far a milestone is. */
const ISSUE_ACTIONS = new Set([
  'opened',
  'edited',
  'closed',
  'reopened',
  'deleted',
  'transferred',
  'labeled',
  'unlabeled',
  'locked',
  'unlocked',
  'assigned',
  'unassigned',
  'milestoned',
  'demilestoned',
]);
const PROGRESS_ACTIONS = new Set([
  'opened',
  'closed',
  'reopened',
  'deleted',
  'transferred',
  'milestoned',
  'demilestoned',
]);

function issue(payload: unknown, action: string | null, settings: RouteSettings): Work | null {
  const repository = repositoryOf(payload);
  const id = textAt(payload, 'issue', 'node_id');
  if (repository === null || id === null || action === null || !ISSUE_ACTIONS.has(action)) return null;
  const named = textAt(payload, 'issue', 'milestone', 'node_id') ?? textAt(payload, 'milestone', 'node_id');
  const milestone = PROGRESS_ACTIONS.has(action) ? named : null;
  const people = !isOwn(payload, settings);
  if (!people && milestone === null) return null;
  return { kind: 'issue', repository, issue: id, milestone, people };
}

/** New comments by people alone: an edited comment could turn into a command that its readers never saw. */
function comment(payload: unknown, action: string | null): Work | null {
  const repository = repositoryOf(payload);
  const issueId = textAt(payload, 'issue', 'node_id');
  const id = textAt(payload, 'comment', 'node_id');
  if (action !== 'created' || repository === null || issueId === null || id === null) return null;
  const isBot =
    textAt(payload, 'sender', 'type') === 'Bot' || textAt(payload, 'comment', 'user', 'type') === 'Bot';
  return isBot ? null : { kind: 'comment', repository, issue: issueId, comment: id };
}

function milestone(payload: unknown): Work | null {
  const repository = repositoryOf(payload);
  const id = textAt(payload, 'milestone', 'node_id');
  return repository === null || id === null ? null : { kind: 'milestone', repository, milestone: id };
}

const PULL_REQUEST_ACTIONS = new Set(['opened', 'reopened', 'synchronize', 'ready_for_review', 'edited']);

/** How the branches of proposals begin. */
const PROPOSALS = 'os2modning/';

function pullRequest(payload: unknown, action: string | null): Work | null {
  const repository = repositoryOf(payload);
  const head = textAt(payload, 'pull_request', 'head', 'sha');
  if (repository === null || head === null || action === null) return null;
  if (action === 'closed') {
    // A merge comes as a push; a proposal that was closed is an answer. Another App makes them, so their branch tells.
    const isProposal = textAt(payload, 'pull_request', 'head', 'ref')?.startsWith(PROPOSALS) === true;
    return isProposal ? { kind: 'content', repository, configuration: false } : null;
  }
  if (!PULL_REQUEST_ACTIONS.has(action)) return null;
  if (action === 'edited' && field(payload, 'changes', 'base') === null) return null;
  const base = textAt(payload, 'pull_request', 'base', 'ref');
  if (base === null || base !== textAt(payload, 'repository', 'default_branch')) return null;
  return { kind: 'check', repository, head, again: false };
}

/** `requested` comes with every push to any branch; what matters of it comes as a pull request. */
function checkSuite(payload: unknown, action: string | null): Work | null {
  const repository = repositoryOf(payload);
  const head = textAt(payload, 'check_suite', 'head_sha');
  if (action !== 'rerequested' || repository === null || head === null) return null;
  return { kind: 'check', repository, head, again: true };
}

/** As the app's own buttons are named. */
const BUTTON = /^[a-z-]{1,20}$/;

function checkRun(payload: unknown, action: string | null): Work | null {
  const repository = repositoryOf(payload);
  const head = textAt(payload, 'check_run', 'head_sha');
  if (repository === null || head === null) return null;
  if (action === 'rerequested') return { kind: 'check', repository, head, again: true };
  const button = textAt(payload, 'requested_action', 'identifier');
  const sender = idAt(payload, 'sender', 'id');
  if (action !== 'requested_action' || button === null || !BUTTON.test(button) || sender === null)
    return null;
  const login = textAt(payload, 'sender', 'login') ?? '';
  return { kind: 'button', repository, head, button, sender, login };
}

function repositoryOf(payload: unknown): string | null {
  return textAt(payload, 'repository', 'node_id');
}

function isOwn(payload: unknown, settings: RouteSettings): boolean {
  return settings.bot !== null && textAt(payload, 'sender', 'login') === settings.bot;
}
