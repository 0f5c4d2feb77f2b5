import { plainText, sayIn, type Language } from '../messages/index.js';
import type { Io } from './io.js';

export interface Progress {
  readonly step: (done: number, all: number, what: string) => void;
  /** Takes the line away, so that it does not stand beside the result. */
  readonly clear: () => void;
}

/** One line on standard error that is rewritten; where nobody watches a terminal, a line for each step. */
export function createProgress(stderr: Io['stderr'], language: Language): Progress {
  let shown = false;
  return {
    step: (done, all, what) => {
      if (all < 2) return;
      const line = sayIn(language, 'cli.reading', { done, all, what: plainText(what, { maxLength: 80 }) });
      stderr.write(stderr.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
      shown = true;
    },
    clear: () => {
      if (shown && stderr.isTTY) stderr.write('\r\u001b[2K');
      shown = false;
    },
  };
}
