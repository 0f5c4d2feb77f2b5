/** The shorter parts of the maturity issue. Each gives Markdown, one line per item. */
import type { Assessment, Finding, RequirementAssessment } from '../assessment/index.js';
import { escapeMarkdown, formatList, markdownLink, safeLink, type Bilingual } from '../messages/index.js';
import { dayOf, documentIssueOf, issueLink, nameOf, shown, type BodyMaker } from './body-maker.js';
import { documentTask } from './document-task.js';
import { SYMBOLS, type ChangeSection, type Order, type StepRow } from './maturity-body.js';
import type { RequirementTexts } from './types.js';
import { isOrderable } from './wanted.js';

/** Lines of a list, before it says how many more there are. */
const MOST_LINES = 12;
const MOST_ORDERS = 30;
const MOST_QUESTIONS = 50;
const MOST_REPOSITORIES = 10;
const MOST_CHANGES = 12;

/**
 * What improved and what got worse. When nothing did, the last change stays, so that a quiet run says nothing new, as far as it
 * agrees with what the same text says of the requirement.
 */
export function changeSection(maker: BodyMaker): ChangeSection | null {
  const { change } = maker.assessment;
  if (change === null || (change.improved.length === 0 && change.worsened.length === 0)) {
    return stillTrue(maker);
  }
  const items = [...change.improved, ...change.worsened].map((id) => changeItem(maker, id));
  return { since: change.since.slice(0, 10), items: firstOf(maker, items, MOST_CHANGES) };
}

function stillTrue({ previous, assessment }: BodyMaker): ChangeSection | null {
  const change = previous?.change ?? null;
  if (change === null) return null;
  const items = change.items.filter((item) => {
    const about = assessment.requirements.find(({ id }) => item.includes(` **${id}** `));
    return about === undefined || item.startsWith(SYMBOLS[about.rating]);
  });
  return items.some((item) => item.includes(' **')) ? { ...change, items } : null;
}

function changeItem(maker: BodyMaker, id: string): string {
  const requirement = maker.assessment.requirements.find((one) => one.id === id);
  if (requirement === undefined) return nameOf(maker, id);
  const became = maker.say(`change.${requirement.rating}`, { name: nameOf(maker, id) });
  return `${SYMBOLS[requirement.rating]} ${became} ${basisOf(maker, requirement, 200)}`;
}

function basisOf(maker: BodyMaker, requirement: RequirementAssessment, maxLength: number): string {
  return maker.disclosure.isWhole(requirement)
    ? shown(maker, requirement.basis, maxLength)
    : maker.say('hidden');
}

export function stepRows(maker: BodyMaker): StepRow[] {
  return maker.assessment.nextSteps.slice(0, 5).map((step) => {
    const how: string[] = [];
    const issue = documentIssueOf(maker, step.requirement);
    if (issue?.state === 'open') how.push(issueLink(maker, issue));
    else if (isOrderable(maker, step.requirement)) how.push(maker.say('steps.order'));
    const mend = mendOf(maker, step.requirement);
    if (mend?.habit === true) how.push(maker.say('steps.habit'));
    // The document is there, or may be, and something in it is wanting.
    if (step.template === null && mend !== null && mend.template !== null)
      how.push(maker.say('steps.extend'));
    if (step.effort !== null) how.push(maker.say(`steps.${step.effort}`));
    const examples = exampleLinks(maker, step.requirement);
    if (examples !== '') how.push(maker.say('steps.examples', { examples }));
    return {
      what: `**${escapeMarkdown(step.requirement)}** ${taskOf(maker, step)}`,
      why: shown(maker, step.why),
      how: how.join(' · '),
    };
  });
}

function mendOf({ model }: BodyMaker, id: string): RequirementTexts['mend'] {
  return model.requirements.find((one) => one.id === id)?.mend ?? null;
}

/** The document's task is short; what makes the requirement green stands in its issue. */
function taskOf(maker: BodyMaker, { template, what }: Assessment['nextSteps'][number]): string {
  const task = template === null ? null : documentTask(template, maker.product.language);
  return task === null ? shown(maker, what) : escapeMarkdown(task);
}

function exampleLinks(maker: BodyMaker, requirement: string): string {
  const examples = (maker.material.examples.get(requirement) ?? []).slice(0, 3);
  const links = examples.map((example) => markdownLink(example.product, example.url, { maxLength: 60 }));
  return formatList(links, maker.product.language);
}

/** What nobody but a person can tell, and who. */
export function questionItems(maker: BodyMaker): string[] {
  const items: string[] = [];
  const asked = [...maker.assessment.requirements].sort(byAsked);
  for (const { id, question } of asked) {
    if (question === null) continue;
    const text = shown(maker, question);
    items.push(`**${escapeMarkdown(id)}** ${text} ${maker.say(`questions.to.${question.to}`)}`);
  }
  return firstOf(maker, items, MOST_QUESTIONS);
}

