/** What the environment says, checked at start: all mistakes at once. */
import { say, type Bilingual } from '../messages/index.js';

export interface Settings {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** The second registration, for the organisation that owns the roadmap; null: the first does that too. */
  readonly portfolioApp: { readonly appId: number; readonly privateKey: string } | null;
  /** The registration that proposes documents as pull requests; null: nobody does. */
  readonly proposalsApp: { readonly appId: number; readonly privateKey: string } | null;
  /** The webhook secret, and the one before it while it is being changed. */
  readonly webhookSecrets: readonly string[];
  /** Of the App, for people who sign in to the site with GitHub; null: nobody can. */
  readonly oauth: { readonly clientId: string; readonly clientSecret: string } | null;
  /** REST base, without a final slash: `https://api.github.com`, or `https://HOST/api/v3` of GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly logLevel: string;
  readonly host: string;
  readonly port: number;
  /** Null: the embedded database. */
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
  /** `owner/repository` of the portfolio configuration. */
  readonly portfolio: string | null;
  /** Accounts that are served where the portfolio configuration names none, lower-case. */
  readonly accounts: ReadonlySet<string>;
  /** Uninstalls the App where an account that is not on the list has installed it; else it is ignored. */
  readonly removesUnlisted: boolean;
  readonly role: 'all' | 'web' | 'worker';
  readonly dryRun: boolean;
  /** Real seconds for a second of GitHub's limits: 1 for GitHub itself, smaller where the other side is scaled alike. */
  readonly pacing: number;
  /** Days that the data of an account is kept after it has suspended or uninstalled the app; 30 where nothing is said. */
  readonly forgetDays?: number;
}

export type SettingsReading =
  | { readonly settings: Settings; readonly mistakes: readonly [] }
  | { readonly settings: null; readonly mistakes: readonly Bilingual[] };

const ROLES = ['all', 'web', 'worker'] as const;
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const YES = ['1', 'true', 'yes', 'ja'];
const NO = ['', '0', 'false', 'no', 'nej'];
const SHORTEST_SECRET = 16;

