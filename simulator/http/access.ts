/** Who may see and change what. */
import { covers } from '../state/apps.js';
import { notFound, Problem } from '../state/problem.js';
import { canPush, roleOf } from '../state/repositories.js';
import type { Account, Level, Repository } from '../state/types.js';
import type { Auth } from './context.js';
import { holds, tokenPermissions } from './tokens.js';

export type Wanted = Readonly<Record<string, Level>>;

const NOT_ACCESSIBLE = 'Resource not accessible by integration';

export function covered(auth: Auth, repository: Repository): boolean {
  if (auth.kind !== 'installation') return false;
  const { installation, repositoryIds } = auth.token;
  return covers(installation, repository) && (repositoryIds === null || repositoryIds.has(repository.id));
}

export function canSee(auth: Auth, repository: Repository): boolean {
  if (repository.visibility === 'public') return true;
  if (auth.kind === 'user') return roleOf(repository, auth.account) !== 'none';
  return covered(auth, repository);
}

/** Throws a 404 for what may not be seen and a 403 for what may not be done. Public content can be read by all. */
export function requireAccess(auth: Auth, repository: Repository, wanted: Wanted): void {
  if (!canSee(auth, repository)) throw notFound();
  const writes = Object.values(wanted).some((level) => level !== 'read');
  if (auth.kind === 'anonymous') {
    if (writes) throw new Problem(401, 'Requires authentication');
    return;
  }
  if (auth.kind === 'app') throw new Problem(403, NOT_ACCESSIBLE);
  if (auth.kind === 'user') {
    if (writes && !userMayWrite(auth.account, repository, wanted))
      throw new Problem(403, 'Must have push access to repository');
    return;
  }
  if (covered(auth, repository) && holds(tokenPermissions(auth.token), wanted)) return;
  if (!writes && repository.visibility === 'public') return;
  throw forbidden(wanted);
}

/** Everybody who sees a repository may open issues and comment; the rest wants push access. */
function userMayWrite(account: Account, repository: Repository, wanted: Wanted): boolean {
  return 'issues' in wanted || canPush(roleOf(repository, account));
}

export function forbidden(wanted: Wanted): Problem {
  const accepted = Object.entries(wanted)
    .map(([name, level]) => `${name}=${level}`)
    .join('; ');
  return new Problem(403, NOT_ACCESSIBLE, { headers: { 'x-accepted-github-permissions': accepted } });
}

/** For what belongs to an organisation: its projects, its members. */
export function requireOrganizationAccess(auth: Auth, organization: Account, wanted: Wanted): void {
  if (mayUseOrganization(auth, organization, wanted)) return;
  if (auth.kind === 'installation') throw forbidden(wanted);
  throw notFound();
}

export function mayUseOrganization(auth: Auth, organization: Account, wanted: Wanted): boolean {
  if (auth.kind === 'user') return organization.members.has(auth.account.login.toLowerCase());
  if (auth.kind !== 'installation') return false;
  return auth.token.installation.account === organization && holds(tokenPermissions(auth.token), wanted);
}
