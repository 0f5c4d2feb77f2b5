/** Evidence as people and other tools read it: where it is, what it says, which way it points. */
import type { Condition } from '../governance/index.js';
import { dayText, say, type Bilingual } from '../messages/index.js';
import type { Saying, Sighting } from '../probes/index.js';
import { evaluate, wantedNames, type Weighed, type WeighedEvidence } from './evaluate.js';
import type { Evidence, Rating } from './types.js';

/** So many of each kind are shown; the basis counts the rest. */
const MOST_OF_EACH = 4;
const MOST_REJECTED = 2;

/**
 * The evidence behind a rating, most telling first. `green` and `yellow` are the requirement's conditions.
 * Where the repositories make it green, only what does so is shown. Else what was found points to yellow, and
 * what looked like evidence and does not count points to red, so that a reader sees that it was looked at.
 */
export function evidenceFor(
  weighed: WeighedEvidence,
  conditions: { readonly green: Condition | null; readonly yellow: Condition | null },
  rating: Rating,
): readonly Evidence[] {
  const evidence: Evidence[] = [];
  const seen = new Set<string>();
  const add = (one: Weighed, supports: Evidence['supports'], most: number): void => {
    for (const sighting of one.finding.sightings.slice(0, most)) {
      const place = `${sighting.repository.nameWithOwner} ${sighting.path ?? one.rule.probe} ${sighting.line ?? ''}`;
      if (seen.has(place)) continue;
      seen.add(place);
      evidence.push(evidenceOf(one.rule.probe, sighting, supports));
    }
  };
  const forGreen = wantedNames(conditions.green);
  if (rating === 'green' && conditions.green !== null && evaluate(conditions.green, weighed) === 'yes') {
    for (const [name, one] of weighed) {
      if (one.holds === 'yes' && forGreen.has(name)) add(one, 'green', MOST_OF_EACH);
    }
    return evidence;
  }
  const wanted = new Set([...forGreen, ...wantedNames(conditions.yellow)]);
  for (const [name, one] of weighed) {
    if (one.finding.outcome === 'found' && one.holds === 'yes' && wanted.has(name))
      add(one, 'yellow', MOST_OF_EACH);
  }
  for (const [name, one] of weighed) {
    if (one.finding.outcome === 'found' && (one.holds === 'no' || !wanted.has(name)))
      add(one, 'yellow', MOST_REJECTED);
  }
  if (rating === 'green') return evidence;
  for (const one of weighed.values()) {
    if (one.finding.outcome === 'absent') add(one, 'red', MOST_REJECTED);
  }
  return evidence;
}

function evidenceOf(probe: string, sighting: Sighting, supports: Evidence['supports']): Evidence {
  const { repository, path, line, date } = sighting;
  const commit = path !== null && repository.head.state === 'known' ? repository.head.value.commit : null;
  return {
    probe,
    repository: repository.nameWithOwner,
    path,
    line,
    commit,
    date,
    url: urlOf(repository.url, commit, path, line),
    supports,
    says: sayingText(sighting.says),
  };
}

/** A figure or a setting has no file: the link then leads to the repository itself. */
function urlOf(
  repository: string | null,
  commit: string | null,
  path: string | null,
  line: number | null,
): string | null {
  if (repository === null) return null;
  if (path === null) return repository;
  if (commit === null) return null;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return `${repository}/blob/${commit}/${encoded}${line === null ? '' : `#L${line}`}`;
}

/** A probe's sentence in both languages; parameters named `…Day` are written out as days. */
export function sayingText(saying: Saying): Bilingual {
  const parameters: Record<string, string | number | Bilingual> = {};
  for (const [name, value] of Object.entries(saying.parameters ?? {})) {
    parameters[name] = name.endsWith('Day') && typeof value === 'string' ? dayText(value) : value;
  }
  return say(`probes.${saying.key}`, parameters);
}
