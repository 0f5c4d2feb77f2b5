/** The issue for one missing document: why, what was seen, what would do, and everything needed to do it. */
import {
  discloseIn,
  type Disclosure,
  type Assessment,
  type Declared,
  type Gap,
  type RequirementAssessment,
} from '../assessment/index.js';
import {
  escapeMarkdown,
  formatDay,
  formatList,
  markdownLink,
  plainText,
  sayIn,
  type Language,
  type MessageParameters,
} from '../messages/index.js';
import type { Product } from '../products/index.js';
import { BODY_LIMIT } from './desired-maturity-body.js';
import { documentFile } from './document-file.js';
import { documentTask } from './document-task.js';
import { documentLabels, type Label } from './labels.js';
import { examplesLine } from './examples-line.js';
import { renderMarker } from './marker.js';
import { fenceFor } from './maturity-body.js';
import { editFileLink, newFileLink } from './new-file-link.js';
import type { OfferedDocument } from './templates.js';
import type { IssueMaterial, ModelTexts, RepositoryView, RequirementTexts } from './types.js';
import { isMissing } from './wanted.js';

export interface DocumentIssue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly Label[];
}

export interface DocumentContext {
  readonly product: Product;
  /** `productKey` of the product. */
  readonly productKey: string;
  readonly assessment: Assessment;
  readonly model: ModelTexts;
  readonly material: IssueMaterial;
}

interface Writer extends DocumentContext {
  readonly requirement: RequirementAssessment;
  readonly texts: RequirementTexts;
  readonly gap: Gap;
  readonly language: Language;
  readonly disclosure: Disclosure;
  /** The repository where the new file belongs; undefined where it was not read. */
  readonly target: RepositoryView | undefined;
  readonly path: string;
  readonly offer: OfferedDocument | null;
  /** What the file would hold; null where nothing is offered. */
  readonly filled: string | null;
  readonly say: (key: string, parameters?: MessageParameters) => string;
}

/** GitHub takes 256 characters. */
const TITLE_LENGTH = 200;
const MOST_REPOSITORIES = 8;

/**
 * Title and body for a requirement with a gap; null when the requirement has none or the model does not know it.
 * The template stands in the body also when the link carries it, since a link can be too long for some mail programs.
 */
export function documentIssue(
  requirement: RequirementAssessment,
  context: DocumentContext,
): DocumentIssue | null {
  const texts = context.model.requirements.find((one) => one.id === requirement.id);
  const { gap } = requirement;
  if (gap === null || texts === undefined) return null;
  const { language } = context.product;
  const mentioned = context.assessment.repositories.map((one) => one.name);
  const disclosure = discloseIn(context.product.home, context.material.repositories, mentioned);
  const file = documentFile({ ...context, requirement, texts, disclosure });
  const writer: Writer = {
    ...context,
    requirement,
    texts,
    gap,
    language,
    disclosure,
    target: file.repository,
    path: file.path,
    offer: file.offer,
    filled: file.text,
    say: (key, parameters) => sayIn(language, `issues.document.${key}`, parameters),
  };
  return {
    title: titleOf(writer),
    body: bodyOf(writer),
    labels: documentLabels(gap.effort, gap.role, language),
  };
}

