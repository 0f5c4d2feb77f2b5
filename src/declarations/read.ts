import type { Model } from '../governance/index.js';
import { answersOf } from './answers.js';
import { readDay } from './dates.js';
import { finding, orderFindings } from './findings.js';
import { cleanHead, type CleanHead } from './head.js';
import { readJson } from './json.js';
import { MOST_CHARACTERS } from './lines.js';
import { readMarkdown } from './markdown.js';
import { quote } from './plainText.js';
import { dayInName, isSameProduct, productInName } from './path.js';
import type { RawDeclaration, RawHead } from './raw.js';
import { resolveAnswers } from './resolve.js';
import type { DeclarationFinding, DeclarationReading } from './types.js';

interface ReadOptions {
  /** Where the file lies; its name is compared with the date and product inside. May be empty. */
  readonly path: string;
  readonly model: Model;
}

/**
 * Reads a self-evaluation of any generation. Never throws and takes time in proportion to the text: what could not be read
 * is a finding with its line. `declaration` is null when nothing in the text answers a requirement of the model.
 */
export function readDeclaration(text: string, { path, model }: ReadOptions): DeclarationReading {
  const whole = text.replace(/^\uFEFF/, '');
  const cut = whole.slice(0, MOST_CHARACTERS);
  const findings: DeclarationFinding[] = [];
  if (cut.length < whole.length) findings.push(finding('too-large', null, { most: MOST_CHARACTERS }));
  if (cut.trim() === '') return { declaration: null, findings: [finding('empty-file', null)] };
  if (/^\s{0,1000}[{[]/.test(cut)) {
    const raw = readJson(cut);
    if (raw !== null) return declarationOf(raw, path, model, findings);
  }
  const reading = readMarkdown(cut, model);
  if (reading.kind === 'declaration') return declarationOf(reading.raw, path, model, findings);
  findings.push(finding(reading.kind === 'evaluation' ? 'is-evaluation' : 'not-a-declaration', null));
  return { declaration: null, findings };
}

function declarationOf(
  raw: RawDeclaration,
  path: string,
  model: Model,
  before: readonly DeclarationFinding[],
): DeclarationReading {
  const resolved = resolveAnswers(raw, model);
  if (resolved.answers.length === 0 && raw.answers.length > 0) {
    return { declaration: null, findings: [...before, finding('not-a-declaration', null)] };
  }
  const { answers, findings } = answersOf(resolved.answers, model);
  const { findings: headFindings, generatedAt, ...head } = cleanHead(raw.head, model);
  const declaration = { generation: raw.generation, ...head, answers };
  const all = [
    ...before,
    ...raw.findings,
    ...headFindings,
    ...missingHead(head),
    ...nameFindings(path, head, raw.head.lines, generatedAt),
    ...resolved.findings,
    ...findings,
  ];
  return {
    declaration: generatedAt === null ? declaration : { ...declaration, generatedAt },
    findings: orderFindings(all),
  };
}

function missingHead(head: Omit<CleanHead, 'findings' | 'generatedAt'>): readonly DeclarationFinding[] {
  const findings: DeclarationFinding[] = [];
  if (head.product === null) findings.push(finding('no-product', null));
  if (head.date === null) findings.push(finding('no-date', null));
  return findings;
}

/** A file's name is often written by hand and rarely changed afterwards: what stands inside counts. */
function nameFindings(
  path: string,
  head: Omit<CleanHead, 'findings' | 'generatedAt'>,
  lines: RawHead['lines'],
  generatedAt: string | null,
): readonly DeclarationFinding[] {
  const findings: DeclarationFinding[] = [];
  const day = dayInName(path);
  const inner = [head.date, readDay(generatedAt ?? '')];
  if (day !== null && head.date !== null && !inner.includes(day)) {
    findings.push(finding('dates-differ', lines.date ?? null, { inName: day, inFile: head.date }));
  }
  const product = productInName(path);
  if (product !== null && head.product !== null && !isSameProduct(product, head.product)) {
    findings.push(
      finding('products-differ', lines.product ?? null, {
        inName: quote(product),
        inFile: quote(head.product),
      }),
    );
  }
  return findings;
}
