import type { Model, RequirementId } from '../governance/index.js';
import { finding, listOf } from './findings.js';
import { quote } from './plainText.js';
import type { RawAnswer, RawDeclaration } from './raw.js';
import { hasKnownTitle, titleMatcher, type TitleMatch } from './titles.js';
import type { DeclarationFinding } from './types.js';

/** Which requirement of the model each answer of a file belongs to. */

export interface ResolvedAnswer {
  readonly id: RequirementId;
  readonly raw: RawAnswer;
}

export interface Resolved {
  readonly answers: readonly ResolvedAnswer[];
  readonly findings: readonly DeclarationFinding[];
}

/** Old numbers are never trusted: there the title decides, or nobody does. */
export function resolveAnswers(declaration: RawDeclaration, model: Model): Resolved {
  const matchTitle = titleMatcher(model);
  const byNumber = new Map(model.requirements.map(({ id }) => [id.toUpperCase(), id]));
  const answers: ResolvedAnswer[] = [];
  const findings: DeclarationFinding[] = [];
  const renamed: string[] = [];
  const retitled: string[] = [];
  for (const raw of declaration.answers) {
    const numbered = declaration.numbers === 'old' ? undefined : byNumber.get(raw.number.toUpperCase());
    const match = matchTitle(raw.title);
    const id = numbered ?? (match.kind === 'requirement' ? match.id : undefined);
    if (id === undefined) {
      findings.push(unresolved(raw, match, declaration.numbers));
      continue;
    }
    answers.push({ id, raw });
    if (numbered !== undefined) {
      if (match.kind === 'requirement' && match.exact && match.id !== id) {
        findings.push(finding('title-of-another', raw.line, { number: id, other: match.id }));
      } else if (/\p{L}/u.test(raw.title) && match.kind !== 'requirement' && hasKnownTitle(id)) {
        retitled.push(id);
      }
    } else if (declaration.numbers === 'current') {
      findings.push(finding('read-by-title', raw.line, { number: nameOf(raw), id }));
    } else if (raw.number !== id) {
      renamed.push(`${raw.number} → ${id}`);
    }
  }
  const firstLine = declaration.answers[0]?.line ?? null;
  if (declaration.numbers === 'old') {
    findings.push(finding('old-numbers', firstLine, { renamed: renamed.join(', ') || '–' }));
  }
  if (retitled.length > 0) {
    findings.push(finding('titles-changed', firstLine, { count: retitled.length, ids: listOf(retitled) }));
  }
  return { answers, findings };
}

function unresolved(
  raw: RawAnswer,
  match: TitleMatch,
  numbers: RawDeclaration['numbers'],
): DeclarationFinding {
  const parameters = { number: nameOf(raw), title: quote(raw.title) || '–' };
  if (match.kind === 'dropped') return finding('dropped-requirement', raw.line, parameters);
  return finding(numbers === 'old' ? 'unclear-title' : 'unknown-requirement', raw.line, parameters);
}

function nameOf(raw: RawAnswer): string {
  return quote(raw.number === '' ? raw.title : raw.number);
}
