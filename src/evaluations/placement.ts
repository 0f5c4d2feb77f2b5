/** What an evaluation's text says of the product's level, and what has been decided. */
import { readDay } from '../declarations/index.js';
import type { Model } from '../governance/index.js';
import { conflict, finding, quote } from './findings.js';
import { forms } from './forms.js';
import { linkIn, type Written } from './head.js';
import { levelName } from './rows.js';
import type { Decider, EvaluatedLevel, EvaluationFinding, Placement } from './types.js';
import { paragraphsOf } from './paragraphs.js';
import { levelWords } from './words.js';

export interface PlacementReading {
  readonly placement: Placement | null;
  readonly conflicts: readonly EvaluationFinding[];
}

/** How far before the level's name its verb may stand, in characters. */
const NEAR = 90;
const LONGEST_SENTENCE = 2_000;

/** Two sentences that place the product differently place it nowhere. */
export function readPlacement(lines: readonly string[], model: Model): PlacementReading {
  const said: Placement[] = [];
  for (const { text, line } of paragraphsOf(lines)) {
    for (const sentence of text.split(/[.!?:](?:\s|$)/)) said.push(...placementsIn(sentence, line, model));
  }
  const placed = said.filter(({ kind }) => kind === 'placed');
  const raised = said.filter(({ kind }) => kind === 'raised');
  const used = placed.length > 0 ? placed : raised;
  const levels = new Set(used.map(({ level }) => level));
  if (levels.size <= 1) return { placement: used[0] ?? null, conflicts: [] };
  const other = used.find(({ level }) => level !== used[0]?.level);
  const parameters = {
    one: levelName(model, used[0]?.level ?? ''),
    oneLine: used[0]?.line ?? 0,
    other: levelName(model, other?.level ?? ''),
    otherLine: other?.line ?? 0,
  };
  return { placement: null, conflicts: [conflict('placements-differ', other?.line ?? null, parameters)] };
}

function placementsIn(sentence: string, line: number, model: Model): readonly Placement[] {
  const text = sentence.slice(0, LONGEST_SENTENCE).replace(/[*_`]/g, '').toLowerCase();
  const found: Placement[] = [];
  let from = 0;
  for (const { at, end, level } of mentionsIn(text, model)) {
    const before = text.slice(from, at);
    if (/\b(fra|from)\s+$/.test(before)) continue;
    from = end;
    const near = wordsIn(before.slice(-NEAR));
    if (wordsIn(before).some((word) => forms.placement.doubts.includes(word))) continue;
    if (before.includes('på sigt')) continue;
    if (near.some((word) => forms.placement.placed.includes(word)))
      found.push({ level, kind: 'placed', line });
    else if (
      near.some((word) => forms.placement.raised.includes(word)) &&
      wordsIn(text.slice(0, at)).some((word) => forms.placement.advice.includes(word))
    )
      found.push({ level, kind: 'raised', line });
  }
  return found;
}

interface Mention {
  readonly at: number;
  readonly end: number;
  readonly level: string;
}

/** Where levels are named, in order. */
function mentionsIn(text: string, model: Model): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const [word, level] of levelWords(model)) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const end = at + word.length;
      const isWhole =
        !/[\p{L}\d]$/u.test(text.slice(0, at).slice(-2)) && !/^\d|^[\p{L}]{4}/u.test(text.slice(end));
      if (isWhole && !mentions.some((one) => at < one.end && end > one.at)) mentions.push({ at, end, level });
    }
  }
  return mentions.sort((one, other) => one.at - other.at);
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}]+/gu) ?? [];
}

export interface DecidedInput {
  /** The head's own line for it. */
  readonly line: Written | null;
  readonly placement: Placement | null;
  readonly date: string | null;
  readonly draft: boolean;
  readonly model: Model;
}

export interface DecidedReading {
  readonly decided: EvaluatedLevel | null;
  readonly findings: readonly EvaluationFinding[];
  readonly conflicts: readonly EvaluationFinding[];
}

/**
 * The head's line is a decision whoever decides. A text that places the product is one only for the levels that the
 * secretariat, which writes the report, decides itself: the board's levels need the line. A draft decides nothing.
 */
export function readDecided({ line, placement, date, draft, model }: DecidedInput): DecidedReading {
  const findings: EvaluationFinding[] = [];
  const conflicts: EvaluationFinding[] = [];
  if (draft) return { decided: null, findings, conflicts };
  if (line !== null) {
    const level = firstLevelIn(line.text, model);
    const day = readDay(withoutLinks(line.text)) ?? date;
    if (level === null || day === null) {
      findings.push(finding('unreadable-decision', line.line, { written: quote(line.text) }));
      return { decided: null, findings, conflicts };
    }
    if (placement?.kind === 'placed' && placement.level !== level) {
      const parameters = {
        decided: levelName(model, level),
        placed: levelName(model, placement.level),
        line: placement.line,
      };
      conflicts.push(conflict('decision-differs', line.line, parameters));
    }
    const by = deciderIn(line.text) ?? deciderOf(level) ?? 'secretariat';
    return {
      decided: { level, date: day, by, reference: linkIn(line.text), line: line.line },
      findings,
      conflicts,
    };
  }
  if (placement === null || placement.kind !== 'placed' || date === null)
    return { decided: null, findings, conflicts };
  const { level } = placement;
  if (deciderOf(level) !== 'secretariat') {
    findings.push(finding('decision-not-named', placement.line, { level: levelName(model, level) }));
    return { decided: null, findings, conflicts };
  }
  return {
    decided: { level, date, by: 'secretariat', reference: null, line: placement.line },
    findings,
    conflicts,
  };
}

/** In the head a number alone is a level: `Fastlagt niveau: 2 (bestyrelsen, 2026-10-08)`. */
function firstLevelIn(text: string, model: Model): string | null {
  const lower = text.toLowerCase();
  const [mention] = mentionsIn(lower, model);
  const first = /^\W{0,5}([\p{L}\d]{1,20})/u.exec(lower)?.[1] ?? '';
  const bare = model.levels.find(({ id }) => id === first)?.id ?? null;
  return bare ?? mention?.level ?? null;
}

function withoutLinks(text: string): string {
  return text.replace(/https?:\/\/\S{1,1000}/gi, ' ');
}

function deciderIn(text: string): Decider | null {
  const lower = withoutLinks(text).toLowerCase();
  const deciders = Object.entries(forms.deciders) as [Decider, { words: readonly string[] }][];
  return deciders.find(([, { words }]) => words.some((word) => lower.includes(word)))?.[0] ?? null;
}

function deciderOf(level: string): Decider | null {
  const deciders = Object.entries(forms.deciders) as [Decider, { levels: readonly string[] }][];
  return deciders.find(([, { levels }]) => levels.includes(level))?.[0] ?? null;
}
