/** What all parts of one maturity issue are made from, and the few things they all say. */
import { discloseIn, type Disclosure, type Assessment } from '../assessment/index.js';
import {
  escapeMarkdown,
  formatDay,
  sayIn,
  type Bilingual,
  type MessageParameters,
} from '../messages/index.js';
import type { Product } from '../products/index.js';
import type { MaturityBody } from './maturity-body.js';
import type { IssueMaterial, ModelTexts, RequirementTexts, ShownIssue } from './types.js';

export interface MaturityContext {
  readonly product: Product;
  /** `productKey` of the product. */
  readonly productKey: string;
  readonly generation: number;
  readonly material: IssueMaterial;
  /** By requirement. */
  readonly documentIssues: ReadonlyMap<string, ShownIssue>;
  /** Requirements whose boxes are ticked in the text that stands on GitHub. */
  readonly ticked: ReadonlySet<string>;
  /** The text that stands on GitHub, parsed; null where there is none. */
  readonly previous: MaturityBody | null;
}

export interface BodyMaker extends MaturityContext {
  readonly assessment: Assessment;
  readonly model: ModelTexts;
  readonly disclosure: Disclosure;
  readonly texts: ReadonlyMap<string, RequirementTexts>;
  /** A sentence under `issues.maturity`, in the language of the issue. */
  readonly say: (key: string, parameters?: MessageParameters) => string;
}

export function makeBodyMaker(
  assessment: Assessment,
  model: ModelTexts,
  context: MaturityContext,
): BodyMaker {
  const { product, material } = context;
  const mentioned = [
    ...assessment.repositories.map((repository) => repository.name),
    ...product.repositories,
  ];
  for (const requirement of assessment.requirements) {
    for (const evidence of requirement.evidence) mentioned.push(evidence.repository);
  }
  return {
    ...context,
    assessment,
    model,
    disclosure: discloseIn(product.home, material.repositories, mentioned),
    texts: new Map(model.requirements.map((requirement) => [requirement.id, requirement])),
    say: (key, parameters) => sayIn(product.language, `issues.maturity.${key}`, parameters),
  };
}

/** Foreign text in the language of the issue, escaped; or a sentence that says why it is not shown. */
export function shown(maker: BodyMaker, text: Bilingual, maxLength = 400): string {
  if (!maker.disclosure.allows(text.da) || !maker.disclosure.allows(text.en)) return maker.say('hidden');
  return escapeMarkdown(text[maker.product.language], { maxLength });
}

/** `**F4** Sikkerhed er tænkt ind`. */
export function nameOf(maker: BodyMaker, requirement: string): string {
  const title = maker.texts.get(requirement)?.title[maker.product.language] ?? '';
  return `**${escapeMarkdown(requirement)}** ${escapeMarkdown(title)}`.trim();
}

/** The issue of a requirement's document, also when it is open for another requirement that wants the same document. */
export function documentIssueOf(maker: BodyMaker, id: string): ShownIssue | undefined {
  const own = maker.documentIssues.get(id);
  if (own !== undefined) return own;
  const { requirements } = maker.assessment;
  const template = requirements.find((one) => one.id === id)?.gap?.template;
  if (template === undefined) return undefined;
  const other = requirements.find(
    (one) => one.gap?.template === template && maker.documentIssues.get(one.id)?.state === 'open',
  );
  return other === undefined ? undefined : maker.documentIssues.get(other.id);
}

/** `#41`, or a link where the issue lives in another repository than the home. */
export function issueLink(maker: BodyMaker, issue: ShownIssue): string {
  if (issue.number === null) return maker.say('newIssue');
  if (issue.repository.toLowerCase() === maker.product.home.toLowerCase()) return `#${issue.number}`;
  const view = maker.material.repositories.find((one) => one.nameWithOwner === issue.repository);
  if (view === undefined || !maker.disclosure.shows(issue.repository)) return maker.say('otherIssue');
  return `[${escapeMarkdown(issue.repository)}#&#8203;${issue.number}](${view.url}/issues/${issue.number})`;
}

export function dayOf(maker: BodyMaker, day: string): string {
  return formatDay(day, maker.product.language);
}
