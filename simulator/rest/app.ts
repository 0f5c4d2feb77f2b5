/** What an App asks with its JWT, and what an installation asks about itself. */
import type { Request, Route } from '../http/context.js';
import { json, noContent } from '../http/context.js';
import { countedPage, cursorPage, page } from '../http/pagination.js';
import { LEVELS } from '../http/tokens.js';
import { covered } from '../http/access.js';
import { installationOn, installedRepositories, uninstallApp } from '../state/apps.js';
import { notFound, Problem, unprocessable } from '../state/problem.js';
import type { Account, App, Installation, Permissions } from '../state/types.js';
import type { Delivery } from '../webhooks/log.js';
import { utc } from '../state/world.js';
import { presentApp, presentInstallation, type Shape } from './present/accounts.js';
import { presentMinimal } from './present/repositories.js';

const MOST_REPOSITORIES = 500;

function appOf({ auth }: Request): App {
  if (auth.kind === 'app') return auth.app;
  throw new Problem(401, 'A JSON web token could not be decoded');
}

function installationOf(request: Request): Installation {
  const installation = request.world.installations.get(Number(request.params['installation_id']));
  if (installation?.app !== appOf(request)) throw notFound();
  return installation;
}

function installationFor(request: Request, account: Account | null): Installation {
  const installation = account === null ? null : installationOn(request.world, appOf(request), account);
  if (installation === null) throw notFound();
  return installation;
}

function createToken(request: Request): Shape {
  const installation = installationOf(request);
  if (installation.suspendedAt !== null) throw new Problem(403, 'This installation has been suspended');
  const permissions = reducedPermissions(installation, request.body['permissions']);
  const repositoryIds = reducedRepositories(request, installation);
  const token = request.tokens.mint(installation, permissions, repositoryIds);
  const repositories = installedRepositories(request.world, installation).filter(
    (repository) => repositoryIds?.has(repository.id) === true,
  );
  return {
    token: token.value,
    expires_at: utc(new Date(token.expiresAt)),
    permissions: permissions ?? installation.permissions,
    repository_selection: repositoryIds === null ? installation.selection : 'selected',
    ...(repositoryIds === null
      ? {}
      : { repositories: repositories.map((repository) => presentMinimal(request.world, repository)) }),
  };
}

function reducedPermissions(installation: Installation, wanted: unknown): Permissions | null {
  if (wanted === undefined || wanted === null || typeof wanted !== 'object') return null;
  const permissions = wanted as Permissions;
  for (const [name, level] of Object.entries(permissions)) {
    const granted = installation.permissions[name];
    if (granted === undefined || LEVELS.indexOf(granted) < LEVELS.indexOf(level)) {
      throw unprocessable('The permissions requested are not granted to this installation.');
    }
  }
  return { metadata: 'read', ...permissions };
}

function reducedRepositories({ world, body }: Request, installation: Installation): Set<number> | null {
  const ids = body['repository_ids'] as number[] | undefined;
  const names = body['repositories'] as string[] | undefined;
  if (ids === undefined && names === undefined) return null;
  const installed = installedRepositories(world, installation);
  const wanted = new Set(ids);
  for (const name of names ?? []) {
    const repository = installed.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (repository === undefined) throw notInstalled();
    wanted.add(repository.id);
  }
  if (wanted.size > MOST_REPOSITORIES) throw unprocessable('Too many repositories for installation');
  const known = new Set(installed.map((repository) => repository.id));
  for (const id of wanted) if (!known.has(id)) throw notInstalled();
  return wanted;
}

function notInstalled(): Problem {
  return unprocessable(
    'There is at least one repository that does not exist or is not accessible to the parent installation.',
  );
}

function presentDelivery(delivery: Delivery): Shape {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

function presentFullDelivery(delivery: Delivery): Shape {
  return {
    ...presentDelivery(delivery),
    url: delivery.app.webhook?.url ?? '',
    request: { headers: delivery.headers, payload: JSON.parse(delivery.body) as unknown },
    response: { headers: {}, payload: delivery.responseBody },
  };
}

function deliveryOf(request: Request): Delivery {
  const id = Number(request.params['delivery_id']);
  const delivery = request.deliveries.of(appOf(request)).find((candidate) => candidate.id === id);
  if (delivery === undefined) throw notFound();
  return delivery;
}

function listDeliveries(request: Request): Delivery[] {
  const { status } = request.query;
  const deliveries = request.deliveries.of(appOf(request));
  if (status === undefined) return deliveries;
  const failed = status === 'failure';
  return deliveries.filter((delivery) => isFailure(delivery) === failed);
}

function isFailure({ statusCode }: Delivery): boolean {
  return statusCode < 200 || statusCode >= 400;
}

export const appRoutes = {
  'GET /app': { handle: (request) => json(presentApp(request.world, appOf(request))) },
  'GET /app/installations': {
    handle: (request) => {
      const app = appOf(request);
      const installations = [...request.world.installations.values()].filter((one) => one.app === app);
      return page(request, installations, (installation) => presentInstallation(request.world, installation));
    },
  },
  'GET /app/installations/{installation_id}': {
    handle: (request) => json(presentInstallation(request.world, installationOf(request))),
  },
  'DELETE /app/installations/{installation_id}': {
    handle: (request) => {
      const installation = installationOf(request);
      uninstallApp(request.world, request.world.botOf(installation.app), installation);
      return noContent();
    },
  },
  'POST /app/installations/{installation_id}/access_tokens': {
    handle: (request) => json(createToken(request), 201),
  },
  'GET /app/hook/deliveries': {
    handle: (request) => cursorPage(request, listDeliveries(request), presentDelivery),
  },
  'GET /app/hook/deliveries/{delivery_id}': {
    handle: (request) => json(presentFullDelivery(deliveryOf(request))),
  },
  'POST /app/hook/deliveries/{delivery_id}/attempts': {
    handle: (request) => {
      request.deliveries.redeliver(deliveryOf(request));
      return json({}, 202);
    },
  },
  'GET /installation/repositories': {
    permission: { metadata: 'read' },
    handle: (request) => {
      const { auth, world } = request;
      if (auth.kind !== 'installation')
        throw new Problem(403, 'You must authenticate with an installation access token');
      const { installation } = auth.token;
      const repositories = installedRepositories(world, installation).filter((one) => covered(auth, one));
      const extra = { repository_selection: installation.selection };
      return countedPage(request, repositories, 'repositories', (one) => presentMinimal(world, one), extra);
    },
  },
  'GET /orgs/{org}/installation': {
    handle: (request) => {
      const account = request.world.account(request.params['org'] ?? '');
      return json(presentInstallation(request.world, installationFor(request, account)));
    },
  },
  'GET /users/{username}/installation': {
    handle: (request) => {
      const account = request.world.account(request.params['username'] ?? '');
      return json(presentInstallation(request.world, installationFor(request, account)));
    },
  },
  'GET /repos/{owner}/{repo}/installation': {
    handle: (request) => {
      const { owner = '', repo = '' } = request.params;
      const repository = request.world.find(owner, repo)?.repository ?? null;
      const installation = installationFor(request, repository?.owner ?? null);
      const selected = installation.selection === 'all' || installation.selected.has(repository?.id ?? 0);
      if (!selected) throw notFound();
      return json(presentInstallation(request.world, installation));
    },
  },
  'GET /rate_limit': {
    handle: (request) => json(request.rate()),
  },
} satisfies Record<string, Route>;
