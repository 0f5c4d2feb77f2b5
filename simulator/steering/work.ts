/** Issues, milestones, checks and projects, as people change them. */
import { createComment, deleteComment, editComment } from '../state/comments.js';
import {
  createIssue,
  deleteIssue,
  editIssue,
  lockIssue,
  transferIssue,
  type IssueEdit,
} from '../state/issues.js';
import {
  createMilestone,
  deleteMilestone,
  editMilestone,
  type MilestoneEdit,
  type MilestoneInput,
} from '../state/milestones.js';
import { findCheckRun } from '../state/checks.js';
import {
  addDraft,
  archiveItem,
  createField,
  createProject,
  deleteItem,
  setValue,
  type FieldInput,
} from '../state/projects.js';
import type { Project, ProjectItem } from '../state/project-types.js';
import type { Comment, Issue, IssueStateReason, Milestone } from '../state/types.js';
import type { World } from '../state/world.js';
import { person } from './people.js';

export interface NewIssue {
  repository: string;
  title: string;
  body?: string;
  by?: string;
  labels?: readonly string[];
  /** Number of a milestone. */
  milestone?: number;
}

function issueOf(world: World, repository: string, number: number): Issue {
  const issue = world.needRepository(repository).issues.get(number);
  if (issue === undefined) throw new Error(`The simulator has no issue ${repository}#${number}`);
  return issue;
}

function milestoneOf(world: World, repository: string, number: number): Milestone {
  const milestone = world.needRepository(repository).milestones.get(number);
  if (milestone === undefined) throw new Error(`The simulator has no milestone ${number} in ${repository}`);
  return milestone;
}

export function steerIssues(world: World) {
  const commentOf = (repository: string, id: number): Comment => {
    for (const issue of world.needRepository(repository).issues.values()) {
      for (const comment of issue.comments) if (comment.id === id) return comment;
    }
    throw new Error(`The simulator has no comment ${id} in ${repository}`);
  };
  return {
    /** Returns the new issue's number. */
    create({ repository: name, by, milestone, ...input }: NewIssue): number {
      const repository = world.needRepository(name);
      return createIssue(world, person(world, by), repository, {
        ...input,
        milestone: milestone === undefined ? null : milestoneOf(world, name, milestone),
      }).number;
    },
    edit(repository: string, number: number, edit: Omit<IssueEdit, 'milestone'>, by?: string): void {
      editIssue(world, person(world, by), issueOf(world, repository, number), edit);
    },
    /** Ticks the checkboxes whose line holds a text, as a click in the browser does; returns how many. */
    tick(repository: string, number: number, containing: string, by?: string): number {
      const issue = issueOf(world, repository, number);
      let ticked = 0;
      const lines = (issue.body ?? '').split('\n').map((line) => {
        if (!line.includes(containing) || !/^\s*[-*] \[ \]/.test(line)) return line;
        ticked += 1;
        return line.replace('[ ]', '[x]');
      });
      if (ticked > 0) editIssue(world, person(world, by), issue, { body: lines.join('\n') });
      return ticked;
    },
    /** Puts an issue under a milestone; null takes it out. */
    setMilestone(repository: string, number: number, milestone: number | null, by?: string): void {
      const target = milestone === null ? null : milestoneOf(world, repository, milestone);
      editIssue(world, person(world, by), issueOf(world, repository, number), { milestone: target });
    },
    close(repository: string, number: number, reason: IssueStateReason = 'completed', by?: string): void {
      editIssue(world, person(world, by), issueOf(world, repository, number), {
        state: 'closed',
        stateReason: reason,
      });
    },
    reopen(repository: string, number: number, by?: string): void {
      editIssue(world, person(world, by), issueOf(world, repository, number), { state: 'open' });
    },
    /** Returns the comment's id. */
    comment(repository: string, number: number, body: string, by?: string): number {
      return createComment(world, person(world, by), issueOf(world, repository, number), body).id;
    },
    editComment(repository: string, id: number, body: string, by?: string): void {
      editComment(world, person(world, by), commentOf(repository, id), body);
    },
    deleteComment(repository: string, id: number, by?: string): void {
      deleteComment(world, person(world, by), commentOf(repository, id));
    },
    lock(repository: string, number: number, reason: string | null = null, by?: string): void {
      lockIssue(world, person(world, by), issueOf(world, repository, number), true, reason);
    },
    unlock(repository: string, number: number, by?: string): void {
      lockIssue(world, person(world, by), issueOf(world, repository, number), false, null);
    },
    delete(repository: string, number: number, by?: string): void {
      deleteIssue(world, person(world, by), issueOf(world, repository, number));
    },
    transfer(repository: string, number: number, to: string, by?: string): void {
      transferIssue(world, person(world, by), issueOf(world, repository, number), world.needRepository(to));
    },
  };
}

