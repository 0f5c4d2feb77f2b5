import type { Answer, DeclarationFinding, DeclarationReading, Generation } from './types.js';

/** What `os2modning declaration read` prints; `schemas/declaration.schema.json` describes it. */
interface DeclarationDocument {
  readonly format: 'os2modning-declaration/1';
  /** Null when the file is no declaration; everything but the findings is then empty. */
  readonly generation: Generation | null;
  readonly product: string | null;
  readonly filledBy: string | null;
  readonly date: string | null;
  readonly generatedAt: string | null;
  readonly formVersion: string | null;
  readonly gitOrganisation: string | null;
  readonly targetLevel: string | null;
  /** In the model's order, one for each requirement. */
  readonly answers: readonly Answer[];
  readonly findings: readonly DeclarationFinding[];
}

/** A reading in its stable JSON shape. */
export function declarationToJson({ declaration, findings }: DeclarationReading): DeclarationDocument {
  return {
    format: 'os2modning-declaration/1',
    generation: declaration?.generation ?? null,
    product: declaration?.product ?? null,
    filledBy: declaration?.filledBy ?? null,
    date: declaration?.date ?? null,
    generatedAt: declaration?.generatedAt ?? null,
    formVersion: declaration?.formVersion ?? null,
    gitOrganisation: declaration?.gitOrganisation ?? null,
    targetLevel: declaration?.targetLevel ?? null,
    answers: declaration === null ? [] : [...declaration.answers.values()],
    findings,
  };
}
