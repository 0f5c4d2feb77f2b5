import type { Assessment } from '../assessment/index.js';
import { shownDecision } from '../evaluations/index.js';
import { evaluationSource, newestDecisions, type StoredProduct } from '../store/index.js';
import type { AppContext } from './context.js';
import { portfolioConfiguration } from './evaluation-state.js';

/** What people have decided of a product's level, as far as everybody may see it: an assessment stands in public issues. */
export async function decidedLevel(
  { database, model }: AppContext,
  { key, configuration: { language } }: StoredProduct,
): Promise<Assessment['level']['decided']> {
  const decisions = await newestDecisions(database, key);
  const [newest] = decisions;
  if (newest === undefined) return null;
  const areLevelsShown = (await portfolioConfiguration(database))?.site.decidedLevels ?? false;
  const source = { ...(await evaluationSource(database, newest.repository)), areLevelsShown };
  return shownDecision(decisions, source, { model, language });
}
