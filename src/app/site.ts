/** The portfolio site, as the running app shows it. */
import { DEFAULT_RISK_RULE } from '../roadmap/index.js';
import {
  createPortfolioReader,
  createSite,
  type PortfolioReader,
  type SignIn,
  type SiteSettings,
} from '../site/index.js';
import type { Queryable } from '../store/index.js';
import { portfolioConfiguration } from './allow-list.js';
import { savedMistakes } from './configuration-mistakes.js';
import type { AppContext } from './context.js';
import type { Route } from './server.js';
import type { Settings } from './settings.js';
import { isSecretariat } from './people.js';
import { createSignIn } from './sign-in.js';
import { setupChecks } from './site-checks.js';

export interface AppSite {
  readonly reader: PortfolioReader;
  readonly route: Route;
}

export function openSite(context: AppContext): AppSite {
  const { database, settings, model, log, now } = context;
  let isSecure = false;
  const reader = createPortfolioReader({
    database,
    now,
    webUrl: webUrlOf(settings),
    settings: async (connection) => {
      const { baseUrl, ...found } = await siteSettings(connection);
      isSecure = baseUrl !== null;
      return found;
    },
    mistakes: savedMistakes,
  });
  const route = createSite({
    database,
    reader,
    model: () => model,
    checks: () => setupChecks(context),
    signIn: signInOf(context),
    isSecure: () => isSecure,
    log,
  });
  return { reader, route };
}

/** Null where the App's client id and secret are not set. */
function signInOf(context: AppContext): SignIn | null {
  const { settings, database, now, log } = context;
  if (settings.oauth === null) return null;
  return createSignIn({
    ...settings.oauth,
    webUrl: webUrlOf(settings),
    apiUrl: settings.apiUrl,
    baseUrl: async () => (await portfolioConfiguration(database))?.site.baseUrl ?? null,
    isMember: (person) => isSecretariat(context, person),
    now,
    log,
  });
}

async function siteSettings(
  connection: Queryable,
): Promise<SiteSettings & { readonly baseUrl: string | null }> {
  const configuration = await portfolioConfiguration(connection);
  return {
    isSitePublic: configuration?.site.public ?? true,
    // The configuration takes no other address than one with https.
    baseUrl: configuration?.site.baseUrl ?? null,
    risk: { ...DEFAULT_RISK_RULE, ...configuration?.roadmap?.atRisk },
  };
}

/** Where people look at repositories, without a final slash: `https://github.com` for `https://api.github.com`. */
export function webUrlOf({ apiUrl }: Pick<Settings, 'apiUrl'>): string {
  if (apiUrl === 'https://api.github.com') return 'https://github.com';
  return apiUrl.replace(/\/api\/v3$/, '');
}
