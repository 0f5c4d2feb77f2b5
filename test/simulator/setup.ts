import { ProbotOctokit } from 'probot';
import { createSimulator, warmUp, type Simulator, type SimulatorOptions } from '../../simulator/index.js';

warmUp();

export const PERMISSIONS = {
  contents: 'read',
  issues: 'write',
  checks: 'write',
  pull_requests: 'read',
  organization_projects: 'write',
} as const;

export interface Setup {
  readonly github: Simulator;
  readonly appId: number;
  readonly privateKey: string;
  readonly installation: number;
  /** As the App's installation. */
  readonly octokit: ProbotOctokit;
}

/** An organisation with one repository, and an App installed on it. */
export async function setUp(options: SimulatorOptions = {}): Promise<Setup> {
  const github = await createSimulator(options);
  github.repositories.create({
    name: 'OS2eksempel/eksempel',
    files: { 'README.md': '# Eksempel\n', 'docs/drift.md': 'Drift\n' },
    by: 'anna',
  });
  const app = github.apps.register({
    slug: 'os2modning',
    permissions: PERMISSIONS,
    events: ['push', 'issues', 'issue_comment', 'milestone', 'repository', 'public', 'pull_request', 'label'],
  });
  const installation = github.apps.install(app.id, 'OS2eksempel');
  const octokit = installationOctokit(github, app, installation);
  return { github, appId: app.id, privateKey: app.privateKey, installation, octokit };
}

export function installationOctokit(
  github: Simulator,
  app: { readonly id: number; readonly privateKey: string },
  installationId: number,
): ProbotOctokit {
  return new ProbotOctokit({
    auth: { appId: app.id, privateKey: app.privateKey, installationId },
    baseUrl: github.url,
    ...PLAIN,
  });
}

/** As the App itself, with its JWT. */
export function appOctokit({ github, appId, privateKey }: Setup): ProbotOctokit {
  return new ProbotOctokit({ auth: { appId, privateKey }, baseUrl: github.url, ...PLAIN });
}

/** As a person. */
export function personOctokit(github: Simulator, login: string): ProbotOctokit {
  return new ProbotOctokit({ auth: { token: github.accounts.token(login) }, baseUrl: github.url, ...PLAIN });
}

const PLAIN = {
  throttle: { enabled: false },
  retry: { enabled: false },
  log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
};

function ignore(): void {
  // Octokit reports deprecations and failed requests; the tests look at the answers.
}

export const REPOSITORY = { owner: 'OS2eksempel', repo: 'eksempel' } as const;
