/** What stands on GitHub at the end, with and without the storm. */
import type { ExportedIssue, ExportedState } from '../simulator/index.js';

type Repository = ExportedState['repositories'][string];

const BOT = 'os2modning[bot]';
const MARKER = /^<!-- os2modning:(\w+) [^>]*?product=([\w.-]+)(?:[^>]*? requirement=([\w.-]+))?/;

/** What an issue of the app's is about; null for other people's. */
function subjectOf({ author, body }: ExportedIssue): string | null {
  const match = author === BOT ? MARKER.exec(body) : null;
  return match === null
    ? null
    : [match[1], match[2], match[3]].filter((part) => part !== undefined).join(' ');
}

/**
 * Without what may differ honestly: numbers of issues (they are made in another order), the days in the texts (what a fault kept
 * from being done is done the next night), the number of the run, and when a text
 * was made and the hash of it. So may what has changed since when: that hangs on which states in between were looked at, and
 * more are where everything is looked at again and again. Issues, comments, items and the options of fields are put into one order.
 */
export function comparable({ repositories, projects }: ExportedState): unknown {
  const places = Object.entries(repositories)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, repository]) => [name, comparableRepository(repository)]);
  return {
    repositories: Object.fromEntries(places) as unknown,
    projects: projects.map(({ items, fields, ...project }) => ({
      ...project,
      fields: fields.map((field) => ({ ...field, options: [...field.options].sort() })),
      items: items.map((item) => plain(JSON.stringify(item), new Map())).sort(),
    })),
  };
}

function comparableRepository({ issues, checkRuns, milestones }: Repository): unknown {
  const names = new Map(issues.map((issue) => [issue.number, subjectOf(issue) ?? issue.title]));
  const sorted = (texts: readonly string[]): readonly string[] =>
    texts.map((text) => plain(text, names)).sort();
  return {
    issues: sorted(
      issues.map(({ number, comments, labels, ...issue }) => {
        const said = comments.map(({ author, body }) => `${author}: ${body}`).sort();
        return JSON.stringify(
          { name: names.get(number), ...issue, labels: [...labels].sort(), said },
          null,
          1,
        );
      }),
    ),
    checkRuns: sorted(checkRuns.map((run) => JSON.stringify(run))),
    milestones: sorted(milestones.map((milestone) => JSON.stringify(milestone))),
  };
}

function plain(text: string, names: ReadonlyMap<number, string>): string {
  return text
    .replaceAll(/ (?:generation|hash)=[\w.-]+/g, '')
    .replaceAll(/<!-- os2modning:made at=[^ ]+ -->/g, '')
    .replaceAll(/<!-- os2modning:change\b[^>]*-->.*?(?=<!-- os2modning:)/gs, '')
    .replaceAll(/<sub>.*?<\/sub>/g, '')
    .replaceAll(/\b\d{1,2}\. (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]* 20\d\d\b/g, 'DAY')
    .replaceAll(/\bIssue nr\. \d+/g, 'Issue')
    .replaceAll(/#(\d+)\b/g, (whole, number: string) => {
      const name = names.get(Number(number));
      return name === undefined ? whole : `#<${name}>`;
    });
}

/** How many issues of the app's are there more than once, in one place about one thing, beyond what the calm run has. */
export function doubledIssues(storm: ExportedState, calm: ExportedState): number {
  return extra(issuesBySubject(storm), issuesBySubject(calm));
}

function issuesBySubject({ repositories }: ExportedState): ReadonlyMap<string, readonly ExportedIssue[]> {
  const found = new Map<string, ExportedIssue[]>();
  for (const [name, { issues }] of Object.entries(repositories)) {
    for (const issue of issues) {
      const subject = subjectOf(issue);
      if (subject === null) continue;
      const key = `${name} ${subject}`;
      found.set(key, [...(found.get(key) ?? []), issue]);
    }
  }
  return found;
}

function extra(
  storm: ReadonlyMap<string, readonly unknown[]>,
  calm: ReadonlyMap<string, readonly unknown[]>,
): number {
  let count = 0;
  for (const [key, all] of storm) count += Math.max(0, all.length - Math.max(1, calm.get(key)?.length ?? 0));
  return count;
}

export function doubledItems(storm: ExportedState, calm: ExportedState): number {
  return extra(itemsBySubject(storm), itemsBySubject(calm));
}

function itemsBySubject({ projects }: ExportedState): ReadonlyMap<string, readonly unknown[]> {
  const found = new Map<string, unknown[]>();
  for (const { owner, number, items } of projects) {
    for (const item of items) {
      const key = `${owner} ${number} ${/<!-- os2modning:[^>]*-->/.exec(item.body)?.[0] ?? item.title}`;
      found.set(key, [...(found.get(key) ?? []), item]);
    }
  }
  return found;
}

/** Issues of the app's that are closed, although the same are open where nothing went wrong. */
export function wrongCloses(storm: ExportedState, calm: ExportedState): number {
  const expected = issuesBySubject(calm);
  let count = 0;
  for (const [key, all] of issuesBySubject(storm)) {
    const isOpen = (issues: readonly ExportedIssue[]): boolean =>
      issues.some(({ state }) => state === 'open');
    if (!isOpen(all) && isOpen(expected.get(key) ?? [])) count += 1;
  }
  return count;
}
