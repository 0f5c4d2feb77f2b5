import { tickedOrders } from './parse-maturity-body.js';
import type { IssueRequests } from './plan-input.js';

/** The boxes that are ticked by people who may. */
export function countingTicks(text: string, { denied }: Pick<IssueRequests, 'denied'>): ReadonlySet<string> {
  const ticked = [...tickedOrders(text)];
  return new Set(denied === undefined ? ticked : ticked.filter((requirement) => !denied.has(requirement)));
}

/** Whether a box stands ticked that does not count. */
export function hasDeniedTicks(text: string, requests: Pick<IssueRequests, 'denied'>): boolean {
  return countingTicks(text, requests).size < tickedOrders(text).size;
}
