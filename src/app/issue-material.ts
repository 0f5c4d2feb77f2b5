import { documentPlaces, type Assessment } from '../assessment/index.js';
import type { ProductFacts } from '../facts/index.js';
import type { IssueMaterial } from '../issues/index.js';
import type { StoredProduct, StoredRepository } from '../store/index.js';
import { portfolioConfiguration } from './allow-list.js';
import { configurationMistakes } from './configuration-mistakes.js';
import type { AppContext } from './context.js';
import { draftOf, offerWith } from './declaration-draft.js';
import { explanationNotices } from './explanations.js';
import { examplesFor, mendingCommits } from './examples.js';
import { viewOf } from './repository-view.js';

export interface MaterialSources {
  readonly product: StoredProduct;
  readonly assessment: Assessment;
  readonly at: Date;
  readonly facts: ProductFacts;
  /** The repositories that the product has; the facts may lack some. */
  readonly stored: readonly StoredRepository[];
}

/** What stands in a product's issues beside its assessment. */
export async function issueMaterial(
  context: AppContext,
  { product, assessment, facts, stored, at }: MaterialSources,
): Promise<IssueMaterial> {
  const { database, model } = context;
  const places = documentPlaces(facts, product.configuration, model);
  const code = facts.repositories.find(({ nameWithOwner }) => nameWithOwner === places.code);
  const draft = draftOf(context, assessment, { product, facts });
  const listed = facts.repositories.filter(({ files }) => files.state === 'known');
  return {
    repositories: facts.repositories.map(viewOf),
    places,
    isEverythingRead: listed.length === stored.length,
    licence: code?.licenseSpdxId.state === 'known' ? code.licenseSpdxId.value : null,
    configurationMistakes: await configurationMistakes(database, stored),
    notices: await explanationNotices(context, product.key, at),
    examples: await examplesFor(context, product),
    mendedBy: mendingCommits(facts, stored, assessment),
    draft,
    siteUrl: await productPage(context, product, stored),
    offer: offerWith(draft),
  };
}

/** Where everybody finds the product on the portfolio site; null where there is no such page. */
async function productPage(
  { database }: AppContext,
  product: StoredProduct,
  stored: readonly StoredRepository[],
): Promise<string | null> {
  const site = (await portfolioConfiguration(database))?.site;
  const home = stored.find(({ nodeId }) => nodeId === product.homeRepository);
  if (site === undefined || site.baseUrl === null || !site.public || home?.visibility !== 'public')
    return null;
  return `${site.baseUrl}/produkter/${product.slug}`;
}
