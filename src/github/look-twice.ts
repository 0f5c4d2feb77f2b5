/**
 * Looks for what an unclear write may have made; null when it is not there. GitHub's lists have been empty or short before when
 * they should not be, and what is not found is made again: so it is looked for twice. Throws what `look` throws.
 */
export async function lookTwice<T>(look: () => Promise<T | null | undefined>): Promise<T | null> {
  return (await look()) ?? (await look()) ?? null;
}
