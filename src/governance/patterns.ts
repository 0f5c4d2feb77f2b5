/** Which regular expressions a model may hold: those whose work grows no faster than the text they search. */
import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** Characters of a pattern. */
const MAX_LENGTH = 300;
/** Ways to match from one place in the text, at most. */
const MAX_WAYS = 1000;

export type PatternFault = 'pattern' | 'patternTooLong' | 'patternTooFree' | 'patternReference';

/**
 * What is wrong with a pattern (flags `iu`), or null. `*`, `+` and `{3,}` are refused (`{0,80}` says the same of real
 * text), as are references back and quantifiers inside quantifiers that multiply: a hostile text can make them run for ever.
 */
export function patternFault(pattern: string): PatternFault | null {
  if (pattern.length > MAX_LENGTH) return 'patternTooLong';
  let ast: AST.Pattern;
  try {
    ast = new RegExpParser({ ecmaVersion: 2023 }).parsePattern(pattern, 0, pattern.length, { unicode: true });
  } catch (error) {
    if (error instanceof SyntaxError) return 'pattern';
    throw error;
  }
  const ways = waysOfAll(ast.alternatives);
  if (Number.isNaN(ways)) return 'patternReference';
  return ways > MAX_WAYS ? 'patternTooFree' : null;
}

/** Not a number where there is a reference back. */
function waysOf(node: AST.Element): number {
  switch (node.type) {
    case 'Backreference':
      return Number.NaN;
    case 'Group':
    case 'CapturingGroup':
      return waysOfAll(node.alternatives);
    case 'Assertion':
      return 'alternatives' in node ? waysOfAll(node.alternatives) : 1;
    case 'Quantifier': {
      const inner = waysOf(node.element);
      if (Number.isNaN(inner)) return inner;
      return node.max === Infinity ? Infinity : (node.max - node.min + 1) * inner ** node.max;
    }
    default:
      return 1;
  }
}

function waysOfAll(alternatives: readonly AST.Alternative[]): number {
  let sum = 0;
  for (const { elements } of alternatives) {
    let product = 1;
    for (const element of elements) product *= waysOf(element);
    sum += product;
  }
  return sum;
}
