import type { FileEntry, FileTree } from '../types.js';
import {
  hasDay,
  inDocumentation,
  isCommunity,
  isConfiguration,
  isContainer,
  isDeclaration,
  isProse,
  isSpeaking,
  isTop,
} from './names.js';

/** In order of importance. The first rule that matches gives the rank. */
const RULES: readonly ((entry: FileEntry, depth: number) => boolean)[] = [
  isDeclaration,
  (entry, depth) => isTop(entry, depth) && isCommunity(entry),
  (entry, depth) => isTop(entry, depth) && isConfiguration(entry),
  (entry) => isProse(entry) && isSpeaking(entry) && !hasDay(entry),
  isContainer,
  (entry) => isProse(entry) && (isSpeaking(entry) || inDocumentation(entry)),
  isCommunity,
  isConfiguration,
  isProse,
];
/** Documents that are not read but whose age matters. */
const CLOSED = new Set(
  'pdf doc docx ppt pptx xls xlsx odt odp ods mp4 mov webm drawio vsdx archimate puml'.split(' '),
);
const CLOSED_RANK = RULES.length;

export interface Ranked {
  readonly entry: FileEntry;
  /** Lower is more important. */
  readonly rank: number;
  readonly depth: number;
  readonly dated: boolean;
  /** Whether its text is worth reading; false for a closed document. */
  readonly isText: boolean;
}

const rankings = new WeakMap<FileTree, readonly Ranked[]>();

/** Documentation, configuration and closed documents of the repository's own, most important first. */
export function ranking(tree: FileTree): readonly Ranked[] {
  const known = rankings.get(tree);
  if (known !== undefined) return known;
  const found: Ranked[] = [];
  for (const entry of tree.entries) {
    const each = ranked(entry);
    if (each !== null) found.push(each);
  }
  found.sort(byImportance);
  rankings.set(tree, found);
  return found;
}

/** Whether a file is documentation or configuration of the repository's own, whatever its size. */
export function isWantedText(entry: FileEntry): boolean {
  return ranked(entry)?.isText === true;
}

function ranked(entry: FileEntry): Ranked | null {
  if (entry.vendored || entry.kind !== 'file') return null;
  const depth = entry.lowerPath.split('/').length - 1;
  const rule = RULES.findIndex((each) => each(entry, depth));
  const isText = rule !== -1;
  if (!isText && !CLOSED.has(entry.extension)) return null;
  return { entry, rank: isText ? rule : CLOSED_RANK, depth, dated: hasDay(entry), isText };
}

/** By rank, then the shallow ones, then by name; names with a day newest first. */
function byImportance(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.dated !== b.dated) return a.dated ? 1 : -1;
  if (a.dated) return compare(b.entry.lowerName, a.entry.lowerName);
  return a.depth - b.depth || compare(a.entry.lowerPath, b.entry.lowerPath);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
