import { linesOf, MOST_CHARACTERS, withoutComments } from '../declarations/index.js';
import type { Model } from '../governance/index.js';
import { countConflicts, countsOf, textConflicts } from './compare-counts.js';
import { finding, inOrder } from './findings.js';
import { readHead } from './head.js';
import { readDecided, readPlacement } from './placement.js';
import { readRows } from './rows.js';
import { readCharts, readCountTables } from './stated.js';
import type { EvaluationFinding, EvaluationReading } from './types.js';

interface ReadOptions {
  /** Where the file lies; its name is compared with the date and product inside. May be empty. */
  readonly path: string;
  readonly model: Model;
}

/** Fewer rated requirements are a fragment, which is told. */
const FEW = 0.5;

/**
 * Reads a person's evaluation of any form (docs/evaluations.md). Never throws and takes time in proportion to the text: what
 * could not be read is a finding with its line, what contradicts itself a conflict, and neither is guessed away.
 */
export function readEvaluation(text: string, { path, model }: ReadOptions): EvaluationReading {
  const whole = text.replace(/^\uFEFF/, '');
  const cut = whole.slice(0, MOST_CHARACTERS);
  const findings: EvaluationFinding[] = [];
  if (cut.length < whole.length) findings.push(finding('too-large', null, { most: MOST_CHARACTERS }));
  const { all: lines, tooLong } = linesOf(cut);
  findings.push(...tooLong.map((line) => finding('line-too-long', line)));
  const rated = readRows(lines, model);
  if (rated.rows.length === 0)
    return { evaluation: null, findings: [...findings, finding('not-an-evaluation', null)] };
  const head = readHead(lines.slice(0, rated.firstLine), path);
  const charts = readCharts(withoutComments(cut.replace(/\r\n?/g, '\n')).split('\n'), model);
  const stated = [...readCountTables(lines, model), ...charts];
  const place = readPlacement(lines, model);
  const { date, draft } = head;
  const decision = readDecided({ line: head.decided, placement: place.placement, date, draft, model });
  if (rated.rows.length < model.requirements.length * FEW)
    findings.push(finding('few-ratings', null, { rated: rated.rows.length, all: model.requirements.length }));
  const conflicts = [
    ...rated.conflicts,
    ...head.conflicts,
    ...countConflicts(stated, rated.rows, model),
    ...textConflicts(lines, rated.rows, model),
    ...place.conflicts,
    ...decision.conflicts,
  ];
  return {
    evaluation: {
      form: rated.hasAnswers ? 'merged' : '0.9',
      product: head.product,
      names: head.names,
      date,
      formVersion: head.formVersion,
      organisation: head.organisation,
      draft,
      ratings: rated.rows.map(({ requirement, rating, basis, advice, line }) => ({
        requirement,
        rating,
        basis,
        advice,
        line,
      })),
      counts: countsOf(rated.rows),
      placement: place.placement,
      decided: decision.decided,
      stated,
      conflicts: inOrder(conflicts),
    },
    findings: inOrder([...findings, ...rated.findings, ...head.findings, ...decision.findings]),
  };
}
