import { gitText, type GitRepository } from './run.js';

export interface Totals {
  readonly commits: number | null;
  readonly contributors: number | null;
  /** Day of the first commit. */
  readonly first: string | null;
}

/** A shallow clone knows none of it. */
export async function countHistory(repository: GitRepository, head: string): Promise<Totals> {
  const shallow = await gitText(repository, ['rev-parse', '--is-shallow-repository']);
  if (shallow === 'true') return { commits: null, contributors: null, first: null };
  const lines = (await gitText(repository, ['log', '--format=%cs %aE', head])).split('\n');
  const authors = new Set<string>();
  let first = lines[0]?.slice(0, 10) ?? '';
  for (const line of lines) {
    authors.add(line.slice(11).toLowerCase());
    if (line.slice(0, 10) < first) first = line.slice(0, 10);
  }
  return { commits: lines.length, contributors: authors.size, first };
}
