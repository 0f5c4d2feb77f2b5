import type { Assessment } from '../assessment/index.js';
import { shownDecision } from '../evaluations/index.js';
import { newestDecisions, readEvaluationSource, type StoredProduct } from '../store/index.js';
import type { AppContext } from './context.js';

/** What people have decided of a product's level, as far as everybody may see it: an assessment stands in public issues. */
export async function decidedLevel(
  { database, model }: AppContext,
  { key, configuration: { language } }: StoredProduct,
): Promise<Assessment['level']['decided']> {
  const decisions = await newestDecisions(database, key);
  const source = decisions.length === 0 ? null : await readEvaluationSource(database);
  if (source === null) return null;
  return shownDecision(decisions, source, { model, language });
}
