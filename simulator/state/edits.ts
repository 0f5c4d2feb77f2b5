/** The history of a text: GitHub keeps who edited it and how it read after each edit. */
import type { Account, Actor, ContentEdit } from './types.js';
import type { World } from './world.js';

interface Edited {
  readonly author: Account;
  readonly body: string | null;
  readonly createdAt: string;
  readonly edits: ContentEdit[];
}

/** Call before the text is changed to `after`. The first edit shows how it was written, too. */
export function noteEdit(world: World, actor: Actor, subject: Edited, after: string): void {
  const { author, body, createdAt, edits } = subject;
  if (edits.length === 0) edits.push(newEdit(world, author, body ?? '', createdAt));
  edits.unshift(newEdit(world, actor.account, after, world.now()));
}

function newEdit(world: World, editor: Account, diff: string, editedAt: string): ContentEdit {
  return world.create<ContentEdit>('edit', (ids) => ({
    ...ids,
    kind: 'UserContentEdit',
    editor,
    diff,
    editedAt,
  }));
}
