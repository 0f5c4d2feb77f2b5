/** Arbitrary facts of invented repositories, and the same facts with some of them withdrawn. */
import fc from 'fast-check';
import { buildFileTree, type Fact, type RepositoryFacts } from '../../src/facts/index.js';
import { repositoryFacts, type FakeFile } from '../support/facts.js';
import { HOSTILE } from '../support/hostile.js';
import { codeFiles, unread, words } from '../probes/support.js';

const known = <T>(value: T): Fact<T> => ({ state: 'known', value });

const LICENCES = [
  `Mozilla Public License Version 2.0\n\n${words(40)}`,
  `Attribution 4.0 International\n\n${words(40)}`,
  `Alle rettigheder forbeholdes. ${words(40)}`,
];

/** What a repository may hold: real documents, leftovers, and texts that are neither. */
const CONTENTS: Readonly<Record<string, readonly string[]>> = {
  LICENSE: LICENCES,
  'LICENSES/MPL-2.0.txt': LICENCES,
  'README.md': [
    words(9),
    `# Lån\n\nDet er en webapplikation til lokaler.\n\n${words(90)}\n\nSe https://os2.eu/produkt/os2eksempel.`,
    `# Kode\n\n## Code style\n\n${words(60)}\n\ndocker compose up`,
    'Replace this',
  ],
  'SECURITY.md': [`# Sikkerhed\n\nKontakt os.\n\n${words(40)}`, 'Skriv til insert-mail@os2.eu.'],
  'CONTRIBUTING.md': [`# Contributing\n\n## Coding standards\n\n${words(60)}`],
  'GOVERNANCE.md': [
    `# Governance\n\nStyregruppe, koordinator, koordinationsgruppe; budget og ansvar.\n\n${words(40)}`,
  ],
  'package.json': ['{ "license": "MIT" }', '{}'],
  'publiccode.yml': ['usedBy: [a, b]\nlegal:\n  license: MIT\n', 'name: "[udfyld: navn]"\n', ': ['],
  'renovate.json': ['{}'],
  '.github/workflows/ci.yml': ['- run: npx eslint . && trivy .', 'jobs: []'],
  '.editorconfig': ['root = true'],
  Dockerfile: ['FROM node\nCOPY . .\n', 'FROM postgres\n'],
  'pom.xml': ['jib-maven-plugin', '<project/>'],
  '_config.yml': ['theme: just-the-docs\n', 'theme: just-the-docs\ntitle: Just the Docs Template\n'],
  'docs/drift.md': [`# Drift\n\nAnsvar og budget.\n\n${words(60)}`, `# Drift\n\nTODO\n\n${words(31)}`],
  'docs/vision-og-strategi.md': [`# Vision og strategi\n\n${words(60)}`],
  'docs/implementering/drejebog/trin/et.md': [words(60)],
  'brugervejledning.md': [words(60)],
  'dagsordner-og-referater/styregruppe/2026-04-22.md': [words(40), words(3)],
  'dagsordner-og-referater/koordinationsgruppe/referat.md': [words(40)],
  'docs/fri.md': [...HOSTILE],
};
const CLOSED = [
  'Præsentation.pptx',
  'docs/Drift.docx',
  'kursus/film.mp4',
  'Takstblad.pdf',
  'budget/2026.xlsx',
];
const DAYS = ['2026-06-01', '2024-01-01', '2020-01-01'] as const;

type NamedFile = readonly [path: string, file: FakeFile];

function arbitraryFiles(): fc.Arbitrary<Record<string, FakeFile>> {
  const texts = Object.entries(CONTENTS).map(([path, contents]) =>
    fc
      .record({ text: fc.constantFrom(...contents), date: fc.constantFrom(null, ...DAYS) })
      .map((file): NamedFile => [path, file]),
  );
  const closed = CLOSED.map((path) => fc.constantFrom(...DAYS).map((date): NamedFile => [path, { date }]));
  const odd = [...Object.keys(CONTENTS), 'node_modules/a/SECURITY.md', 'vendor/README.md'].map((path) =>
    fc.constantFrom('symlink' as const, 'submodule' as const).map((kind): NamedFile => [path, { kind }]),
  );
  return fc
    .tuple(fc.subarray([...texts, ...closed]), fc.subarray(odd, { maxLength: 2 }), fc.boolean())
    .chain(([regular, others, isCode]) =>
      fc.tuple(...others, ...regular).map((files): Record<string, FakeFile> => ({
        ...(isCode ? codeFiles() : {}),
        ...Object.fromEntries<FakeFile>(files),
      })),
    );
}

