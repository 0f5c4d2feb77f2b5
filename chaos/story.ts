/** What happens to an invented portfolio, one step after the other; the same for the same number of products. */
import { CENTRAL } from '../demo/world.js';
import { configuration, growing, type Cast, type Chapter, type Product } from './cast.js';
import {
  askForMore,
  closeDocument,
  decide,
  deleteDocument,
  explain,
  mergePull,
  openPull,
  type Scene,
} from './people.js';
import type { Stage } from './processes.js';

const HOUR_MS = 3_600_000;

const SECURITY = `# Sikkerhed

Meld sikkerhedshuller til sikkerhed@eksempel.example, og skriv ikke om dem offentligt, før de er lukket. Vi svarer inden for to arbejdsdage og retter alvorlige fejl inden for to uger.

Løsningen kender ingen personer, så der er ingen oplysninger at passe på ud over planerne.
`;
const DEPENDABOT =
  'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule:\n      interval: weekly\n';
const MENDED = { 'SECURITY.md': SECURITY, '.github/dependabot.yml': DEPENDABOT };
const GROWN = { 'README.md': '# Ny\n\nEn ny løsning til vagter.\n' };

export interface Step {
  readonly name: string;
  readonly happens: (stage: Stage) => void;
}

type Act = (scene: Scene, stage: Stage) => void;

export function storyOf(cast: Cast): readonly Step[] {
  const [, second = '', third = '', fourth = ''] = cast.owners;
  return [
    step('pushes', every(cast, 10, 0, mend), every(cast, 2, 1, note)),
    step('commands', every(cast, 5, 1, explain), every(cast, 20, 8, askForMore)),
    step(
      'people close and delete',
      every(cast, 10, 1, (scene, { home }) => closeDocument(scene, home, 'not_planned')),
      every(cast, 10, 2, (scene, { home }) => closeDocument(scene, home, 'completed')),
      every(cast, 20, 5, (scene, { home }) => deleteDocument(scene, home)),
    ),
    step('milestones', every(cast, 10, 3, plan)),
    step(
      'pull requests',
      every(cast, 10, 9, (scene, product) => openPull(scene, product, 'SECURITY.md', SECURITY)),
      every(cast, 10, 7, (scene, product) => openPull(scene, product, 'README.md', '# Tom\n')),
    ),
    step(
      'renamed and new',
      every(cast, 10, 4, rename),
      grow(cast),
      configure(cast, { isRenamed: true, isGrown: true }),
    ),
    step(
      'private, deleted, archived, transferred',
      every(cast, 10, 5, ({ github }, { docs }) => github.repositories.setVisibility(docs, 'private')),
      every(cast, 10, 6, ({ github }, { docs }) => github.repositories.delete(docs)),
      every(cast, 10, 7, ({ github }, { home }) => github.repositories.archive(home)),
      every(cast, 10, 8, transferWithin(cast)),
      every(cast, 20, 15, ({ github }, { home }) => github.repositories.setVisibility(home, 'private')),
    ),
    step(
      'permissions revoked',
      at(second, (scene, installation) => scene.github.apps.grant(installation, { issues: null })),
      at(third, (scene, installation) => scene.github.apps.suspend(installation)),
      at(fourth, (scene, installation) => scene.github.apps.uninstall(installation)),
      at(CENTRAL, (scene, installation) =>
        scene.github.apps.grant(installation, { organization_projects: null }),
      ),
    ),
    step('pushes and commands meanwhile', every(cast, 10, 9, mergePull), every(cast, 5, 1, decide)),
    step(
      'permissions given back',
      at(second, (scene, installation) => scene.github.apps.grant(installation, { issues: 'write' })),
      at(third, (scene, installation) => scene.github.apps.unsuspend(installation)),
      ({ github }, { world }) => {
        if (fourth !== '') github.apps.install(world.appId, fourth);
      },
      at(CENTRAL, (scene, installation) =>
        scene.github.apps.grant(installation, { organization_projects: 'write' }),
      ),
    ),
    step(
      'milestones done, roadmap changed by people, documents gone, public again',
      every(cast, 10, 3, finish),
      every(cast, 20, 0, ({ github }, { home }) =>
        github.push({ repository: home, files: { 'SECURITY.md': null }, by: 'udvikler' }),
      ),
      every(cast, 20, 15, ({ github }, { home }) => github.repositories.setVisibility(home, 'public')),
      every(cast, 20, 17, ({ github }, { home }) => github.repositories.unarchive(home)),
    ),
    step('pushes at last', every(cast, 3, 1, note)),
  ];
}

