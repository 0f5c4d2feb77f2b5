/** An invented portfolio; the same for the same number of products. */
import type { Simulator } from '../simulator/index.js';

const PER_OWNER = 8;
/** Owners in whose organisation a product comes to be later. */
const GROWING = 5;

/** Who may accept explanations. */
export const SECRETARIAT = 'sekretariat';

export interface Product {
  readonly index: number;
  readonly owner: string;
  readonly home: string;
  readonly docs: string;
}

export interface Cast {
  readonly owners: readonly string[];
  readonly products: readonly Product[];
}

/** How far the story has come, as far as the configuration of an organisation tells it. */
export interface Chapter {
  readonly isRenamed: boolean;
  readonly isGrown: boolean;
}

export function castOf(count: number): Cast {
  const products = Array.from({ length: count }, (_nothing, index) => {
    const owner = `org-${Math.floor(index / PER_OWNER)}`;
    return { index, owner, home: `${owner}/p${index}`, docs: `${owner}/p${index}-docs` };
  });
  return { products, owners: [...new Set(products.map(({ owner }) => owner))] };
}

/** Organisations that get one more product on the way. */
export function growing({ owners }: Cast): readonly string[] {
  return owners.slice(0, GROWING);
}

/** Products of the organisation, their second repository by the name it has by now. */
export function configuration(cast: Cast, owner: string, { isRenamed, isGrown }: Chapter): string {
  const products = cast.products
    .filter((product) => product.owner === owner)
    .map(({ index, home, docs }) => ({
      name: `OS2p${index}`,
      home: home.split('/')[1],
      repositories: [home, isRenamed && index % 10 === 4 ? `${docs}-nye` : docs].map(
        (name) => name.split('/')[1],
      ),
      // All together well below the brake on new issues.
      openIssues: 1,
      ...(index % 20 === 13 ? { plans: ['aarshjul'] } : {}),
    }));
  const grown =
    isGrown && growing(cast).includes(owner)
      ? [{ name: `OS2ny-${owner}`, home: 'ny', repositories: ['ny'], openIssues: 1 }]
      : [];
  return JSON.stringify({ version: 1, products: [...products, ...grown] });
}

export function prepare(github: Simulator, cast: Cast): void {
  for (const { index, home, docs } of cast.products) {
    github.repositories.create({
      name: home,
      files: {
        'README.md': `# OS2p${index}\n\nLøsning nummer ${index} hjælper kommuner med at planlægge vagter. Den er til vagtplanlæggere.\n`,
        'src/main.ts': 'export const nummer = 1;\n',
      },
      collaborators: { koordinator: 'write' },
    });
    github.repositories.create({ name: docs, files: { 'docs/noter.md': '# Noter\n\nOm vagter.\n' } });
  }
  for (const owner of cast.owners)
    github.repositories.create({
      name: `${owner}/.github`,
      files: { 'os2modning.yml': configuration(cast, owner, { isRenamed: false, isGrown: false }) },
    });
}
