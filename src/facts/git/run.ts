import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { FactsError } from '../errors.js';

/**
 * Runs git on a repository that nobody trusts: its own configuration could name programs to run, so everything
 * that does is switched off, nothing is fetched, nothing is written, and only the given folder is looked at.
 */
const SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.quotePath=false',
  'core.alternateRefsCommand=true',
  'log.showSignature=false',
  'log.showRoot=true',
  'i18n.logOutputEncoding=UTF-8',
  'diff.external=',
  'protocol.allow=never',
  // The folder may belong to somebody else (a mounted volume); the check guards against what is switched off above.
  'safe.directory=*',
];

export interface GitRepository {
  /** Absolute, symlinks resolved: the folder that holds `.git`, or the git directory itself. */
  readonly path: string;
}

/** Standard output, whole. Throws a FactsError when git is missing or fails. */
export async function git(
  repository: GitRepository,
  args: readonly string[],
  input?: string,
): Promise<Buffer> {
  const child = start(repository, args);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = ended(child, repository);
  child.stdin.on('error', () => {
    // git ended before it had read everything; how it ended is told by `ended`.
  });
  child.stdin.end(input ?? '');
  await end;
  return Buffer.concat(chunks);
}

/** Standard output as text without the final line break. */
export async function gitText(repository: GitRepository, args: readonly string[]): Promise<string> {
  return (await git(repository, args)).toString('utf8').trimEnd();
}

/** The lines that git says; none where it fails because what was asked for is not there. */
export async function gitLinesOrNone(
  repository: GitRepository,
  args: readonly string[],
): Promise<readonly string[]> {
  try {
    return (await gitText(repository, args)).split('\n');
  } catch (error) {
    if (error instanceof FactsError && error.kind === 'git-failed') return [];
    throw error;
  }
}

/** Standard output line by line; git is stopped when the reader has seen enough. */
export async function* gitLines(repository: GitRepository, args: readonly string[]): AsyncGenerator<string> {
  const child = start(repository, args);
  child.stdin.end();
  const end = ended(child, repository);
  // Awaited below; a failure before that must not count as unhandled.
  end.catch(() => undefined);
  let stopped = true;
  try {
    for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) yield line;
    stopped = false;
  } finally {
    if (stopped) child.kill();
  }
  await end;
}

function start({ path }: GitRepository, args: readonly string[]): ChildProcessWithoutNullStreams {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  return spawn('git', ['--no-pager', ...settings, '-C', path, ...args], {
    env: {
      PATH: process.env['PATH'],
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_ATTR_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_NO_LAZY_FETCH: '1',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_CEILING_DIRECTORIES: dirname(path),
    },
  });
}

function ended(child: ChildProcessWithoutNullStreams, { path }: GitRepository): Promise<void> {
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < 2000) complaint += chunk.toString('utf8');
  });
  return new Promise((resolve, reject) => {
    child.on('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') reject(new FactsError('no-git', {}, { cause }));
      else reject(new FactsError('git-failed', { path, problem: cause.message }, { cause }));
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new FactsError('git-failed', {
            path,
            problem: firstLine(complaint) || `git ended with ${code ?? signal ?? 'nothing'}`,
          }),
        );
    });
  });
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').replace(/^(fatal|error): /, '');
}
