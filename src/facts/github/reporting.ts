import { GitHubError, type ReadClient } from '../../github/index.js';
import { known } from '../fact.js';
import type { Fact, FileTree } from '../types.js';
import { reasonOf, stopsReading } from './failure.js';
import type { Metadata } from './mapping.js';

const SECURITY_POLICY = /^(\.github\/|docs\/)?security\.\w+$/;
/** What speaks of security at least as loud: where one of these is, the setting adds nothing. */
const SECURED = /security|sikkerhed|dependabot\.ya?ml$|renovate/;
const CODE =
  /^(c|cc|cpp|cs|dart|ex|go|groovy|java|js|jsx|kt|lua|mjs|php|pl|py|rb|rs|scala|swift|ts|tsx|vb|vue)$/;

/** Only public repositories with code and nothing about security, of their own or their organisation's. */
export function wantsReporting(metadata: Metadata, tree: Fact<FileTree>): boolean {
  if (tree.state !== 'known' || metadata.head.state !== 'known') return false;
  if (metadata.visibility.state !== 'known' || metadata.visibility.value !== 'public') return false;
  if (metadata.securityPolicyEnabled.state === 'known' && metadata.securityPolicyEnabled.value) return false;
  const own = tree.value.entries.filter(({ vendored }) => !vendored);
  if (own.some(({ lowerPath, extension }) => isAboutSecurity(lowerPath, extension))) return false;
  return own.some(({ extension }) => CODE.test(extension));
}

/** Program files that happen to be called so say nothing. */
function isAboutSecurity(lowerPath: string, extension: string): boolean {
  return SECURITY_POLICY.test(lowerPath) || (SECURED.test(lowerPath) && !CODE.test(extension));
}

/** Whether people may report a vulnerability in private. GitHub answers 404 or 422 where the repository cannot have it. */
export async function readVulnerabilityReporting(
  client: ReadClient,
  { owner, name }: { readonly owner: string; readonly name: string },
): Promise<Fact<boolean>> {
  try {
    const route = 'GET /repos/{owner}/{repo}/private-vulnerability-reporting';
    const { enabled } = await client.get<{ readonly enabled: boolean }>(route, { owner, repo: name });
    return known(enabled);
  } catch (error) {
    if (!(error instanceof GitHubError) || stopsReading(error)) throw error;
    if (error.kind === 'gone' || error.kind === 'validation') return { state: 'absent' };
    return { state: 'unknown', reason: reasonOf(error) };
  }
}
