import type { Answer } from './http/respond.js';
import { ICON, STYLE, STYLE_ADDRESS } from './style/index.js';

/** What is the same for everybody until the program is another. */
export const STATIC_FILES: readonly (readonly [path: string, answer: Answer])[] = [
  [STYLE_ADDRESS, { status: 200, type: 'text/css; charset=utf-8', body: STYLE, cache: 'immutable' }],
  ['/ikon.svg', { status: 200, type: 'image/svg+xml', body: ICON }],
  [
    '/robots.txt',
    {
      status: 200,
      type: 'text/plain; charset=utf-8',
      body: 'User-agent: *\nDisallow: /log-\nDisallow: /*?\n',
    },
  ],
];
