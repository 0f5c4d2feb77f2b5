/** A setting of the repositories on GitHub. */
import { z } from 'zod';
import type { Fact, RepositoryFacts } from '../facts/index.js';
import { absent, found, unknown } from './findings.js';
import type { Probe, ProbeContext, ProbeFinding, Sighting } from './types.js';

const SETTINGS = {
  issues: (repository) => repository.hasIssues,
  securityPolicy: (repository) => repository.securityPolicyEnabled,
  privateVulnerabilityReporting: (repository) => repository.privateVulnerabilityReporting,
} satisfies Record<string, (repository: RepositoryFacts) => Fact<boolean>>;

const parameters = z.strictObject({
  name: z.enum(['issues', 'securityPolicy', 'privateVulnerabilityReporting']),
  repositories: z.enum(['all', 'code']).optional(),
});
type Parameters = z.infer<typeof parameters>;

/** Found when any repository has it switched on. */
export const setting: Probe<Parameters> = { name: 'setting', parameters, measures: ['count'], find };

function find(context: ProbeContext, wanted: Parameters): ProbeFinding {
  const repositories = wanted.repositories === 'code' ? context.codeRepositories : context.repositories;
  const sightings: Sighting[] = [];
  const [unread] = context.unreadRepositories;
  let unseen = wanted.repositories === 'code' ? (unread?.nameWithOwner ?? null) : null;
  for (const repository of repositories) {
    const fact = SETTINGS[wanted.name](repository);
    if (fact.state === 'unknown') unseen ??= repository.nameWithOwner;
    if (fact.state !== 'known' || !fact.value) continue;
    const says = { key: `setting.${wanted.name}`, parameters: { repository: repository.nameWithOwner } };
    sightings.push({ repository, path: null, line: null, date: null, says });
  }
  if (sightings.length > 0) return found(sightings, { count: sightings.length });
  return unseen === null ? absent() : unknown({ key: 'setting.unseen', parameters: { repository: unseen } });
}
