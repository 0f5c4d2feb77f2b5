import {
  countIssuesMade,
  currentExplanations,
  dropIssueIntent,
  intendIssue,
  listIssues,
  saveExplanation,
  saveIssue,
  type Database,
} from '../store/index.js';
import type { IssueRecords } from './ports.js';

/** The records in the app's database. `now` gives the time that is noted. */
export function storeIssueRecords(database: Database, now: () => Date = () => new Date()): IssueRecords {
  return {
    list: (product) => listIssues(database, { product }),
    intend: (issue) => intendIssue(database, issue, now()),
    drop: (product, kind) => dropIssueIntent(database, product, kind),
    save: (product, kind, generation, patch) => saveIssue(database, product, kind, generation, patch, now()),
    countMade: (installation, since) => countIssuesMade(database, installation, since),
    noteDeclined: (declined) =>
      database.transaction(async (connection) => {
        const current = await currentExplanations(connection, declined.product);
        if (current.some((one) => one.requirement === declined.requirement)) return;
        const { product, requirement, reason, byLogin, byId } = declined;
        await saveExplanation(
          connection,
          {
            product,
            requirement,
            status: 'deviation',
            state: 'pending',
            source: 'closed-issue',
            sourceId: declined.issueNodeId,
            reason,
            until: null,
            link: declined.issueUrl,
            byLogin,
            byId,
          },
          now(),
        );
      }),
  };
}
