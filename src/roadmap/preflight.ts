/** Looks, before the first sync and whenever it does nothing, at everything that keeps the roadmap from working. */
import { GitHubError, PROJECT_PERMISSION, type Project } from '../github/index.js';
import { say, type Bilingual } from '../messages/index.js';
import { planFields } from './plan-fields.js';
import type { RoadmapPorts } from './work.js';

export interface PreflightInput {
  readonly owner: string;
  /** Null: the configuration names none. */
  readonly project: number | null;
  /**
   * What the installation on the owner's account has been given, as GitHub lists it; null: no App is at work here, so the
   * token's rights are not known.
   */
  readonly permissions: Readonly<Record<string, string>> | null;
  readonly language: 'da' | 'en';
  /**
   * Whether to add a draft, look for it and take it away again: the only way to learn whether an App sees what it writes
   * in a private project.
   */
  readonly probe: boolean;
}

export interface PreflightFinding {
  readonly state: 'good' | 'note' | 'bad';
  readonly says: Bilingual;
}

/** The findings in the order to mend them. Throws a GitHubError only when GitHub cannot be asked at all. */
export async function preflightRoadmap(
  input: PreflightInput,
  ports: Pick<RoadmapPorts, 'reader' | 'writer' | 'records'>,
): Promise<readonly PreflightFinding[]> {
  const { owner, project: number, permissions } = input;
  const account = await ports.reader.findOwner(owner);
  if (account === null) return [bad('owner', { owner })];
  if (account.kind === 'User') return [bad('user', { owner })];
  const findings: PreflightFinding[] = [];
  if (permissions !== null) findings.push(permissionFinding(permissions, owner));
  if (number === null) return [...findings, bad('noNumber', { owner })];
  const project = await readProject(owner, number, ports, findings);
  if (project === null) return findings;
  findings.push(good('project', { title: project.title, url: project.url }));
  if (project.isClosed) findings.push(bad('closed', { url: project.url }));
  findings.push(project.isPublic ? good('public', {}) : note('private', { url: project.url }));
  findings.push(...fieldFindings(project, input.language));
  findings.push(await itemsFinding(project, ports));
  if (input.probe) findings.push(await probeFinding(project, owner, ports));
  return findings;
}

function permissionFinding(permissions: Readonly<Record<string, string>>, owner: string): PreflightFinding {
  const level = permissions[PROJECT_PERMISSION];
  if (level === 'write' || level === 'admin') return good('permission', {});
  return bad(level === 'read' ? 'onlyRead' : 'noPermission', {
    owner,
    permission: `${PROJECT_PERMISSION}=write`,
  });
}

async function readProject(
  owner: string,
  number: number,
  { reader }: Pick<RoadmapPorts, 'reader'>,
  findings: PreflightFinding[],
): Promise<Project | null> {
  try {
    const project = await reader.readProject(owner, number);
    if (project === null) findings.push(bad('noProject', { owner, number }));
    return project;
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'forbidden') throw error;
    findings.push(
      bad('noPermission', { owner, permission: error.permission ?? `${PROJECT_PERMISSION}=read` }),
    );
    return null;
  }
}

function fieldFindings({ fields }: Project, language: 'da' | 'en'): readonly PreflightFinding[] {
  const { actions, skipped } = planFields(fields, {}, language);
  const findings: PreflightFinding[] = [];
  const missing = actions
    .filter(({ kind }) => kind === 'create-field')
    .map(({ definition }) => definition.name);
  if (missing.length > 0) findings.push(note('fieldsMissing', { names: missing.join(', ') }));
  for (const skip of skipped) {
    if (skip.kind === 'field-type') {
      const { field, is, wanted } = skip;
      findings.push({ state: 'bad', says: say('roadmap.skip.field-type', { field, is, wanted }) });
    }
    if (skip.kind === 'field-full')
      findings.push({
        state: 'bad',
        says: say('roadmap.skip.field-full', { field: skip.field, values: skip.values.join(', ') }),
      });
  }
  return findings.length > 0 ? findings : [good('fields', {})];
}

async function itemsFinding(
  { id, items, itemCount }: Project,
  { records }: Pick<RoadmapPorts, 'records'>,
): Promise<PreflightFinding> {
  const known = await records.list(id);
  const present = [...known.values()].filter(({ state }) => state === 'present').length;
  const expected = Math.max(itemCount, present);
  if (items.length === 0 && expected > 0) return bad('itemsUnseen', { expected });
  return good('items', { count: items.length });
}

/** The probe is named so that a person who meets one that was left behind knows what it is. */
async function probeFinding(
  { id, number }: Project,
  owner: string,
  { reader, writer }: Pick<RoadmapPorts, 'reader' | 'writer'>,
): Promise<PreflightFinding> {
  try {
    const { da: title } = say('roadmap.preflight.probeTitle');
    const [made] = await writer.mutate(id, [{ kind: 'add-draft', title, body: '' }]);
    if (made === undefined || made instanceof Error || made.item === null)
      return bad('probeRefused', { said: made instanceof GitHubError ? made.said : '' });
    const { item } = made;
    const seen = (await reader.readProject(owner, number))?.items.some((one) => one.id === item) === true;
    await writer.mutate(id, [{ kind: 'delete', item }]);
    return seen ? good('probe', {}) : bad('probeUnseen', {});
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'forbidden') throw error;
    return bad('noPermission', { owner, permission: error.permission ?? `${PROJECT_PERMISSION}=write` });
  }
}

type Parameters = Readonly<Record<string, string | number>>;

function good(key: string, parameters: Parameters): PreflightFinding {
  return { state: 'good', says: say(`roadmap.preflight.${key}`, parameters) };
}

function note(key: string, parameters: Parameters): PreflightFinding {
  return { state: 'note', says: say(`roadmap.preflight.${key}`, parameters) };
}

function bad(key: string, parameters: Parameters): PreflightFinding {
  return { state: 'bad', says: say(`roadmap.preflight.${key}`, parameters) };
}
