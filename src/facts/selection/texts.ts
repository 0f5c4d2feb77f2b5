import type { FileEntry, FileTree, UnknownReason } from '../types.js';
import { ranking } from './rank.js';

const KIB = 1024;
const LARGEST_TEXT = 256 * KIB;
const LARGEST_YAML = 64 * KIB;

export interface Limits {
  /** Most texts of one repository. */
  readonly texts: number;
  /** Most bytes of them together. */
  readonly bytes: number;
}

export interface Selection {
  /** Most important first. */
  readonly wanted: readonly FileEntry[];
  /** What would have been read but for its size or the limits. */
  readonly unread: ReadonlyMap<string, UnknownReason>;
}

/** The texts to read within the limits, and those left out because of them. */
export function selectTexts(tree: FileTree, limits: Limits): Selection {
  const wanted: FileEntry[] = [];
  const unread = new Map<string, UnknownReason>();
  let bytes = 0;
  for (const { entry, isText } of ranking(tree)) {
    if (!isText) continue;
    const size = entry.size ?? 0;
    const reason = tooLarge(entry) ?? beyond(limits, wanted.length, bytes + size);
    if (reason === null) {
      wanted.push(entry);
      bytes += size;
    } else {
      unread.set(entry.path, reason);
    }
  }
  return { wanted, unread };
}

/** Why a text of this size is never read; null when it may be. */
export function tooLarge({ extension, size }: FileEntry): UnknownReason | null {
  const most = extension === 'yml' || extension === 'yaml' ? LARGEST_YAML : LARGEST_TEXT;
  if (size === null || size <= most) return null;
  return {
    kind: 'too-large',
    detail: `the file is ${Math.ceil(size / KIB)} KiB; files over ${most / KIB} KiB are not read`,
  };
}

function beyond(limits: Limits, texts: number, bytes: number): UnknownReason | null {
  if (texts < limits.texts && bytes <= limits.bytes) return null;
  return {
    kind: 'not-read',
    detail: `the repository has more documentation than is read at once (${limits.texts} files, ${Math.round(limits.bytes / KIB)} KiB)`,
  };
}
