/** What stands around every page. JSX escapes; text from outside is made plain first. */
import type { Child } from 'hono/jsx';
import { renderToString } from 'hono/jsx/dom/server';
import { formatDay, LANGUAGES, plainText } from '../../messages/index.js';
import { inOtherLanguage, type PageContext } from '../context.js';
import { STYLE_ADDRESS } from '../style/index.js';

export interface PageParts {
  readonly title: string;
  readonly children: Child;
}

const SECTIONS = [
  ['portfolio', '/'],
  ['requirements', '/krav'],
  ['tasks', '/opgaver'],
  ['roadmap', '/roadmap'],
  ['reports', '/rapporter'],
] as const;

/** A whole document, ending in a line break. */
export function renderPage(context: PageContext, { title, children }: PageParts): string {
  return `<!doctype html>\n${renderToString(
    <Page context={context} title={title}>
      {children}
    </Page>,
  )}\n`;
}

function Page({ context, title, children }: PageParts & { readonly context: PageContext }) {
  const { language, say } = context;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${plainText(title, { maxLength: 120 })} · ${say('name')}`}</title>
        <link rel="icon" href="/ikon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={STYLE_ADDRESS} />
      </head>
      <body>
        <a class="skip" href="#indhold">
          {say('skip')}
        </a>
        <Top context={context} />
        <main id="indhold" tabindex={-1}>
          {children}
        </main>
        <Bottom context={context} />
      </body>
    </html>
  );
}

function Top({ context }: { readonly context: PageContext }) {
  const { request, language, say, href, viewer } = context;
  return (
    <header class="top">
      <div class="wide">
        <a class="brand" href={href('/')}>
          <Mark />
          <span>{say('name')}</span>
        </a>
        <nav aria-label={say('nav.label')}>
          <ul>
            {SECTIONS.map(([key, path]) => (
              <li>
                <a href={href(path)} {...(isIn(request.path, path) ? { 'aria-current': 'page' } : {})}>
                  {say(`nav.${key}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ul class="tools">
          {LANGUAGES.filter((one) => one !== language).map((one) => (
            <li>
              <a href={inOtherLanguage(request, one)} hreflang={one} lang={one}>
                {one === 'da' ? 'Dansk' : 'English'}
              </a>
            </li>
          ))}
          <SignIn viewer={viewer} context={context} />
        </ul>
      </div>
    </header>
  );
}

function SignIn({
  viewer,
  context: { say },
}: {
  readonly viewer: PageContext['viewer'];
  readonly context: PageContext;
}) {
  if (viewer.state === 'absent') return null;
  if (viewer.state === 'out')
    return (
      <li>
        <a href="/log-ind">{say('signIn.in')}</a>
      </li>
    );
  return (
    <li>
      <form method="post" action="/log-ud">
        <button type="submit" class="plain">
          {say('signIn.out', { login: plainText(viewer.login ?? '') })}
        </button>
      </form>
    </li>
  );
}

/** Four steps, as the model's four levels. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <rect x="1" y="17" width="4.5" height="6" rx="1" />
      <rect x="7" y="12" width="4.5" height="11" rx="1" />
      <rect x="13" y="7" width="4.5" height="16" rx="1" />
      <rect x="19" y="1" width="4.5" height="22" rx="1" />
    </svg>
  );
}

function Bottom({ context }: { readonly context: PageContext }) {
  const { say, href, language, model, portfolio } = context;
  return (
    <footer class="bottom">
      <div class="wide">
        <p>{say('footer.advice')}</p>
        <p>
          {say('footer.made', {
            day: formatDay(portfolio.day, language),
            model: `${plainText(model.name[language])} ${plainText(model.version)}`,
          })}{' '}
          <a href={href('/setup')}>{say('nav.setup')}</a>
        </p>
      </div>
    </footer>
  );
}

function isIn(path: string, section: string): boolean {
  if (section === '/') return path === '/' || path.startsWith('/produkter');
  return path === section || path.startsWith(`${section}/`);
}
