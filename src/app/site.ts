/** The portfolio site, as the running app shows it. */
import type { Mistake } from '../governance/index.js';
import type { PortfolioConfiguration } from '../products/index.js';
import { DEFAULT_RISK_RULE } from '../roadmap/index.js';
import { createPortfolioReader, createSite, type PortfolioReader, type SiteSettings } from '../site/index.js';
import { findConfiguration, type Queryable } from '../store/index.js';
import { PORTFOLIO_SOURCE } from './allow-list.js';
import { savedMistakes } from './configuration-mistakes.js';
import type { AppContext } from './context.js';
import type { Route } from './server.js';
import type { Settings } from './settings.js';
import { setupChecks } from './site-checks.js';

export interface AppSite {
  readonly reader: PortfolioReader;
  readonly route: Route;
}

export function openSite(context: AppContext): AppSite {
  const { database, settings, model, log, now } = context;
  const reader = createPortfolioReader({
    database,
    now,
    webUrl: webUrlOf(settings),
    settings: siteSettings,
    mistakes: savedMistakes,
  });
  const route = createSite({
    database,
    reader,
    model: () => model,
    checks: () => setupChecks(context),
    signIn: null,
    isSecure: () => false,
    log,
  });
  return { reader, route };
}

/** What the portfolio configuration in force says; null: there is none. */
export async function portfolioConfiguration(connection: Queryable): Promise<PortfolioConfiguration | null> {
  return (
    (await findConfiguration<PortfolioConfiguration, Mistake>(connection, PORTFOLIO_SOURCE))?.good ?? null
  );
}

async function siteSettings(connection: Queryable): Promise<SiteSettings> {
  const configuration = await portfolioConfiguration(connection);
  return {
    isSitePublic: configuration?.site.public ?? true,
    risk: { ...DEFAULT_RISK_RULE, ...configuration?.roadmap?.atRisk },
  };
}

/** Where people look at repositories, without a final slash: `https://github.com` for `https://api.github.com`. */
export function webUrlOf({ apiUrl }: Pick<Settings, 'apiUrl'>): string {
  if (apiUrl === 'https://api.github.com') return 'https://github.com';
  return apiUrl.replace(/\/api\/v3$/, '');
}
