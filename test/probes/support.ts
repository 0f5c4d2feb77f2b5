import { createProbeContext, type ProbeSettings } from '../../src/probes/context.js';
import type { ProbeContext, ProbeFinding } from '../../src/probes/types.js';
import type { Fact, RepositoryFacts } from '../../src/facts/index.js';
import { productFacts, repositoryFacts, type FakeFile, type FakeRepository } from '../support/facts.js';

const SETTINGS: ProbeSettings = {
  product: 'OS2eksempel',
  main: null,
  organisations: ['OS2eksempel'],
  templatePathWords: ['skabelon', 'template'],
  templateSigns: {
    fingerprints: ['[udfyld:', 'Replace this', 'insert-mail@os2.eu'],
    weakMarks: ['TODO', 'dd-mm-yyyy'],
    fewestWords: 30,
  },
};

/** What the probes share, over invented repositories on 23 June 2026 unless another day is given. */
export function contextOf(
  repositories: readonly (FakeRepository | RepositoryFacts)[],
  settings: Partial<ProbeSettings> = {},
  asOf?: string,
): ProbeContext {
  return createProbeContext(productFacts(repositories, asOf), { ...SETTINGS, ...settings });
}

/** So many files of a program: enough to make a repository one of code. */
export function codeFiles(count = 6): Record<string, FakeFile> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`src/part${String(index)}.ts`, { size: 10 }]),
  );
}

/** So many words that say nothing. */
export function words(count: number): string {
  return Array.from({ length: count }, (_, index) => (index % 10 === 9 ? 'ord.\n' : 'ord'))
    .join(' ')
    .trimEnd();
}

export function unread<T>(): Fact<T> {
  return { state: 'unknown', reason: { kind: 'failed', detail: 'the server answered 502' } };
}

/** A repository of which nothing but the name could be read. */
export function unreadRepository(name: string): RepositoryFacts {
  const nothing = unread<never>();
  return {
    ...repositoryFacts({ name }),
    visibility: nothing,
    files: nothing,
    head: nothing,
    history: nothing,
    branches: nothing,
    issues: nothing,
    pullRequests: nothing,
    licenseSpdxId: nothing,
    privateVulnerabilityReporting: nothing,
  };
}

/** The findings' places, as `path:line`, and what they say. */
export function placesOf({ sightings }: ProbeFinding): string[] {
  return sightings.map(({ path, line, says }) => `${path ?? '-'}:${line ?? '-'} ${says.key}`);
}
