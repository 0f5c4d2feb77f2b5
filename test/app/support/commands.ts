/** A product with people around it, for tests of what they write. */
import type { World } from '../../../demo/world.js';
import {
  createManualClock,
  type ExportedIssue,
  type ManualClock,
  type SimulatorOptions,
} from '../../../simulator/index.js';
import type { App, AppOptions } from '../../../src/app/index.js';
import { BOGBUS, SAMPLE_TIME } from '../../support/sampleProducts.js';
import { issuesOf, maturityIssue, openWorld } from '../../support/world.js';

export const HOME = 'aros-bogbus/bogbus';

export interface Scene {
  readonly world: World;
  readonly app: App;
  readonly clock: ManualClock;
  /** Writes a comment on the maturity issue, or on another; waits for nothing. Answers its id. */
  readonly write: (body: string, by: string, issue?: number) => number;
  /** The maturity issue as it stands. */
  readonly overview: () => ExportedIssue;
  readonly settle: () => Promise<void>;
  /** What the app has answered on an issue since the scene began, without markers. */
  readonly replies: (issue?: number) => readonly string[];
  readonly reactions: (comment: number) => readonly string[];
  readonly close: () => Promise<void>;
}

/** Which registration may read the members of the central organisation. */
export type TeamReader = 'app' | 'portfolioApp';

/** `chauffør` may write, `passager` may only triage; `sekretær` is in the secretariat's team and may nothing else. */
export async function openScene(
  simulator: SimulatorOptions = {},
  options: Partial<AppOptions> = {},
  teamReader: TeamReader = 'app',
): Promise<Scene> {
  const clock = createManualClock(SAMPLE_TIME);
  const world = await openWorld({
    snapshots: [BOGBUS],
    simulator: { clock, ...simulator },
    secretariat: { team: 'OS2central/sekretariat', accounts: ['formand'] },
    prepare: (github) => {
      github.accounts.organization('OS2central');
      github.accounts.team('OS2central', 'sekretariat', ['sekretær']);
      github.repositories.collaborator(HOME, 'chauffør', 'write');
      github.repositories.collaborator(HOME, 'passager', 'triage');
    },
  });
  const settings = { ...world.settings, portfolioApp: teamReader === 'app' ? null : registerSecond(world) };
  const app = await world.start({ now: () => clock.now(), settings, ...options });
  await world.settle(app);
  const central = world.installations.get('OS2central');
  if (central !== undefined && teamReader === 'app') world.github.apps.grant(central, { members: 'read' });
  await world.settle(app);
  const { number } = maturityIssue(world, HOME);
  const issueOf = (wanted = number): ExportedIssue => {
    const found = issuesOf(world, HOME).find((one) => one.number === wanted);
    if (found === undefined) throw new Error(`There is no issue ${wanted}.`);
    return found;
  };
  return {
    world,
    app,
    clock,
    write: (body, by, issue) => {
      clock.advance(60_000);
      return world.github.issues.comment(HOME, issue ?? number, body, by);
    },
    overview: () => issueOf(),
    settle: () => world.settle(app),
    replies: (issue) =>
      issueOf(issue)
        .comments.filter(({ author }) => author === 'os2modning[bot]')
        .map(({ body }) => body.replace(/^<!--.*?-->\s*/, '').trim()),
    reactions: (comment) => world.github.issues.reactions(HOME, comment),
    close: async () => {
      await app.stop();
      await world.close();
    },
  };
}

/** For the central organisation alone; the products' organisations grant it nothing. */
function registerSecond({ github }: World): { readonly appId: number; readonly privateKey: string } {
  const { id, privateKey } = github.apps.register({
    slug: 'os2modning-portefoelje',
    permissions: { members: 'read' },
  });
  github.apps.install(id, 'OS2central');
  return { appId: id, privateKey };
}
