/** Makes the project, its fields and a roadmap view where that is allowed, and says what a person has to do. */
import { GitHubError, type Project } from '../github/index.js';
import { sayIn, type Bilingual, say } from '../messages/index.js';
import { applyRoadmap } from './apply-roadmap.js';
import { planFields, type OptionNames } from './plan-fields.js';
import type { RoadmapOptions } from './types.js';
import type { RoadmapPorts } from './work.js';

export interface SetupInput {
  readonly owner: string;
  /** Null: make a project. */
  readonly project: number | null;
  /** Options to begin with: `product`, `organisation`, `track`, `phase`. The sync adds what is missing. */
  readonly names: OptionNames;
  readonly language: RoadmapOptions['language'];
  /** See ApplyRoadmapContext. */
  readonly settleMs: number;
}

export interface SetupReport {
  /** Null: it is not there, and could not be made. */
  readonly project: Pick<Project, 'number' | 'url' | 'isPublic'> | null;
  readonly steps: readonly SetupStep[];
}

export interface SetupStep {
  readonly state: 'done' | 'there' | 'left';
  readonly says: Bilingual;
}

/**
 * May be run again: what is there is left as it is. Throws a GitHubError when a later try may do better; what GitHub does
 * not allow becomes a step that is left to a person. Throws an AmbiguousWrite when nobody knows whether the project was
 * made: look before running it again.
 */
export async function setupRoadmap(input: SetupInput, ports: RoadmapPorts): Promise<SetupReport> {
  const { owner, language } = input;
  const account = await ports.reader.findOwner(owner);
  if (account === null) return leftAlone('owner', { owner });
  if (account.kind === 'User') return leftAlone('user', { owner });
  const steps: SetupStep[] = [];
  const number = input.project ?? (await makeProject(owner, account.id, steps, input, ports));
  if (number === null) return { project: null, steps };
  const project = await ports.reader.readProject(owner, number);
  if (project === null) return leftAlone('project', { owner, number });
  steps.push(await makeFields(project, input, ports));
  steps.push(await makeView(project, owner, language, ports));
  steps.push({ state: 'left', says: say('roadmap.setup.click', { url: project.url }) });
  if (!project.isPublic)
    steps.push({ state: 'left', says: say('roadmap.setup.private', { url: project.url }) });
  return { project, steps };
}

function leftAlone(why: string, parameters: Readonly<Record<string, string | number>>): SetupReport {
  return { project: null, steps: [{ state: 'left', says: say(`roadmap.setup.no.${why}`, parameters) }] };
}

async function makeProject(
  owner: string,
  ownerId: string,
  steps: SetupStep[],
  { language }: SetupInput,
  { writer }: RoadmapPorts,
): Promise<number | null> {
  try {
    const { number, url } = await writer.createProject(ownerId, sayIn(language, 'roadmap.setup.title'));
    steps.push({ state: 'done', says: say('roadmap.setup.project', { owner, number, url }) });
    return number;
  } catch (error) {
    steps.push(leftBy(error, 'roadmap.setup.no.create', { owner }));
    return null;
  }
}

async function makeFields(
  project: Project,
  { owner, names, language, settleMs }: SetupInput,
  ports: RoadmapPorts,
): Promise<SetupStep> {
  const { actions, skipped } = planFields(project.fields, names, language);
  if (actions.length === 0 && skipped.length === 0)
    return { state: 'there', says: say('roadmap.setup.fieldsThere') };
  const nothing = { drop: [], archive: [], change: [], add: [], remember: [], skipped, stop: null };
  const outcome = await applyRoadmap({ project: project.id, fields: actions, ...nothing }, ports, {
    place: { owner, number: project.number },
    fields: project.fields,
    records: new Map(),
    settleMs,
  });
  const { fields } = outcome.counts;
  const left = outcome.skipped.length;
  const made = actions.map(({ definition }) => definition.name).join(', ');
  return left === 0
    ? { state: 'done', says: say('roadmap.setup.fields', { count: fields, names: made }) }
    : { state: 'left', says: say('roadmap.setup.fieldsLeft', { count: left }) };
}

async function makeView(
  project: Project,
  owner: string,
  language: RoadmapOptions['language'],
  { reader, writer }: RoadmapPorts,
): Promise<SetupStep> {
  const views = await reader.readViews(project.id);
  if (views.some(({ layout }) => layout === 'ROADMAP_LAYOUT'))
    return { state: 'there', says: say('roadmap.setup.viewThere') };
  try {
    await writer.createRoadmapView(owner, project.number, sayIn(language, 'roadmap.setup.view'));
    return { state: 'done', says: say('roadmap.setup.viewMade') };
  } catch (error) {
    return leftBy(error, 'roadmap.setup.no.view', { url: project.url });
  }
}

/** What GitHub does not allow is a person's to do; everything else is an error. */
function leftBy(error: unknown, key: string, parameters: Readonly<Record<string, string>>): SetupStep {
  const mayNot =
    error instanceof GitHubError &&
    (error.kind === 'forbidden' || error.kind === 'gone' || error.kind === 'validation');
  if (!mayNot) throw error;
  return {
    state: 'left',
    says: say(key, { ...parameters, permission: error.permission ?? '_none', said: error.said }),
  };
}
