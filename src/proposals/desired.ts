/** Which missing documents should stand as pull requests, and what these say. Pure. */
import { discloseIn, type Assessment, type RequirementAssessment } from '../assessment/index.js';
import {
  documentFile,
  renderComment,
  wantedDocuments,
  type DocumentFile,
  type IssueMaterial,
  type ModelTexts,
} from '../issues/index.js';
import {
  escapeMarkdown,
  plainText,
  sayIn,
  type Language,
  type MessageParameters,
} from '../messages/index.js';
import type { Product } from '../products/index.js';
import type { Proposal } from './types.js';

export interface DesiredInput {
  readonly product: Product;
  readonly productKey: string;
  readonly assessment: Assessment;
  readonly model: ModelTexts;
  readonly material: IssueMaterial;
  /** The newest commit of each repository, by node id. */
  readonly heads: ReadonlyMap<string, string>;
  /** Open issues about missing documents, by requirement: where they stand. */
  readonly issues: ReadonlyMap<string, { readonly repositoryId: string; readonly number: number }>;
}

/** Most valuable first, one for each file; none for a file that is there, or that nobody could look for. */
export function desiredProposals(input: DesiredInput): readonly Proposal[] {
  const { product, assessment, model, material } = input;
  if (product.proposals !== true) return [];
  const mentioned = assessment.repositories.map(({ name }) => name);
  const disclosure = discloseIn(product.home, material.repositories, mentioned);
  const found = new Map<string, Proposal>();
  // How many issues there are, and whether they come by themselves, is another question.
  for (const requirement of wantedDocuments(assessment, model, { ...product, issues: 'auto' }, new Set())) {
    const texts = model.requirements.find(({ id }) => id === requirement.id);
    if (texts === undefined) continue;
    const file = documentFile({ ...input, requirement, texts, disclosure });
    const proposal = proposalOf(input, requirement, file);
    if (proposal !== null && !found.has(proposal.key)) found.set(proposal.key, proposal);
  }
  return [...found.values()];
}

function proposalOf(
  input: DesiredInput,
  requirement: RequirementAssessment,
  { repository, path, offer, text }: DocumentFile,
): Proposal | null {
  if (repository === undefined) return null;
  const { defaultBranch: base, paths } = repository;
  if (base === null || paths === null) return null;
  if (offer?.isPrefilled !== true || text === null) return null;
  const commit = input.heads.get(repository.id);
  const lower = path.toLowerCase();
  if (commit === undefined || [...paths].some((one) => one.toLowerCase() === lower)) return null;
  const { language } = input.product;
  const file = plainText(path.split('/').at(-1) ?? path);
  return {
    key: `${repository.id}:${path}`,
    requirement: requirement.id,
    repositoryId: repository.id,
    repository: repository.nameWithOwner,
    base,
    commit,
    branch: branchOf(path),
    path,
    text,
    message: sayIn(language, 'proposals.commit', { file }),
    title: sayIn(language, 'proposals.title', { file }),
    body: bodyOf(input, requirement.id, {
      repositoryId: repository.id,
      file,
      readFirst: offer.readFirst[language],
    }),
  };
}

/** `docs/drift.md` → `os2modning/docs-drift-md`. */
function branchOf(path: string): string {
  const name = path.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `os2modning/${name.replace(/^-+|-+$/g, '')}`;
}

interface BodyParts {
  readonly repositoryId: string;
  readonly file: string;
  readonly readFirst: string;
}

function bodyOf(input: DesiredInput, id: string, { repositoryId, file, readFirst }: BodyParts): string {
  const { product, productKey, model, issues } = input;
  const language: Language = product.language;
  const say = (key: string, parameters?: MessageParameters): string =>
    sayIn(language, `proposals.body.${key}`, parameters);
  const title = model.requirements.find((one) => one.id === id)?.title[language] ?? '';
  const issue = issues.get(id);
  const why = say('why', {
    product: escapeMarkdown(product.name),
    file: escapeMarkdown(file),
    id: escapeMarkdown(id),
    requirement: escapeMarkdown(title),
  });
  const first = [why];
  if (issue?.repositoryId === repositoryId) first.push(say('issue', { number: String(issue.number) }));
  first.push(say('what'));
  const steps = [say('readFirst', { what: escapeMarkdown(readFirst) }), say('edit'), say('merge')];
  const marker = renderComment('proposal', { v: '1', product: productKey, requirement: id });
  const list = steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
  return `${marker}\n\n${first.join(' ')}\n\n${list}\n\n${say('refuse')}\n`;
}
