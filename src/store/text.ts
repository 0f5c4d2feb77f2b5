/** Text from repositories as a database can hold it: PostgreSQL takes neither NUL nor half a surrogate pair. */

const HALF_PAIR = /\p{Surrogate}/gu;

/** A value for a `jsonb` column, as text. NUL is left out, half a pair becomes U+FFFD; everything else stays. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? storable(one) : one));
}

/** Parameters as they can be sent. */
export function storableParameters(parameters: readonly unknown[]): unknown[] {
  return parameters.map((one) => (typeof one === 'string' ? storable(one) : one));
}

function storable(text: string): string {
  return text.replaceAll('\0', '').replace(HALF_PAIR, '\uFFFD');
}
