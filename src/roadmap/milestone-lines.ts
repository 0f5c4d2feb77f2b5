/** What a milestone's description says of itself, on lines of their own: `Start:`, `Spor:`, `Fase:`. */
import { plainText } from '../messages/index.js';
import { isDay } from './days.js';

export interface MilestoneLines {
  /** `YYYY-MM-DD`. */
  readonly start: string | null;
  readonly track: string | null;
  readonly phase: string | null;
}

const LINES = {
  start: /^[ \t>*-]*start(?:dato)?[ \t]*:[ \t]*(.+)$/im,
  track: /^[ \t>*-]*(?:spor|track)[ \t]*:[ \t]*(.+)$/im,
  phase: /^[ \t>*-]*(?:fase|phase)[ \t]*:[ \t]*(.+)$/im,
} as const;

/** Longer is no name of a track. */
const LONGEST_NAME = 60;
/** A description may be 65,536 characters long; what is said of the milestone stands at its top. */
const LONGEST_READ = 10_000;

export function milestoneLines(description: string | null): MilestoneLines {
  const text = (description ?? '').slice(0, LONGEST_READ).replace(/\r\n?/g, '\n');
  const start = valueOf(text, LINES.start)?.slice(0, 10) ?? null;
  return {
    start: start !== null && isDay(start) ? start : null,
    track: nameOf(valueOf(text, LINES.track)),
    phase: nameOf(valueOf(text, LINES.phase)),
  };
}

function valueOf(text: string, line: RegExp): string | null {
  return line.exec(text)?.[1]?.slice(0, 300).trim() ?? null;
}

function nameOf(value: string | null): string | null {
  if (value === null) return null;
  const name = plainText(value.replace(/^[*_`]+|[*_`]+$/g, ''), { maxLength: LONGEST_NAME });
  return name === '' ? null : name;
}
