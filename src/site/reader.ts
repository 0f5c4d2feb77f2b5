import { danishDay } from '../roadmap/index.js';
import { portfolioStamps, type Database } from '../store/index.js';
import { readPortfolio, readProduct, type PortfolioOptions, type PortfolioReading } from './portfolio.js';
import type { Audience, Portfolio, ProductDetail } from './types.js';

export interface PortfolioReader {
  /** The portfolio as it stands at this moment: kept in memory, and what has changed in it is read again. */
  readonly portfolio: (audience?: Audience) => Promise<Portfolio>;
  /** One product in full; null where the audience may not see it. */
  readonly product: (slug: string, audience?: Audience) => Promise<ProductDetail | null>;
}

export interface ReaderOptions extends Omit<PortfolioOptions, 'audience' | 'now'> {
  readonly database: Database;
  readonly now: () => Date;
}

interface Kept {
  readonly stamp: string;
  readonly reading: Promise<PortfolioReading>;
}

export function createPortfolioReader({ database, now, ...options }: ReaderOptions): PortfolioReader {
  const kept = new Map<Audience, Kept>();
  /** The last that could be read. */
  const readings = new Map<Audience, PortfolioReading>();

  /** The stamp is asked for every time, before anything is shown: what was hidden a moment ago is shown no more. */
  async function readingFor(audience: Audience): Promise<PortfolioReading> {
    const time = now();
    const tables = await portfolioStamps(database);
    const whole = `${audience} ${danishDay(time)} ${Object.values(tables).join('-')}`;
    const known = kept.get(audience);
    if (known?.stamp === whole) return known.reading;
    const before = readings.get(audience) ?? null;
    const reading = readPortfolio(
      database,
      { ...options, audience, now: time },
      { whole, tables },
      before,
    ).then((made) => {
      readings.set(audience, made);
      return made;
    });
    kept.set(audience, { stamp: whole, reading });
    // What failed is tried again by whoever asks next.
    reading.catch(() => kept.delete(audience));
    return reading;
  }

  return {
    portfolio: async (audience = 'public') => (await readingFor(audience)).portfolio,
    product: async (slug, audience = 'public') =>
      readProduct(database, options, await readingFor(audience), slug),
  };
}
