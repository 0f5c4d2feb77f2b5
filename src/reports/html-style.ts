/** The page's own style: nothing is fetched. The colours' contrast is held by a test (WCAG 2.1 AA). */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --paper: #ffffff; --panel: #f3f5f7; --ink: #1b1f24; --quiet: #535b64; --line: #8b949e;
  --link: #0a4f9e; --green: #1a7f37; --yellow: #8a6100; --red: #c21f2a; --grey: #656d76; --unknown: #0a5fb8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181d; --panel: #1e242b; --ink: #e6edf3; --quiet: #a5b0bb; --line: #6e7781;
    --link: #8cc2ff; --green: #56d364; --yellow: #e3b341; --red: #ff8f89; --grey: #a5b0bb; --unknown: #79b8ff; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; }
footer { padding-bottom: 3rem; color: var(--quiet); }
h1 { font-size: clamp(1.35rem, 5vw, 1.7rem); hyphens: auto; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; line-height: 1.3; margin: 0 0 .25rem; }
p { margin: .4rem 0; }
ul, ol { margin: .4rem 0; padding-left: 1.4rem; }
li { margin: .25rem 0; }
a { color: var(--link); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; }
.levels { list-style: none; padding: 0; }
.levels li:first-child { font-size: 1.25rem; font-weight: 600; }
.quiet { color: var(--quiet); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; overflow-wrap: normal; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); padding-bottom: .35rem; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; text-align: right; vertical-align: bottom; }
th:first-child { text-align: left; }
tr:last-child > * { font-weight: 600; }
.legend { list-style: none; padding: 0; display: none; flex-wrap: wrap; gap: 0 1rem; }
.contents ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; }
.requirement { border-left: .35rem solid var(--line); background: var(--panel); padding: .75rem 1rem; margin: .75rem 0; }
.requirement.green { border-color: var(--green); }
.requirement.yellow { border-color: var(--yellow); }
.requirement.red { border-color: var(--red); }
.requirement.grey { border-color: var(--grey); }
.requirement.unknown { border-color: var(--unknown); }
.requirement .parts { display: grid; gap: .25rem 1.5rem; }
.rating { font-weight: 600; white-space: nowrap; }
h4 { font-size: .9rem; margin: .6rem 0 0; color: var(--quiet); }
.answer { white-space: pre-line; }
@media (min-width: 48rem) { .requirement .parts.two { grid-template-columns: 3fr 2fr; } }
@media (max-width: 36rem) {
  .overview .word { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .legend { display: flex; }
  th, td { padding: .35rem .25rem; }
}
@media print {
  :root { color-scheme: light; --paper: #ffffff; --panel: #ffffff; --ink: #000000; --quiet: #333333; --line: #666666; --link: #000000; }
  .skip, .contents { display: none; }
  .requirement { break-inside: avoid; border: 1px solid var(--line); border-left-width: .35rem; }
  h2, h3 { break-after: avoid; }
}
`;
