/** What stands on the simulated GitHub, in the shape of the contracts' `state.json`. */
import type { Project, ProjectField, ProjectItem } from './state/project-types.js';
import type { CheckRun } from './state/check-types.js';
import type { Issue, Repository } from './state/types.js';
import { fullName, type World } from './state/world.js';

export interface ExportedState {
  readonly repositories: Readonly<Record<string, ExportedRepository>>;
  readonly projects: readonly ExportedProject[];
}

export interface ExportedRepository {
  readonly issues: readonly ExportedIssue[];
  readonly checkRuns: readonly ExportedCheckRun[];
  readonly milestones: readonly ExportedMilestone[];
}

export interface ExportedIssue {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly stateReason: string | null;
  readonly labels: readonly string[];
  readonly body: string;
  readonly author: string;
  readonly locked: boolean;
  /** Title of the milestone. */
  readonly milestone: string | null;
  readonly comments: readonly { readonly author: string; readonly body: string }[];
}

export interface ExportedCheckRun {
  readonly name: string;
  readonly headSha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly annotations: readonly { readonly path: string; readonly line: number; readonly message: string }[];
}

export interface ExportedMilestone {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly dueOn: string | null;
  readonly description: string | null;
}

export interface ExportedProject {
  readonly owner: string;
  readonly number: number;
  readonly title: string;
  readonly fields: readonly {
    readonly name: string;
    readonly dataType: string;
    readonly options: readonly string[];
  }[];
  readonly items: readonly ExportedItem[];
}

export interface ExportedItem {
  readonly type: string;
  readonly title: string;
  readonly body: string;
  readonly archived: boolean;
  readonly fieldValues: Readonly<Record<string, string | number>>;
}

export function exportState(world: World): ExportedState {
  const repositories: Record<string, ExportedRepository> = {};
  for (const repository of world.repositories.values()) {
    repositories[fullName(repository)] = exportRepository(repository);
  }
  const projects: ExportedProject[] = [];
  for (const account of world.accounts.values()) {
    for (const project of account.projects.values()) projects.push(exportProject(project));
  }
  return { repositories, projects };
}

function exportRepository(repository: Repository): ExportedRepository {
  return {
    issues: [...repository.issues.values()].map(exportIssue),
    checkRuns: repository.checkSuites.flatMap((suite) => suite.runs.map(exportRun)),
    milestones: [...repository.milestones.values()].map(({ number, title, state, dueOn, description }) => ({
      number,
      title,
      state,
      dueOn,
      description,
    })),
  };
}

function exportIssue(issue: Issue): ExportedIssue {
  return {
    number: issue.number,
    title: issue.title,
    state: issue.state,
    stateReason: issue.stateReason,
    labels: issue.labels.map(({ name }) => name),
    body: issue.body ?? '',
    author: issue.author.login,
    locked: issue.locked,
    milestone: issue.milestone?.title ?? null,
    comments: issue.comments.map(({ author, body }) => ({ author: author.login, body })),
  };
}

function exportRun(run: CheckRun): ExportedCheckRun {
  const { name, suite, status, conclusion, title, summary, text } = run;
  const annotations = run.annotations.map(({ path, start_line: line, message }) => ({ path, line, message }));
  return { name, headSha: suite.headSha, status, conclusion, title, summary, text, annotations };
}

function exportProject(project: Project): ExportedProject {
  return {
    owner: project.owner.login,
    number: project.number,
    title: project.title,
    fields: project.fields.map(({ name, dataType, options }) => ({
      name,
      dataType,
      options: options.map((option) => option.name),
    })),
    items: project.items.map((item) => exportItem(item, project.fields)),
  };
}

/** Values by field name; a single select by its option's name. */
function exportItem(item: ProjectItem, fields: readonly ProjectField[]): ExportedItem {
  const fieldValues: Record<string, string | number> = {};
  for (const field of fields) {
    const stored = item.values.get(field.nodeId)?.value;
    if (stored === undefined) continue;
    const option = field.options.find(({ id }) => id === stored);
    fieldValues[field.name] = option?.name ?? stored;
  }
  const { content } = item;
  return {
    type: content.kind === 'DraftIssue' ? 'DRAFT_ISSUE' : content.kind === 'Issue' ? 'ISSUE' : 'PULL_REQUEST',
    title: content.title,
    body: content.body ?? '',
    archived: item.archivedAt !== null,
    fieldValues,
  };
}
