import { ownerAndName } from './issue-reader.js';
import { milestoneOfRest, type RestMilestone } from './milestone-reader.js';
import type { MilestoneChange, MilestoneWriter } from './milestones.js';
import type { Write } from './write-client.js';

/** Milestones, written through one installation. */
export function createMilestoneWriter(write: Write): MilestoneWriter {
  return {
    createMilestone: async (repository, milestone) =>
      milestoneOfRest(
        await write<RestMilestone>('POST /repos/{owner}/{repo}/milestones', {
          ...ownerAndName(repository),
          ...bodyOf(milestone),
        }),
      ),
    updateMilestone: async (repository, number, change) =>
      milestoneOfRest(
        await write<RestMilestone>('PATCH /repos/{owner}/{repo}/milestones/{milestone_number}', {
          ...ownerAndName(repository),
          milestone_number: number,
          ...bodyOf(change),
        }),
      ),
  };
}

function bodyOf({ title, description, dueDay }: Partial<MilestoneChange>): Readonly<Record<string, unknown>> {
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...dueOn(dueDay),
  };
}

/**
 * Noon UTC is the same calendar day in California, where GitHub cuts it off; midnight would be the day before
 * (microsoft/PowerShellForGitHub#133).
 */
function dueOn(day: string | null | undefined): { due_on?: string } {
  // GitHub takes no null on creation, and a date is never taken away.
  return day === undefined || day === null ? {} : { due_on: `${day}T12:00:00Z` };
}
