/** Why facts could not be read at all. The sentence for people is `facts.errors.<kind>` in the message catalogue. */
export type FactsErrorKind =
  | 'not-found'
  | 'not-readable'
  | 'not-json'
  | 'not-snapshot'
  | 'broken-snapshot'
  | 'not-git'
  | 'empty-repository'
  | 'before-first-commit'
  | 'no-git'
  | 'git-failed';

/** Bad input, told so that a person can mend it: `parameters` fill the sentence of `kind`. */
export class FactsError extends Error {
  override readonly name = 'FactsError';
  readonly kind: FactsErrorKind;
  readonly parameters: Readonly<Record<string, string>>;

  constructor(kind: FactsErrorKind, parameters: Readonly<Record<string, string>>, options?: ErrorOptions) {
    super(`${kind}: ${Object.values(parameters).join(': ')}`, options);
    this.kind = kind;
    this.parameters = parameters;
  }
}
