import type { ProductFacts } from '../facts/index.js';
import type { Model } from '../governance/index.js';
import { createProbeContext, type ProbeContext } from '../probes/index.js';
import type { Product } from '../products/index.js';

/** What probes are asked against: a product's facts, with the model's words for templates and organisations. */
export function modelProbes(
  model: Model,
  product: Pick<Product, 'name' | 'main'>,
  facts: ProductFacts,
): ProbeContext {
  return createProbeContext(facts, {
    product: product.name,
    main: product.main,
    organisations: model.organisations,
    templatePathWords: model.placeholders.pathWords,
    templateSigns: model.placeholders,
  });
}
