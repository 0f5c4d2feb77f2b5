import type { Mistake } from '../governance/index.js';
import type { RiskRule } from '../roadmap/index.js';
import { portfolioStamp, type Database, type Queryable } from '../store/index.js';
import { danishDay } from '../roadmap/index.js';
import { readPortfolio, readProduct, type PortfolioReading } from './portfolio.js';
import type { Audience, Portfolio, ProductDetail } from './types.js';

export interface PortfolioReader {
  /** The portfolio as it stands at this moment: kept in memory, and read again when anything in it has changed. */
  readonly portfolio: (audience?: Audience) => Promise<Portfolio>;
  /** One product in full; null where the audience may not see it. */
  readonly product: (slug: string, audience?: Audience) => Promise<ProductDetail | null>;
}

export interface SiteSettings {
  /** Whether the secretariat wants a public portfolio at all. */
  readonly isSitePublic: boolean;
  readonly risk: RiskRule;
}

export interface ReaderOptions {
  readonly database: Database;
  readonly now: () => Date;
  /** Of the code host, without a final slash: `https://github.com`. */
  readonly webUrl: string;
  /** What the secretariat has configured, as it is now. */
  readonly settings: (connection: Queryable) => Promise<SiteSettings>;
  readonly mistakes: (connection: Queryable) => Promise<readonly Mistake[]>;
}

interface Kept {
  readonly stamp: string;
  readonly reading: Promise<PortfolioReading>;
}

export function createPortfolioReader({ database, now, settings, ...rest }: ReaderOptions): PortfolioReader {
  const kept = new Map<Audience, Promise<Kept>>();

  /** The stamp is asked for every time, before anything is shown: what was hidden a moment ago is shown no more. */
  async function keptFor(audience: Audience): Promise<Kept> {
    const time = now();
    const stamp = `${audience} ${danishDay(time)} ${await portfolioStamp(database)}`;
    const known = await kept.get(audience)?.catch(() => null);
    if (known?.stamp === stamp) return known;
    const reading = read(audience, time, stamp);
    kept.set(audience, reading);
    return reading;
  }

  async function read(audience: Audience, time: Date, stamp: string): Promise<Kept> {
    const options = { ...rest, ...(await settings(database)), audience, now: time };
    const reading = readPortfolio(database, options, stamp);
    // What failed is tried again by whoever asks next.
    reading.catch(() => kept.delete(audience));
    return { stamp, reading };
  }

  return {
    portfolio: async (audience = 'public') => {
      const { reading } = await keptFor(audience);
      return (await reading).portfolio;
    },
    product: async (slug, audience = 'public') => {
      const { reading } = await keptFor(audience);
      return readProduct(database, await reading, slug);
    },
  };
}
