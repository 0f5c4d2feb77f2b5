/** An invented product of a real one's size, as a `product-snapshot/1` text; the same for the same seed. */
const DAY = 86_400_000;
const START = Date.parse('2026-06-01T00:00:00Z');
const CODE_FILES = 1500;
const GUIDES = 80;
const COMMITS = 400;

export function inventedSnapshot(seed: number): string {
  const product = `OS2eksempel${seed}`;
  return JSON.stringify({
    format: 'product-snapshot/1',
    product,
    takenAt: '2026-06-01',
    repositories: [
      repository(product, 'kode', codeTree(seed), codeFiles(product)),
      repository(product, 'docs', [], guides(product)),
    ],
  });
}

function repository(
  owner: string,
  name: string,
  tree: readonly object[],
  files: Readonly<Record<string, string>>,
) {
  const listed = Object.entries(files).map(([path, text]) => entry(path, text.length));
  const commits = Array.from({ length: COMMITS }, (_, index) => ({
    oid: index.toString(16).padStart(40, '0'),
    date: new Date(START - index * 2 * DAY).toISOString(),
    author: `author-${index % 4}`,
    parents: index % 3 === 0 ? 2 : 1,
    files: index % 3 === 0 ? null : 1 + (index % 7),
    subject:
      index % 3 === 0
        ? `Merge pull request #${index} from ${owner}/gren`
        : `Ret visning af opgaver (#${index})`,
  }));
  return {
    owner,
    name,
    defaultBranch: 'main',
    createdAt: '2021-01-01T00:00:00Z',
    commitCount: COMMITS,
    contributors: 4,
    head: { oid: commits[0]?.oid, date: commits[0]?.date },
    commits,
    branches: ['main', 'dev'],
    tags: [{ name: 'v1.0.0', date: '2025-01-01T00:00:00Z' }],
    tree: [...tree, ...listed],
    treeEntriesCut: 0,
    files,
    lastChanged: Object.fromEntries(Object.keys(files).map((path) => [path, '2026-03-01'])),
  };
}

function entry(path: string, size: number) {
  return { path, mode: '100644', type: 'blob', oid: 'e'.repeat(40), size };
}

function codeTree(seed: number): object[] {
  return Array.from({ length: CODE_FILES }, (_, index) =>
    entry(`src/modul-${index % 60}/del-${index}-${seed}.ts`, 2000),
  );
}

function codeFiles(product: string): Record<string, string> {
  return {
    'README.md': `# ${product}\n\n## Formål\n\n${sentence('Løsningen hjælper kommuner med at planlægge vagter og opgaver.', 12)}`,
    'package.json': JSON.stringify({ name: product.toLowerCase(), license: 'MPL-2.0' }),
    LICENSE: 'Mozilla Public License Version 2.0\n==================================\n',
    Dockerfile: 'FROM node:24\nCOPY . /app\nRUN npm ci && npm run build\n',
    'docker-compose.yml': 'services:\n  app:\n    build: .\n',
    '.github/workflows/ci.yml': 'on: push\njobs:\n  test:\n    steps:\n      - run: npx eslint .\n',
  };
}

function guides(product: string): Record<string, string> {
  const files: Record<string, string> = { '_config.yml': `title: ${product}\ntheme: just-the-docs\n` };
  for (let index = 0; index < GUIDES; index += 1) {
    const sections = Array.from(
      { length: 8 },
      (_, part) => `## Afsnit ${part}\n\n${sentence('Sådan gør du trin for trin i skærmbilledet.', 10)}`,
    );
    files[`docs/vejledninger/emne-${index}.md`] = `# Emne ${index}\n\n${sections.join('\n\n')}`;
  }
  return files;
}

function sentence(text: string, times: number): string {
  return Array.from({ length: times }, () => text).join(' ');
}
