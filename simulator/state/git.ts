/** Git's objects, with git's own object ids. Forks share the store of their origin, as on GitHub. */
import { createHash } from 'node:crypto';

export type Mode = '100644' | '100755' | '040000' | '120000' | '160000';

export interface GitBlob {
  readonly kind: 'Blob';
  readonly oid: string;
  readonly size: number;
  /** A string is UTF-8 text; null where a snapshot lists the file without its content. */
  readonly content: string | Buffer | null;
}

export interface TreeEntry {
  readonly name: string;
  readonly mode: Mode;
  readonly oid: string;
}

export interface GitTree {
  readonly kind: 'Tree';
  readonly oid: string;
  readonly entries: ReadonlyMap<string, TreeEntry>;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601, with the author's own offset. */
  readonly date: string;
  /** Login of a known account. */
  readonly login: string | null;
}

export interface GitCommit {
  readonly kind: 'Commit';
  readonly oid: string;
  /** Null for the older commits of a snapshot, of which only the subject line is known. */
  readonly tree: string | null;
  /** Known parents; `parentCount` also counts those that are not here. */
  readonly parents: readonly string[];
  readonly parentCount: number;
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** Files changed, where a snapshot says so; null means: compare the trees. */
  readonly changedFiles: number | null;
}

/** A file of a commit; `content` null where it is not held. */
export interface FileEntry {
  readonly path: string;
  readonly mode: Mode;
  readonly oid: string;
}

export type FileChange = string | Buffer | null | { readonly mode: Mode; readonly content: string | Buffer };

export class GitStore {
  readonly blobs = new Map<string, GitBlob>();
  readonly trees = new Map<string, GitTree>();
  readonly commits = new Map<string, GitCommit>();
  private readonly listings = new Map<string, readonly FileEntry[]>();

  /** Keeps a text or bytes; `oid` only where a snapshot gives it (its texts may have been blanked since). */
  addBlob(content: string | Buffer, oid: string | null = null): GitBlob {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const id = oid ?? hashObject('blob', bytes);
    const known = this.blobs.get(id);
    if (known !== undefined && known.content !== null) return known;
    const blob: GitBlob = { kind: 'Blob', oid: id, size: bytes.length, content: asText(content) };
    this.blobs.set(id, blob);
    return blob;
  }

  addUnreadBlob(oid: string, size: number): void {
    if (!this.blobs.has(oid)) this.blobs.set(oid, { kind: 'Blob', oid, size, content: null });
  }

