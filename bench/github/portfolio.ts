/** A large invented portfolio on a simulated GitHub: organisations with products of a few repositories each. */
import type { Simulator } from '../../simulator/index.js';

export interface PortfolioSize {
  readonly products: number;
  readonly repositoriesPerProduct: number;
  readonly productsPerOrganisation: number;
}

export interface InventedProduct {
  readonly name: string;
  readonly owner: string;
  /** `owner/name`; the first is the home. */
  readonly repositories: readonly string[];
}

/** As the repositories of a product often are: its management, its code, its guides, and more code. */
const KINDS = ['produktforvaltning', 'kode', 'vejledning'] as const;
/** Every so many products, the guides have been archived and stand elsewhere. */
const ARCHIVED_EVERY = 4;
/** Every so many products, the code says nothing of security. */
const UNSECURED_EVERY = 10;
const DAY_MS = 86_400_000;

export function inventedProducts(size: PortfolioSize): readonly InventedProduct[] {
  return Array.from({ length: size.products }, (_nothing, index) => {
    const owner = `org-${Math.floor(index / size.productsPerOrganisation)}`;
    const repositories = Array.from(
      { length: size.repositoriesPerProduct },
      (_none, part) => `${owner}/os2p${index}-${kindOf(part)}${part >= KINDS.length ? `-${part}` : ''}`,
    );
    return { name: `OS2p${index}`, owner, repositories };
  });
}

function kindOf(part: number): (typeof KINDS)[number] {
  return KINDS[part < KINDS.length ? part : 1] ?? 'kode';
}

export function ownersOf(products: readonly InventedProduct[]): readonly string[] {
  return [...new Set(products.map(({ owner }) => owner))];
}

/** Makes the repositories. Each organisation says itself what its products are. */
export function makePortfolio(github: Simulator, products: readonly InventedProduct[]): void {
  for (const [index, product] of products.entries()) {
    for (const [part, name] of product.repositories.entries()) {
      const kind = kindOf(part);
      github.repositories.create({ name, files: filesOf(index, kind), ...pastOf(index, part) });
      if (kind === 'vejledning' && index % ARCHIVED_EVERY === 0) github.repositories.archive(name);
    }
  }
  for (const owner of ownersOf(products)) {
    const own = products.filter((product) => product.owner === owner);
    const configuration = {
      version: 1,
      products: own.map(({ name, repositories }) => ({
        name,
        home: repositories[0]?.split('/')[1],
        repositories: repositories.map((one) => one.split('/')[1]),
      })),
    };
    github.repositories.create({
      name: `${owner}/.github`,
      files: { 'os2modning.yml': JSON.stringify(configuration) },
    });
  }
}

function pastOf(index: number, part: number): { date: string } {
  return { date: new Date(Date.now() - (10 + ((index * 7 + part) % 200)) * DAY_MS).toISOString() };
}

function filesOf(index: number, kind: (typeof KINDS)[number]): Record<string, string> {
  switch (kind) {
    case 'produktforvaltning':
      return managementFiles(index);
    case 'kode':
      return codeFiles(index);
    case 'vejledning':
      return guideFiles(index);
  }
}

function managementFiles(index: number): Record<string, string> {
  const files: Record<string, string> = {
    'README.md': `# Produktforvaltning for OS2p${index}\n\n${sentence('Her ligger styregruppens papirer.', 8)}`,
    'GOVERNANCE.md': `# Styring\n\n${sentence('Styregruppen mødes hvert kvartal og beslutter budget og retning.', 10)}`,
  };
  for (let meeting = 1; meeting <= 8; meeting += 1) {
    files[`referater/2026-0${meeting}-10-styregruppe.md`] =
      `# Referat af styregruppemøde\n\n${sentence('Styregruppen gennemgik budgettet og godkendte planen.', 12)}`;
  }
  return files;
}

function codeFiles(index: number): Record<string, string> {
  const files: Record<string, string> = {
    'README.md': `# OS2p${index}\n\n## Formål\n\n${sentence('Løsningen hjælper kommuner med vagter og opgaver.', 20)}`,
    LICENSE: 'Mozilla Public License Version 2.0\n==================================\n',
    'package.json': JSON.stringify({ name: `os2p${index}`, license: 'MPL-2.0' }),
    'CONTRIBUTING.md': `# Bidrag\n\n${sentence('Lav en gren, skriv en test og åbn et pull request.', 6)}`,
    '.github/workflows/ci.yml': 'on: push\njobs:\n  test:\n    steps:\n      - run: npx eslint .\n',
    Dockerfile: 'FROM node:24\nCOPY . /app\nRUN npm ci && npm run build\n',
  };
  if (index % UNSECURED_EVERY !== 0)
    files['SECURITY.md'] =
      `# Sikkerhed\n\n${sentence('Meld sikkerhedshuller til sikkerhed@eksempel.example, og skriv ikke om dem offentligt.', 4)}`;
  for (let file = 0; file < 120; file += 1)
    files[`src/modul-${file % 12}/del-${file}.ts`] = `export const del = ${file % 10};\n`;
  return files;
}

function guideFiles(index: number): Record<string, string> {
  const files: Record<string, string> = {
    'README.md': `# Vejledninger til OS2p${index}\n\n${sentence('Her står, hvordan løsningen bruges.', 6)}`,
  };
  for (let guide = 0; guide < 20; guide += 1) {
    files[`docs/emne-${guide}.md`] =
      `# Emne ${guide}\n\n## Trin\n\n${sentence('Sådan gør du trin for trin i skærmbilledet.', 30)}`;
  }
  return files;
}

function sentence(text: string, times: number): string {
  return `${Array.from({ length: times }, () => text).join(' ')}\n`;
}
