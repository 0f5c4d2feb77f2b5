import type { Reply } from '../http/context.js';
import type { World } from '../state/world.js';

/** The page of an address; null where there is none. */
export function renderPage(world: World, path: string): Reply | null {
  return path === '/' ? { status: 200, body: `${world.repositories.size} repositories` } : null;
}