export function steerMilestones(world: World) {
  return {
    /** Returns the milestone's number. `dueOn`: any ISO time; GitHub keeps its day in California. */
    create(repository: string, input: MilestoneInput, by?: string): number {
      return createMilestone(world, person(world, by), world.needRepository(repository), input).number;
    },
    edit(repository: string, number: number, edit: MilestoneEdit, by?: string): void {
      editMilestone(world, person(world, by), milestoneOf(world, repository, number), edit);
    },
    close(repository: string, number: number, by?: string): void {
      editMilestone(world, person(world, by), milestoneOf(world, repository, number), { state: 'closed' });
    },
    reopen(repository: string, number: number, by?: string): void {
      editMilestone(world, person(world, by), milestoneOf(world, repository, number), { state: 'open' });
    },
    delete(repository: string, number: number, by?: string): void {
      deleteMilestone(world, person(world, by), milestoneOf(world, repository, number));
    },
    /** The node id that the API shows. */
    nodeId(repository: string, number: number): string {
      return milestoneOf(world, repository, number).nodeId;
    },
  };
}

export function steerChecks(world: World) {
  return {
    /** A person asks for a run again. */
    rerequest(repository: string, runId: number, by?: string): void {
      const checkRun = findCheckRun(world.needRepository(repository), runId);
      if (checkRun === null) throw new Error(`The simulator has no check run ${runId}`);
      const { repository: found } = checkRun.suite;
      world.emit({
        name: 'check_run',
        action: 'rerequested',
        actor: person(world, by),
        repository: found,
        checkRun,
      });
    },
    /** A person presses one of the run's buttons. */
    requestAction(repository: string, runId: number, identifier: string, by?: string): void {
      const checkRun = findCheckRun(world.needRepository(repository), runId);
      if (checkRun === null) throw new Error(`The simulator has no check run ${runId}`);
      if (!checkRun.actions.some((action) => action.identifier === identifier)) {
        throw new Error(`The check run has no button ${identifier}`);
      }
      const { repository: found } = checkRun.suite;
      const extra = { requested_action: { identifier } };
      const actor = person(world, by);
      world.emit({
        name: 'check_run',
        action: 'requested_action',
        actor,
        repository: found,
        checkRun,
        extra,
      });
    },
    /** Check runs of a commit, oldest first. */
    runs(
      repository: string,
      sha: string,
    ): readonly { id: number; name: string; conclusion: string | null }[] {
      const { checkSuites } = world.needRepository(repository);
      return checkSuites
        .filter((suite) => suite.headSha === sha)
        .flatMap((suite) => suite.runs.map(({ id, name, conclusion }) => ({ id, name, conclusion })));
    },
  };
}

export function steerProjects(world: World) {
  const projectOf = (owner: string, number: number): Project => {
    const project = world.needAccount(owner).projects.get(number);
    if (project === undefined) throw new Error(`The simulator has no project ${number} of ${owner}`);
    return project;
  };
  const itemOf = (owner: string, number: number, title: string): ProjectItem => {
    const item = projectOf(owner, number).items.find(({ content }) => content.title === title);
    if (item === undefined) throw new Error(`Project ${number} of ${owner} has no item "${title}"`);
    return item;
  };
  return {
    /** Returns the project's number. */
    create(
      owner: string,
      title: string,
      options: { readonly public?: boolean; readonly by?: string } = {},
    ): number {
      const account = world.account(owner) ?? world.addAccount('Organization', owner);
      const project = createProject(world, person(world, options.by), account, title);
      project.public = options.public ?? false;
      return project.number;
    },
    setPublic(owner: string, number: number, isPublic: boolean): void {
      projectOf(owner, number).public = isPublic;
    },
    field(owner: string, number: number, input: FieldInput): void {
      createField(world, projectOf(owner, number), input);
    },
    draft(owner: string, number: number, title: string, body = '', by?: string): void {
      addDraft(world, person(world, by), projectOf(owner, number), { title, body });
    },
    /** A person types a value; of a single select the option's name, null clears. */
    setValue(
      owner: string,
      number: number,
      change: { readonly title: string; readonly field: string; readonly value: string | number | null },
      by?: string,
    ): void {
      const item = itemOf(owner, number, change.title);
      const field = item.project.fields.find(({ name }) => name === change.field);
      if (field === undefined) throw new Error(`Project ${number} of ${owner} has no field ${change.field}`);
      const option = field.options.find(({ name }) => name === change.value);
      setValue(world, person(world, by), item, field, option?.id ?? change.value);
    },
    archive(owner: string, number: number, title: string, by?: string): void {
      archiveItem(world, person(world, by), itemOf(owner, number, title), true);
    },
    unarchive(owner: string, number: number, title: string, by?: string): void {
      archiveItem(world, person(world, by), itemOf(owner, number, title), false);
    },
    deleteItem(owner: string, number: number, title: string, by?: string): void {
      deleteItem(world, person(world, by), itemOf(owner, number, title));
    },
  };
}