const ASKED = ['product', 'secretariat', 'board'];

/** Those who read the issue first. The order is otherwise that of the model. */
function byAsked(one: RequirementAssessment, other: RequirementAssessment): number {
  return ASKED.indexOf(one.question?.to ?? '') - ASKED.indexOf(other.question?.to ?? '');
}

export function configurationItems(maker: BodyMaker): string[] {
  return textItems(maker, maker.material.configurationMistakes);
}

export function noticeItems(maker: BodyMaker): string[] {
  const { notices } = maker.material;
  const items = notices.map((notice) => {
    const text = shown(maker, notice);
    const url = notice.url === undefined ? null : safeLink(notice.url);
    return url === null || !maker.disclosure.allows(url) ? text : `[${text}](${url})`;
  });
  return firstOf(maker, [...items, ...findingItems(maker)], MOST_LINES);
}

function textItems(maker: BodyMaker, texts: readonly Bilingual[]): string[] {
  return firstOf(
    maker,
    texts.map((text) => shown(maker, text)),
    MOST_LINES,
  );
}

function findingItems(maker: BodyMaker): string[] {
  const items: string[] = [];
  for (const finding of maker.assessment.findings) {
    if (finding.repository !== null && !maker.disclosure.shows(finding.repository)) continue;
    items.push(`${shown(maker, finding.says)}${placeOf(finding)}`);
  }
  return items;
}

function placeOf(finding: Finding): string {
  if (finding.path === null || finding.repository === null) return '';
  const line = finding.line === null ? '' : `:${finding.line}`;
  return ` (${escapeMarkdown(`${finding.repository}/${finding.path}${line}`, { maxLength: 120 })})`;
}

/** A box per document that nobody has an issue for. */
export function orderItems(maker: BodyMaker): Order[] {
  const orders: Order[] = [];
  for (const requirement of maker.assessment.requirements) {
    if (!isOrderable(maker, requirement.id)) continue;
    const text = maker.say('orders.order', { name: nameOf(maker, requirement.id) });
    orders.push({ requirement: requirement.id, text, ticked: maker.ticked.has(requirement.id) });
  }
  return orders.slice(0, MOST_ORDERS);
}

/** What is left out, and what waits. */
export function remarkItems(maker: BodyMaker, isShortened: boolean): string[] {
  const { product, disclosure, say } = maker;
  const remarks: string[] = [];
  const waiting = orderItems(maker).filter((order) => order.ticked);
  if (waiting.length > 0) {
    const names = waiting.map((order) => `**${order.requirement}**`);
    remarks.push(
      say('remarks.waiting', { names: formatList(names, product.language), most: product.openIssues }),
    );
  }
  if (isShortened) remarks.push(say('remarks.shortened'));
  const isHiding = maker.assessment.repositories.some((one) => !disclosure.shows(one.name));
  if (isHiding) remarks.push(say('remarks.hidden'));
  if (product.issues === 'off') remarks.push(say('remarks.off'));
  return remarks;
}

/** When it was made, from which commits, with which model. */
export function madeLine(maker: BodyMaker): string {
  const { assessment, product, material, disclosure, model, say } = maker;
  const sources: string[] = [];
  for (const { name, commit } of assessment.repositories) {
    if (!disclosure.shows(name)) continue;
    const view = material.repositories.find((one) => one.nameWithOwner === name);
    const isLinked = view !== undefined && commit !== null && /^[0-9a-f]{7,}$/.test(commit);
    const label = escapeMarkdown(name, { maxLength: 120 });
    sources.push(isLinked ? `[${label}@&#8203;${commit.slice(0, 7)}](${view.url}/commit/${commit})` : label);
  }
  const from = formatList(firstOf(maker, sources, MOST_REPOSITORIES), product.language);
  const day = dayOf(maker, copenhagenDay(assessment.assessedAt));
  const time = copenhagenTime(assessment.assessedAt, product.language);
  const name = escapeMarkdown(`${model.name[product.language]} ${model.version}`);
  const parts = [say('made.read', { day, time, from }), say('made.model', { name }), say('made.quiet')];
  const site = material.siteUrl === null ? null : safeLink(material.siteUrl);
  if (site !== null) parts.push(`[${say('made.site')}](${site})`);
  return parts.join(' · ');
}

function firstOf(maker: BodyMaker, items: readonly string[], most: number): string[] {
  if (items.length <= most) return [...items];
  return [...items.slice(0, most), maker.say('more', { count: items.length - most })];
}

/** `YYYY-MM-DD` in Denmark, where the readers are. */
function copenhagenDay(at: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Europe/Copenhagen' }).format(
    new Date(at),
  );
}

function copenhagenTime(at: string, language: 'da' | 'en'): string {
  const locale = language === 'da' ? 'da-DK' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'Europe/Copenhagen' }).format(
    new Date(at),
  );
}
