import type { FileEntry, FileTree } from './types.js';

/** An entry as git and GitHub list it. */
export interface RawEntry {
  readonly path: string;
  /** Six digits, such as `100644`. */
  readonly mode: string;
  readonly oid: string;
  readonly size: number | null;
}

const SYMLINK = '120000';
const SUBMODULE = '160000';
const FOLDER = '040000';

/** Folders whose content others wrote, whatever stands above them. */
const VENDORED_FOLDERS = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'vendor',
  'vendors',
  'vendored',
  'third_party',
  'third-party',
  'thirdparty',
  '3rdparty',
  'pods',
  'carthage',
  '.yarn',
  '.venv',
  'venv',
  'virtualenv',
  'site-packages',
  'dist-packages',
  '.bundle',
  '.gradle',
  '.terraform',
  '.nuget',
  'wp-includes',
]);
/** The same, where it takes the folder above to know: `parent/folder`. */
const VENDORED_PAIRS = new Set([
  'wwwroot/lib',
  'static/lib',
  'static/libs',
  'assets/lib',
  'assets/libs',
  'assets/plugins',
  'public/plugins',
  'public/lib',
  'modules/contrib',
  'themes/contrib',
  'profiles/contrib',
  'web/core',
  'docroot/core',
  'web/libraries',
  'docroot/libraries',
]);
/** `packages/Name.1.2.3/`, as NuGet unpacks. */
const NUGET_PACKAGE = /^[a-z][\w.-]*\.\d+\.\d+(\.[\w-]+)*$/;
const BUILT = new Set(['js', 'cjs', 'mjs', 'css', 'map']);

/**
 * The files of a repository on one commit. Folders (mode 040000) are left out.
 * `cut` is the number of entries that the source left out of a very large tree.
 */
export function buildFileTree(raw: Iterable<RawEntry>, cut = 0): FileTree {
  const entries: FileEntry[] = [];
  const byPath = new Map<string, FileEntry>();
  for (const each of raw) {
    if (each.mode === FOLDER || each.mode === '40000') continue;
    const entry = fileEntry(each);
    entries.push(entry);
    byPath.set(entry.path, entry);
  }
  return { entries, byPath, cut };
}

function fileEntry({ path, mode, oid, size }: RawEntry): FileEntry {
  const lowerPath = path.normalize('NFC').toLowerCase();
  const segments = lowerPath.split('/');
  const lowerName = segments.pop() ?? '';
  const dot = lowerName.lastIndexOf('.');
  const extension = dot > 0 ? lowerName.slice(dot + 1) : '';
  return {
    path,
    lowerPath,
    lowerName,
    extension,
    kind: mode === SYMLINK ? 'symlink' : mode === SUBMODULE ? 'submodule' : 'file',
    oid,
    size,
    vendored: isVendored(segments, lowerName, extension),
  };
}

function isVendored(folders: readonly string[], name: string, extension: string): boolean {
  let above = '';
  for (const folder of folders) {
    if (VENDORED_FOLDERS.has(folder) || VENDORED_PAIRS.has(`${above}/${folder}`)) return true;
    if (above === 'packages' && NUGET_PACKAGE.test(folder)) return true;
    above = folder;
  }
  if (!BUILT.has(extension)) return false;
  return folders.includes('dist') || name.endsWith(`.min.${extension}`);
}