  addTree(entries: Iterable<TreeEntry>): GitTree {
    const sorted = [...entries].sort(byGitOrder);
    const parts: Buffer[] = [];
    for (const { mode, name, oid } of sorted) {
      parts.push(Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`), Buffer.from(oid, 'hex'));
    }
    const oid = hashObject('tree', Buffer.concat(parts));
    const known = this.trees.get(oid);
    if (known !== undefined) return known;
    const tree: GitTree = { kind: 'Tree', oid, entries: new Map(sorted.map((entry) => [entry.name, entry])) };
    this.trees.set(oid, tree);
    return tree;
  }

  /** One tree of all files, with its subtrees; returns the root. */
  addFiles(files: Iterable<FileEntry>): GitTree {
    const root: Folder = { entries: [], folders: new Map() };
    for (const { path, mode, oid } of files) {
      const steps = path.split('/');
      const name = steps.pop() ?? path;
      folderAt(root, steps).entries.push({ name, mode, oid });
    }
    return this.addFolder(root);
  }

  private addFolder(folder: Folder): GitTree {
    const entries = [...folder.entries];
    for (const [name, child] of folder.folders) {
      entries.push({ name, mode: '040000', oid: this.addFolder(child).oid });
    }
    return this.addTree(entries);
  }

  /** The tree after some changes; null removes a file. Only the folders on the way are made anew. */
  changeTree(oid: string | null, changes: ReadonlyMap<string, FileChange>): GitTree {
    const entries = new Map(oid === null ? [] : this.trees.get(oid)?.entries);
    const below = new Map<string, Map<string, FileChange>>();
    for (const [path, change] of changes) {
      const slash = path.indexOf('/');
      if (slash >= 0) {
        const name = path.slice(0, slash);
        const inner = below.get(name) ?? new Map<string, FileChange>();
        below.set(name, inner.set(path.slice(slash + 1), change));
      } else if (change === null) entries.delete(path);
      else entries.set(path, this.newEntry(path, change));
    }
    for (const [name, inner] of below) {
      const current = entries.get(name);
      const child = this.changeTree(current?.mode === '040000' ? current.oid : null, inner);
      if (child.entries.size === 0) entries.delete(name);
      else entries.set(name, { name, mode: '040000', oid: child.oid });
    }
    return this.addTree(entries.values());
  }

  private newEntry(name: string, change: Exclude<FileChange, null>): TreeEntry {
    const plain = typeof change === 'string' || Buffer.isBuffer(change);
    const blob = this.addBlob(plain ? change : change.content);
    return { name, mode: plain ? '100644' : change.mode, oid: blob.oid };
  }

  addCommit(commit: Omit<GitCommit, 'kind' | 'oid' | 'parentCount'>): GitCommit {
    const parents = commit.parents.map((parent) => `parent ${parent}\n`).join('');
    const { author, committer } = commit;
    const text = `tree ${commit.tree ?? ''}\n${parents}author ${stamp(author)}\ncommitter ${stamp(committer)}\n\n${commit.message}`;
    const oid = hashObject('commit', Buffer.from(text));
    return this.keepCommit({ ...commit, kind: 'Commit', oid, parentCount: commit.parents.length });
  }

  keepCommit(commit: GitCommit): GitCommit {
    this.commits.set(commit.oid, commit);
    return commit;
  }

  /** The entry at a path of a tree; the root itself for an empty path. */
  entryAt(treeOid: string, path: string): TreeEntry | null {
    let entry: TreeEntry = { name: '', mode: '040000', oid: treeOid };
    for (const step of path.split('/').filter((part) => part !== '')) {
      const next = entry.mode === '040000' ? this.trees.get(entry.oid)?.entries.get(step) : undefined;
      if (next === undefined) return null;
      entry = next;
    }
    return entry;
  }

  /** Every file, link and submodule under a tree, in git's order. */
  list(treeOid: string): readonly FileEntry[] {
    const known = this.listings.get(treeOid);
    if (known !== undefined) return known;
    const files: FileEntry[] = [];
    this.collect(treeOid, '', (path, entry) => {
      if (entry.mode !== '040000') files.push({ path, mode: entry.mode, oid: entry.oid });
    });
    this.listings.set(treeOid, files);
    return files;
  }

  /** Calls `visit` for every entry under a tree, folders before what they hold. */
  collect(treeOid: string, prefix: string, visit: (path: string, entry: TreeEntry) => void): void {
    for (const entry of this.trees.get(treeOid)?.entries.values() ?? []) {
      const path = `${prefix}${entry.name}`;
      visit(path, entry);
      if (entry.mode === '040000') this.collect(entry.oid, `${path}/`, visit);
    }
  }
}

interface Folder {
  readonly entries: TreeEntry[];
  readonly folders: Map<string, Folder>;
}

function folderAt(root: Folder, steps: readonly string[]): Folder {
  let folder = root;
  for (const step of steps) {
    let next = folder.folders.get(step);
    if (next === undefined) {
      next = { entries: [], folders: new Map() };
      folder.folders.set(step, next);
    }
    folder = next;
  }
  return folder;
}

function asText(content: string | Buffer): string | Buffer {
  if (typeof content === 'string' || content.includes(0)) return content;
  const text = content.toString('utf8');
  return text.includes('\ufffd') ? content : text;
}

function hashObject(type: string, bytes: Buffer): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Git sorts folders as if their names ended in a slash, by bytes. */
function byGitOrder(a: TreeEntry, b: TreeEntry): number {
  const left = a.mode === '040000' ? `${a.name}/` : a.name;
  const right = b.mode === '040000' ? `${b.name}/` : b.name;
  if (left === right) return 0;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function stamp({ name, email, date }: Signature): string {
  return `${name} <${email}> ${date}`;
}
