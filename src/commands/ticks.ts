/** Who has ticked a box. GitHub shows the box, not the hand; the history of the text tells. Pure. */
import type { Actor, OwnAccount, TextEdit } from '../github/index.js';
import { tickedOrders } from '../issues/index.js';

/**
 * The person after whose edit the box was ticked for good; null on any doubt: an edit that GitHub does not show, a history that
 * does not reach back to a time without the tick, or an account that is not a person's. Our own edits keep boxes as they were.
 */
export function whoTicked(requirement: string, edits: readonly TextEdit[], own: OwnAccount): Actor | null {
  let ticker: Actor | null = null;
  for (const { editor, text } of edits) {
    if (text === null) return null;
    if (!tickedOrders(text).has(requirement)) return ticker;
    const isOurs = editor?.isBot === true && editor.login === own.login;
    if (!isOurs && (editor === null || editor.isBot)) return null;
    ticker = isOurs ? null : editor;
  }
  return null;
}
