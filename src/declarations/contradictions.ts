import { finding } from './findings.js';
import { forms } from './forms.js';
import { quote } from './plainText.js';
import type { ReadStatus } from './status.js';
import type { Answer, DeclarationFinding } from './types.js';

/** A real contradiction shows early in a text; the rest is not looked at. */
const LOOKED_AT = 4000;

/** A finding when status and text cannot both be right. The status stands: people decide, and are asked. */
export function contradictionIn(answer: Answer, box: ReadStatus['box']): DeclarationFinding | null {
  const text = answer.text.slice(0, LOOKED_AT);
  if (text === '') return null;
  if (answer.status === 'unanswered') {
    return finding('text-without-status', answer.line, { number: answer.requirement, written: quote(text) });
  }
  const found = contradiction(answer, text, box);
  if (found === null) return null;
  const { says } = finding(found.sentence, answer.line, {
    number: answer.requirement,
    written: passage(text, found.at),
  });
  return { kind: 'contradicts-itself', requirement: answer.requirement, line: answer.line, says };
}

interface Contradiction {
  /** Key of the sentence. */
  readonly sentence: 'yes-denied' | 'no-denied' | 'planned-denied' | 'box-forgotten';
  /** Where in the text it shows. */
  readonly at: number;
}

function contradiction(answer: Answer, text: string, box: ReadStatus['box']): Contradiction | null {
  const { yesDenied, noDenied, reservations, refusals } = forms.contradictions;
  const substantive = answer.quality === 'substantive';
  const proven = substantive && answer.links.some((link) => link.public);
  if (answer.status === 'yes') return denial(yesDenied, text, 'yes-denied');
  if (answer.status === 'no') {
    const denied = denial(noDenied, text, box === 'empty' ? 'box-forgotten' : 'no-denied');
    if (denied !== null) return denied;
    if (box !== 'empty') return proven && !reservations.test(text) ? { sentence: 'no-denied', at: 0 } : null;
    return substantive && !refusals.test(text) ? { sentence: 'box-forgotten', at: 0 } : null;
  }
  const isThere = answer.status === 'planned' && proven && !reservations.test(text);
  return isThere ? { sentence: 'planned-denied', at: 0 } : null;
}

function denial(
  patterns: readonly RegExp[],
  text: string,
  sentence: Contradiction['sentence'],
): Contradiction | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return { sentence, at: match.index };
  }
  return null;
}

/** The words around the place, so that the reader sees what is meant. */
function passage(text: string, at: number): string {
  if (at < 60) return quote(text);
  const from = text.indexOf(' ', at - 30);
  return `… ${quote(text.slice(from < 0 || from > at ? at : from + 1))}`;
}
