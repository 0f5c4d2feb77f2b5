import { parseDocument } from '../document.js';
import { decodeText } from '../text/index.js';
import type { Document, FileEntry, UnknownReason } from '../types.js';
import { git, type GitRepository } from './run.js';

export interface Texts {
  readonly documents: Map<string, Document>;
  readonly unread: Map<string, UnknownReason>;
}

/** The texts of these files, read in one go as they are stored: no filter of the repository touches them. */
export async function readTexts(repository: GitRepository, entries: readonly FileEntry[]): Promise<Texts> {
  const documents = new Map<string, Document>();
  const unread = new Map<string, UnknownReason>();
  if (entries.length === 0) return { documents, unread };
  const input = entries.map(({ oid }) => `${oid}\n`).join('');
  const output = await git(repository, ['cat-file', '--batch'], input);
  let at = 0;
  for (const entry of entries) {
    const end = output.indexOf(0x0a, at);
    const header = output.toString('latin1', at, end === -1 ? output.length : end).split(' ');
    at = end + 1;
    if (header[1] !== 'blob') {
      unread.set(entry.path, {
        kind: 'failed',
        detail: 'git does not hold the content of this file (a partial clone?)',
      });
      continue;
    }
    const size = Number(header[2]);
    const text = decodeText(output.subarray(at, at + size));
    at += size + 1;
    if (text === null) unread.set(entry.path, { kind: 'failed', detail: 'the file holds no text' });
    else documents.set(entry.path, parseDocument(entry.path, text));
  }
  return { documents, unread };
}
