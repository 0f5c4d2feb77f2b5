import { sayIn, type Language } from '../messages/index.js';
import type { IssueAction } from './actions.js';

/** The plan as a table for a terminal, in the language asked for; what only the store learns is left out. */
export function describePlan(product: string, actions: readonly IssueAction[], language: Language): string {
  const rows: string[][] = [];
  for (const action of actions) {
    const row = rowOf(action, language);
    if (row !== null) rows.push(row);
  }
  if (rows.length === 0) return sayIn(language, 'issues.plan.nothing', { product });
  const heads = ['action', 'issue', 'what'].map((head) => sayIn(language, `issues.plan.${head}`));
  return table([heads, ...rows]);
}

/** Action, issue, what; null for what is no request and nothing to know. */
function rowOf(action: IssueAction, language: Language): string[] | null {
  const name = (key: string) => sayIn(language, `issues.plan.${key}`);
  switch (action.kind) {
    case 'remember':
    case 'note-declined':
      return null;
    case 'skip': {
      const { repository, number } = action;
      const what = sayIn(language, `issues.skip.${action.reason}`, { repository, number: number ?? '?' });
      return [name('skip'), issueOf(repository, number), what];
    }
    case 'stop': {
      const { repository, count, most } = action;
      const key = action.reason === 'brake' ? 'brake' : 'emptyList';
      return [name('stop'), repository, sayIn(language, `issues.stop.${key}`, { repository, count, most })];
    }
    case 'create-document':
      return [name('createDocument'), '', action.title];
    case 'create-maturity':
      return [name('createMaturity'), '', action.title];
    default: {
      const { repository, number, title } = action.issue.issue;
      return [name(NAMES[action.kind]), issueOf(repository, number), title];
    }
  }
}

const NAMES = {
  'close-document': 'closeDocument',
  'reopen-document': 'reopenDocument',
  comment: 'comment',
  'update-document': 'updateDocument',
  'close-duplicate': 'closeDuplicate',
  'close-moved': 'closeMoved',
  'update-maturity': 'updateMaturity',
  'reopen-maturity': 'reopenMaturity',
} as const;

function issueOf(repository: string, number: number | null): string {
  return number === null ? repository : `${repository}#${number}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  const lines = rows.map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  '));
  return lines.map((line) => line.trimEnd()).join('\n');
}
