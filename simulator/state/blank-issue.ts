import type { Issue } from './types.js';

/** An open issue (or pull request) that nobody has done anything with. */
export function blankIssue(
  issue: Pick<Issue, 'id' | 'nodeId' | 'kind' | 'repository' | 'number' | 'title' | 'author'> &
    Partial<Issue>,
  createdAt: string,
): Issue {
  return {
    body: null,
    app: null,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    milestone: null,
    comments: [],
    locked: false,
    lockReason: null,
    createdAt,
    updatedAt: createdAt,
    closedAt: null,
    closedBy: null,
    reactions: [],
    edits: [],
    pull: null,
    ...issue,
  };
}
