import { discloseIn, draftDeclaration, isDeclarationDue, type Assessment } from '../assessment/index.js';
import type { ProductFacts } from '../facts/index.js';
import { offeredDocument, type IssueMaterial } from '../issues/index.js';
import type { StoredProduct } from '../store/index.js';
import type { AppContext } from './context.js';
import { viewOf } from './repository-view.js';

/** The next self-evaluation, filled with what may be shown where the maturity issue stands; null where none is due. */
export function draftOf(
  { model }: AppContext,
  assessment: Assessment,
  { product, facts }: { readonly product: StoredProduct; readonly facts: ProductFacts },
): IssueMaterial['draft'] {
  if (isDeclarationDue(assessment) === null) return null;
  const { configuration } = product;
  const mentioned = [...assessment.repositories.map(({ name }) => name), ...configuration.repositories];
  const { shows, allows } = discloseIn(configuration.home, facts.repositories.map(viewOf), mentioned);
  const { language } = configuration;
  return (size) => draftDeclaration(assessment, model, { ...size, language, shows, allows });
}

/** The name of the template that a self-evaluation is written from. */
const TEMPLATE = 'selvevaluering.md';

/** The documents that are offered, with the draft in the place of the empty form. */
export function offerWith(draft: IssueMaterial['draft']): IssueMaterial['offer'] {
  return (name, language) => {
    const offered = offeredDocument(name, language);
    if (offered === null || name !== TEMPLATE || draft === null) return offered;
    return { ...offered, text: draft({ links: 2, text: 400 }) };
  };
}
