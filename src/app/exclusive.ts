/** What only one run may do at a time, over all processes: two runs that add items to one project might add the same one. */
import { randomUUID } from 'node:crypto';
import { giveLeaseBack, takeLease, type Database } from '../store/index.js';

/** How long a process that was killed keeps others away, in seconds; it renews three times as often. */
const LEASE_SECONDS = 15;

/** Of embedded databases, which one process has to itself, so that a killed one leaves nothing behind. */
const heldHere = new WeakMap<Database, Set<string>>();

/**
 * Runs `work`, or answers `busy` while another run of that name is at it. `work` is given a check to make before every
 * write: it throws when the right was lost meanwhile, as when the process had slept.
 */
export async function exclusively<T>(
  database: Database,
  name: string,
  work: (check: () => void) => Promise<T>,
): Promise<T | 'busy'> {
  return database.kind === 'embedded' ? alone(database, name, work) : leased(database, name, work);
}

async function alone<T>(
  database: Database,
  name: string,
  work: (check: () => void) => Promise<T>,
): Promise<T | 'busy'> {
  const held = heldHere.get(database) ?? new Set();
  heldHere.set(database, held);
  if (held.has(name)) return 'busy';
  held.add(name);
  try {
    return await work(() => undefined);
  } finally {
    held.delete(name);
  }
}

async function leased<T>(
  database: Database,
  name: string,
  work: (check: () => void) => Promise<T>,
): Promise<T | 'busy'> {
  const owner = randomUUID();
  if (!(await takeLease(database, name, owner, LEASE_SECONDS))) return 'busy';
  let until = Date.now() + LEASE_SECONDS * 1_000;
  const timer = setInterval(() => {
    const asked = Date.now();
    takeLease(database, name, owner, LEASE_SECONDS).then(
      (isHeld) => (until = isHeld ? asked + LEASE_SECONDS * 1_000 : 0),
      // The database is away: what was held lasts as long as it was given for.
      () => undefined,
    );
  }, LEASE_SECONDS * 333);
  try {
    return await work(() => {
      if (Date.now() >= until) throw new Error(`The right to ${name} was lost to another process.`);
    });
  } finally {
    clearInterval(timer);
    await giveLeaseBack(database, name, owner);
  }
}
