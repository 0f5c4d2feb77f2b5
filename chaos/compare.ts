/** What stands on GitHub at the end, with and without the storm. */
import type { ExportedIssue, ExportedState } from '../simulator/index.js';
import { sayIn } from '../src/messages/index.js';

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
 * Everything that stands on GitHub, each thing in one order and named so that both can be laid beside each other. What is
 * left out hangs on when the app looked, not on what there was to see: see `withoutWhen`.
 */
export function comparable({ repositories, projects }: ExportedState): unknown {
  const withTitles = milestoneNamer(repositories);
  const places = Object.entries(repositories)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, repository]) => [name, comparableRepository(repository)]);
  return {
    repositories: Object.fromEntries(places) as unknown,
    projects: projects.map(({ items, fields, ...project }) => ({
      ...project,
      fields: fields.map((field) => ({ ...field, options: field.options.filter(isReal).sort() })),
      items: items.map((item) => withTitles(plain(JSON.stringify(item), new Map()))).sort(),
    })),
  };
}

/** GitHub makes no choice of nothing, so a field that was made before the first milestone keeps a stand-in. */
function isReal(option: string): boolean {
  return option !== sayIn('da', 'roadmap.noValue');
}

function comparableRepository({ issues, checkRuns, milestones }: Repository): unknown {
  const names = new Map(issues.map((issue) => [issue.number, subjectOf(issue) ?? issue.title]));
  const sorted = (texts: readonly string[]): readonly string[] =>
    texts.map((text) => plain(text, names)).sort();
  return {
    issues: sorted(
      issues.map(({ number, comments, labels, ...issue }) => {
        const said = comments.map(({ author, body }) => plain(`${author}: ${body}`, names)).sort();
        return JSON.stringify(
          { name: names.get(number), ...issue, labels: [...labels].sort(), said },
          null,
          1,
        );
      }),
    ),
    checkRuns: sorted(checkRuns.map((run) => JSON.stringify(run))),
    milestones: sorted(milestones.map((milestone) => JSON.stringify({ ...milestone, number: undefined }))),
  };
}

/** Milestones are made in another order too, so their titles stand for their numbers in links. */
function milestoneNamer(repositories: ExportedState['repositories']): (text: string) => string {
  return (text) =>
    text.replaceAll(/([\w.-]+\/[\w.-]+)\/milestone\/(\d+)/g, (link, repository: string, number: string) => {
      const found = repositories[repository]?.milestones.find((one) => one.number === Number(number));
      return found === undefined ? link : `${repository}/milestone/<${found.title}>`;
    });
}

/** Issues are made in another order, so a number stands for what the issue is about. */
function plain(text: string, names: ReadonlyMap<number, string>): string {
  const named = (whole: string, number: string): string => {
    const name = names.get(Number(number));
    return name === undefined ? whole : `#<${name}>`;
  };
  return withoutWhen(text)
    .replaceAll(/#(\d+)\b/g, named)
    .replaceAll(/\bIssue nr\. (\d+)/g, named);
}

/**
 * - Which run wrote a text (`generation`), when and from which commits: it is written anew only when it says something else.
 * - The section on what has changed since when: it compares with the state before, and more of those are looked at where
 *   everything is looked at again and again. What it says must agree with the table of the same text.
 * - The hash of a text, which is compared itself, the key of an answer, made of the numeric ids of issues and comments, and the id
 *   of a roadmap item's milestone: milestones are made in another order. The item's link says which it is.
 */
function withoutWhen(text: string): string {
  return text
    .replaceAll(/ (?:generation|hash)=[\w.-]+/g, '')
    .replaceAll(/ subject=MI_[\w-]+/g, ' subject=MI')
    .replaceAll(/ key=(answer|denied)-[0-9a-f]+/g, ' key=$1')
    .replaceAll(/<!-- os2modning:made at=[^ ]+ -->/g, '<!-- os2modning:made -->')
    .replaceAll(/<!-- os2modning:change\b[^>]*-->(.*?)(?=<!-- os2modning:)/gs, (_whole, section: string) =>
      contradictions(section, text),
    )
    .replaceAll(/<sub>.*?<\/sub>/g, (line) =>
      line
        .replace(/\d{1,2}\. \p{L}+ \d{4} kl\. \d\d\.\d\d/u, 'DAY')
        .replaceAll(/\[([^@\]]+)@[^\]]*\]\([^)]*\)/g, '$1'),
    );
}

/** What a section on changes says of a requirement's rating, where the table of the same text says something else. */
function contradictions(section: string, text: string): string {
  const rated = new Map(
    [...text.matchAll(/\| \*\*(\w+)\*\* [^|]*\| (🟢|🟡|🔴|⚪|❔) /gu)].map(([, id, symbol]) => [id, symbol]),
  );
  return [...section.matchAll(/- (🟢|🟡|🔴|⚪|❔) \*\*(\w+)\*\*/gu)]
    .filter(([, symbol, id]) => rated.has(id) && rated.get(id) !== symbol)
    .map(([line]) => `<contradicting: ${line}>`)
    .join('');
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
