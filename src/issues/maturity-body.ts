/**
 * The body of the maturity issue as an object, and as Markdown. `parseMaturityBody` reads back what was written here,
 * with the boxes that people have ticked since; hidden comments mark the sections, so that it does so in any wording.
 */
import type { Rating } from '../assessment/index.js';
import { formatDay, sayIn, type Language } from '../messages/index.js';
import { renderComment, renderMarker, shortHash } from './marker.js';

/**
 * Strings are Markdown on one line, escaped by whoever made them; those of a table hold no `|`.
 */
export interface MaturityBody {
  readonly product: string;
  readonly generation: number;
  readonly closed: 'moved' | null;
  readonly language: Language;
  /** The answer in ten seconds, a paragraph each. */
  readonly level: readonly string[];
  readonly change: ChangeSection | null;
  readonly nextSteps: readonly StepRow[];
  readonly overview: readonly OverviewRow[];
  readonly themes: readonly ThemeSection[];
  readonly questions: readonly string[];
  readonly configuration: readonly string[];
  readonly declaration: DeclarationSection | null;
  readonly notices: readonly string[];
  readonly orders: readonly Order[];
  /** Why something is left out or waits; shown above the last lines. */
  readonly remarks: readonly string[];
  readonly made: Made;
}

export interface ChangeSection {
  /** `YYYY-MM-DD`. */
  readonly since: string;
  readonly items: readonly string[];
}

export interface StepRow {
  readonly what: string;
  readonly why: string;
  readonly how: string;
}

export interface OverviewRow {
  readonly level: string;
  readonly counts: Readonly<Record<Rating, number>>;
}

export interface ThemeSection {
  readonly name: string;
  readonly tally: string;
  readonly rows: readonly RequirementRow[];
}

export interface RequirementRow {
  readonly requirement: string;
  readonly rating: Rating;
  readonly basis: string;
}

/** The next self-evaluation, when one is due. */
export interface DeclarationSection {
  readonly offer: string;
  /** What has changed since the last one. */
  readonly changes: readonly string[];
  /** The draft itself, over several lines; null where it is too long to stand here. */
  readonly draft: string | null;
}

/** A box that asks for a document's issue. */
export interface Order {
  readonly requirement: string;
  readonly text: string;
  readonly ticked: boolean;
}

/** Changes with every run, and is therefore no content. */
export interface Made {
  /** UTC time. */
  readonly at: string;
  readonly from: string;
}

export const SYMBOLS: Readonly<Record<Rating, string>> = {
  green: '🟢',
  yellow: '🟡',
  red: '🔴',
  grey: '⚪',
  unknown: '❔',
};
/** In the order of the columns. */
export const RATING_COLUMNS = [
  'green',
  'yellow',
  'red',
  'grey',
  'unknown',
] as const satisfies readonly Rating[];

/** Markdown for GitHub, marker first. Equal objects give equal text. */
export function renderMaturityBody(body: MaturityBody): string {
  const { product, generation, closed } = body;
  const hash = contentHash(body);
  const marker = renderMarker({ kind: 'maturity', product, generation, hash, closed });
  return `${marker}\n${renderComment('language', { is: body.language })}\n\n${renderContent(body)}\n\n${renderMade(body)}\n`;
}

/**
 * Equal for bodies that say the same to people, whenever and by whichever run they were made.
 * The commit in a link to a file is left out too, or every push would change every link.
 */
export function contentHash(body: MaturityBody): string {
  return shortHash(renderContent(body).replace(/\/(blob|commit|tree)\/[0-9a-f]{40}/g, '/$1'));
}

