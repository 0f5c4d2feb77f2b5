import { buildFileTree, type RawEntry } from '../files.js';
import type { FileTree } from '../types.js';
import { git, type GitRepository } from './run.js';

/** Entries of a tree beyond these are counted, not listed. */
const MOST_ENTRIES = 250_000;

/** All files on a commit, submodules and symlinks as what they are. */
export async function readTree(repository: GitRepository, commit: string): Promise<FileTree> {
  const output = await git(repository, ['ls-tree', '-r', '-z', '--long', '--full-tree', commit]);
  const entries: RawEntry[] = [];
  let cut = 0;
  let at = 0;
  while (at < output.length) {
    let end = output.indexOf(0, at);
    if (end === -1) end = output.length;
    if (entries.length < MOST_ENTRIES) entries.push(treeEntry(output.toString('utf8', at, end)));
    else cut += 1;
    at = end + 1;
  }
  return buildFileTree(entries, cut);
}

/** `<mode> <type> <oid> <size>\t<path>`; the size of a submodule is `-`. */
function treeEntry(line: string): RawEntry {
  const tab = line.indexOf('\t');
  const [mode = '', , oid = '', size = '-'] = line.slice(0, tab).split(/ +/);
  return { path: line.slice(tab + 1), mode, oid, size: size === '-' ? null : Number(size) };
}
