import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FakeCommit {
  /** Time with offset, such as `2026-06-01T12:00:00+02:00`. */
  readonly at: string;
  readonly subject?: string;
  readonly author?: string;
  /** New or changed files; a `Buffer` is written as it is, a `symlink` as one. */
  readonly files?: Readonly<
    Record<string, string | Buffer | { readonly symlink: string } | { readonly submodule: string }>
  >;
  /** Number (from 0) of a commit made earlier that this one merges. */
  readonly merges?: number;
  /** Branch the commit goes to; a new one starts at the newest commit of `main`. Default `main`. */
  readonly branch?: string;
}

export interface GitFixture {
  readonly path: string;
  readonly run: (...args: readonly string[]) => string;
  readonly remove: () => void;
}

/** A bare repository in a temporary folder, made with `git fast-import`; remove it when done. */
export function gitFixture(commits: readonly FakeCommit[]): GitFixture {
  const path = mkdtempSync(join(tmpdir(), 'os2modning-git-'));
  const run = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', path, ...args], { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] }).trim();
  run('init', '--quiet', '--bare', '--initial-branch=main');
  const started = new Set(['main']);
  const input = Buffer.concat(commits.map((commit, index) => fastImport(commit, index, started)));
  execFileSync('git', ['-C', path, 'fast-import', '--quiet', '--date-format=raw', '--force'], { input });
  return { path, run, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function fastImport(commit: FakeCommit, index: number, started: Set<string>): Buffer {
  const { at, subject = 'Change something', author = 'Anna Eksempel', branch = 'main' } = commit;
  const when = `${Math.floor(Date.parse(at) / 1000)} ${offsetOf(at)}`;
  const who = `${author} <${author.replace(/\W+/g, '.').toLowerCase()}@example.org> ${when}`;
  const parts: (string | Buffer)[] = [
    `commit refs/heads/${branch}\nmark :${index + 1}\nauthor ${who}\ncommitter ${who}\n`,
    `data ${Buffer.byteLength(subject)}\n${subject}\n`,
  ];
  if (!started.has(branch)) parts.push('from refs/heads/main\n');
  started.add(branch);
  if (commit.merges !== undefined) parts.push(`merge :${commit.merges + 1}\n`);
  for (const [path, file] of Object.entries(commit.files ?? {})) parts.push(...change(path, file));
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

function change(path: string, file: NonNullable<FakeCommit['files']>[string]): (string | Buffer)[] {
  const name = JSON.stringify(path);
  if (typeof file === 'object' && 'submodule' in file) return [`M 160000 ${file.submodule} ${name}\n`];
  const isLink = typeof file === 'object' && 'symlink' in file;
  const bytes = Buffer.from(isLink ? file.symlink : file);
  return [`M ${isLink ? '120000' : '100644'} inline ${name}\ndata ${bytes.length}\n`, bytes, '\n'];
}

function offsetOf(at: string): string {
  const offset = /([+-]\d\d):?(\d\d)$/.exec(at);
  return offset === null ? '+0000' : `${offset[1] ?? ''}${offset[2] ?? ''}`;
}
