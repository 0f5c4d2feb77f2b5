/** How the app is, for whoever looks after it: `/health/ready`, the log, and a figure in the metrics. */
import { statfs } from 'node:fs/promises';
import { sqlState, type Database } from '../store/index.js';

export interface HealthReport {
  /** False: deliveries cannot be kept, so GitHub should send them later. */
  readonly isReady: boolean;
  /** One sentence each, what is wrong and what to do; in English, for operators. Names nobody. */
  readonly problems: readonly string[];
}

export interface Health {
  readonly check: () => Promise<HealthReport>;
  /** Told after each answer of GitHub's. */
  readonly noteGitHub: (event: GitHubAnswer) => void;
  /** Told after each delivery. */
  readonly noteDelivery: (status: number) => void;
}

export interface GitHubAnswer {
  readonly request: string;
  /** Null: no answer. */
  readonly status: number | null;
  readonly installation: number | null;
  /** `Date` of the answer, in milliseconds since 1970; null where it was not seen. */
  readonly date?: number | null;
}

export interface HealthSettings {
  readonly database: Database;
  /** Of the embedded database; null with a server. */
  readonly directory: string | null;
  readonly now?: () => number;
  /** Free bytes on the disk of a directory. */
  readonly free?: (directory: string) => Promise<number>;
}

/** The embedded database writes up to 64 MB of log before it shortens it. */
const LEAST_FREE_BYTES = 128 * 1024 * 1024;
const DATABASE_MILLISECONDS = 3_000;
/** GitHub refuses a token that was made more than a minute from now. */
const MOST_SKEW_MS = 60_000;
const HOUR_MS = 3_600_000;
/** One may be anybody's; so many within an hour, and none that fits, are a secret that is not the one on GitHub. */
const REFUSALS_TOLD = 3;

const SAYS = {
  disk: 'The disk of OS2MODNING_DATA is nearly full. Make room: what the database cannot write is refused, and GitHub sends it again.',
  diskFull: 'The disk of the database is full. Make room there.',
  key: 'GitHub does not accept the private key of the App. Check APP_ID and PRIVATE_KEY; a key that was deleted on GitHub must be replaced.',
  unreachable: 'GitHub gave no answer to the last request. Work waits and is tried again.',
  secret:
    'Deliveries come with signatures that do not fit. Is WEBHOOK_SECRET the one on GitHub? While it is being changed, set WEBHOOK_SECRET_PREVIOUS.',
} as const;

export function createHealth(settings: HealthSettings): Health {
  const { database, directory, now = Date.now, free = freeBytes } = settings;
  let isKeyRefused = false;
  let isGitHubAway = false;
  let skewMs = 0;
  let refusals: number[] = [];

  async function databaseProblem(): Promise<string | null> {
    try {
      await within(
        DATABASE_MILLISECONDS,
        // A write, since a full disk still reads.
        database.execute(
          `INSERT INTO settings (key, value, updated_at) VALUES ('health', 'true', now())
           ON CONFLICT (key) DO UPDATE SET updated_at = excluded.updated_at`,
        ),
      );
      return null;
    } catch (error) {
      if (sqlState(error) === '53100') return SAYS.diskFull;
      return `The database does not answer: ${error instanceof Error ? error.message : String(error)}. Deliveries are refused until it does, and GitHub sends them again.`;
    }
  }

  async function isDiskFull(): Promise<boolean> {
    return directory !== null && (await free(directory)) < LEAST_FREE_BYTES;
  }

  function warnings(): readonly string[] {
    const said: string[] = [];
    const isClockWrong = Math.abs(skewMs) > MOST_SKEW_MS;
    if (isClockWrong) said.push(clockProblem(skewMs));
    // With a wrong clock GitHub refuses a good key too.
    else if (isKeyRefused) said.push(SAYS.key);
    if (isGitHubAway) said.push(SAYS.unreachable);
    refusals = refusals.filter((at) => at > now() - HOUR_MS);
    if (refusals.length >= REFUSALS_TOLD) said.push(SAYS.secret);
    return said;
  }

  return {
    check: async () => {
      // A full disk is told first: the statement would end the embedded database.
      const grave = (await isDiskFull()) ? SAYS.disk : await databaseProblem();
      return { isReady: grave === null, problems: [...(grave === null ? [] : [grave]), ...warnings()] };
    },
    noteGitHub: ({ request, status, date }) => {
      isGitHubAway = status === null;
      if (date !== null && date !== undefined) skewMs = now() - date;
      if (/ \/app\b/.test(request) && status !== null && status < 500) isKeyRefused = status === 401;
    },
    noteDelivery: (status) => {
      if (status === 401) refusals.push(now());
      else if (status < 400) refusals = [];
      if (refusals.length > REFUSALS_TOLD) refusals.shift();
    },
  };
}

function clockProblem(skewMs: number): string {
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  const side = skewMs > 0 ? 'ahead of' : 'behind';
  return `The clock of this machine is ${seconds} seconds ${side} GitHub's. Set it right: GitHub refuses what the App signs. Work waits and is tried again.`;
}

async function freeBytes(directory: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  } catch {
    // Not to be told on this file system: the write that follows tells.
    return Infinity;
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${milliseconds / 1_000} seconds`)),
      milliseconds,
    );
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
