/** The file that would close a gap: where it belongs, and the template with what is known filled in. */
import type { Assessment, Disclosure, RequirementAssessment } from '../assessment/index.js';
import { plainText } from '../messages/index.js';
import type { Product } from '../products/index.js';
import { withRequirementRows } from './self-evaluation-rows.js';
import { fillTemplate, type OfferedDocument } from './templates.js';
import type { IssueMaterial, ModelTexts, RepositoryView, RequirementTexts } from './types.js';

export interface DocumentFileInput {
  readonly requirement: Pick<RequirementAssessment, 'gap'>;
  readonly texts: RequirementTexts;
  readonly assessment: Assessment;
  readonly model: ModelTexts;
  readonly product: Product;
  readonly material: IssueMaterial;
  readonly disclosure: Disclosure;
}

export interface DocumentFile {
  /** Undefined where the repository was not read. */
  readonly repository: RepositoryView | undefined;
  readonly path: string;
  readonly offer: OfferedDocument | null;
  /** Null where nothing is offered. */
  readonly text: string | null;
}

export function documentFile(input: DocumentFileInput): DocumentFile {
  const { requirement, texts, product, material } = input;
  const template = requirement.gap?.template ?? '';
  const offer = material.offer(template, product.language);
  const repository = targetOf(input);
  return {
    repository,
    path: texts.mend?.path ?? template,
    offer,
    text: offer === null ? null : filled(offer.text, input, repository),
  };
}

/** The repository that the model names for the document, or the home where the other may not be named. */
function targetOf({ texts, material, product, disclosure }: DocumentFileInput): RepositoryView | undefined {
  const kind = texts.mend?.repository ?? 'home';
  const named = (kind === 'home' ? null : material.places[kind]) ?? product.home;
  const wanted = disclosure.shows(named) ? named : product.home;
  return material.repositories.find((one) => one.nameWithOwner === wanted);
}

function filled(
  text: string,
  { product, material, assessment, model }: DocumentFileInput,
  target: RepositoryView | undefined,
): string {
  const repository = target?.nameWithOwner ?? product.home;
  return fillTemplate(
    withRequirementRows(text, assessment, model, product.language),
    {
      product: plainText(product.name, { maxLength: 100 }),
      repository,
      owner: repository.split('/')[0] ?? '',
      licence: material.licence,
      contact: null,
    },
    product.language,
  );
}
