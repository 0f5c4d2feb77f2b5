/** What is left to do after installing. Says nothing of any account, product or repository: everybody may read it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Mistake } from '../governance/index.js';
import type { PortfolioConfiguration } from '../products/index.js';
import type { SetupCheck } from '../site/index.js';
import {
  findConfiguration,
  listDeliveries,
  listInstallations,
  listProducts,
  newestAssessments,
} from '../store/index.js';
import { PORTFOLIO_SOURCE } from './allow-list.js';
import type { AppContext } from './context.js';

const MANIFEST = new URL('../../app.yml', import.meta.url);

export async function setupChecks({
  database,
  github,
  settings,
}: AppContext): Promise<readonly SetupCheck[]> {
  const installations = await listInstallations(database);
  const configuration = await findConfiguration<PortfolioConfiguration, Mistake>(database, PORTFOLIO_SOURCE);
  const products = await listProducts(database);
  const assessed = await newestAssessments(database);
  const good = configuration?.good ?? null;
  const done = (is: boolean, otherwise: SetupCheck['state'] = 'todo'): SetupCheck['state'] =>
    is ? 'done' : otherwise;
  return [
    { key: 'app', state: done(await isKnown(github)) },
    { key: 'installed', state: done(installations.length > 0) },
    { key: 'deliveries', state: done((await listDeliveries(database, { limit: 1 })).length > 0) },
    {
      key: 'portfolio',
      state: done(
        good !== null && configuration?.mistakes.length === 0,
        settings.portfolio === null ? 'optional' : 'todo',
      ),
    },
    { key: 'products', state: done(products.length > 0) },
    { key: 'assessed', state: done(products.length > 0 && products.every(({ key }) => assessed.has(key))) },
    { key: 'permissions', state: done(installations.every(({ permissions }) => isGranted(permissions))) },
    { key: 'address', state: done((good?.site.baseUrl ?? null) !== null, 'optional') },
    {
      key: 'signIn',
      state: done(
        settings.oauth !== null && (good?.site.baseUrl ?? null) !== null && hasSecretariat(good),
        'optional',
      ),
    },
    { key: 'roadmap', state: done((good?.roadmap?.project ?? null) !== null, 'optional') },
  ];
}

function hasSecretariat(configuration: PortfolioConfiguration | null): boolean {
  const { team = null, accounts = [] } = configuration?.secretariat ?? {};
  return team !== null || accounts.length > 0;
}

async function isKnown(github: AppContext['github']): Promise<boolean> {
  try {
    await github.account();
    return true;
  } catch {
    // The reason is in the log since the start; the page only says that it is so.
    return false;
  }
}

let asked: Readonly<Record<string, string>> | null = null;

/** Whether an installation has granted everything that app.yml asks for. */
function isGranted(granted: Readonly<Record<string, string>>): boolean {
  asked ??= (parse(readFileSync(MANIFEST, 'utf8')) as { default_permissions: Record<string, string> })
    .default_permissions;
  return Object.entries(asked).every(
    ([name, level]) => granted[name] === level || (level === 'read' && granted[name] !== undefined),
  );
}
