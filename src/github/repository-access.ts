import type { ReadClient } from './createReadClient.js';
import { createIssueReader } from './issue-reader.js';
import type { IssueReader, IssueWriter, OwnAccount } from './issues.js';
import { createMilestoneReader } from './milestone-reader.js';
import { createMilestoneWriter } from './milestone-writer.js';
import type { MilestoneReader, MilestoneWriter } from './milestones.js';
import { createIssueWriter, type Write } from './write-client.js';

/** Issues and milestones, read and written. */
export interface RepositoryAccess {
  readonly reader: IssueReader;
  readonly writer: IssueWriter;
  readonly milestones: MilestoneReader & MilestoneWriter;
}

/** `own`: whoever the two ways in belong to, the app's bot or a person. */
export function createRepositoryAccess(client: ReadClient, write: Write, own: OwnAccount): RepositoryAccess {
  return {
    reader: createIssueReader(client, own),
    writer: createIssueWriter(write),
    milestones: { ...createMilestoneReader(client), ...createMilestoneWriter(write) },
  };
}
