/** Colours, letters and what stands around every page. The colours' contrast is held by a test (WCAG 2.1 AA). */
export const BASE_STYLE = `
:root { color-scheme: light dark;
  --paper: #ffffff; --panel: #f4f6f5; --ink: #17211f; --quiet: #52605c; --line: #d5dcd9; --edge: #7d8a86;
  --link: #0b5563; --brand: #0b4a57; --onbrand: #ffffff; --brandline: #2a6975;
  --green: #17703a; --yellow: #855a00; --red: #b3261e; --grey: #5c6763; --unknown: #2a5bb0;
  --green-soft: #d9efe0; --yellow-soft: #fbeac2; --red-soft: #fbdcd8; --grey-soft: #e6eae8; --unknown-soft: #dde7f8;
  --f-green: #2e8b57; --f-yellow: #e0a526; --f-red: #cf4a3f; --f-grey: #b4bdb9; --f-unknown: #86a5da; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #111716; --panel: #1a2220; --ink: #e8eeec; --quiet: #a6b3af; --line: #33403c; --edge: #7d8a86;
  --link: #7fd1de; --brand: #0d2e36; --onbrand: #f0f7f6; --brandline: #245560;
  --green: #6fd497; --yellow: #e8bb55; --red: #ff9f97; --grey: #a6b3af; --unknown: #9dbdf5;
  --green-soft: #17402a; --yellow-soft: #463710; --red-soft: #57211d; --grey-soft: #2a3331; --unknown-soft: #1f3357;
  --f-green: #3fa76c; --f-yellow: #d9a02a; --f-red: #d75b50; --f-grey: #66736f; --f-unknown: #5f86c9; } }
*, ::before, ::after { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
.wide { max-width: 76rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2rem); }
main { display: block; padding-block: 1rem 3rem; outline: none; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.4rem); line-height: 1.15; letter-spacing: -.015em; font-weight: 650; margin: 1.25rem 0 .5rem; text-wrap: balance; }
h2 { font-size: clamp(1.2rem, 1.05rem + .7vw, 1.5rem); line-height: 1.25; letter-spacing: -.01em; font-weight: 650; margin: 2.5rem 0 .75rem; text-wrap: balance; }
h3 { font-size: 1.05rem; line-height: 1.35; font-weight: 650; margin: 1.25rem 0 .35rem; }
h4, h5 { font-size: 1rem; line-height: 1.35; font-weight: 650; margin: 0; }
p { margin: .5rem 0; max-width: 70ch; text-wrap: pretty; }
ul, ol { margin: .5rem 0; padding-left: 1.3rem; max-width: 76ch; }
li { margin: .25rem 0; }
a { color: var(--link); text-decoration-thickness: .07em; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: .14em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
main:focus-visible { outline: none; }
blockquote { margin: 1rem 0; padding: .25rem 1rem; border-left: 4px solid var(--line); color: var(--quiet); }
code { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: var(--panel); padding: .1em .35em; border-radius: 3px; overflow-wrap: anywhere; }
.lead { font-size: 1.125rem; line-height: 1.55; color: var(--quiet); max-width: 62ch; }
.quiet { color: var(--quiet); }
.nowrap { white-space: nowrap; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); color: var(--link); padding: .6rem 1rem; z-index: 2; border-radius: 4px; }
.top { background: var(--brand); color: var(--onbrand); }
.top .wide { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding-block: .6rem; }
.top a, .top button.plain { color: inherit; text-decoration: none; padding: .35rem .1rem; display: inline-block; }
.top a:hover, .top button.plain:hover, .top [aria-current] { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .35em; }
.top :focus-visible { outline-color: var(--onbrand); }
.brand { font-weight: 700; letter-spacing: -.01em; font-size: 1.1rem; }
.brand, .top .brand { display: inline-flex; align-items: center; gap: .6rem; }
.mark { fill: currentColor; flex: none; }
.top ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.1rem; margin: 0; padding: 0; max-width: none; }
.top li { margin: 0; }
.tools { margin-left: auto !important; font-size: .95rem; }
.tools form { margin: 0; }
.bottom { border-top: 1px solid var(--line); color: var(--quiet); font-size: .95rem; padding-block: 1rem 2.5rem; }
.crumbs { margin: .75rem 0 -.5rem; font-size: .95rem; }
.notice { background: var(--panel); border-left: 4px solid var(--edge); padding: .8rem 1rem; border-radius: 0 4px 4px 0; }
.message { padding-block: 2rem; }
button, select, input[type=search] { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 5px; padding: .45rem .6rem; min-height: 2.6rem; max-width: 100%; }
button { background: var(--brand); color: var(--onbrand); border-color: var(--brandline); padding-inline: 1.1rem; font-weight: 600; cursor: pointer; }
button.plain { background: none; border: 0; min-height: 0; font-weight: 400; }
.filter { display: flex; flex-wrap: wrap; gap: .75rem; align-items: flex-end; background: var(--panel); padding: 1rem; border-radius: 8px; margin: .75rem 0; }
.filter label { display: grid; gap: .2rem; font-size: .9rem; color: var(--quiet); min-width: 0; }
.filter label.grow { flex: 1 1 14rem; } .filter select { max-width: 11.5rem; }
.filter label.check { display: flex; align-items: center; gap: .5rem; min-height: 2.6rem; }
.filter input[type=checkbox] { width: 1.2rem; height: 1.2rem; accent-color: var(--link); }
.filter input[type=search] { width: 100%; }
.filter > a { align-self: center; }
@media (max-width: 36rem) {
  .filter label { flex: 1 1 calc(50% - .4rem); } .filter label.grow, .filter label.check, .filter button { flex: 1 1 100%; }
  .filter select { width: 100%; max-width: none; }
  .top ul { gap: 0 .9rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
