/** What a piece of evidence is, in a sentence made of the model's data. */
import type { EvidenceRule, MeasureLimit } from '../src/governance/index.js';

type With = Readonly<Record<string, unknown>>;

/** One sentence per probe; a probe that is not here is told by its name and parameters. */
const PROBES: Readonly<Record<string, (given: With) => string>> = {
  branches: (given) =>
    `the branches of the code, of which none should look like an edition for somebody (${words(given['editions'])})`,
  container: ({ kind }) =>
    ({
      application: 'something that builds or runs the product itself in a container',
      development: 'a container with only what developers need beside it',
      instructions: 'a guide that tells how to run the container',
    })[String(kind)] ?? 'a container',
  development: ({ months }) => `the development of the code over the last ${Number(months ?? 24)} months`,
  document: documentText,
  documentation: (given) =>
    `the documentation as a whole; the network's template shows by ${words(given['template'])}${given['unfilled'] === undefined ? '' : `, unless ${words(given['unfilled'])} still stands there`}`,
  file: (given) =>
    `a file ${words(given['paths'])}${holding(given['text'])}${given['repositories'] === 'code' ? ', in a repository with code' : ''}`,
  issues: () => 'issues on GitHub, in the last year',
  licence: () => 'the licence of every repository with code',
  link: linkText,
  minutes: (given) =>
    `minutes or decisions kept under ${words(given['kept'])}${given['group'] === undefined ? '' : `, of the group ${words(given['group'])}`}${given['withinMonths'] === undefined ? '' : `, from the last ${Number(given['withinMonths'])} months`}`,
  ownership: () => 'whose organisation the code lies in',
  publiccode: ({ key }) => `publiccode.yml holds something under \`${String(key)}\``,
  setting: ({ name, repositories }) =>
    `the setting \`${String(name)}\` is on${repositories === 'code' ? ' in a repository with code' : ''}`,
};

/** What a measure counts, by probe; `…Share` is told as a percentage. */
const MEASURES: Readonly<Record<string, string>> = {
  'branches.editions': 'looking so',
  'branches.quietMonths': 'months since the newest change',
  'development.commits': 'changes',
  'development.activeDays': 'days with changes',
  'development.dumpShare': 'of the changed files in releases put in whole',
  'development.pullRequestShare': 'of the changes through pull requests',
  'development.issueShare': 'of the changes naming an issue',
  'development.elsewhereShare': 'of the merges made on another code host',
  'documentation.open': 'documents in open formats',
  'documentation.closedShare': 'of the documents in closed formats',
  'documentation.template': 'sites made with it',
  'issues.opened': 'opened',
  'issues.closed': 'closed',
  'issues.linkedShare': 'of the changes naming one',
  'licence.licensed': 'with an approved licence file',
  'licence.unlicensed': 'without a licence',
  'licence.metadataOnly': 'with a licence only in package metadata',
  'licence.notOsi': 'with a licence that is not approved',
  'licence.unrecognised': 'with a licence nobody knows',
  'licence.conflicts': 'that name two different licences',
  'ownership.own': 'under the network',
  'ownership.elsewhere': 'elsewhere',
  'ownership.private': 'private',
};

export function evidenceText({ probe, with: given, where, unknownIsAbsent }: EvidenceRule): string {
  const describe = PROBES[probe];
  const text = describe === undefined ? `\`${probe}\` ${JSON.stringify(given)}` : describe(given);
  const limits = Object.entries(where).map(([measure, limit]) => limitText(`${probe}.${measure}`, limit));
  const parts = [text, ...(limits.length === 0 ? [] : [limits.join(', ')])];
  if (unknownIsAbsent) parts.push('what could not be seen counts as not there');
  return `${parts.join('; ')}.`;
}

function documentText(given: With): string {
  const named = [
    ...(given['names'] === undefined ? [] : [`named ${words(given['names'])}`]),
    ...(given['folders'] === undefined ? [] : [`in a folder ${words(given['folders'])}`]),
    ...(given['headings'] === undefined ? [] : [`with a heading ${words(given['headings'])}`]),
  ];
  const parts = [`a document ${named.join(', or ')}`];
  if (given['opening'] !== undefined) parts.push(`that opens with ${words(given['opening'])}`);
  if (given['text'] !== undefined) parts.push(`whose text says ${words(given['text'])}`);
  if (given['except'] !== undefined) parts.push(`but not ${words(given['except'])}`);
  parts.push(...placeText(given));
  if (given['maxAgeMonths'] !== undefined)
    parts.push(`changed within ${Number(given['maxAgeMonths'])} months`);
  if (given['fewestWords'] !== undefined) parts.push(`of at least ${Number(given['fewestWords'])} words`);
  return parts.join(', ');
}

function placeText(given: With): string[] {
  const parts: string[] = [];
  const place = {
    root: 'in the root',
    recognised: 'where GitHub looks for it (the root, .github or docs)',
    profile: "on an organisation's front page",
  }[String(given['place'])];
  if (place !== undefined) parts.push(place);
  const repositories = {
    code: 'of a repository with code',
    main: 'of the main repository',
    documentation: 'of a repository without code',
  }[String(given['repositories'])];
  if (repositories !== undefined) parts.push(repositories);
  if (Array.isArray(given['formats'])) parts.push(`in formats ${given['formats'].join(', ')}`);
  return parts;
}

function linkText(given: With): string {
  const parts = [`a link to ${words(given['hosts'])}`];
  if (given['own'] === true) parts.push('that names the product or its organisation');
  if (given['paths'] !== undefined) parts.push(`with a path beginning ${words(given['paths'])}`);
  if (given['exceptPaths'] !== undefined) parts.push(`but not ${words(given['exceptPaths'])}`);
  if (given['in'] === 'readme') parts.push('in a README');
  return parts.join(', ');
}

function holding(text: unknown): string {
  return text === undefined ? '' : ` that mentions ${words(text)}`;
}

function limitText(measure: string, { min, max }: MeasureLimit): string {
  const what = MEASURES[measure] ?? (measure.endsWith('.count') ? 'of them' : `\`${measure}\``);
  if (min === null && max === 0) return `none ${what}`;
  const figure = (limit: number): string =>
    measure.endsWith('Share') ? `${Math.round(limit * 100)} %` : String(limit);
  const limits = [
    ...(min === null ? [] : [`at least ${figure(min)}`]),
    ...(max === null ? [] : [`at most ${figure(max)}`]),
  ];
  return `${limits.join(' and ')} ${what}`;
}

function words(list: unknown): string {
  const texts = Array.isArray(list) ? list.map(String) : [String(list)];
  return texts.map((text) => `\`${text}\``).join(', ');
}
