/** Whose organisation the code lies in. */
import { z } from 'zod';
import { absent, found, unknown } from './findings.js';
import { unreadOf } from './unread.js';
import type { Probe, ProbeContext, ProbeFinding, Sighting } from './types.js';

const parameters = z.strictObject({});

/** Code repositories under the network's control, and elsewhere; `private` ones cannot be seen by everybody. */
export const ownership: Probe<z.infer<typeof parameters>> = {
  name: 'ownership',
  parameters,
  measures: ['own', 'elsewhere', 'private'],
  find,
};

function find(context: ProbeContext): ProbeFinding {
  const repositories = context.codeRepositories.length > 0 ? context.codeRepositories : context.repositories;
  if (repositories.length === 0) return unknown({ key: 'ownership.none' });
  const totals = { own: 0, elsewhere: 0, private: 0 };
  let unseen = unreadOf(context);
  const sightings: Sighting[] = [];
  for (const repository of repositories) {
    if (repository.owner === '') {
      // A checkout without a remote: it may lie anywhere.
      unseen ??= { key: 'ownership.nowhere', parameters: { repository: repository.nameWithOwner } };
      continue;
    }
    const own = context.organisations.has(repository.owner.toLowerCase());
    totals[own ? 'own' : 'elsewhere'] += 1;
    if (repository.visibility.state === 'known' && repository.visibility.value !== 'public')
      totals.private += 1;
    const says = {
      key: own ? 'ownership.own' : 'ownership.elsewhere',
      parameters: { repository: repository.nameWithOwner, owner: repository.owner },
    };
    sightings.push({ repository, path: null, line: null, date: null, says });
  }
  if (totals.own > 0) return found(sightings, totals, unseen);
  return unseen === null ? absent(sightings, totals) : unknown(unseen, totals);
}
