import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { routeDelivery } from '../../src/webhooks/index.js';
import { webhookExamples } from '../webhooks/support.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TEXT = readFileSync(`${ROOT}app.yml`, 'utf8');
const MANIFEST = parse(TEXT) as Manifest;

interface Manifest {
  readonly name: string;
  readonly url: string;
  readonly public: boolean;
  readonly hook_attributes: { readonly url: string; readonly active: boolean };
  readonly setup_url: string;
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
}

/** GitHub sends these to every App; they cannot be subscribed to. */
const BY_THEMSELVES = new Set(['installation', 'installation_repositories', 'github_app_authorization']);

/** The permission that GitHub wants for an event, from its webhook documentation; null for none. */
const NEEDS: Readonly<Record<string, string | null>> = {
  check_run: 'checks',
  check_suite: 'checks',
  installation_target: null,
  issue_comment: 'issues',
  issues: 'issues',
  label: 'metadata',
  milestone: 'issues',
  public: 'metadata',
  pull_request: 'pull_requests',
  push: 'contents',
  release: 'contents',
  repository: 'metadata',
};

/** There is no example of it among GitHub's. */
const RENAMED_ACCOUNT = { action: 'renamed', installation: { id: 1 }, account: { id: 2, login: 'nyt-navn' } };

describe('app.yml', () => {
  test('subscribes to every event that means work, and to no other', () => {
    const routed = new Set<string>();
    const deliveries = [...webhookExamples(), { event: 'installation_target', payload: RENAMED_ACCOUNT }];

    for (const { event, payload } of deliveries)
      if (routeDelivery(event, payload, { bot: null }).work.length > 0) routed.add(event);

    expect([...routed].filter((event) => !BY_THEMSELVES.has(event)).sort()).toEqual(MANIFEST.default_events);
  });

  test('asks for the permissions that its events and its work need, and for no other', () => {
    const { default_permissions: permissions, default_events: events } = MANIFEST;

    const needed = new Set(events.map((event) => NEEDS[event] ?? 'metadata'));

    expect(events.filter((event) => !Object.hasOwn(NEEDS, event))).toEqual([]);
    expect(Object.keys(permissions).sort()).toEqual([...needed].sort());
    expect(permissions).toEqual({
      metadata: 'read',
      contents: 'read',
      issues: 'write',
      checks: 'write',
      pull_requests: 'read',
    });
  });

  test('asks for permissions and levels that GitHub knows', () => {
    const { schemas } = JSON.parse(
      readFileSync(`${ROOT}simulator/schema/github-openapi.json`, 'utf8'),
    ) as OpenApiExtract;
    const known = schemas['app-permissions'].properties;

    const wrong = Object.entries(MANIFEST.default_permissions).filter(
      ([name, level]) => known[name]?.enum.includes(level) !== true,
    );

    expect(wrong).toEqual([]);
  });

  test('can be installed by many organisations, and says itself where its deliveries go', () => {
    expect(MANIFEST.public).toBe(true);
    expect(new URL(MANIFEST.hook_attributes.url).pathname).toBe('/api/github/webhooks');
    expect(MANIFEST.hook_attributes.active).toBe(true);
    expect(new Set([MANIFEST.url, MANIFEST.setup_url, MANIFEST.hook_attributes.url].map(hostOf)).size).toBe(
      1,
    );
  });

  test('holds nothing that would break out of the page Probot makes of it', () => {
    expect(JSON.stringify(MANIFEST)).not.toMatch(/['<>&]/);
  });
});

interface OpenApiExtract {
  readonly schemas: {
    readonly 'app-permissions': {
      readonly properties: Readonly<Record<string, { readonly enum: readonly string[] }>>;
    };
  };
}

function hostOf(address: string): string {
  return new URL(address).host;
}
