/** Invented products as `product-snapshot/1`, in four organisations. Small, since every test of the whole reads them. */
import { createHash } from 'node:crypto';
import type { ProductSnapshot } from '../../simulator/index.js';

type SnapshotRepository = ProductSnapshot['repositories'][number];

interface RepositoryInput {
  /** `owner/name`. */
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly github?: NonNullable<SnapshotRepository['github']>;
}

/** The day of all samples, and a moment of it for clocks. */
export const SAMPLE_DAY = '2026-06-23';
export const SAMPLE_TIME = `${SAMPLE_DAY}T10:00:00Z`;

/** A snapshot with one commit per repository, its texts last changed a month before the day. */
export function productSnapshot(product: string, repositories: readonly RepositoryInput[]): ProductSnapshot {
  return {
    format: 'product-snapshot/1',
    product,
    takenAt: SAMPLE_DAY,
    repositories: repositories.map(repositorySnapshot),
  };
}

function repositorySnapshot({ name: full, files, github = {} }: RepositoryInput): SnapshotRepository {
  const [owner = '', name = ''] = full.split('/');
  const paths = Object.keys(files);
  const date = '2026-05-20T08:00:00Z';
  const oid = sha1(`${full} ${JSON.stringify(files)}`);
  return {
    owner,
    name,
    defaultBranch: 'main',
    createdAt: '2023-02-01T08:00:00Z',
    commitCount: 40,
    contributors: 3,
    head: { oid, date },
    commits: [
      { oid, date, author: 'author-1', parents: 0, files: paths.length, subject: 'Ret dokumentationen til' },
    ],
    branches: ['main'],
    tags: [],
    tree: paths.map((path) => ({
      path,
      mode: '100644',
      type: 'blob',
      oid: sha1(`${full}/${path} ${files[path] ?? ''}`),
      size: Buffer.byteLength(files[path] ?? ''),
    })),
    treeEntriesCut: 0,
    files,
    lastChanged: Object.fromEntries(paths.map((path) => [path, '2026-05-20'])),
    github: { visibility: 'public', hasIssues: true, isArchived: false, isFork: false, ...github },
  };
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/** Without a declaration; hardly anything is written down. */
export const BOGBUS = productSnapshot('OS2bogbus', [
  { name: 'aros-bogbus/bogbus', files: { 'README.md': '# Bogbus\n\nKoden bag kommunens bogbus.\n' } },
]);

const DECLARATION = `# Governancerapport for OS2havnevagt

> **Version for anvendt governancerapport:** 1.1.0<br/>
> **Dato for udfyldelse:** 2026-04-10<br/>
> **Udfyldt af:** Birkholm Kommune<br/>

## RELEVANS

| # | Krav | Produktniveau | Retningslinjer | Efterlevet? | Dokumentation |
| --- | ----- | ------- | ------ | ----- | ------ |
| F1 | Løsningen skal være relevant for det offentlige | 1 | Beskriv det. | Ja | Havnevagten bruges af to kommuner. |
| F2 | Kildekoden skal være åben | 1 | Beskriv det. | Ja | Koden ligger åbent. |
| G1 | Der skal være en styregruppe | 2 | Beskriv det. | Nej | Den dannes til efteråret. |
`;

/** With a declaration, documentation of its own, and a repository that is nobody else's business. */
export const HAVNEVAGT = productSnapshot('OS2havnevagt', [
  {
    name: 'birk-havn/havnevagt-produktforvaltning',
    files: {
      'README.md':
        '# Produktforvaltning for OS2havnevagt\n\nHer ligger styregruppens referater og vores selvevaluering.\n',
      'GOVERNANCE_REPORT.md': DECLARATION,
      'referater/2026-03-12-styregruppe.md':
        '# Referat af styregruppemøde 12. marts 2026\n\nStyregruppen gennemgik budgettet og godkendte roadmap for efteråret.\n',
    },
  },
  {
    name: 'birk-havn/havnevagt',
    files: {
      'README.md':
        '# Havnevagt\n\nHavnevagt holder øje med vandstanden i kommunale havne og advarer vagthavende, inden kajen står under vand. Løsningen er til havnefogeder og beredskaber i kommunerne.\n',
      LICENSE: 'Mozilla Public License Version 2.0\n==================================\n',
      'src/main.ts': 'export const level = 3;\n',
    },
    github: { licenseSpdxId: 'MPL-2.0' },
  },
  {
    name: 'birk-havn/havnevagt-hemmelig-drift',
    files: {
      'README.md': '# Hemmelig drift\n\nAdgange til bølgebryderen.\n',
      'SECURITY.md':
        '# Sikkerhed\n\nRing til vagthavende bølgebryder på lokal 4711, hvis du finder et hul.\n',
    },
    github: { visibility: 'private' },
  },
]);

/** What makes the requirement on security (F4) green. */
export const MENDED_SECURITY: Readonly<Record<string, string>> = {
  'SECURITY.md':
    '# Sikkerhed i Parkbænk\n\nMeld sikkerhedshuller til sikkerhed@parkbaenk.example, og skriv ikke om dem offentligt, før de er lukket. Vi svarer inden for to arbejdsdage og retter alvorlige fejl inden for to uger.\n\nBænkene kender ingen personer, så der er ingen oplysninger at passe på ud over deres plads.\n',
  '.github/dependabot.yml':
    'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule:\n      interval: weekly\n',
};

/** With milestones, a level to reach, and most of what a small product needs. */
export const PARKBAENK = productSnapshot('OS2parkbænk', [
  {
    name: 'celle-parker/parkbaenk',
    files: {
      'README.md':
        '# Parkbænk\n\nParkbænk viser borgerne, hvor der er en ledig bænk, og sparer parkvagten for en runde. Løsningen er til kommuner med parker.\n',
      LICENSE: 'Mozilla Public License Version 2.0\n==================================\n',
      '.github/os2modning.yml': 'version: 1\nproducts:\n  - name: OS2parkbænk\n    targetLevel: 2\n',
      'CONTRIBUTING.md':
        '# Bidrag\n\nLav en gren, skriv en test og åbn et pull request. Vi svarer inden for en uge. Koden følger ESLint, og alle ændringer læses af en anden.\n',
    },
    github: {
      licenseSpdxId: 'MPL-2.0',
      milestones: [
        {
          id: 71,
          number: 1,
          title: 'Bænke i by nord',
          description: 'De første ti bænke melder sig selv.',
          state: 'open',
          dueOn: '2026-09-30T00:00:00Z',
          createdAt: '2026-01-10T08:00:00Z',
          openIssues: 2,
          closedIssues: 1,
        },
      ],
    },
  },
  { name: 'celle-parker/parkbaenk-docs', files: { 'README.md': '# Vejledninger\n\nTil parkvagter.\n' } },
]);

/** With nothing but notes, in an organisation of its own. */
export const STIPLAN = productSnapshot('OS2stiplan', [
  { name: 'dal-stier/stiplan', files: { 'docs/noter.md': '# Noter\n\nStier.\n' } },
]);

export const SAMPLE_PRODUCTS = [BOGBUS, HAVNEVAGT, PARKBAENK, STIPLAN] as const;

/** The home of each: its first repository. */
export const SAMPLE_HOMES = [
  'aros-bogbus/bogbus',
  'birk-havn/havnevagt-produktforvaltning',
  'celle-parker/parkbaenk',
  'dal-stier/stiplan',
] as const;
