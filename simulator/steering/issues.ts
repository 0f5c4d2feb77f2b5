/** Issues and milestones, as people change them. */
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
    /** What people and Apps have put on a comment, as `login content`. */
    reactions(repository: string, id: number): readonly string[] {
      return commentOf(repository, id).reactions.map(({ user, content }) => `${user.login} ${content}`);
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
