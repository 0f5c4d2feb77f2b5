/** The next self-evaluation, offered when one is due. */
import { declarationChanges, declarationFileName, isDeclarationDue } from '../assessment/index.js';
import { escapeMarkdown, safeLink } from '../messages/index.js';
import { dayOf, shown, type BodyMaker } from './body-maker.js';
import type { DeclarationSection } from './maturity-body.js';
import { newFileLink } from './new-file-link.js';
import type { DraftSize } from './types.js';

const MOST_CHANGES = 12;

export function declarationSection(maker: BodyMaker, size: DraftSize | null): DeclarationSection | null {
  const { assessment, material, say } = maker;
  const due = isDeclarationDue(assessment);
  if (due === null || material.draft === null) return null;
  const date = assessment.declaration?.date ?? null;
  const day = date === null ? say('declaration.unknownDay') : dayOf(maker, date);
  const draft = size === null ? null : material.draft(size).trim();
  const offer = [due === 'none' ? say('declaration.none') : say('declaration.old', { day })];
  const link = fileLink(maker);
  if (draft === null) offer.push(say('declaration.tooLong'));
  else if (link !== null) offer.push(link);
  return { offer: offer.join(' '), changes: changeItems(maker), draft };
}

/** In the home, where everybody who reads this may look. */
function fileLink({ assessment, material, product, say }: BodyMaker): string | null {
  const home = material.repositories.find(({ nameWithOwner }) => nameWithOwner === product.home);
  if (home === undefined || home.defaultBranch === null) return null;
  const path = declarationFileName(assessment.asOf);
  const { url } = newFileLink({ repositoryUrl: home.url, branch: home.defaultBranch, path, text: '' });
  return say('declaration.file', { file: escapeMarkdown(path), url });
}

function changeItems(maker: BodyMaker): string[] {
  const changes = declarationChanges(maker.assessment);
  const items = changes.flatMap((change) => {
    const { evidence } = change;
    if (evidence !== null && !maker.disclosure.shows(evidence.repository)) return [];
    const text = shown(maker, change);
    const address = evidence?.url ?? null;
    const url = address === null ? null : safeLink(address);
    return [url === null ? text : `[${text}](${url})`];
  });
  const more = items.length - MOST_CHANGES;
  return more > 0 ? [...items.slice(0, MOST_CHANGES), maker.say('more', { count: more })] : items;
}
