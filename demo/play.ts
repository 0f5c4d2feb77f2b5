/** Some weeks in the life of the invented products: what people do, and what the app makes of it. */
import type { App } from '../src/app/index.js';
import type { Simulator } from '../simulator/index.js';
import { dayAfter, type StoryClock } from './clock.js';
import { fill, type Organisation } from './invented.js';
import type { World } from './world.js';

/** So long ago the app is installed, in days. */
export const STORY_DAYS = 24;

export interface Scene {
  readonly daysAgo: number;
  /** Key of its sentence in messages/<language>/demo.yml, under `scenes`. */
  readonly tells: string;
  readonly run: (stage: Stage) => void | Promise<void>;
}

interface Stage {
  readonly github: Simulator;
  /** Commits a document that the organisation's file holds under `later`. */
  readonly publish: (repository: string, path: string, later: string, by: string) => void;
  /** The number of the app's issue for a requirement in a repository; an Error when there is none. */
  readonly issueFor: (repository: string, requirement: string) => number;
  /** Writes a comment on the overview of a product, by its home. */
  readonly comment: (repository: string, body: string, by: string) => void;
  /** The app's round through everything, which the clock starts every night. */
  readonly night: () => Promise<void>;
  /** `YYYY-MM-DD`, so many days after the scene. */
  readonly dayAfter: (days: number) => string;
}

/** The account that may accept explanations. */
export const SECRETARIAT = 'os2-sekretariat';

/** Milestones of the programme that are done when the story ends. */
const FINISHED = 11;

/** Oldest first. */
export const SCENES: readonly Scene[] = [
  {
    daysAgo: 21,
    tells: 'security',
    run: ({ publish }) => {
      publish('OS2fortov/os2fortov', 'SECURITY.md', 'SECURITY.md', 'fortov-leverandoer');
      publish('OS2fortov/os2fortov', '.github/dependabot.yml', 'dependabot.yml', 'fortov-leverandoer');
    },
  },
  {
    daysAgo: 19,
    tells: 'yearWheel',
    run: ({ publish }) =>
      publish('OS2fortov/.github', 'os2modning.yml', 'os2modning.yml', 'fortov-koordinator'),
  },
  {
    daysAgo: 17,
    tells: 'configuration',
    run: ({ publish }) =>
      publish('OS2svoemmehal/.github', 'os2modning.yml', 'os2modning.yml', 'hal-koordinator'),
  },
  {
    daysAgo: 14,
    tells: 'readme',
    run: ({ publish }) =>
      publish('OS2moedelokale/os2moedelokale', 'README.md', 'README.md', 'lokale-koordinator'),
  },
  {
    daysAgo: 12,
    tells: 'notPlanned',
    run: ({ github, issueFor }) => {
      const home = 'OS2moedelokale/os2moedelokale';
      const number = issueFor(home, 'F4');
      github.issues.close(home, number, 'not_planned', 'lokale-koordinator');
    },
  },
  {
    daysAgo: 10,
    tells: 'programme',
    run: ({ publish }) =>
      publish(
        'OS2moedelokale/os2moedelokale',
        '.github/os2modning.yml',
        'os2modning.yml',
        'lokale-koordinator',
      ),
  },
  {
    daysAgo: 8,
    tells: 'strategy',
    run: ({ publish }) =>
      publish(
        'OS2fortov/os2fortov-produktforvaltning',
        'docs/vision-og-strategi.md',
        'vision-og-strategi.md',
        'fortov-koordinator',
      ),
  },
  {
    daysAgo: 7,
    tells: 'explained',
    run: ({ comment, dayAfter }) =>
      comment(
        'OS2fortov/os2fortov-produktforvaltning',
        `/modning forklar F22 Fortovene tages i brug én gade ad gangen, så vi skriver planen sammen med den næste kommune indtil ${dayAfter(200)}`,
        'fortov-koordinator',
      ),
  },
  {
    daysAgo: 6,
    tells: 'progress',
    run: ({ github }) => finishReached(github, 'OS2moedelokale/os2moedelokale', 'lokale-koordinator'),
  },
  {
    daysAgo: 5,
    tells: 'release',
    run: ({ github }) => github.repositories.release('OS2cykel/os2cykeltaeller', '1.5.0', 'cykel-udvikler'),
  },
  {
    daysAgo: 4,
    tells: 'accepted',
    run: ({ comment }) =>
      comment('OS2fortov/os2fortov-produktforvaltning', '/modning accepter F22', SECRETARIAT),
  },
  {
    daysAgo: 3,
    tells: 'contributing',
    run: ({ publish }) =>
      publish('OS2cykel/os2cykeltaeller', 'CONTRIBUTING.md', 'CONTRIBUTING.md', 'cykel-udvikler'),
  },
  { daysAgo: 2, tells: 'night', run: ({ night }) => night() },
  {
    daysAgo: 1,
    tells: 'privatised',
    run: ({ github }) =>
      github.repositories.setVisibility('OS2kolonihave/os2kolonihave-web', 'private', 'have-udvikler'),
  },
];

/** What the programme has reached is closed, with its tasks; the rest shows as it is. */
function finishReached(github: Simulator, repository: string, by: string): void {
  const { milestones = [], issues = [] } = github.state().repositories[repository] ?? {};
  const planned = milestones.filter(({ description }) => description?.includes('plan=tu2') === true);
  const due = planned.toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''));
  for (const { number, title } of due.slice(0, FINISHED)) {
    for (const issue of issues)
      if (issue.milestone === title) github.issues.close(repository, issue.number, 'completed', by);
    github.milestones.close(repository, number, by);
  }
}

interface Play {
  readonly world: World;
  readonly app: App;
  readonly clock: StoryClock;
  readonly organisations: readonly Organisation[];
  /** Called when the app has done all that a scene led to. */
  readonly told: (scene: Scene, at: Date) => void;
}

/** Plays every scene and lets the app finish after each. Leaves the clock at the present. */
export async function play({ world, app, clock, organisations, told }: Play): Promise<void> {
  const { github } = world;
  const stage: Stage = {
    github,
    publish: (repository, path, later, by) => {
      const [owner] = repository.split('/');
      const text = organisations.find((one) => one.owner === owner)?.later[later];
      if (text === undefined) throw new Error(`${owner ?? ''} has no document "${later}" for later.`);
      github.push({ repository, by, message: path, files: fill({ [path]: text }, clock) });
    },
    issueFor: (repository, requirement) => {
      const issues = github.state().repositories[repository]?.issues ?? [];
      const issue = issues.find(({ body }) => body.includes(`requirement=${requirement} `));
      if (issue === undefined) throw new Error(`${repository} has no issue for ${requirement}.`);
      return issue.number;
    },
    comment: (repository, body, by) => {
      const issues = github.state().repositories[repository]?.issues ?? [];
      const overview = issues.find((one) => one.body.startsWith('<!-- os2modning:maturity'));
      if (overview === undefined) throw new Error(`${repository} has no overview.`);
      github.issues.comment(repository, overview.number, body, by);
    },
    night: async () => {
      await app.jobs.send([{ queue: 'sweep', key: 'all', soon: true }]);
      app.jobs.wake();
    },
    dayAfter: (days) => dayAfter(clock.now(), days),
  };
  for (const scene of SCENES) {
    clock.daysAgo(scene.daysAgo);
    await scene.run(stage);
    await world.settle(app);
    told(scene, clock.now());
  }
  clock.daysAgo(0);
}
