/** The way into a repository for the App that proposes: its own registration, with a token for that repository alone. */
import { createProposalReader, createProposalWriter } from '../github/index.js';
import type { Logger } from '../log/index.js';
import type { ProposalAccess } from '../proposals/index.js';
import type { Permissions } from './app-tokens.js';
import type { Installation, Registration } from './registration.js';

const NEEDED: Permissions = { metadata: 'read', contents: 'write', pull_requests: 'write' };

/** By `owner/name` and numeric id. Answers null where the App is not installed, or lacks a permission. Throws a GitHubError. */
export function createProposalAccess(
  { self, installedIn, access }: Registration,
  log: Logger,
): (repository: string, databaseId: number) => Promise<ProposalAccess | null> {
  let account: Promise<{ readonly login: string }> | null = null;
  const told = new Set<number>();

  async function readAccount(): Promise<{ readonly login: string }> {
    const { slug } = await self.client.get<{ readonly slug: string }>('GET /app', {});
    return { login: `${slug}[bot]` };
  }

  function mayPropose({ id, permissions }: Installation): boolean {
    const missing = Object.keys(NEEDED).filter((name) => permissions[name] !== NEEDED[name]);
    if (missing.length === 0) return true;
    if (!told.has(id))
      log.warn({ installation: id, missing }, 'nothing is proposed: permissions are missing');
    told.add(id);
    return false;
  }

  return async (repository, databaseId) => {
    const found = await installedIn(repository);
    if (found === null || !mayPropose(found)) return null;
    account ??= readAccount().catch((error: unknown) => {
      account = null;
      throw error;
    });
    const own = await account;
    const { client, write } = access(found.id, { repositoryIds: [databaseId], permissions: NEEDED });
    return { reader: createProposalReader(client, own), writer: createProposalWriter(write, own) };
  };
}
