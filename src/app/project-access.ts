/** The way to an account's projects, with a token of the installation on that account. */
import {
  createProjectReader,
  createProjectWriter,
  PROJECT_PERMISSION,
  type ProjectReader,
  type ProjectWriter,
} from '../github/index.js';
import type { Permissions } from './app-tokens.js';
import type { Registration } from './registration.js';

export interface ProjectAccess {
  readonly installation: number;
  /** As granted just now. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly reader: ProjectReader;
  readonly writer: ProjectWriter;
}

/** Issues beside the milestones can only be shown with a token that may read issues. */
const READ_TOO = ['issues', 'pull_requests'];

/**
 * Answers null where the App is not installed on the account, or is suspended there. A personal account is asked for as
 * well, so that it can be told that its projects are out of reach. Throws a GitHubError.
 */
export function createProjectAccess({
  installedOn,
  access,
}: Registration): (owner: string) => Promise<ProjectAccess | null> {
  return async (owner) => {
    const found = await installedOn(owner);
    if (found === null) return null;
    const { id: installation, permissions } = found;
    const { client, write, graphql } = access(installation, { permissions: neededOf(permissions) });
    return {
      installation,
      permissions,
      reader: createProjectReader(client),
      writer: createProjectWriter(graphql, write),
    };
  };
}

/** GitHub refuses a token with more than was granted. */
function neededOf(granted: Readonly<Record<string, string>>): Permissions {
  const needed: Permissions = { metadata: 'read' };
  const projects = granted[PROJECT_PERMISSION];
  if (projects !== undefined) needed[PROJECT_PERMISSION] = projects === 'read' ? 'read' : 'write';
  for (const name of READ_TOO) if (granted[name] !== undefined) needed[name] = 'read';
  return needed;
}
