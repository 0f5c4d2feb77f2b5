/** What happens to an invented portfolio, one step after the other; the same for the same number of products. */
import type { Simulator } from '../simulator/index.js';
import type { Stage } from './processes.js';

const PER_OWNER = 8;
const HOUR_MS = 3_600_000;

const SECURITY = `# Sikkerhed

Meld sikkerhedshuller til sikkerhed@eksempel.example, og skriv ikke om dem offentligt, før de er lukket. Vi svarer inden for to arbejdsdage og retter alvorlige fejl inden for to uger.

Løsningen kender ingen personer, så der er ingen oplysninger at passe på ud over planerne.
`;
const DEPENDABOT =
  'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule:\n      interval: weekly\n';

export interface Cast {
  readonly owners: readonly string[];
  readonly products: readonly {
    readonly index: number;
    readonly owner: string;
    readonly home: string;
    readonly docs: string;
  }[];
}

export function castOf(count: number): Cast {
  const products = Array.from({ length: count }, (_nothing, index) => {
    const owner = `org-${Math.floor(index / PER_OWNER)}`;
    return { index, owner, home: `${owner}/p${index}`, docs: `${owner}/p${index}-docs` };
  });
  return { products, owners: [...new Set(products.map(({ owner }) => owner))] };
}

/** Products of the organisation, their second repository by the name it has by now. */
function configuration(cast: Cast, owner: string, isRenamed: boolean): string {
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
    }));
  return JSON.stringify({ version: 1, products });
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
      files: { 'os2modning.yml': configuration(cast, owner, false) },
    });
}

export type Step = (stage: Stage) => void;

export function storyOf(cast: Cast): readonly Step[] {
  const every = (
    part: number,
    of: number,
    act: (product: Cast['products'][number], github: Simulator) => void,
  ): Step => {
    return ({ world }) => {
      for (const product of cast.products) if (product.index % of === part) act(product, world.github);
    };
  };
  const together = (...steps: readonly Step[]): Step => {
    return (stage) => {
      stage.clock.advance(6 * HOUR_MS);
      for (const step of steps) step(stage);
    };
  };
  const push = (
    github: Simulator,
    repository: string,
    files: Readonly<Record<string, string | null>>,
  ): void => {
    github.push({ repository, files, by: 'udvikler' });
  };
  const [, second = '', third = ''] = cast.owners;
  const withInstallation = (owner: string, act: (github: Simulator, installation: number) => void): Step => {
    return ({ world }) => {
      const installation = owner === '' ? null : world.github.apps.installation(world.appId, owner);
      if (installation !== null) act(world.github, installation);
    };
  };
  return [
    together(
      every(0, 10, ({ home }, github) =>
        push(github, home, { 'SECURITY.md': SECURITY, '.github/dependabot.yml': DEPENDABOT }),
      ),
      every(1, 2, ({ docs }, github) => push(github, docs, { 'docs/mere.md': '# Mere\n\nOm planer.\n' })),
    ),
    together(
      every(1, 10, ({ home }, github) => closeDocument(github, home, 'not_planned')),
      every(2, 10, ({ home }, github) => closeDocument(github, home, 'completed')),
    ),
    together(
      every(3, 10, ({ home, index }, github) => {
        github.milestones.create(home, { title: `Version ${index}`, dueOn: '2026-10-01T00:00:00Z' });
        github.milestones.create(home, { title: `Senere ${index}` });
      }),
    ),
    together(
      every(4, 10, ({ docs }, github) => github.repositories.rename(docs, `${docs.split('/')[1] ?? ''}-nye`)),
      ({ world }) => {
        for (const owner of cast.owners)
          push(world.github, `${owner}/.github`, { 'os2modning.yml': configuration(cast, owner, true) });
      },
    ),
    together(
      every(5, 10, ({ docs }, github) => github.repositories.setVisibility(docs, 'private')),
      every(6, 10, ({ docs }, github) => github.repositories.delete(docs)),
      every(7, 10, ({ home }, github) => github.repositories.archive(home)),
      every(8, 10, ({ docs, owner }, github) => {
        const to = cast.owners[(cast.owners.indexOf(owner) + 1) % cast.owners.length] ?? owner;
        if (to !== owner) github.repositories.transfer(docs, to);
      }),
    ),
    together(
      withInstallation(second, (github, installation) => github.apps.grant(installation, { issues: null })),
      withInstallation(third, (github, installation) => github.apps.suspend(installation)),
    ),
    together(
      every(9, 10, ({ home }, github) =>
        push(github, home, { 'SECURITY.md': SECURITY, '.github/dependabot.yml': DEPENDABOT }),
      ),
    ),
    together(
      withInstallation(second, (github, installation) =>
        github.apps.grant(installation, { issues: 'write' }),
      ),
      withInstallation(third, (github, installation) => github.apps.unsuspend(installation)),
    ),
    together(
      every(3, 10, ({ home, index }, github) => {
        const titles = github.state().repositories[home]?.milestones ?? [];
        const first = titles.find(({ title }) => title === `Version ${index}`);
        const later = titles.find(({ title }) => title === `Senere ${index}`);
        if (first !== undefined) github.milestones.close(home, first.number);
        if (later !== undefined)
          github.milestones.edit(home, later.number, { dueOn: '2026-12-01T00:00:00Z' });
      }),
      every(0, 20, ({ home }, github) => push(github, home, { 'SECURITY.md': null })),
    ),
  ];
}

/** By a person, the app's first open issue about a document. */
function closeDocument(github: Simulator, home: string, reason: 'completed' | 'not_planned'): void {
  const issues = github.state().repositories[home]?.issues ?? [];
  const own = issues
    .filter(({ state, body }) => state === 'open' && body.startsWith('<!-- os2modning:document'))
    .sort((one, other) => (one.title < other.title ? -1 : 1));
  const [first] = own;
  if (first !== undefined) github.issues.close(home, first.number, reason, 'koordinator');
}
