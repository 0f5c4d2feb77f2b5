/** The site on a port of its own, and everything that can be reached on it by following links. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Model } from '../../src/governance/index.js';
import { silentLogger } from '../../src/log/index.js';
import { createSite, type SiteOptions } from '../../src/site/index.js';
import type { Database } from '../../src/store/index.js';
import { MISTAKE } from './filled.js';
import { readerOf } from './support.js';

export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function serveSite(
  database: Database,
  model: Model,
  options: Partial<SiteOptions> = {},
): Promise<Served> {
  const site = createSite({
    database,
    reader: readerOf(database, { mistakes: () => Promise.resolve([MISTAKE]) }),
    model: () => model,
    checks: () =>
      Promise.resolve([
        { key: 'app', state: 'done' },
        { key: 'installed', state: 'todo' },
        { key: 'signIn', state: 'optional' },
      ]),
    signIn: null,
    isSecure: () => false,
    log: silentLogger(),
    ...options,
  });
  const server: Server = createServer((request, response) => void site(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export interface Fetched {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const MOST_PAGES = 1500;

/** Every address of the site that links lead to, from the front page on, but what is to be left out. */
export async function crawl(url: string, leaveOut = /^$/): Promise<ReadonlyMap<string, Fetched>> {
  const found = new Map<string, Fetched>();
  const waiting = ['/'];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (found.has(path)) continue;
    if (found.size >= MOST_PAGES)
      throw new Error(`more than ${MOST_PAGES} addresses: not everything was seen`);
    const answer = await fetch(`${url}${path}`, { headers: { 'accept-language': 'da' } });
    const body = await answer.text();
    found.set(path, { status: answer.status, type: answer.headers.get('content-type') ?? '', body });
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) continue;
    for (const [, href = ''] of body.matchAll(/(?:href|src)="(\/[^"#]*)/g))
      if (!leaveOut.test(href)) waiting.push(href.replaceAll('&amp;', '&'));
  }
  return found;
}
