import type { Mistake } from '../governance/index.js';
import type { RiskRule } from '../roadmap/index.js';
import { portfolioStamp, type Database, type Queryable } from '../store/index.js';
import { danishDay } from './days.js';
import { readPortfolio, readProduct, type PortfolioOptions } from './portfolio.js';
import type { Audience, Portfolio, ProductDetail } from './types.js';

export interface PortfolioReader {
  /** The portfolio as it stands at this moment: kept in memory, and read again when anything in it has changed. */
  readonly portfolio: (audience?: Audience) => Promise<Portfolio>;
  /** One product in full; null where the audience may not see it. */
  readonly product: (slug: string, audience?: Audience) => Promise<ProductDetail | null>;
}

export interface ReaderOptions {
  readonly database: Database;
  readonly now: () => Date;
  /** Of the code host, without a final slash: `https://github.com`. */
  readonly webUrl: string;
  /** What the secretariat has configured, as it is now. */
  readonly settings: () => { readonly isSitePublic: boolean; readonly risk: RiskRule };
  readonly mistakes: (connection: Queryable) => Promise<readonly Mistake[]>;
}

export function createPortfolioReader({ database, now, settings, ...rest }: ReaderOptions): PortfolioReader {
  const kept = new Map<Audience, { readonly stamp: string; readonly portfolio: Promise<Portfolio> }>();

  function optionsFor(audience: Audience): PortfolioOptions {
    return { ...rest, ...settings(), audience, now: now() };
  }

  async function portfolio(audience: Audience = 'public'): Promise<Portfolio> {
    const options = optionsFor(audience);
    // Every time, before anything is shown: a repository that became private a moment ago is shown no more.
    const stamp = `${audience} ${danishDay(options.now)} ${options.isSitePublic} ${await portfolioStamp(database)}`;
    const known = kept.get(audience);
    if (known?.stamp === stamp) return known.portfolio;
    const reading = readPortfolio(database, options, stamp);
    const entry = { stamp, portfolio: reading };
    kept.set(audience, entry);
    reading.catch(() => {
      if (kept.get(audience) === entry) kept.delete(audience);
    });
    return reading;
  }

  return {
    portfolio,
    product: async (slug, audience = 'public') =>
      readProduct(database, await portfolio(audience), slug, optionsFor(audience)),
  };
}
