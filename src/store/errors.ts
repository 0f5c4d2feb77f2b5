/** Another process works on the directory of the embedded database, and two at once would lose rows without a word. */
export class DatabaseLockedError extends Error {
  override readonly name = 'DatabaseLockedError';
  readonly directory: string;
  readonly pid: number;
  readonly host: string;

  constructor(directory: string, pid: number, host: string) {
    super(
      `The database in ${directory} is in use by process ${pid} on ${host}. ` +
        'Stop that process first, or let this command ask the running app, or set DATABASE_URL to use a Postgres server.',
    );
    this.directory = directory;
    this.pid = pid;
    this.host = host;
  }
}

/** The database cannot be reached or opened; what it was is in `cause`. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';

  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}

/** A migration that was applied reads differently now: the two would disagree about what the tables look like. */
export class MigrationChangedError extends Error {
  override readonly name = 'MigrationChangedError';

  constructor(file: string) {
    super(
      `migrations/${file} was changed after it was applied to this database. Write a new migration instead.`,
    );
  }
}

/** PostgreSQL's error code (`23505` …), or null for any other error. */
export function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}
