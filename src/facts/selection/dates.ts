import type { FileTree } from '../types.js';
import { ranking } from './rank.js';

/**
 * What freshness is asked of, most valuable first: security, operations, presentation, implementation, users' guides,
 * steering, vision, strategy and plans, roadmap, organisation, review, money, and the users' own network.
 */
const AGEING: readonly RegExp[] = [
  /(^|\/)(security|sikkerhed)[^/]*$/,
  /(^|[/ _-])(drift|operations?|hosting|deploy|install|maintenance|vedligehold)/,
  /pr(æ|ae)sentation|presentation|slides|\.pptx?$/,
  /implementer|drejebog|kom[-_ ]?i[-_ ]?gang|getting[-_ ]?started|onboarding|udrul/,
  /bruger|user|vejledning|manual|guide|howto|kursus|tutorial|(^|\/)sådan/,
  /sikkerhed|security|trussel|threat|penetration|isae/,
  /styregruppe|kommissorium|referat|minutes|beslutning|decision/,
  /koordination/,
  /vision/,
  /strateg|procesplan|projektplan|exit|overdragelse/,
  /roadmap|produktidentifikation|køreplan|udviklingsplan/,
  /maintainers|governance|kontakt|organis/,
  /review|audit|arkitektur|architect/,
  /budget|regnskab|finans|økonomi/,
  /brugerklub|erfa|brugergruppe|faggruppe|netværk|årshjul|brugerforum/,
];

/** The paths whose last change matters most, at most `most`: one of each topic, then a second of each, then the rest. */
export function datedPaths(tree: FileTree, most = Number.POSITIVE_INFINITY): readonly string[] {
  const candidates = ranking(tree);
  if (candidates.length <= most) return candidates.map(({ entry }) => entry.path);
  const topics = AGEING.map((topic) => candidates.filter(({ entry }) => topic.test(entry.lowerPath)));
  const chosen = new Set<string>();
  for (let round = 0; chosen.size < most; round += 1) {
    const next = topics.flatMap((topic) => topic.slice(round, round + 1));
    if (next.length === 0) break;
    for (const { entry } of next) if (chosen.size < most) chosen.add(entry.path);
  }
  for (const { entry } of candidates) if (chosen.size < most) chosen.add(entry.path);
  return [...chosen];
}
