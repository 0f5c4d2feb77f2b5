/** GraphQL's optional arguments may be null or left out; both mean: not given. */
export function absent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