function renderContent(body: MaturityBody): string {
  const say = (key: string) => sayIn(body.language, `issues.maturity.${key}`);
  const blocks = [section('level'), body.level.join('\n\n'), renderChange(body.change, body.language)];
  if (body.nextSteps.length > 0) {
    blocks.push(section('steps'), `### ${say('steps.heading')}`, renderSteps(body, say));
  }
  blocks.push(section('overview'), `### ${say('overview.heading')}`, renderOverview(body, say));
  blocks.push(section('themes'));
  for (const theme of body.themes) blocks.push(renderTheme(theme, body.language));
  pushList(blocks, 'questions', say('questions.heading'), body.questions, say('questions.how'));
  pushList(blocks, 'configuration', say('configuration.heading'), body.configuration);
  if (body.declaration !== null) blocks.push(renderDeclaration(body.declaration, say));
  pushList(blocks, 'notices', say('notices.heading'), body.notices);
  if (body.orders.length > 0) {
    blocks.push(section('orders'), `### ${say('orders.heading')}`, body.orders.map(renderOrder).join('\n'));
  }
  blocks.push(section('remarks'));
  for (const remark of body.remarks) blocks.push(`> ${remark}`);
  blocks.push(section('disagree'), say('disagree'));
  return blocks.join('\n\n');
}

function section(name: string): string {
  return renderComment(name, {});
}

function renderChange(change: ChangeSection | null, language: Language): string {
  if (change === null) {
    return `${section('change')}\n\n${sayIn(language, 'issues.maturity.change.none')}`;
  }
  const heading = sayIn(language, 'issues.maturity.change.since', { day: formatDay(change.since, language) });
  return `${renderComment('change', { since: change.since })}\n\n${heading}\n\n${list(change.items)}`;
}

function renderSteps(body: MaturityBody, say: (key: string) => string): string {
  const rows = [
    `| | ${say('steps.what')} | ${say('steps.why')} | ${say('steps.how')} |`,
    '| --- | --- | --- | --- |',
  ];
  for (const [index, step] of body.nextSteps.entries()) {
    rows.push(`| ${index + 1} | ${step.what} | ${step.why} | ${step.how} |`);
  }
  return rows.join('\n');
}

function renderOverview(body: MaturityBody, say: (key: string) => string): string {
  const heads = RATING_COLUMNS.map((rating) => `${SYMBOLS[rating]} ${say(`overview.${rating}`)}`);
  const rows = [
    `| ${say('overview.level')} | ${heads.join(' | ')} |`,
    '| --- | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const row of body.overview) {
    rows.push(`| ${row.level} | ${RATING_COLUMNS.map((rating) => row.counts[rating]).join(' | ')} |`);
  }
  return rows.join('\n');
}

function renderTheme(theme: ThemeSection, language: Language): string {
  const say = (key: string) => sayIn(language, `issues.maturity.theme.${key}`);
  const lines = [
    `<details><summary><b>${theme.name}</b> · ${theme.tally}</summary>`,
    '',
    `| ${say('requirement')} | ${say('rating')} | ${say('basis')} |`,
    '| --- | --- | --- |',
  ];
  for (const row of theme.rows) {
    lines.push(
      `| ${row.requirement} | ${SYMBOLS[row.rating]} ${sayIn(language, `ratings.${row.rating}`)} | ${row.basis} |`,
    );
  }
  return [...lines, '', '</details>'].join('\n');
}

function renderDeclaration(
  { offer, changes, draft }: DeclarationSection,
  say: (key: string) => string,
): string {
  const blocks = [section('declaration'), `### ${say('declaration.heading')}`, offer];
  if (changes.length > 0) blocks.push(say('declaration.changes'), list(changes));
  if (draft !== null) {
    const fence = fenceFor(draft);
    blocks.push(
      `<details><summary>${say('declaration.draft')}</summary>`,
      `${fence}markdown\n${draft}\n${fence}`,
      '</details>',
    );
  }
  return blocks.join('\n\n');
}

/** Longer than any run of backticks in the text. */
export function fenceFor(text: string): string {
  const runs = text.match(/`{3,}/g) ?? [];
  return '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
}

function pushList(
  blocks: string[],
  name: string,
  heading: string,
  items: readonly string[],
  before?: string,
): void {
  if (items.length === 0) return;
  blocks.push(section(name), `### ${heading}`, ...(before === undefined ? [] : [before]), list(items));
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function renderOrder(order: Order): string {
  const marker = renderComment('order', { requirement: order.requirement });
  return `- [${order.ticked ? 'x' : ' '}] ${order.text} ${marker}`;
}

function renderMade(body: MaturityBody): string {
  return `${renderComment('made', { at: body.made.at.replaceAll(':', '_') })}\n\n<sub>${body.made.from}</sub>`;
}
