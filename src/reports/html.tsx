/** The assessment as one page that needs nothing else: no script, no font, no picture. JSX escapes; text is made plain first. */
import { createHash } from 'node:crypto';
import { renderToString } from 'hono/jsx/dom/server';
import type { Assessment } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import { plainText, sayIn } from '../messages/index.js';
import { Contents, Overview } from './html-overview.js';
import { ThemeSection } from './html-requirement.js';
import { Change, Findings, LevelSection, Made, Questions, Steps } from './html-sections.js';
import { PAGE_STYLE } from './html-style.js';
import { byTheme, type PageProps, type ReportOptions } from './view.js';

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');
/** Even if something slipped through: nothing runs, nothing is fetched, nothing is sent. */
export const HTML_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** A whole document, ending in a line break. */
export function renderHtml(assessment: Assessment, model: Model, options: ReportOptions): string {
  const page = <Page assessment={assessment} model={model} language={options.language} />;
  return `<!doctype html>\n${renderToString(page)}\n`;
}

function Page({ assessment, model, language }: PageProps) {
  const title = sayIn(language, 'reports.title', { product: plainText(assessment.product) });
  const props = { assessment, model, language };
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={HTML_POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: PAGE_STYLE }} />
      </head>
      <body>
        <a class="skip" href="#indhold">
          {sayIn(language, 'reports.html.skip')}
        </a>
        <header>
          <h1>{title}</h1>
          <LevelSection {...props} />
        </header>
        <main id="indhold">
          <Change {...props} />
          <Steps {...props} />
          <Overview {...props} />
          <Contents {...props} />
          {byTheme(assessment, model).map((group) => (
            <ThemeSection {...props} group={group} />
          ))}
          <Questions {...props} />
          <Findings {...props} />
        </main>
        <footer>
          <Made {...props} />
        </footer>
      </body>
    </html>
  );
}
