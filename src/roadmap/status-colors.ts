import type { SelectColor } from '../github/index.js';
import { LANGUAGES } from '../messages/index.js';
import { statusName } from './desired.js';
import type { MilestoneStatus } from './types.js';

const COLORS = {
  'on-track': 'GREEN',
  'at-risk': 'YELLOW',
  overdue: 'RED',
  done: 'PURPLE',
} as const satisfies Record<MilestoneStatus, SelectColor>;

/** The colour of each status, by its name in any language; the name always stands beside the colour. */
export function statusColors(): ReadonlyMap<string, SelectColor> {
  const colors = new Map<string, SelectColor>();
  for (const language of LANGUAGES) {
    for (const status of Object.keys(COLORS) as MilestoneStatus[])
      colors.set(statusName(status, language), COLORS[status]);
  }
  return colors;
}
