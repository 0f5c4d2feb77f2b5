import type { Child } from 'hono/jsx';

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --ok: #1a7f37; --bad: #b3261e; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
.wide { overflow-x: auto; } .body { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; margin: 1rem 0; overflow-x: auto; }
.label { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: .85rem; white-space: nowrap; }
.muted { opacity: .75; } pre { background: var(--soft); padding: .5rem; overflow-x: auto; } code { background: var(--soft); }
.bar { position: relative; height: 1.2rem; background: var(--soft); min-width: 20rem; }
.bar span { position: absolute; top: .2rem; bottom: .2rem; background: #0969da; border-radius: .2rem; min-width: 4px; }
pre.file { counter-reset: line; } pre.file span { display: block; min-height: 1.5em; } pre.file span:target { background: #fd43; }
pre.file span::before { counter-increment: line; content: counter(line); display: inline-block; width: 3.5rem; opacity: .5; }
`;

export interface LayoutProps {
  readonly title: string;
  /** Links to where this page belongs: text and address. */
  readonly trail: readonly (readonly [string, string])[];
  readonly children: Child;
}

export function Layout({ title, trail, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · simulated GitHub`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <nav aria-label="Place">
          <a href="/">Simulated GitHub</a>
          {trail.map(([text, href]) => (
            <>
              {' / '}
              <a href={href}>{text}</a>
            </>
          ))}
        </nav>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
}
