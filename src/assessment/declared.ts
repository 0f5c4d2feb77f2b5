/** How far the product's own answer carries: the D-rule (docs/evidence.md, "What a declaration counts for"). */
import type { Answer } from '../declarations/index.js';
import type { Requirement } from '../governance/index.js';
import type { Truth } from './evaluate.js';

export interface DeclaredRating {
  /** Null: the answer leaves it open. */
  readonly rating: 'green' | 'yellow' | 'red' | 'grey' | null;
  /** Why the answer does not carry further; key under `assessment.declared` in the catalogue. */
  readonly because: DeclaredReason | null;
}

export type DeclaredReason =
  | 'contradicted'
  | 'thin'
  | 'unproved'
  | 'vague'
  | 'borrowed'
  | 'aged'
  | 'limited'
  | 'planned'
  | 'no'
  | 'noExplained'
  | 'notRelevant'
  | 'notRelevantUnexplained'
  | 'aboveTarget';

export interface DeclaredCircumstances {
  /** Whether the evidence that the model lets stand in for a link was found. */
  readonly supported: Truth;
  /** The declaration is so old that it can carry no further than yellow. */
  readonly aged: boolean;
  /** The answer's own text says something else. */
  readonly contradicted: boolean;
  /** The requirement's level is above the one the product aims at. */
  readonly aboveTarget: boolean;
}

const OPEN: DeclaredRating = { rating: null, because: null };

export function rateDeclared(
  requirement: Requirement,
  answer: Answer | null,
  circumstances: DeclaredCircumstances,
): DeclaredRating {
  if (answer === null) return OPEN;
  switch (answer.status) {
    case 'unanswered':
    case 'dont-know':
      return OPEN;
    case 'yes':
      return rateYes(requirement, answer, circumstances);
    case 'planned':
      return { rating: 'yellow', because: 'planned' };
    case 'no':
      return requirement.recommendation && answer.quality !== 'none'
        ? { rating: 'yellow', because: 'noExplained' }
        : { rating: 'red', because: 'no' };
    case 'not-relevant':
      if (answer.quality !== 'none') return { rating: 'grey', because: 'notRelevant' };
      return circumstances.aboveTarget
        ? { rating: 'grey', because: 'aboveTarget' }
        : { rating: 'red', because: 'notRelevantUnexplained' };
  }
}

function rateYes(
  { declared }: Requirement,
  answer: Answer,
  { supported, aged, contradicted }: DeclaredCircumstances,
): DeclaredRating {
  if (declared.yes === 'support') return OPEN;
  const linked = answer.links.some((link) => link.public);
  const because = doubt();
  return because === null ? { rating: 'green', because: null } : { rating: 'yellow', because };

  function doubt(): DeclaredReason | null {
    if (contradicted) return 'contradicted';
    if (answer.quality !== 'substantive' && !linked && supported !== 'yes') return 'thin';
    if (declared.ownText && leansOnAnother(answer.text)) return 'borrowed';
    if (
      declared.naming.length > 0 &&
      !declared.naming.some((pattern) => patternFor(pattern).test(answer.text))
    )
      return 'vague';
    if (declared.yes === 'link' && !linked) return 'unproved';
    if (declared.yes === 'proof' && !linked && supported !== 'yes') return 'unproved';
    if (declared.yes === 'concrete' && answer.quality !== 'substantive' && !linked) return 'thin';
    if (aged) return 'aged';
    return declared.best === 'green' ? null : 'limited';
  }
}

/** A model's patterns are few and are tried on every product. */
const patterns = new Map<string, RegExp>();

function patternFor(source: string): RegExp {
  let pattern = patterns.get(source);
  if (pattern === undefined) {
    pattern = new RegExp(source, 'iu');
    patterns.set(source, pattern);
  }
  return pattern;
}

/** "Se S1", "Se svar under S3", "jf. S1": the answer is another's. */
function leansOnAnother(text: string): boolean {
  return (
    text.length < 200 && /\b([Ss]e|[Jj]f\.?|[Jj]ævnfør|[Ss]om|[Ss]ee)\b.{0,30}\b[A-Z]\d{1,2}\b/u.test(text)
  );
}