function titleOf(writer: Writer): string {
  const { requirement } = writer;
  const title = writer.say('title', {
    id: requirement.id,
    task: taskName(writer),
    file: fileName(writer.path),
  });
  // A title is plain text on GitHub, but mentions and references work in it too.
  return plainText(title, { maxLength: TITLE_LENGTH }).replace(/[@#](?=\w)/g, '$&\u200b');
}

/** What there is to do, in a few words: `Beskriv, hvordan man melder et sikkerhedshul`. */
function taskName({ gap, offer, language }: Writer): string {
  return (
    documentTask(gap.template, language) ??
    offer?.title[language] ??
    sayIn(language, 'issues.document.task.other')
  );
}

function fileName(path: string): string {
  return path.split('/').at(-1) ?? path;
}

function bodyOf(writer: Writer): string {
  const { requirement, productKey, say } = writer;
  const marker = renderMarker({
    kind: 'document',
    product: productKey,
    requirement: requirement.id,
    closed: null,
    reopened: 0,
  });
  const { filled } = writer;
  const blocks = [
    `${marker}\n\n${introduction(writer)}`,
    lookedAt(writer),
    green(writer),
    steps(writer, filled),
  ];
  const end = say('end', { id: escapeMarkdown(requirement.id) });
  const template = filled === null ? null : templateBlock(writer, filled);
  const whole = [...blocks, ...(template === null ? [] : [template]), end].join('\n\n');
  return `${whole.length <= BODY_LIMIT ? whole : [...blocks, end].join('\n\n')}\n`;
}

function introduction(writer: Writer): string {
  const { texts, product, model, language, say } = writer;
  const level = model.levels.find((one) => one.id === texts.level);
  const sentences = [
    say(isThere(writer) ? 'introThere' : 'intro', {
      id: escapeMarkdown(texts.id),
      title: escapeMarkdown(texts.title[language]),
      product: escapeMarkdown(product.name),
      file: escapeMarkdown(fileName(writer.path)),
      guidance: escapeMarkdown(texts.guidance[language]),
    }),
  ];
  if (level !== undefined) {
    const key = texts.recommendation ? 'level.recommended' : 'level.required';
    sentences.push(say(key, { level: escapeMarkdown(level.name[language]) }));
  }
  const others = sameDocument(writer);
  if (others.length > 0) sentences.push(say('alsoCovers', { requirements: formatList(others, language) }));
  return sentences.join(' ');
}

/** Other requirements that want the same document: it gets one issue at a time, so this one names them. */
function sameDocument({ assessment, requirement, gap }: Writer): string[] {
  const others = assessment.requirements.filter(
    (one) => one.id !== requirement.id && isMissing(one) && one.gap?.template === gap.template,
  );
  return others.map((one) => `**${escapeMarkdown(one.id)}**`);
}

/** Whether the file is there already, and only lacks something. */
function isThere(writer: Writer): boolean {
  return writer.target?.paths?.has(writer.path) === true;
}

function lookedAt(writer: Writer): string {
  const { assessment, material, disclosure, requirement, language, say } = writer;
  const links: string[] = [];
  for (const { name } of assessment.repositories) {
    if (!disclosure.shows(name)) continue;
    const view = material.repositories.find((one) => one.nameWithOwner === name);
    links.push(markdownLink(name, view?.url ?? null));
  }
  const day = formatDay(assessment.asOf, language);
  const basis = basisText(writer);
  const shown = formatList(links.slice(0, MOST_REPOSITORIES), language);
  const sentences = [
    links.length === 0
      ? say('lookedNowhere', { day, basis })
      : say('looked', { repositories: shown, day, basis }),
  ];
  if (requirement.declared !== null) sentences.push(...declared(writer, requirement.declared));
  return sentences.join(' ');
}

/** Why the requirement is rated as it is, for a comment or a body; empty where it rests on what may not be shown. */
function basisText(writer: Writer): string {
  const { disclosure, requirement, language } = writer;
  return disclosure.isWhole(requirement) ? escapeMarkdown(requirement.basis[language]) : '';
}

function declared(writer: Writer, answer: Declared): string[] {
  // The basis has told it already when the declaration was part of the rating.
  if (answer.status === 'unanswered' || answer.raw === '' || writer.requirement.decidedBy !== 'repository')
    return [];
  const raw = escapeMarkdown(answer.raw, { maxLength: 60 });
  return [writer.say('declared', { raw, links: answer.links.length })];
}

function green(writer: Writer): string {
  const green = escapeMarkdown(writer.texts.greenWhen[writer.language]).replace(/[.:;,\s]+$/, '');
  return writer.say('green', { green });
}

function steps(writer: Writer, filled: string | null): string {
  const { gap, material, requirement, offer, language, say } = writer;
  const lines = [fileStep(writer, filled)];
  if (offer?.isPrefilled !== false) lines.push(say('step.fill'));
  lines.push(say('step.pull'));
  const numbered = lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
  const about = [duration(writer), say(`role.${gap.role}`)];
  if (offer !== null) about.push(say('readFirst', { what: escapeMarkdown(offer.readFirst[language]) }));
  const examples = examplesLine(material, requirement.id, language);
  return `${say('how')}\n\n${numbered}\n\n${about.join(' ')}\n\n${examples}`;
}

function duration({ gap, offer, say }: Writer): string {
  if (offer === null) return say(`effort.${gap.effort}`);
  const { minutes } = offer;
  return minutes < 60 ? say('minutes', { minutes }) : say('hours', { hours: Math.round(minutes / 30) / 2 });
}

function fileStep(writer: Writer, filled: string | null): string {
  const { path, offer, target, say } = writer;
  const file = escapeMarkdown(fileName(path));
  if (target === undefined || target.defaultBranch === null) {
    return say('step.noLink', { file: escapeMarkdown(path) });
  }
  if (isThere(writer)) {
    return say('step.edit', { file, url: editFileLink(target.url, target.defaultBranch, path) });
  }
  const text = offer?.isPrefilled === true ? (filled ?? '') : '';
  const link = newFileLink({ repositoryUrl: target.url, branch: target.defaultBranch, path, text });
  if (offer?.isPrefilled === false) return say('step.advice', { file, url: link.url });
  return say(link.isFilled && text !== '' ? 'step.new' : 'step.newWithout', { file, url: link.url });
}

function templateBlock(writer: Writer, filled: string): string {
  const fence = fenceFor(filled);
  const kind = /\.ya?ml$/.test(writer.path) ? 'yaml' : 'markdown';
  const code = `${fence}${kind}\n${filled.trimEnd()}\n${fence}`;
  return `<details><summary>${writer.say(writer.offer?.isPrefilled === false ? 'advice' : 'template')}</summary>\n\n${code}\n\n</details>`;
}
