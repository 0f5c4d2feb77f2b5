/** What every page is given. */
import type { Model } from '../governance/index.js';
import { sayIn, type Language, type MessageParameters } from '../messages/index.js';
import type { SiteRequest } from './http/request.js';
import type { Portfolio } from './types.js';

export interface PageContext {
  readonly request: SiteRequest;
  readonly language: Language;
  readonly portfolio: Portfolio;
  readonly model: Model;
  readonly viewer: Viewer;
  /** A sentence of the site's, in the page's language. */
  readonly say: (key: string, parameters?: MessageParameters) => string;
  /** An address within the site that stays in the language the reader has chosen. */
  readonly href: (path: string, parameters?: Readonly<Record<string, string | null>>) => string;
}

export interface Viewer {
  /** `absent`: signing in is not set up, so nothing is said of it. */
  readonly state: 'absent' | 'out' | 'in';
  /** GitHub login of who is in. */
  readonly login: string | null;
}

export function pageContext(
  given: Pick<PageContext, 'request' | 'portfolio' | 'model' | 'viewer'>,
): PageContext {
  const { language, isLanguageChosen } = given.request;
  return {
    ...given,
    language,
    say: (key, parameters) => sayIn(language, `site.${key}`, parameters),
    href: (path, parameters = {}) =>
      address(path, { ...parameters, ...(isLanguageChosen ? { lang: language } : {}) }),
  };
}

/** Parameters that are null or empty are left out. */
export function address(path: string, parameters: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== '') query.set(name, value);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The same page in another language. */
export function inOtherLanguage({ path, query }: SiteRequest, language: Language): string {
  return address(encodeURI(path), { ...Object.fromEntries(query), lang: language });
}
