/** The first start, without an App: Probot's own page, which registers one on GitHub from app.yml. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Logger } from '../log/index.js';

export interface SetupPage {
  /** Such as `http://localhost:3000/probot`. */
  readonly url: string;
  /** Host in app.yml that nobody has replaced yet; null when somebody has. */
  readonly placeholder: string | null;
  readonly stop: () => Promise<void>;
}

const MANIFEST = 'app.yml';
const SETTINGS = '.env';
/** As app.yml is shipped. */
const PLACEHOLDER = 'os2modning.example.org';
const LOOPBACK = new Set(['', 'localhost', '127.0.0.1', '::1']);

/**
 * Whether the program has been started to be set up: no App yet, app.yml in the working directory, not in production, and nobody
 * but this machine can reach the page (whoever can may choose the App that the program becomes).
 */
export function wantsSetup(env: NodeJS.ProcessEnv): boolean {
  const isSet = (name: string): boolean => (env[name] ?? '').trim() !== '';
  if (isSet('APP_ID') || isSet('PRIVATE_KEY') || env['NODE_ENV'] === 'production') return false;
  return LOOPBACK.has((env['HOST'] ?? '').trim().toLowerCase()) && existsSync(MANIFEST);
}

/**
 * Starts Probot in its setup mode; what GitHub answers is written to `.env` in the working directory, readable by its owner alone.
 * Probot reads the environment of the process itself (GHE_HOST, GH_ORG). Throws when the port is taken.
 */
export async function startSetup(env: NodeJS.ProcessEnv, log: Logger): Promise<SetupPage> {
  const { run } = await import('probot');
  // Else Probot fetches a package and opens a channel at smee.io: no request leaves for anywhere but GitHub.
  process.env['NO_SMEE_SETUP'] ??= 'true';
  const server = await run(() => undefined, { env, log, updateEnv: saveSettings });
  return {
    url: `http://localhost:${server.port}/probot`,
    placeholder: readFileSync(MANIFEST, 'utf8').includes(`//${PLACEHOLDER}`) ? PLACEHOLDER : null,
    stop: () => server.stop(),
  };
}

type Values = Readonly<Record<string, string | undefined>>;

/** Sets the values in `.env` and leaves everything else there as it is. */
function saveSettings<T extends Values>(values: T): T {
  const lines = existsSync(SETTINGS) ? readFileSync(SETTINGS, 'utf8').trimEnd().split('\n') : [];
  for (const [name, value = ''] of Object.entries(values)) {
    const line = `${name}=${value.replaceAll('\n', '\\n')}`;
    const known = lines.findIndex((one) => one.startsWith(`${name}=`));
    if (known === -1) lines.push(line);
    else lines[known] = line;
  }
  writeFileSync(SETTINGS, `${lines.join('\n')}\n`, { mode: 0o600 });
  // The mode above is for a new file; this one may have been there.
  chmodSync(SETTINGS, 0o600);
  return values;
}
