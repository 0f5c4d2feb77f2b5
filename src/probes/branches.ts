/** One maintained core: the default branch is alive and no branch looks like another edition of the product. */
import { z } from 'zod';
import { absent, found, unknown } from './findings.js';
import { unreadOf } from './unread.js';
import { monthsBetween } from './days.js';
import { termsPattern, wordsApart } from './terms.js';
import type { Probe, ProbeContext, ProbeFinding, Saying, Sighting } from './types.js';

const parameters = z.strictObject({
  /** Terms in a branch's name that show an edition for somebody: `kunde`, `customer`, `fork`. */
  editions: z.array(z.string().min(2)).min(1),
});
type Parameters = z.infer<typeof parameters>;

/** `editions`: such branches; `quietMonths`: since the newest commit on the default branch of any code repository. */
export const branches: Probe<Parameters> = {
  name: 'branches',
  parameters,
  measures: ['editions', 'quietMonths'],
  find,
};

function find(context: ProbeContext, wanted: Parameters): ProbeFinding {
  const sightings: Sighting[] = [];
  const pattern = termsPattern(wanted.editions);
  let editions = 0;
  let newest: string | null = null;
  let headUnread: Saying | null = null;
  for (const repository of context.codeRepositories) {
    const { nameWithOwner } = repository;
    if (repository.branches.state === 'unknown')
      return unknown({ key: 'branches.unread', parameters: { repository: nameWithOwner } });
    const names = repository.branches.state === 'known' ? repository.branches.value : [];
    const others = names.filter((name) => pattern.test(wordsApart(name.replaceAll('/', ' '))));
    editions += others.length;
    const main = repository.defaultBranch.state === 'known' ? repository.defaultBranch.value : 'HEAD';
    const head = repository.head.state === 'known' ? repository.head.value.date : null;
    if (repository.head.state === 'unknown')
      headUnread ??= { key: 'branches.unread', parameters: { repository: nameWithOwner } };
    if (head !== null && (newest === null || head > newest)) newest = head;
    const key = others.length > 0 ? 'branches.editions' : 'branches.one';
    const parameters = {
      repository: nameWithOwner,
      branch: main,
      count: names.length,
      names: others.slice(0, 3).join(', '),
    };
    sightings.push({ repository, path: null, line: null, date: head, says: { key, parameters } });
  }
  const unseen = unreadOf(context) ?? headUnread;
  if (sightings.length === 0) return unseen === null ? absent() : unknown(unseen);
  const figures =
    newest === null ? { editions } : { editions, quietMonths: monthsBetween(newest, context.asOf) };
  return found(sightings, figures, unseen);
}
