import type { Model, RequirementId } from '../governance/index.js';
import { contradictionIn } from './contradictions.js';
import { finding, listOf } from './findings.js';
import { linksIn } from './links.js';
import { quote } from './plainText.js';
import { isPlaceholder, isSilent, qualityOf } from './quality.js';
import type { RawAnswer } from './raw.js';
import type { ResolvedAnswer } from './resolve.js';
import { readStatus, statusBeginning, type ReadStatus } from './status.js';
import type { Answer, AnswerStatus, DeclarationFinding } from './types.js';

/** Raw answers as the answers of a declaration: status and text read, rows under one requirement put together. */

export interface Answers {
  /** One for each requirement of the model, in the model's order. */
  readonly answers: ReadonlyMap<RequirementId, Answer>;
  readonly findings: readonly DeclarationFinding[];
}

interface ReadRow {
  readonly name: string;
  readonly status: AnswerStatus;
  readonly raw: string;
  readonly text: string;
  readonly line: number | null;
  readonly box: ReadStatus['box'];
  /** A form's own words stood where the answer belongs. */
  readonly placeholder: boolean;
  readonly findings: readonly DeclarationFinding[];
}

/** Never throws; what could not be read is a finding, and the answer is then unanswered. */
export function answersOf(resolved: readonly ResolvedAnswer[], model: Model): Answers {
  const rows = new Map<RequirementId, ReadRow[]>();
  for (const { id, raw } of resolved) {
    const known = rows.get(id) ?? [];
    known.push(readRow(raw, id));
    rows.set(id, known);
  }
  const all = [...rows.values()].flat();
  if (isUnfilled(all)) {
    const answers = new Map(model.requirements.map(({ id }) => [id, unanswered(id, rows.get(id)?.[0])]));
    return { answers, findings: [finding('unfilled-declaration', null)] };
  }
  const answers = new Map<RequirementId, Answer>();
  const findings = all.flatMap((row) => row.findings);
  for (const { id } of model.requirements) {
    const [first, ...others] = rows.get(id) ?? [];
    if (first === undefined) {
      answers.set(id, unanswered(id, undefined));
      continue;
    }
    if (others.length > 0) findings.push(severalRows(id, [first, ...others]));
    const row = others.reduce(together, first);
    const answer = answerOf(id, row);
    const contradiction = contradictionIn(answer, row.box);
    if (contradiction !== null) findings.push(contradiction);
    answers.set(id, answer);
  }
  const missing = model.requirements.filter(({ id }) => !rows.has(id)).map(({ id }) => id);
  if (missing.length > 0) {
    findings.push(finding('missing-requirements', null, { count: missing.length, ids: listOf(missing) }));
  }
  return { answers, findings };
}

function readRow(raw: RawAnswer, id: RequirementId): ReadRow {
  const read = readStatus(raw.status);
  const name = raw.number === '' ? id : raw.number;
  const findings: DeclarationFinding[] = [];
  const standing = isPlaceholder(raw.text) || (raw.text.length > 20 && raw.text === raw.guidance);
  const placeholder = standing && !isSilent(raw.text);
  if (placeholder) findings.push(finding('placeholder', raw.line, { number: id, written: quote(raw.text) }));
  let text = standing ? '' : raw.text;
  const status = raw.decided ?? statusOf(read, text);
  if (raw.decided === null && read.certainty !== 'form') {
    const kind = read.certainty === 'guessed' ? 'unusual-status' : 'unknown-status';
    const readAs = status.replace('-', '_');
    findings.push(finding(kind, raw.line, { number: id, written: quote(read.raw), readAs }));
    // An answer written into the status cell, with nothing in the cell beside it.
    if (text === '' && read.raw.length > 40) text = read.raw;
  }
  return { name, status, raw: read.raw, text, line: raw.line, box: read.box, placeholder, findings };
}

/**
 * A ticked box is a yes. An empty one beside the author's own words is a no, unless they begin with another answer
 * ("Ikke relevant", "Afventer møde"): the oldest form had no other way to say so. Without words nobody has answered.
 */
function statusOf(read: ReadStatus, text: string): AnswerStatus {
  if (read.box !== 'empty') return read.status;
  if (text === '') return 'unanswered';
  const begun = statusBeginning(text);
  return begun === null || begun === 'yes' ? 'no' : begun;
}

/** Nothing said anywhere; or a tick or two, left by the template as examples, while its placeholders still stand. */
function isUnfilled(rows: readonly ReadRow[]): boolean {
  const said = rows.filter(({ status, text }) => status !== 'unanswered' || text !== '');
  if (said.length === 0) return true;
  const standing = rows.filter(({ placeholder }) => placeholder).length;
  return said.length <= 2 && said.every(({ text }) => text === '') && standing * 2 >= rows.length;
}

/** Of several rows under one requirement the weakest status counts, and what nobody answered counts last. */
const WEAKEST: readonly AnswerStatus[] = ['no', 'planned', 'dont-know', 'unanswered', 'yes', 'not-relevant'];

function together(left: ReadRow, right: ReadRow): ReadRow {
  if (isEmpty(right)) return left;
  if (isEmpty(left)) return { ...right, line: left.line };
  const weaker = WEAKEST.indexOf(right.status) < WEAKEST.indexOf(left.status) ? right : left;
  const repeats = right.text === '' || left.text.split('\n').includes(right.text) || left.text === right.text;
  const text = repeats ? left.text : left.text === '' ? right.text : `${left.text}\n${right.text}`;
  return {
    ...weaker,
    line: left.line,
    raw: left.raw === right.raw ? left.raw : `${left.raw} · ${right.raw}`,
    text,
  };
}

function isEmpty({ status, text }: ReadRow): boolean {
  return status === 'unanswered' && text === '';
}

function severalRows(id: RequirementId, rows: readonly ReadRow[]): DeclarationFinding {
  const names = rows.map(({ name }) => name);
  const line = rows[1]?.line ?? null;
  const merged = new Set(names).size > 1;
  return finding(merged ? 'merged-rows' : 'repeated-rows', line, { number: id, rows: names.join(', ') });
}

function answerOf(requirement: RequirementId, { status, raw, text, line }: ReadRow): Answer {
  const links = linksIn(text);
  return { requirement, status, raw, text, quality: qualityOf(text, links), links, line };
}

function unanswered(requirement: RequirementId, row: ReadRow | undefined): Answer {
  return {
    requirement,
    status: 'unanswered',
    raw: row?.raw ?? '',
    text: '',
    quality: 'none',
    links: [],
    line: row?.line ?? null,
  };
}
