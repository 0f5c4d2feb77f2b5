/** The answer of a self-evaluation with its addresses in their places, for whatever language it is shown in. */
import type { Declared } from '../assessment/index.js';
import { plainLines, safeLink } from '../messages/index.js';

export interface Piece {
  /** Plain text with `\n`, spaces kept; for a link its label. */
  readonly text: string;
  /** An address that may be followed; null: text alone. */
  readonly url: string | null;
}

const LONGEST_LABEL = 60;
const MOST_LINKS = 20;

/** Links that the text does not hold follow it, each on its own line. A text longer than `maxLength` is cut. */
export function declaredPieces({ text, links }: Declared, maxLength: number): readonly Piece[] {
  const plain = plainLines(text);
  const shown = plain.length > maxLength ? `${plain.slice(0, maxLength).trimEnd()}…` : plain;
  // The longest first: an address may be the beginning of another.
  const wanted = [...new Set(links)].sort((a, b) => b.length - a.length).slice(0, MOST_LINKS);
  let pieces: Piece[] = shown === '' ? [] : [{ text: shown, url: null }];
  const absent: string[] = [];
  for (const link of wanted) {
    const split = pieces.flatMap((piece) => splitAt(piece, link));
    if (split.length === pieces.length && !shown.includes(link)) absent.push(link);
    pieces = split;
  }
  for (const link of links.filter((one) => absent.includes(one))) {
    if (pieces.length > 0) pieces.push({ text: '\n', url: null });
    pieces.push(linkPiece(link));
  }
  return pieces;
}

function splitAt(piece: Piece, link: string): Piece[] {
  if (link === '' || piece.url !== null || safeLink(link) === null) return [piece];
  const pieces: Piece[] = [];
  for (const [index, text] of piece.text.split(link).entries()) {
    if (index > 0) pieces.push(linkPiece(link));
    if (text !== '') pieces.push({ text, url: null });
  }
  return pieces;
}

/** The label is the address without what goes without saying. */
function linkPiece(link: string): Piece {
  const url = safeLink(link);
  const label = plainLines(url === null ? link : link.replace(/^https:\/\/(www\.)?/i, '')).replace(/\/$/, '');
  return { text: label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL)}…` : label, url };
}
