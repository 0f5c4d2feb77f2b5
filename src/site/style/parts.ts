/** Ratings, tables, maps and charts. */
export const PARTS_STYLE = `
.figures { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 1.5rem 0 .5rem; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dt { color: var(--quiet); font-size: .95rem; }
.figures dd { margin: 0; font-size: 2rem; line-height: 1.1; font-weight: 650; letter-spacing: -.02em; }
.attention { background: var(--panel); margin-top: 1.5rem; padding-block: .25rem 1.5rem; }
.attention h2 { margin-top: 1.25rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem; }
.card { background: var(--paper); border: 1px solid var(--line); border-top: 3px solid var(--yellow); border-radius: 6px; padding: .8rem 1rem; }
.card.worse, .card.failing, .card.configuration { border-top-color: var(--red); }
.card h3 { margin: 0 0 .35rem; display: flex; justify-content: space-between; gap: 1rem; }
.card ul { list-style: none; padding: 0; margin: 0; }
.card li { margin: .4rem 0; line-height: 1.45; }
.count { color: var(--quiet); font-weight: 500; }
.steps { display: grid; gap: .6rem; }
.level { display: inline-block; border: 1.5px solid var(--edge); border-radius: 5px; padding: .1rem .5rem; font-weight: 600; line-height: 1.4; margin: .1rem .35rem .1rem 0; white-space: nowrap; }
.level small { font-weight: 400; color: var(--quiet); font-size: .82em; }
.level.decided { background: var(--brand); border-color: var(--brand); color: var(--onbrand); }
.level.decided small { color: inherit; }
.standing { display: flex; flex-wrap: wrap; gap: 1rem 3rem; align-items: center; margin: 1rem 0; }
.standing .levels { font-size: 1.25rem; }
.standing .whole { flex: 1 1 18rem; max-width: 34rem; }
.standing .bar { width: 100%; height: 14px; }
.tag { display: inline-block; border: 1px solid var(--edge); border-radius: 4px; padding: 0 .4rem; font-size: .8rem; color: var(--quiet); font-weight: 400; margin-left: .5rem; }
.rating { font-weight: 600; white-space: nowrap; }
.rating.green, .up, .status.done { color: var(--green); } .rating.yellow, .warn { color: var(--yellow); }
.rating.red, .down, .status.overdue { color: var(--red); } .rating.grey { color: var(--grey); } .rating.unknown { color: var(--unknown); }
.status.at-risk { color: var(--yellow); } .status { white-space: nowrap; }
.status.overdue, .warn, .up, .down { font-weight: 600; }
.legend { font-size: .95rem; list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; padding: 0; margin: .5rem 0; max-width: none; }
.f-green { fill: var(--f-green); } .f-yellow { fill: var(--f-yellow); } .f-red { fill: var(--f-red); } .f-grey { fill: var(--f-grey); } .f-unknown { fill: var(--f-unknown); }
.bar { display: block; border-radius: 3px; overflow: hidden; max-width: 100%; }
.met { display: inline-flex; align-items: center; gap: .6rem; white-space: nowrap; }
.trend { display: inline-flex; align-items: center; gap: .5rem; }
.spark polyline { fill: none; stroke: var(--edge); stroke-width: 1.75; stroke-linejoin: round; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; }
thead th { font-size: .875rem; color: var(--quiet); font-weight: 600; vertical-align: bottom; }
th, td { padding: .55rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
.products th:first-child, .products td:first-child, .plain th:first-child { padding-left: 0; }
.products tbody th { min-width: 12rem; }
.products .owners { display: block; font-weight: 400; font-size: .875rem; line-height: 1.3; }
.products tbody tr:hover { background: var(--panel); }
.products td { vertical-align: middle; } .products tbody th { vertical-align: middle; }
.requirements-list td:nth-child(2) { width: 14rem; } .requirements-list td:nth-child(3) { width: 20rem; }
.requirements-list tbody th { font-weight: 500; }
.number { text-align: right; }
@media (min-width: 46.01rem) { .products td:nth-child(4), .products td:nth-child(6) { white-space: nowrap; } }
.plain { font-size: .95rem; } .plain tbody th { font-weight: 500; min-width: 10rem; } .plain th, .plain td { padding-inline: .5rem; } .plain td { min-width: 4.5rem; }
.plain caption { text-align: left; color: var(--quiet); padding: .5rem 0; }
.scroll { overflow-x: auto; max-width: 100%; }
.inline { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; margin: 0; }
.heat { width: auto; border-collapse: separate; border-spacing: 2px; font-size: .95rem; }
.heat th, .heat td { border: 0; padding: .25rem .2rem; }
.broad { max-width: 88rem; }
.heat thead th { text-align: center; font-weight: 500; font-size: .8rem; padding-inline: 0; }
.heat thead th:first-child, .heat tbody th { text-align: left; position: sticky; left: 0; background: var(--paper); z-index: 1; }
.heat tbody th { font-weight: 500; white-space: nowrap; max-width: 14rem; overflow: hidden; text-overflow: ellipsis; padding-right: .75rem; }
.heat td { min-width: 1.5rem; text-align: center; border-radius: 3px; line-height: 1.25; font-weight: 600; }
.heat.themes td { min-width: 8.5rem; text-align: left; padding: .25rem .6rem; white-space: nowrap; }
.heat.themes thead th { text-align: left; padding-inline: .6rem; font-size: .875rem; }
.heat td small { font-weight: 400; }
td.green { background: var(--green-soft); color: var(--green); } td.yellow { background: var(--yellow-soft); color: var(--yellow); }
td.red { background: var(--red-soft); color: var(--red); } td.grey { background: var(--grey-soft); color: var(--grey); } td.unknown { background: var(--unknown-soft); color: var(--unknown); }
.pages ul { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; }
.pages a { display: inline-block; min-width: 2.5rem; text-align: center; padding: .3rem .5rem; border: 1px solid var(--line); border-radius: 4px; }
.pages [aria-current] { background: var(--panel); font-weight: 650; }
.theme { margin: 2rem 0 .5rem; font-size: 1.15rem; }
.theme .quiet { font-weight: 400; font-size: .95rem; }
.requirement { border: 1px solid var(--line); border-left: 5px solid var(--edge); border-radius: 0 6px 6px 0; padding: .8rem 1rem; margin: .6rem 0; }
.requirement.green { border-left-color: var(--f-green); } .requirement.yellow { border-left-color: var(--f-yellow); } .requirement.red { border-left-color: var(--f-red); }
.requirement.grey { border-left-color: var(--f-grey); } .requirement.unknown { border-left-color: var(--f-unknown); }
.requirement:target { background: var(--panel); }
.verdict { margin: .15rem 0 .4rem; }
.parts { display: grid; gap: .5rem 2rem; } .parts > div > :first-child { margin-top: 0; }
.evidence { font-size: .95rem; overflow-wrap: anywhere; }
.declared { font-size: .95rem; } .declared h5 { color: var(--quiet); font-size: .9rem; }
.answer { white-space: pre-line; overflow-wrap: anywhere; }
.columns { columns: 16rem; } .columns li { margin: 0; padding-block: .15rem; break-inside: avoid; }
details { margin: .5rem 0; } summary { cursor: pointer; padding: .3rem 0; }
.chart { max-width: 48rem; } .chart svg { width: 100%; height: auto; display: block; }
.axis line { stroke: var(--line); stroke-width: 1; } .axis text { fill: var(--quiet); font-size: 11px; }
.roadmap { display: block; width: 100%; height: auto; min-width: 56rem; } .roadmap text { font-size: 12px; fill: var(--ink); } .roadmap .group { font-weight: 650; font-size: 13px; }
.roadmap .axis text { fill: var(--quiet); font-size: 11px; }
.milestone .span { fill: var(--grey-soft); stroke: var(--edge); stroke-width: 1; } .milestone .done { fill: var(--f-green); }
.milestone.overdue .span { fill: var(--red-soft); stroke: var(--red); } .milestone.overdue text { fill: var(--red); font-weight: 600; }
.milestone.at-risk .span { fill: var(--yellow-soft); stroke: var(--yellow); stroke-dasharray: 4 2; } .milestone.done .span { fill: var(--green-soft); stroke: var(--green); }
.today line { stroke: var(--link); stroke-width: 2; } .today text { fill: var(--link); font-weight: 600; }
.tasks { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: 1rem; max-width: none; }
.task { border: 1px solid var(--line); border-radius: 6px; padding: .9rem 1.1rem; margin: 0; }
.task h2 { font-size: 1.1rem; margin: 0 0 .25rem; } .task p { margin: .3rem 0; }
.free { color: var(--green); font-weight: 600; }
.checks { list-style: none; padding: 0; display: grid; gap: .75rem; }
.checks li { border: 1px solid var(--line); border-left: 5px solid var(--edge); border-radius: 0 6px 6px 0; padding: .7rem 1rem; margin: 0; }
.checks .done { border-left-color: var(--f-green); } .checks .todo { border-left-color: var(--f-yellow); }
.checks h2 { font-size: 1.05rem; margin: 0; } .checks .state { font-weight: 400; color: var(--quiet); font-size: .95rem; } .checks p { margin: .25rem 0 0; }
.checks .done .sign { color: var(--green); } .checks .todo .sign { color: var(--yellow); }
.facts div { display: flex; flex-direction: row-reverse; justify-content: flex-end; gap: .75rem; } .facts dd { margin: 0; min-width: 2.5rem; text-align: right; font-weight: 600; }
.badge img { vertical-align: middle; }
@media (min-width: 54rem) { .parts.two { grid-template-columns: 3fr 2fr; } }
@media (max-width: 46rem) {
  .products, .products tbody, .products tr, .products th, .products td { display: block; padding-left: 0; }
  .products thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .products tr { border-bottom: 1px solid var(--line); padding-block: .7rem; }
  .products th, .products td, .products tbody th { border: 0; padding: .15rem 0; min-width: 0; width: auto !important; }
  .products td:not(:empty) { display: grid; grid-template-columns: minmax(6.5rem, 2fr) minmax(0, 3fr); gap: .75rem; align-items: center; }
  .products td:empty { display: none; }
  .products td::before { content: attr(data-label); color: var(--quiet); font-size: .9rem; }
  .products td .level { white-space: normal; justify-self: start; }
  .met { flex-wrap: wrap; }
  .heat tbody th { max-width: 8.5rem; }
  .figures dd { font-size: 1.6rem; }
}
`;
