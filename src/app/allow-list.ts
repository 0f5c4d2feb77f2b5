import type { PortfolioConfiguration } from '../products/index.js';
import { findConfiguration, type Database, type Queryable } from '../store/index.js';
import type { Mistake } from '../governance/index.js';
import type { Settings } from './settings.js';

/** Where the portfolio configuration is kept in the store. */
export const PORTFOLIO_SOURCE = 'portfolio';

/** What the portfolio configuration in force says; null: there is none. */
export async function portfolioConfiguration(connection: Queryable): Promise<PortfolioConfiguration | null> {
  const stored = await findConfiguration<PortfolioConfiguration, Mistake>(connection, PORTFOLIO_SOURCE);
  return stored?.good ?? null;
}

export interface AllowList {
  readonly has: (account: string) => boolean;
  /** Reads the portfolio configuration in force again. */
  readonly refresh: () => Promise<void>;
}

/**
 * The accounts that are served: those the portfolio configuration names, else those of the settings; always the portfolio's own,
 * since nobody could otherwise name any.
 */
export async function openAllowList(database: Database, settings: Settings): Promise<AllowList> {
  let allowed: ReadonlySet<string> = new Set();

  async function refresh(): Promise<void> {
    const named = (await portfolioConfiguration(database))?.organisations ?? [];
    const names = new Set(named.length > 0 ? named.map((name) => name.toLowerCase()) : settings.accounts);
    const own = settings.portfolio?.split('/')[0];
    if (own !== undefined) names.add(own.toLowerCase());
    allowed = names;
  }

  await refresh();
  return { has: (account) => allowed.has(account.toLowerCase()), refresh };
}
