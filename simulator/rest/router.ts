/** Finds the operation of a request; every operation of the list has its handler. */
import type { Route } from '../http/context.js';
import { OPERATIONS, type Operation } from '../schema/operations.js';
import { accountRoutes } from './accounts.js';
import { appRoutes } from './app.js';
import { checkRoutes } from './checks.js';
import { commentRoutes } from './comments.js';
import { gitRoutes } from './git.js';
import { issueRoutes } from './issues.js';
import { labelRoutes } from './labels.js';
import { milestoneRoutes } from './milestones.js';
import { projectRoutes } from './projects.js';
import { pullRoutes } from './pulls.js';
import { repositoryRoutes } from './repositories.js';

const ROUTES: Readonly<Record<Operation, Route>> = {
  ...accountRoutes,
  ...appRoutes,
  ...checkRoutes,
  ...commentRoutes,
  ...gitRoutes,
  ...issueRoutes,
  ...labelRoutes,
  ...milestoneRoutes,
  ...projectRoutes,
  ...pullRoutes,
  ...repositoryRoutes,
};

/** Parameters that may hold slashes. */
const LONG = new Set(['path', 'ref', 'basehead', 'tree_sha', 'name']);

interface Pattern {
  readonly operation: Operation;
  readonly method: string;
  readonly expression: RegExp;
  readonly names: readonly string[];
}

const PATTERNS: readonly Pattern[] = [...OPERATIONS].sort(bySpecificity).map(patternOf);

/** More fixed parts first: `…/issues/comments/{id}` before `…/issues/{number}/comments`. */
function bySpecificity(a: string, b: string): number {
  const fixed = (operation: string): number =>
    operation.split('/').filter((part) => !part.startsWith('{')).length;
  return fixed(b) - fixed(a) || b.length - a.length;
}

function patternOf(operation: Operation): Pattern {
  const [method = '', template = ''] = operation.split(' ');
  const names: string[] = [];
  const source = template.replace(/\{([\w-]+)\}/g, (_match, name: string) => {
    names.push(name);
    if (name === 'path') return '(.*)';
    return LONG.has(name) ? '(.+)' : '([^/]+)';
  });
  // The root folder is asked for without a path.
  const optional = source.replace(/\/\(\.\*\)$/, '(?:/(.*))?');
  return { operation, method, expression: new RegExp(`^${optional}/?$`), names };
}

export interface Match {
  readonly operation: Operation;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Null: not one of the simulated operations. */
export function matchRoute(method: string, path: string): Match | null {
  for (const pattern of PATTERNS) {
    if (pattern.method !== method) continue;
    const found = pattern.expression.exec(path);
    if (found === null) continue;
    const params: Record<string, string> = {};
    for (const [index, name] of pattern.names.entries()) {
      params[name] = decodeURIComponent(found[index + 1] ?? '');
    }
    return { operation: pattern.operation, route: ROUTES[pattern.operation], params };
  }
  return null;
}
