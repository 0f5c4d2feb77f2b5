/** The portfolio site: which address shows what, to whom. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Model } from '../governance/index.js';
import type { Logger } from '../log/index.js';
import { problemAnswer } from './api/problem.js';
import { pageContext, type PageContext, type Viewer } from './context.js';
import { createPageCache } from './http/page-cache.js';
import { createRateLimit, type RateLimit } from './http/rate-limit.js';
import { readRequest, type SiteRequest } from './http/request.js';
import { prepare, respond, type Answer, type Prepared } from './http/respond.js';
import { messagePage } from './pages/message.js';
import type { SetupCheck } from './pages/setup.js';
import type { PortfolioReader } from './reader.js';
import { routeFor, type RouteSources } from './routes.js';
import { STATIC_FILES } from './static-files.js';
import type { Audience } from './types.js';

export interface SiteOptions extends Omit<RouteSources, 'reader'> {
  readonly reader: PortfolioReader;
  readonly model: () => Model;
  readonly checks: () => Promise<readonly SetupCheck[]>;
  /** Null: nobody can sign in, so private products are simply not there. */
  readonly signIn: SignIn | null;
  /** Whether readers reach the site by https. */
  readonly isSecure: () => boolean;
  readonly log: Logger;
  /** Null: no limit. */
  readonly rateLimit?: RateLimit | null;
}

export interface SignIn {
  /** Who asks, by what the browser has sent; asked of GitHub again now and then. */
  readonly viewer: (request: IncomingMessage) => Promise<Viewer>;
  /** Answers addresses of its own; null for all others. `notMember`: who came back from GitHub may see nothing private. */
  readonly answer: (request: IncomingMessage, site: SiteRequest) => Promise<Answer | 'notMember' | null>;
}

/** Answers every address that nobody else has answered, with a page that says so where there is nothing. */
export type Site = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** A person clicks a few times a second at most; a spreadsheet or a crawler asks more often. */
const LIMIT = { burst: 120, perSecond: 10 } as const;
const HTML = 'text/html; charset=utf-8';

export function createSite(options: SiteOptions): Site {
  const { reader, signIn, log } = options;
  const limit = options.rateLimit === undefined ? createRateLimit(LIMIT) : options.rateLimit;
  const cache = createPageCache();
  const files = new Map(STATIC_FILES.map(([path, answer]) => [path, prepare(answer)]));

  return async (request, response) => {
    const answer = await answerTo(request);
    await respond(request, response, answer, options.isSecure());
    return true;
  };

  async function answerTo(request: IncomingMessage): Promise<Prepared> {
    const site = readRequest(request);
    if (site === null) return plain(400, 'There is no such address here.');
    const wait = limit?.check(request) ?? null;
    if (wait !== null) return refused(site, 429, 'Too many requests.', { 'retry-after': String(wait) });
    const file = files.get(site.path);
    if (file !== undefined) return file;
    const own = (await signIn?.answer(request, site)) ?? null;
    if (own === 'notMember') return refusal(site);
    if (own !== null) return prepare(own);
    if (site.method !== 'GET' && site.method !== 'HEAD')
      return refused(site, 405, 'This address can only be read.', { allow: 'GET, HEAD' });
    const viewer = await viewerOf(request);
    return viewer.state === 'in' ? pageFor(site, viewer, 'members') : pageFor(site, viewer, 'public');
  }

  async function viewerOf(request: IncomingMessage): Promise<Viewer> {
    if (signIn === null) return { state: 'absent', login: null };
    return signIn.viewer(request);
  }

  async function refusal(site: SiteRequest): Promise<Prepared> {
    const portfolio = await reader.portfolio('public');
    const viewer: Viewer = { state: 'out', login: null };
    const context = pageContext({ request: site, portfolio, model: options.model(), viewer });
    return prepare({ status: 403, type: HTML, body: messagePage(context, 'notMember'), cache: 'no-store' });
  }

  async function pageFor(site: SiteRequest, viewer: Viewer, audience: Audience): Promise<Prepared> {
    const portfolio = await reader.portfolio(audience);
    const key = `${viewer.state} ${site.language} ${site.path}?${site.query.toString()}`;
    // What a member sees is kept nowhere.
    const known = audience === 'public' ? cache.find(portfolio.stamp, key) : undefined;
    if (known !== undefined) return known;
    const context = pageContext({ request: site, portfolio, model: options.model(), viewer });
    const made = await makePage(context);
    const page = prepare(audience === 'public' ? made : { ...made, cache: 'no-store' });
    if (audience === 'public' && page.status === 200 && page.cache !== 'no-store')
      cache.keep(portfolio.stamp, key, page);
    return page;
  }

  async function makePage(context: PageContext): Promise<Answer> {
    try {
      const page = await routeFor(context, options);
      return page ?? { status: 404, type: HTML, body: messagePage(context, 'notFound'), cache: 'no-store' };
    } catch (error) {
      log.error({ err: error, path: context.request.path }, 'page could not be made');
      if (isApi(context.request))
        return problemAnswer(500, 'The answer could not be made. Try again in a while.');
      return { status: 500, type: HTML, body: messagePage(context, 'failed'), cache: 'no-store' };
    }
  }
}

/** Programs are answered as programs. */
function refused(
  site: SiteRequest,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
): Prepared {
  return isApi(site) ? prepare(problemAnswer(status, text, headers)) : plain(status, text, headers);
}

function isApi({ path }: SiteRequest): boolean {
  return /^\/api(\/|$)/.test(path);
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Prepared {
  return prepare({
    status,
    type: 'text/plain; charset=utf-8',
    body: `${text}\n`,
    cache: 'no-store',
    headers,
  });
}
