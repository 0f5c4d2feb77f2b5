/** A missing document as a pull request, as it should be. */
export interface Proposal {
  /** Node id of the repository and path: the same in every run, whatever either is called. */
  readonly key: string;
  readonly requirement: string;
  /** Node id. */
  readonly repositoryId: string;
  /** `owner/name` as it is now. */
  readonly repository: string;
  /** The branch it would be merged into. */
  readonly base: string;
  /** The newest commit of that branch. */
  readonly commit: string;
  readonly branch: string;
  readonly path: string;
  readonly text: string;
  readonly message: string;
  readonly title: string;
  readonly body: string;
}

/**
 * What became of it. `declined`: a person closed it, and that is a no for ever. `blocked`: a branch of that name is somebody
 * else's. Only `pending` and `open` can still change.
 */
export type ProposalState = 'pending' | 'open' | 'merged' | 'declined' | 'withdrawn' | 'blocked';

export interface ProposalRecord {
  readonly key: string;
  readonly state: ProposalState;
  /** Node id. */
  readonly repositoryId: string;
  readonly path: string;
  readonly branch: string;
  readonly number: number | null;
}