function step(name: string, ...acts: readonly Act[]): Step {
  return {
    name,
    happens: (stage) => {
      stage.clock.advance(6 * HOUR_MS);
      const { github } = stage.world;
      const scene = { github, before: github.state() };
      for (const act of acts) act(scene, stage);
    },
  };
}

/** Something happens to every product whose number leaves `part` when divided by `of`. */
function every(cast: Cast, of: number, part: number, act: (scene: Scene, product: Product) => void): Act {
  return (scene) => {
    for (const product of cast.products) if (product.index % of === part) act(scene, product);
  };
}

function at(owner: string, act: (scene: Scene, installation: number) => void): Act {
  return (scene, { world }) => {
    const installation = owner === '' ? null : scene.github.apps.installation(world.appId, owner);
    if (installation !== null) act(scene, installation);
  };
}

function mend({ github }: Scene, { home }: Product): void {
  github.push({ repository: home, files: MENDED, by: 'udvikler' });
}

/** Of documents that may be gone or elsewhere by now: then nothing happens. */
function note({ github, before }: Scene, { docs }: Product): void {
  if (before.repositories[docs] === undefined) return;
  const files = { 'docs/mere.md': `# Mere\n\nOm planer, ${Object.keys(before.repositories).length}.\n` };
  github.push({ repository: docs, files, by: 'udvikler' });
}

function plan({ github }: Scene, { home, index }: Product): void {
  github.milestones.create(home, { title: `Version ${index}`, dueOn: '2026-10-01T00:00:00Z' });
  github.milestones.create(home, { title: `Senere ${index}` });
}

/** One is reached, one is moved, and people take the item of every other product's out of the roadmap. */
function finish({ github, before }: Scene, { home, index }: Product): void {
  const standing = before.repositories[home]?.milestones ?? [];
  const first = standing.find(({ title }) => title === `Version ${index}`);
  const later = standing.find(({ title }) => title === `Senere ${index}`);
  if (first !== undefined) github.milestones.close(home, first.number);
  if (later !== undefined) github.milestones.edit(home, later.number, { dueOn: '2026-12-01T00:00:00Z' });
  for (const { owner, number, items } of before.projects)
    for (const { title, archived } of items)
      if (index % 20 === 3 && !archived && title.includes(`Senere ${index}`) && title.endsWith(`${index}`))
        github.projects.archive(owner, number, title, 'koordinator');
}

function rename({ github }: Scene, { docs }: Product): void {
  github.repositories.rename(docs, `${docs.split('/')[1] ?? ''}-nye`);
}

function transferWithin({ owners }: Cast): (scene: Scene, product: Product) => void {
  return ({ github }, { docs, owner }) => {
    const to = owners[(owners.indexOf(owner) + 1) % owners.length] ?? owner;
    if (to !== owner) github.repositories.transfer(docs, to);
  };
}

function grow(cast: Cast): Act {
  return ({ github }) => {
    for (const owner of growing(cast)) github.repositories.create({ name: `${owner}/ny`, files: GROWN });
  };
}

function configure(cast: Cast, chapter: Chapter): Act {
  return ({ github }) => {
    for (const owner of cast.owners)
      github.push({
        repository: `${owner}/.github`,
        files: { 'os2modning.yml': configuration(cast, owner, chapter) },
        by: 'udvikler',
      });
  };
}
