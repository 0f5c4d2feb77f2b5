import type { Commit } from '../types.js';
import { gitLines, type GitRepository } from './run.js';

/** Newest commits kept. */
const MOST_COMMITS = 400;
/** Commits looked through for the last change of the files; what is older than that keeps no date. */
const MOST_WALKED = 50_000;
/** Begins a commit's line; git puts a file name with such a character between quotes. */
const MARK = '\u0001';
const FORMAT = ['%H', '%cs', '%P', '%aE', '%aN', '%s'].join(MARK);

export interface Walk {
  /** Newest first, at most 400. */
  readonly commits: readonly Commit[];
  /** Day of the last commit touching each wanted path; one that was not met is left out. */
  readonly lastChanged: ReadonlyMap<string, string>;
}

/**
 * One walk back through the history gives the newest commits, the number of files each changed, and the last change
 * of the wanted paths; it stops as soon as all is found. Commits after `asOf` are passed over.
 */
export async function walkHistory(
  repository: GitRepository,
  head: string,
  wanted: ReadonlySet<string>,
  asOf: string,
): Promise<Walk> {
  const args = [
    'log',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    '--name-only',
    `--format=${MARK}${FORMAT}`,
    head,
    '--',
  ];
  const walker = new Walker(wanted, asOf);
  for await (const line of gitLines(repository, args)) {
    walker.take(line);
    if (walker.isDone()) break;
  }
  return walker.finish();
}

interface Seen {
  readonly commit: Commit;
  files: number;
}

class Walker {
  readonly #wanted: ReadonlySet<string>;
  readonly #asOf: string;
  readonly #seen: Seen[] = [];
  readonly #lastChanged = new Map<string, string>();
  readonly #pseudonyms = new Map<string, string>();
  #walked = 0;
  /** The commit whose files are being listed; null while one after the day is passed over. */
  #day: string | null = null;
  #current: Seen | null = null;

  constructor(wanted: ReadonlySet<string>, asOf: string) {
    this.#wanted = wanted;
    this.#asOf = asOf;
  }

  take(line: string): void {
    if (line.startsWith(MARK)) this.#takeCommit(line.slice(1).split(MARK));
    else if (line !== '' && this.#day !== null) this.#takeFile(unquoted(line), this.#day);
  }

  isDone(): boolean {
    if (this.#walked > MOST_WALKED) return true;
    return this.#walked > MOST_COMMITS && this.#lastChanged.size === this.#wanted.size;
  }

  finish(): Walk {
    const commits = this.#seen.map(({ commit, files }) => ({
      ...commit,
      files: commit.parents > 1 ? null : files,
    }));
    return { commits, lastChanged: this.#lastChanged };
  }

  #takeCommit([
    oid = '',
    date = '',
    parents = '',
    email = '',
    name = '',
    ...subject
  ]: readonly string[]): void {
    this.#current = null;
    this.#day = date <= this.#asOf ? date : null;
    if (this.#day === null) return;
    this.#walked += 1;
    if (this.#seen.length >= MOST_COMMITS) return;
    const commit = {
      oid,
      date,
      author: this.#authorOf(email, name),
      parents: parents === '' ? 0 : parents.split(' ').length,
      files: null,
      subject: subject.join(' '),
    };
    this.#current = { commit, files: 0 };
    this.#seen.push(this.#current);
  }

  #takeFile(path: string, day: string): void {
    if (this.#current !== null) this.#current.files += 1;
    if (this.#wanted.has(path) && !this.#lastChanged.has(path)) this.#lastChanged.set(path, day);
  }

  /** No person is named in the facts: only a bot keeps its name. */
  #authorOf(email: string, name: string): string {
    if (name.endsWith('[bot]')) return name;
    const known = this.#pseudonyms.get(email);
    if (known !== undefined) return known;
    const pseudonym = `author-${this.#pseudonyms.size + 1}`;
    this.#pseudonyms.set(email, pseudonym);
    return pseudonym;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
};

/** git puts names with quotes, backslashes and control characters between quotes. */
function unquoted(name: string): string {
  if (!name.startsWith('"') || !name.endsWith('"')) return name;
  return name.slice(1, -1).replace(/\\([0-7]{3}|.)/g, (_, escape: string) => {
    if (escape.length === 3) return String.fromCharCode(Number.parseInt(escape, 8));
    return ESCAPES[escape] ?? escape;
  });
}
