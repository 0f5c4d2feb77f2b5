/** Each theme with its requirements: symbol and word, why, and where it was seen. */
import type { RequirementAssessment } from '../assessment/index.js';
import { escapeMarkdown, inLanguage, markdownLink, safeLink } from '../messages/index.js';
import { dayOf, documentIssueOf, issueLink, nameOf, type BodyMaker } from './body-maker.js';
import { evidenceLinks } from './evidence-links.js';
import type { DraftSize } from './types.js';
import { RATING_COLUMNS, SYMBOLS, type ThemeSection } from './maturity-body.js';

/** How much is said per requirement. */
export interface Detail {
  readonly links: number;
  /** Characters of a reason. */
  readonly basis: number;
  /** Whether requirements that need nothing get a row of their own. */
  readonly fine: boolean;
  /** Of the draft of a self-evaluation; null: it is left out. */
  readonly draft: DraftSize | null;
}

export function themeSections(maker: BodyMaker, detail: Detail): ThemeSection[] {
  const { assessment, model, product } = maker;
  const sections: ThemeSection[] = [];
  for (const theme of model.themes) {
    const all = assessment.requirements.filter((requirement) => requirement.theme === theme.id);
    if (all.length === 0) continue;
    const rows = detail.fine ? all : all.filter((one) => one.rating !== 'green' && one.rating !== 'grey');
    sections.push({
      name: escapeMarkdown(theme.name[product.language]),
      tally: tally(maker, all),
      rows: rows.map((requirement) => ({
        requirement: nameOf(maker, requirement.id),
        rating: requirement.rating,
        basis: basisCell(maker, requirement, detail),
      })),
    });
  }
  return sections;
}

function tally(maker: BodyMaker, requirements: readonly RequirementAssessment[]): string {
  const counts: string[] = [];
  for (const rating of RATING_COLUMNS) {
    const count = requirements.filter((one) => one.rating === rating).length;
    if (count > 0) counts.push(`${count} ${SYMBOLS[rating]}`);
  }
  return `${maker.say('theme.count', { count: requirements.length })} · ${counts.join(' ')}`;
}

function basisCell(maker: BodyMaker, requirement: RequirementAssessment, detail: Detail): string {
  const { disclosure, product, material, say } = maker;
  const basis = inLanguage(requirement.basis, product.language);
  const parts = [
    disclosure.isWhole(requirement) ? escapeMarkdown(basis, { maxLength: detail.basis }) : say('hidden'),
  ];
  const urls = material.repositories.map((view) => view.url);
  const links = evidenceLinks(disclosure.evidence(requirement), detail.links, urls);
  if (links !== '') parts.push(`(${links})`);
  if (requirement.recommendation) parts.push(say('theme.recommendation'));
  const issue = documentIssueOf(maker, requirement.id);
  const given = requirement.explanation;
  // What we noted when people closed the issue is no explanation of theirs: the row asks for one.
  const isOurNote =
    issue?.state === 'declined' && given?.link?.endsWith(`/issues/${issue.number ?? ''}`) === true;
  if (given !== null && !isOurNote) parts.push(explanation(maker, given, requirement.id));
  if (issue?.state === 'open') parts.push(`→ ${issueLink(maker, issue)}`);
  if (issue?.state === 'declined' && (given === null || isOurNote)) {
    parts.push(say('theme.declined', { issue: issueLink(maker, issue), id: escapeMarkdown(requirement.id) }));
  }
  return parts.join(' ').trim();
}

function explanation(
  maker: BodyMaker,
  given: NonNullable<RequirementAssessment['explanation']>,
  id: string,
): string {
  if (!maker.disclosure.allows(given.reason)) return maker.say('hidden');
  const reason = escapeMarkdown(given.reason, { maxLength: 200 });
  const until =
    given.until === null ? '' : ` ${maker.say('explanation.until', { day: dayOf(maker, given.until) })}`;
  const said = maker.say(`explanation.${given.state}`, { reason, until, id: escapeMarkdown(id) });
  return `${said}${decidedAt(maker, given.link)}`;
}

/** Where it was decided, in parentheses; empty where nobody says, or it may not be shown. */
function decidedAt(maker: BodyMaker, link: string | null): string {
  const url = link === null ? null : safeLink(link);
  if (url === null || !maker.disclosure.allows(url)) return '';
  return ` (${markdownLink(new URL(url).hostname, url)})`;
}