function arbitraryFact<T>(...values: readonly T[]): fc.Arbitrary<Fact<T>> {
  return fc.oneof(
    fc.constantFrom(...values).map(known),
    fc.constant<Fact<T>>({ state: 'absent' }),
    fc.constant(unread<T>()),
  );
}

const arbitraryCommit = fc.record({
  date: fc.constantFrom('2026-06-20', '2026-05-04', '2026-03-02', '2025-01-01', '2019-01-01'),
  subject: fc.constantFrom(
    'Ret fejl',
    'Ret #4',
    '2026r3',
    'Ret (#7)',
    'Merged in x (pull request #9)',
    'EKS-1',
    ...HOSTILE,
  ),
  parents: fc.constantFrom(1, 2),
  files: fc.constantFrom(null, 1, 40, 500),
});

export function arbitraryRepository(): fc.Arbitrary<RepositoryFacts> {
  return fc
    .record({
      name: fc.constantFrom('OS2eksempel/kode', 'leverandoer/kode', 'OS2eksempel/docs'),
      files: arbitraryFiles(),
      cut: fc.constantFrom(0, 0, 0, 7),
      commits: fc
        .array(arbitraryCommit, { maxLength: 30 })
        .map((commits) => commits.toSorted((a, b) => (a.date < b.date ? 1 : -1))),
      visibility: arbitraryFact<'public' | 'private' | 'internal'>('public', 'private', 'internal'),
      isArchived: arbitraryFact(false, false, true),
      isFork: arbitraryFact(false, false, true),
      branches: arbitraryFact<readonly string[]>(['main'], ['main', 'kunde-a']),
      hasIssues: arbitraryFact(true, false),
      issues: arbitraryFact(
        { open: 0, closed: 0, openedLast12Months: 0, closedLast12Months: 0 },
        { open: 4, closed: 9, openedLast12Months: 5, closedLast12Months: 3 },
      ),
      pullRequests: arbitraryFact(
        { merged: 9, mergedLast12Months: 9, linkedToIssue: 8, lookedAt: 9 },
        { merged: 9, mergedLast12Months: 9, linkedToIssue: null, lookedAt: null },
      ),
      privateVulnerabilityReporting: arbitraryFact(true, false),
      homepage: arbitraryFact('https://os2.eu/produkt/os2eksempel', 'javascript:alert(1)'),
    })
    .map(repositoryFacts);
}

type Loss = (repository: RepositoryFacts) => RepositoryFacts;

/** Ways in which something that was known can no longer be seen. Whether a repository counts at all is not among them. */
const LOSSES: readonly Loss[] = [
  (one) => ({ ...one, history: unread() }),
  (one) => ({ ...one, branches: unread() }),
  (one) => ({ ...one, head: unread() }),
  (one) => ({ ...one, issues: unread() }),
  (one) => ({ ...one, pullRequests: unread() }),
  (one) => ({ ...one, visibility: unread() }),
  (one) => ({ ...one, privateVulnerabilityReporting: unread() }),
  (one) => ({ ...one, lastChanged: new Map() }),
  (one) => withoutTexts(one, () => true),
  (one) => withoutTexts(one, (path) => path.startsWith('docs/')),
  (one) => withoutTexts(one, (path) => /^(README|LICENSE|package|publiccode|Dockerfile)/.test(path)),
  cutDeep,
  (one) => ({ ...one, files: unread(), documents: new Map(), lastChanged: new Map() }),
];

/** The repository after some of it could no longer be seen; or all of it. */
export function withdrawn(
  repository: RepositoryFacts,
  which: 'some' | 'all' = 'some',
): fc.Arbitrary<RepositoryFacts> {
  const losses = which === 'all' ? fc.constant([...LOSSES]) : fc.subarray([...LOSSES]);
  return losses.map((chosen) => chosen.reduce((left, lose) => lose(left), repository));
}

function withoutTexts(repository: RepositoryFacts, lost: (path: string) => boolean): RepositoryFacts {
  const documents = new Map([...repository.documents].filter(([path]) => !lost(path)));
  return { ...repository, documents };
}

/** A very large tree is listed to some depth. */
function cutDeep(repository: RepositoryFacts): RepositoryFacts {
  if (repository.files.state !== 'known') return repository;
  const { entries, cut } = repository.files.value;
  const kept = entries.filter(({ path }) => path.split('/').length <= 3);
  const raw = kept.map(({ path, oid, size, kind }) => ({
    path,
    oid,
    size,
    mode: { file: '100644', symlink: '120000', submodule: '160000' }[kind],
  }));
  const left = { ...repository, files: known(buildFileTree(raw, cut + entries.length - kept.length + 1)) };
  const paths = new Set(kept.map(({ path }) => path));
  return withoutTexts(left, (path) => !paths.has(path));
}