/** Reads the settings (`.env.example` documents each). Never throws. */
export function readSettings(env: NodeJS.ProcessEnv): SettingsReading {
  const mistakes: Bilingual[] = [];
  const text = (name: string): string => (env[name] ?? '').trim();
  const wrong = (key: string, name: string): void => {
    mistakes.push(say(`app.settings.${key}`, { name, value: text(name) }));
  };
  const need = (name: string): string => {
    if (text(name) === '') wrong('missing', name);
    return text(name);
  };

  const registration = (idName: string, keyName: string): { appId: number; privateKey: string } => {
    const appId = Number(need(idName));
    if (text(idName) !== '' && (!Number.isSafeInteger(appId) || appId < 1)) wrong('number', idName);
    const privateKey = pemOf(need(keyName));
    if (text(keyName) !== '' && !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(privateKey))
      wrong('privateKey', keyName);
    return { appId, privateKey };
  };

  const app = registration('APP_ID', 'PRIVATE_KEY');
  // One of the two alone is half a registration.
  const hasPortfolioApp = text('PORTFOLIO_APP_ID') !== '' || text('PORTFOLIO_PRIVATE_KEY') !== '';
  const portfolioApp = hasPortfolioApp ? registration('PORTFOLIO_APP_ID', 'PORTFOLIO_PRIVATE_KEY') : null;
  const hasProposalsApp = text('PROPOSALS_APP_ID') !== '' || text('PROPOSALS_PRIVATE_KEY') !== '';
  const proposalsApp = hasProposalsApp ? registration('PROPOSALS_APP_ID', 'PROPOSALS_PRIVATE_KEY') : null;
  const webhookSecrets = [need('WEBHOOK_SECRET'), text('WEBHOOK_SECRET_PREVIOUS')].filter(
    (secret) => secret !== '',
  );
  if (webhookSecrets.some((secret) => secret.length < SHORTEST_SECRET)) wrong('secret', 'WEBHOOK_SECRET');
  const clientId = text('GITHUB_CLIENT_ID');
  const clientSecret = text('GITHUB_CLIENT_SECRET');
  if (clientId !== '' && clientSecret === '') wrong('missing', 'GITHUB_CLIENT_SECRET');
  if (clientId === '' && clientSecret !== '') wrong('missing', 'GITHUB_CLIENT_ID');
  const apiUrl = apiUrlOf(text('GITHUB_API_URL'), text('GHE_HOST'));
  if (!URL.canParse(apiUrl)) wrong('url', 'GITHUB_API_URL');
  const port = Number(text('PORT') === '' ? '3000' : text('PORT'));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) wrong('port', 'PORT');
  const role = ROLES.find(
    (one) => one === (text('OS2MODNING_ROLE') === '' ? 'all' : text('OS2MODNING_ROLE')),
  );
  if (role === undefined) wrong('role', 'OS2MODNING_ROLE');
  const databaseUrl = text('DATABASE_URL') === '' ? null : text('DATABASE_URL');
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) wrong('database', 'DATABASE_URL');
  if (databaseUrl === null && role !== undefined && role !== 'all')
    wrong('roleNeedsServer', 'OS2MODNING_ROLE');
  const portfolio = text('OS2MODNING_PORTFOLIO') === '' ? null : text('OS2MODNING_PORTFOLIO');
  if (portfolio !== null && !/^[\w.-]+\/[\w.-]+$/.test(portfolio))
    wrong('repository', 'OS2MODNING_PORTFOLIO');
  const logLevel = text('LOG_LEVEL') === '' ? 'info' : text('LOG_LEVEL');
  if (!LEVELS.includes(logLevel)) wrong('logLevel', 'LOG_LEVEL');
  const pacing = Number(text('OS2MODNING_PACING') === '' ? '1' : text('OS2MODNING_PACING'));
  if (!(pacing >= 0 && pacing <= 1)) wrong('pacing', 'OS2MODNING_PACING');
  const forgetDays = Number(text('OS2MODNING_FORGET_DAYS') === '' ? '30' : text('OS2MODNING_FORGET_DAYS'));
  if (!Number.isInteger(forgetDays) || forgetDays < 0) wrong('days', 'OS2MODNING_FORGET_DAYS');
  const accounts = new Set(
    text('OS2MODNING_ACCOUNTS')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((name) => name !== ''),
  );
  if (accounts.size === 0 && portfolio === null) wrong('nobody', 'OS2MODNING_ACCOUNTS');

  // A word that is neither is told: somebody who writes "on" for a dry run must not find issues written.
  const isOn = (name: string): boolean => {
    const word = text(name).toLowerCase();
    const isYes = YES.includes(word);
    if (!isYes && !NO.includes(word)) wrong('switch', name);
    return isYes;
  };
  const removesUnlisted = isOn('OS2MODNING_REMOVE_UNLISTED');
  const dryRun = isOn('OS2MODNING_DRY_RUN');

  if (mistakes.length > 0 || role === undefined) return { settings: null, mistakes };
  const settings: Settings = {
    ...app,
    portfolioApp,
    proposalsApp,
    webhookSecrets,
    oauth: clientId === '' ? null : { clientId, clientSecret },
    apiUrl,
    logLevel,
    host: text('HOST') === '' ? 'localhost' : text('HOST'),
    port,
    databaseUrl,
    dataDirectory: text('OS2MODNING_DATA') === '' ? 'data' : text('OS2MODNING_DATA'),
    portfolio,
    accounts,
    role,
    removesUnlisted,
    dryRun,
    pacing,
    forgetDays,
  };
  return { settings, mistakes: [] };
}

/** As people paste it: with `\n` in place of line breaks, or base64 of the whole. */
function pemOf(text: string): string {
  const lines = text.replaceAll('\\n', '\n');
  if (lines.includes('-----BEGIN') || lines === '') return lines;
  return Buffer.from(lines, 'base64').toString('utf8');
}

function apiUrlOf(apiUrl: string, enterpriseHost: string): string {
  if (apiUrl !== '') return apiUrl.replace(/\/+$/, '');
  return enterpriseHost === '' ? 'https://api.github.com' : `https://${enterpriseHost}/api/v3`;
}
