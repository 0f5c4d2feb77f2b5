import type { Gap } from '../assessment/index.js';
import { sayIn, type Language } from '../messages/index.js';

export interface Label {
  /** At most 50 characters. */
  readonly name: string;
  /** Six hexadecimal digits, without `#`. */
  readonly color: string;
  /** At most 100 characters. */
  readonly description: string;
}

/** Blue for ours, greens for the size, greys for who: readable with GitHub's own text colours. */
const COLOURS = { main: '0b5cad', effort: 'cfe8d5', role: 'e3e6ea' } as const;

export function maturityLabels(language: Language): Label[] {
  return [label('main', COLOURS.main, language)];
}

/** What a student or a coordinator looks for: ours, how large, for whom. */
export function documentLabels(effort: Gap['effort'], role: Gap['role'], language: Language): Label[] {
  return [
    label('main', COLOURS.main, language),
    label(`effort.${effort}`, COLOURS.effort, language),
    label(`role.${role}`, COLOURS.role, language),
  ];
}

function label(key: string, color: string, language: Language): Label {
  return {
    name: sayIn(language, `issues.label.${key}.name`),
    color,
    description: sayIn(language, `issues.label.${key}.description`),
  };
}
