import { forms } from './forms.js';
import { plainText } from './plainText.js';
import { isSilent } from './quality.js';
import type { AnswerStatus } from './types.js';

export interface ReadStatus {
  readonly status: AnswerStatus;
  /** The cell as plain text on one line. */
  readonly raw: string;
  /** `form`: a word or mark the forms offer. `guessed`: read from other words. `unknown`: could not be read. */
  readonly certainty: 'form' | 'guessed' | 'unknown';
  /** A box knows only ticked and not ticked; an empty one says nothing by itself. */
  readonly box: 'ticked' | 'empty' | null;
}

type Named = Exclude<AnswerStatus, 'unanswered'>;
const ANSWERS = Object.entries(forms.statuses) as readonly [Named, Forms][];
type Forms = (typeof forms.statuses)[Named];

/** Words by length, longest first, so that "ikke relevant" is found before "i". */
const WORDS = ANSWERS.flatMap(([status, { words, also }]) =>
  [...words.map((word) => ({ word, offered: true })), ...also.map((word) => ({ word, offered: false }))].map(
    (entry) => ({ ...entry, status }),
  ),
).sort((left, right) => right.word.length - left.word.length);

/** The few words that stand in nearly every status cell are read once. */
const remembered = new Map<string, ReadStatus>();
const MOST_REMEMBERED = 500;

/** Reads a status cell: words, marks, boxes, or a mixture ("🟢 Ja"). Never throws. */
export function readStatus(cell: string): ReadStatus {
  const before = remembered.get(cell);
  if (before !== undefined) return before;
  const read = readCell(cell);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  if (cell.length < 100) remembered.set(cell, read);
  return read;
}

function readCell(cell: string): ReadStatus {
  const raw = plainText(cell.slice(0, 4000)).replace(/\s+/g, ' ').replace(/^- /, '').trim();
  const key = raw.replaceAll(/[\uFE0E\uFE0F]/g, '').toLowerCase();
  const box = boxOf(key);
  if (box !== null) return { status: box === 'ticked' ? 'yes' : 'unanswered', raw, certainty: 'form', box };
  if (isSilent(key)) return { status: 'unanswered', raw, certainty: 'form', box: null };
  const mark = ANSWERS.find(([, { marks }]) => marks.some((one) => key.includes(one)));
  const words = withoutMarks(key);
  if (words === '' && mark !== undefined) return { status: mark[0], raw, certainty: 'form', box: null };
  const exact = WORDS.find(({ word }) => word === words);
  if (exact !== undefined) {
    return { status: exact.status, raw, certainty: exact.offered ? 'form' : 'guessed', box: null };
  }
  const begun = statusBeginning(words);
  if (begun !== null) return { status: begun, raw, certainty: 'guessed', box: null };
  if (mark !== undefined) return { status: mark[0], raw, certainty: 'guessed', box: null };
  return { status: 'unanswered', raw, certainty: 'unknown', box: null };
}

/** The status whose word a text begins with ("Afventer møde i bestyrelsen"), or null. */
export function statusBeginning(text: string): AnswerStatus | null {
  const start = text.slice(0, 60).toLowerCase();
  for (const { word, status } of WORDS) {
    if (start.startsWith(word) && !/^[a-zæøå0-9]/.test(start.slice(word.length))) return status;
  }
  return null;
}

/** Whether a cell is exactly a status the forms offer, for finding it in a row whose cells have moved. */
export function isStatusWord(cell: string): boolean {
  const word = cell.trim().toLowerCase();
  return ANSWERS.some(([, { words, marks }]) => words.includes(word) || marks.includes(word));
}

function boxOf(key: string): ReadStatus['box'] {
  const bare = key.replace(/^[*+-] /, '');
  if (forms.boxes.ticked.includes(bare)) return 'ticked';
  return forms.boxes.empty.includes(bare) ? 'empty' : null;
}

function withoutMarks(key: string): string {
  let words = key;
  for (const [, { marks }] of ANSWERS) for (const mark of marks) words = words.replaceAll(mark, ' ');
  return words.replace(/^[\s*_.:[\]-]{1,10}|[\s*_.:[\]-]{1,10}$/g, '');
}
