/** What nobody could read, and what may lie there. */
import type { FileEntry, RepositoryFacts } from '../facts/index.js';
import type { DocumentEntry, Listing, ProbeContext, Saying } from './types.js';

/** That a repository could not be read, or not all of it. */
export function unreadRepository({ nameWithOwner }: RepositoryFacts, { incomplete }: Listing): Saying {
  return { key: `incomplete.${incomplete ?? 'unread'}`, parameters: { repository: nameWithOwner } };
}

/** That one of the repositories could not be read, when one could not. */
export function unreadOf({ unreadRepositories }: ProbeContext): Saying | null {
  const [repository] = unreadRepositories;
  if (repository === undefined) return null;
  return { key: 'incomplete.unread', parameters: { repository: repository.nameWithOwner } };
}

/** The same, also when the tree of one was so large that paths deep in it were left out. */
export function unreadOrCut(context: ProbeContext): Saying | null {
  for (const repository of context.repositories) {
    const listing = context.listing(repository);
    if (listing.incomplete !== null) return unreadRepository(repository, listing);
  }
  return null;
}

export function unreadText(path: string): Saying {
  return { key: 'document.unread', parameters: { path } };
}

/** By their names these are about something of their own; nobody looks for anything else in them, and they are often too large to read. */
const OF_OWN_SUBJECT =
  /^(changelog|change[-_ ]log|changes|history|news|release[-_ ]notes|(un)?licen[cs]es?|copying|copyright|notice|authors)\b/;

export function isOfOwnSubject({ lowerName }: FileEntry): boolean {
  return OF_OWN_SUBJECT.test(lowerName);
}

/** Whether a text that nobody has read may hold anything that is looked for. */
export function mayHold({ entry, format, isTemplate }: DocumentEntry): boolean {
  return format === 'open' && !isTemplate && !isOfOwnSubject(entry);
}
