/** The portfolio site, as the running app shows it. */
import { DEFAULT_RISK_RULE } from '../roadmap/index.js';
import { createPortfolioReader, createSite, type PortfolioReader, type SiteSettings } from '../site/index.js';
import type { Queryable } from '../store/index.js';
import { portfolioConfiguration } from './allow-list.js';
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
