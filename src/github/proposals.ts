/** Branches, files and pull requests of our own, as the app sees and writes them; the ports that everything above is tested against. */

export interface ProposedPull {
  readonly number: number;
  readonly nodeId: string;
  readonly isOpen: boolean;
  readonly isMerged: boolean;
  readonly body: string;
  /** Opened by the App's bot, from a branch of the repository itself. */
  readonly isOwn: boolean;
}

export interface NewProposal {
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  readonly base: string;
}

/** Every method throws a GitHubError. */
export interface ProposalReader {
  /** Pull requests from a branch of the repository, whatever became of them, newest first. */
  readonly listPulls: (repository: string, branch: string) => Promise<readonly ProposedPull[]>;
  /** One of ours by its number; null where it is not to be seen. */
  readonly readPull: (repository: string, number: number) => Promise<ProposedPull | null>;
  /** The newest commit of a branch; null where there is none. */
  readonly readBranch: (repository: string, branch: string) => Promise<string | null>;
  /** The text of a file on a branch; null where there is none. */
  readonly readFile: (repository: string, branch: string, path: string) => Promise<string | null>;
}

/** Every method throws a GitHubError when GitHub certainly did nothing, and an AmbiguousWrite when nobody knows. */
export interface ProposalWriter {
  /** `validation` where the branch is there already. */
  readonly createBranch: (repository: string, branch: string, commit: string) => Promise<void>;
  /** A new file alone: `validation` where one is there. */
  readonly createFile: (
    repository: string,
    file: { readonly branch: string; readonly path: string; readonly text: string; readonly message: string },
  ) => Promise<void>;
  /** `validation` where one is open already. */
  readonly createPull: (repository: string, proposal: NewProposal) => Promise<ProposedPull>;
  readonly closePull: (repository: string, number: number, body: string) => Promise<ProposedPull>;
}
