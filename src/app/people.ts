/** Who may do what: asked of GitHub for every command. Where there is no answer the command waits; every other doubt is a no. */
import { isForbidden, isTeamMember, mayWrite, roleOf, type Actor } from '../github/index.js';
import type { Mistake } from '../governance/index.js';
import type { PortfolioConfiguration } from '../products/index.js';
import { findConfiguration, type StoredCommand } from '../store/index.js';
import { PORTFOLIO_SOURCE } from './allow-list.js';
import type { AppContext } from './context.js';

/** How long a command waits where we may not read, ask or write, in milliseconds: three nights. */
const MOST_PATIENCE = 3 * 24 * 60 * 60 * 1_000;

/** A permission may come back: until then a command goes on waiting for the product's next run, every night at least. */
export function hasPatience({ now }: AppContext, { createdAt }: StoredCommand<unknown>): boolean {
  return now().getTime() - createdAt.getTime() < MOST_PATIENCE;
}

/** What GitHub says about a command; where it does not let us ask, the command waits, and `otherwise` counts in the end. */
export async function askOrWait<T, O>(
  context: AppContext,
  command: StoredCommand<unknown>,
  ask: () => Promise<T>,
  otherwise: O,
): Promise<T | O | 'waits'> {
  try {
    return await ask();
  } catch (error) {
    if (!isForbidden(error)) throw error;
    const fields = { product: command.product, command: command.id, err: error };
    context.log.warn(fields, 'GitHub does not let us ask about a command');
    return hasPatience(context, command) ? 'waits' : otherwise;
  }
}

/** Throws a GitHubError where GitHub gives no answer, `forbidden` where it does not let us ask. */
export async function mayCommand(
  { github }: AppContext,
  installation: number,
  repository: string,
  person: Actor,
): Promise<boolean> {
  return mayWrite(await roleOf(github.installation(installation), repository, person));
}

/**
 * Whether somebody belongs to the secretariat: named in the portfolio configuration, or in the team it names. The team is asked
 * through the central registration, installed on the team's own organisation. Throws as `mayCommand`.
 */
export async function isSecretariat({ database, github, log }: AppContext, person: Actor): Promise<boolean> {
  const stored = await findConfiguration<PortfolioConfiguration, Mistake>(database, PORTFOLIO_SOURCE);
  const secretariat = stored?.good?.secretariat;
  if (secretariat === undefined) return false;
  const login = person.login.toLowerCase();
  if (secretariat.accounts.some((account) => account.toLowerCase() === login)) return true;
  if (secretariat.team === null) return false;
  const teams = await github.teams(secretariat.team.split('/')[0] ?? '');
  if (typeof teams === 'string') {
    log.warn(
      { team: secretariat.team, reason: teams },
      "the secretariat's team cannot be asked (docs/setup.md)",
    );
    return false;
  }
  return isTeamMember(teams, secretariat.team, person);
}
