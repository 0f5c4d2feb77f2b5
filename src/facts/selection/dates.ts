import type { FileTree } from '../types.js';
import { ranking } from './rank.js';

/**
 * What freshness is asked of first, one file of each before a second of any: security, operations, presentation,
 * implementation, users' guides, then plans, strategy, architecture and minutes.
 */
const AGEING: readonly RegExp[] = [
  /(^|\/)(security|sikkerhed)[^/]*$/,
  /(^|\/)(drift|operations?|hosting|deploy|maintenance|vedligehold)/,
  /pr(æ|ae)sentation|presentation|slides|\.pptx?$/,
  /implementer|drejebog|kom[-_ ]?i[-_ ]?gang|getting[-_ ]?started|onboarding|udrul/,
  /bruger|user|vejledning|manual|guide|kursus|tutorial/,
  /sikkerhed|security|trussel|threat|penetration|isae/,
  /styregruppe|referat|minutes|beslutning|decision/,
  /koordination/,
  /vision|strateg|roadmap|procesplan|exit|overdragelse/,
  /arkitektur|architect|governance/,
];

/** The paths whose last change matters most, at most `most`. */
export function datedPaths(tree: FileTree, most = Number.POSITIVE_INFINITY): readonly string[] {
  const candidates = ranking(tree);
  const chosen = new Set<string>();
  for (const topic of AGEING) {
    const first = candidates.find(({ entry }) => topic.test(entry.lowerPath) && !chosen.has(entry.path));
    if (first !== undefined && chosen.size < most) chosen.add(first.entry.path);
  }
  for (const { entry } of candidates) {
    if (chosen.size >= most) break;
    chosen.add(entry.path);
  }
  return [...chosen];
}
